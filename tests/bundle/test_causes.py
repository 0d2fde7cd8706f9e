"""Faults of one cause are told once, with how many lines they meet and what follows from them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from deployments.bundle.causes import causes_of

from .conftest import Import
from .support import write_files

VISITS = "key,port,arrival_edtf\n"


def told(report_causes: object) -> list[str]:
    """The causes in words."""
    assert isinstance(report_causes, list)
    return [str(cause) for cause in report_causes]


@pytest.mark.django_db
def test_one_fault_in_many_lines_is_one_cause(bundle: Import) -> None:
    lines = "".join(f"v{number},malta,someday\n" for number in range(1, 1101))
    report = bundle(ports="key,name\nmalta,Malta\n", visits=VISITS + lines)
    (cause,) = told(causes_of(report.rejections))
    assert cause.startswith("visits.csv, column arrival_edtf: “someday”")
    assert cause.endswith("(lines 2, 3, 4 and 1,097 more)")
    assert len(report.rejections) == 1100


@pytest.mark.django_db
def test_messages_that_quote_different_cells_are_one_cause(bundle: Import) -> None:
    report = bundle(ports="key,name,country\na,A,Lutha\nb,B,Graustark\nc,C,IT\nd,D,Syldavia\n")
    assert told(causes_of(report.rejections)) == [
        (
            "ports.csv, column country: “Lutha” is no country. Give its two-letter ISO 3166-1 "
            "code, such as “JP”. (lines 2 “Lutha”, 3 “Graustark”, 5 “Syldavia”)"
        )
    ]


@pytest.mark.django_db
def test_country_words_are_one_cause_for_each_code_that_is_meant(bundle: Import) -> None:
    report = bundle(ports="key,name,country\na,A,Japan\nb,B,Italy\nc,C,JPN\nd,D,Korea\n")
    assert told(causes_of(report.rejections)) == [
        (
            "ports.csv, column country: “Japan” is no ISO 3166-1 alpha-2 code; did you mean JP "
            "(Japan)? (lines 2 “Japan”, 4 “JPN”)"
        ),
        (
            "ports.csv, line 3, column country: “Italy” is no ISO 3166-1 alpha-2 code; did you "
            "mean IT (Italy)?"
        ),
        (
            "ports.csv, line 5, column country: “Korea” is no ISO 3166-1 alpha-2 code; did you "
            "mean KP (North Korea) or KR (South Korea)?"
        ),
    ]


@pytest.mark.django_db
def test_what_follows_from_a_fault_is_counted_with_it(bundle: Import) -> None:
    report = bundle(
        ports="key,name,lat\nkobe,Kobe,north\n",
        visits=VISITS + "".join(f"v{number},kobe,2024\n" for number in range(300)),
        citations="record_type,record_key,source\nvisit,v0,nowhere\nvisit,v1,nowhere\n",
    )
    assert len(report.rejections) == 305
    first, second = told(causes_of(report.rejections))
    assert first == (
        "ports.csv, line 2, column lat: “north” is no number. Write it with a point, such as "
        "35.29. 302 lines that name it are not accepted either, first visits.csv, line 2."
    )
    assert second.startswith("citations.csv, column source: There is no source with the key")
    assert second.endswith("(lines 2, 3)")


@pytest.mark.django_db
def test_the_command_and_its_report_tell_of_causes(tmp_path: Path) -> None:
    directory = write_files(
        tmp_path / "many",
        sources="key,title,kind\ns1,T,other\n",
        ports="key,name\nm,Malta\n",
        visits=VISITS + "".join(f"v{number},m,2024\n" for number in range(50)),
        citations="record_type,record_key,source\n"
        + "".join(f"visit,v{number},s1\n" for number in range(50)),
    )
    err, path = StringIO(), tmp_path / "report.json"
    message = r"Nothing was imported: 51 faults\..* They have 1 cause\."
    with pytest.raises(CommandError, match=message):
        call_command("import_records", str(directory), stderr=err, stdout=StringIO(), report=path)
    assert err.getvalue().splitlines() == [
        (
            "sources.csv, line 2, column kind: Give the source's own word for “other”. 50 lines "
            "that name it are not accepted either, first citations.csv, line 2."
        )
    ]
    report = json.loads(path.read_text(encoding="utf-8"))
    (cause,) = report["causes"]
    assert (cause["count"], cause["first_lines"], cause["following"]) == (1, [2], 50)
    assert cause["in_words"] == err.getvalue().strip()
    assert len(report["rejections"]) == 51

"""Files that are not as they should be are refused with what to do, and nothing is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from deployments.models import Navy, Port, PortName, Visit

from .conftest import BASE, Import
from .support import load, reasons, snapshot, write_files

pytestmark = pytest.mark.django_db

NAVIES = "key,name,native_name,country\nitalian-navy,Italian Navy,Marina Militare,IT\n"


def refused(bundle: Import, **files: str | bytes) -> str:
    """Import ``files``; they must be refused for one reason, which is given."""
    before = snapshot(exact=True)
    report = bundle(**files)
    assert len(report.rejections) == 1, report.rejections
    assert snapshot(exact=True) == before
    return str(report.rejections[0])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" + NAVIES.encode(), id="byte order mark"),
        pytest.param(NAVIES.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(NAVIES.replace("\n", "\r").encode(), id="CR"),
        pytest.param(NAVIES.strip().encode(), id="no line end at the end"),
        pytest.param(NAVIES.replace(",IT", ", IT ").encode(), id="space around cells"),
        pytest.param(NAVIES.encode() + b"\n , ,, \n\n", id="empty lines"),
        pytest.param(
            NAVIES.replace("\n", ",,\n").encode(), id="columns without name behind the last"
        ),
    ],
)
def test_what_spreadsheets_make_of_a_file_is_accepted(bundle: Import, content: bytes) -> None:
    report = bundle(navies=content)
    assert reasons(report) == []
    navy = Navy.objects.get()
    assert (navy.key, navy.native_name, navy.country) == ("italian-navy", "Marina Militare", "IT")
    assert reasons(bundle(navies=NAVIES)) == []
    assert Navy.history.count() == 1


@pytest.mark.parametrize("name", ["Malmo\u0308 Hamn", "Malmö\u00a0Hamn", "Mal\u200bmö  Hamn"])
def test_cells_that_look_alike_are_alike(bundle: Import, name: str) -> None:
    bundle(ports="key,name,country\nm,Malmö Hamn,SE\n", port_names="port,name\nm,Malmö Hamn\n")
    report = bundle(
        ports=f"key,na\u200bme,country\nm\u00a0,{name},SE\n", port_names=f"port,name\nm,{name}\n"
    )
    assert reasons(report) == []
    assert {row.outcome for row in report.rows} == {"unchanged"}
    assert [row.name for row in PortName.objects.all()] == ["Malmö Hamn"]


def test_cells_of_one_space_are_empty(bundle: Import) -> None:
    bundle(navies=NAVIES)
    report = bundle(navies="key,name,native_name,country\nitalian-navy, , , \n")
    assert reasons(report) == []
    assert {row.outcome for row in report.rows} == {"unchanged"}
    report = bundle(ports="key,name,country,unlocode,lat,lon\nnowhere,Nowhere, , , , \n")
    assert reasons(report) == []
    port = Port.objects.get()
    assert (port.country, port.unlocode, port.lat) == ("", "", None)


def test_latin_1_is_refused_by_name_and_line(bundle: Import) -> None:
    text = "key,name\na,A\nbaden,Baden-Württemberg\n"
    reason = refused(bundle, navies=text.encode("latin-1"))
    assert reason.startswith("navies.csv, line 3: The file is not in UTF-8. Save it again")


def test_utf_16_is_refused(bundle: Import) -> None:
    assert "The file is not in UTF-8" in refused(bundle, navies=NAVIES.encode("utf-16"))


def test_nul_characters_are_refused(bundle: Import) -> None:
    reason = refused(bundle, navies=b"key,name\na,A\nb,B\0\n")
    assert reason.startswith("navies.csv, line 3: There is a NUL character")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("key,name,name", "column name: The column stands twice in the header."),
        ("key,name,nativename", "column nativename: There is no such column. Did you mean “native"),
        ("key,name,Country", "column Country: There is no such column. Did you mean “country”?"),
        ("key,name,tonnage", "column tonnage: There is no such column. The file may have: key, na"),
        ("name,country,notes", "column key: The column is missing; every line needs it."),
        ("key,,name", "line 1: Column 2 has no name."),
        ("key;name;country", "line 1: The columns are not separated by commas."),
    ],
)
def test_faulty_headers(bundle: Import, header: str, reason: str) -> None:
    assert reason in refused(bundle, navies=f"{header}\na,A,IT\n")


def test_a_quotation_mark_out_of_place(bundle: Import) -> None:
    reason = refused(bundle, navies='key,name\na,A\nb,"B" navy\n')
    assert reason.startswith("navies.csv, line 3: The line cannot be read")
    assert "line 2" in refused(bundle, navies='key,name\na,"A\nb,B\n')


def test_lines_that_are_too_short_or_too_long_are_each_named(bundle: Import) -> None:
    report = bundle(navies="key,name,country\na,A\nb,B,IT\nc,C,IT,more\n")
    short, long = reasons(report)
    assert short.startswith("navies.csv, line 2: The line has 2 cells, the header 3.")
    assert long.startswith("navies.csv, line 4: The line has 4 cells, the header 3.")
    assert not Navy.objects.exists()


def test_the_line_number_is_where_the_line_begins(bundle: Import) -> None:
    text = 'key,name,country,notes\na,A,IT,"one\ntwo\nthree"\nb,B,XX,\n'
    assert refused(bundle, navies=text).startswith("navies.csv, line 5, column country: “XX”")


def test_unknown_files_are_refused_and_others_ignored(bundle: Import, tmp_path: Path) -> None:
    assert refused(bundle, navy=NAVIES).endswith("Did you mean navies.csv?")
    assert "It may hold: navies.csv, ports.csv" in refused(bundle, weather="key\n1\n")
    directory = write_files(tmp_path / "bundle", navies=NAVIES)
    (directory / "README.md").write_text("# about")
    (directory / "._navies.csv").write_bytes(b"\0\5")
    (directory / "more.csv").mkdir()
    assert reasons(load(directory)) == []
    (directory / "Visits.CSV").write_text("key\n")
    assert reasons(load(directory)) == [
        "Visits.CSV: A bundle has no such file. Did you mean visits.csv?"
    ]


def test_a_directory_that_is_missing_or_holds_no_file(bundle: Import, tmp_path: Path) -> None:
    assert "There is no directory" in reasons(load(tmp_path / "nowhere"))[0]
    assert "There is no CSV file in" in refused(bundle)
    assert "The file is empty." in refused(bundle, navies="")
    assert "The file is empty." in refused(bundle, navies="\n\n")


def test_a_header_without_lines_changes_nothing(bundle: Import) -> None:
    report = bundle(navies="key,name\n")
    assert report.accepted
    assert report.rows == []


def test_everything_that_is_wrong_is_told_in_one_run(bundle: Import) -> None:
    files: dict[str, str | bytes] = {
        **BASE,
        "ports": "key,name,country,lat,lon\nYoko,Yokosuka,XX,95,1\nt,Taranto,IT,40,\n",
        "themes": "key,title\n",
        "people": b"key,name\nx,\xe9\n",
        "weather": "a\n",
    }
    report = bundle(**files, publish=True)
    found = reasons(report)
    for start in (
        "people.csv, line 2: The file is not in UTF-8",
        "themes.csv, line 1, column title: There is no such column",
        "weather.csv: A bundle has no such file",
        "ports.csv, line 2, column country: “XX” is no country",
        "ports.csv, line 3, column lon: Give both latitude and longitude",
        "visits.csv, line 2, column port: There is no port with the key “yokosuka”",
    ):
        assert any(reason.startswith(start) for reason in found), (start, found)
    assert not Visit.objects.exists()
    assert not Navy.objects.exists()

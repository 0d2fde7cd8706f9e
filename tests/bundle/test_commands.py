"""The two commands: what they print, and when they fail."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from deployments.changes.wording import MANY
from deployments.models import ChangeSet, Port, Vessel, Visit
from tests import factories as make
from tests.conftest import WATCHES

from .conftest import BASE
from .support import write_files

pytestmark = pytest.mark.django_db


def run(command: str, *args: Any, **options: Any) -> tuple[str, str]:
    """What a command prints to its two streams."""
    out, err = StringIO(), StringIO()
    call_command(command, *map(str, args), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_files(tmp_path / "small", **BASE)


def test_import_prints_a_table_of_outcomes(base: Path) -> None:
    out, err = run("import_records", base, publish=True)
    assert err == ""
    head, *lines = out.splitlines()
    assert head.split() == ["created", "updated", "unchanged", "removed", "rejected"]
    assert [line.split() for line in lines][1] == ["ports.csv", "2", "0", "0", "0", "0"]
    assert Vessel.objects.all().published().count() == 2  # type: ignore[attr-defined]


def test_import_tells_of_changes_and_words(base: Path) -> None:
    run("import_records", base, publish=True)
    write_files(
        base,
        vessels="key,name,navy,hull_type\ncavour,Conte di Cavour,italian-navy,sloop\n"
        "izumo,Izumo,jmsdf,\n",
    )
    out, _err = run("import_records", base, publish=True)
    assert "updated: vessels.csv, line 2: cavour\n    name: Cavour → Conte di Cavour\n" in out
    assert "vessels.csv, hull_type: “sloop” read as other: 1 line (2)\n" in out
    assert "unchanged: vessels.csv, line 3: izumo" not in out
    out, _err = run("import_records", base, publish=True, verbosity=2)
    assert "unchanged: vessels.csv, line 3: izumo" in out


def test_nothing_that_a_terminal_would_obey_is_printed(base: Path) -> None:
    (base / "\x1b[31m.csv").write_text("key\n")
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_records", base, stdout=StringIO(), stderr=err)
    assert "\\u001b[31m.csv" in err.getvalue()
    assert "\x1b" not in err.getvalue()


@pytest.mark.parametrize("asked", [{}, {"json": True}])
def test_what_an_older_release_stored_is_printed_escaped(asked: dict[str, bool]) -> None:
    vessel = make.VesselFactory()
    for held, name in (("2001", "Orion"), ("2002", "Saturn")):
        make.VesselIdentityFactory(
            vessel=vessel, name=name, from_edtf="2000-01-01", to_edtf=f"{held}-01-01"
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE deployments_vesselidentity SET name = %s WHERE name = 'Orion'",
            ["\x1b[31mO\u202erion"],
        )
    assert [watch.take_violations() for watch in WATCHES]
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_records", stdout=out, **asked)
    assert "\\u001b[31mO\\u202erion" in out.getvalue()
    assert "\x1b[31mO" not in out.getvalue()


def test_a_refused_import_fails_and_says_where(base: Path) -> None:
    write_files(base, ports="key,name,country\nx,X,XX\n,Y,IT\n")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="Nothing was imported: 2 faults") as failure:
        call_command("import_records", str(base), stdout=out, stderr=err)
    assert failure.value.returncode == 1
    assert err.getvalue().splitlines()[0].startswith("ports.csv, line 2, column country: “XX”")
    assert err.getvalue().splitlines()[1].startswith("ports.csv, line 3, column key: The cell is")
    assert not Port.objects.exists()


@pytest.mark.parametrize("options", [{"quiet": True}, {"verbosity": 0}])
def test_quiet(base: Path, options: dict[str, Any]) -> None:
    assert run("import_records", base, publish=True, **options) == ("", "")


def test_a_dry_run_says_so(base: Path) -> None:
    out, _err = run("import_records", base, dry_run=True)
    assert out.endswith("This was a dry run: nothing was kept.\n")
    assert not Port.objects.exists()


def test_the_report_as_json(base: Path, tmp_path: Path) -> None:
    run("import_records", base, report=tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["accepted"] is True
    assert report["counts"]["visits.csv"] == {"created": 1}
    assert report["rows"][0] == {
        "file": "navies.csv",
        "line": 2,
        "row": "italian-navy",
        "outcome": "created",
        "changes": [],
    }
    with pytest.raises(CommandError, match=r"cannot be written to .*The import itself is done\."):
        run("import_records", base, report=tmp_path)


def test_who_and_why_are_kept(base: Path) -> None:
    get_user_model().objects.create_user("lina")
    run("import_records", base, user="lina", reason="Sent by the museum")
    change_set = ChangeSet.objects.get()
    assert (change_set.actor_name, change_set.reason) == ("lina", "Sent by the museum")
    with pytest.raises(CommandError, match="There is no account “nobody”"):
        run("import_records", base, user="nobody")


def test_long_files_show_progress(tmp_path: Path) -> None:
    lines = "".join(f"theme-{number},Theme {number}\n" for number in range(1100))
    directory = write_files(tmp_path / "long", themes="key,name\n" + lines)
    _out, err = run("import_records", directory, dry_run=True)
    assert err.splitlines() == ["themes.csv: 500/1100", "themes.csv: 1000/1100"]


def test_export_prints_what_it_wrote(base: Path, tmp_path: Path) -> None:
    run("import_records", base, publish=True)
    out, _err = run("export_records", tmp_path / "out")
    assert out.splitlines()[:4] == [
        "navies.csv: 2 rows",
        "ports.csv: 2 rows",
        "sources.csv: 2 rows",
        "people.csv: 1 row",
    ]
    assert "Drafts and editors' notes are among them" in out
    out, _err = run("export_records", tmp_path / "public", published=True)
    assert "Drafts" not in out


def test_export_does_not_overwrite_unasked(tmp_path: Path) -> None:
    make.PortFactory(key="a-port")
    (tmp_path / "themes.csv").write_text("key\n")
    (tmp_path / "README.md").write_text("about")
    with pytest.raises(
        CommandError, match=r"is not empty\. Name another directory, or use --force"
    ):
        run("export_records", tmp_path)
    assert (tmp_path / "themes.csv").exists()
    run("export_records", tmp_path, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "ports.csv"]
    with pytest.raises(CommandError, match="is no directory"):
        run("export_records", tmp_path / "README.md")


def test_import_says_how_much_follows(base: Path, tmp_path: Path) -> None:
    run("import_records", base, publish=True)
    with make.together():
        port = Port.objects.get(key="yokosuka")
        for _number in range(MANY):
            make.published(make.VisitFactory(port=port))
    number = Visit.objects.filter(port=port).count()
    report = tmp_path / "report.json"
    write_files(base, ports="key,name\nyokosuka,Yokosuka Naval Base\n")
    said = f"{number} other public records show what changed, and were brought up to date."
    for options in ({"dry_run": True}, {}):
        out, _err = run("import_records", base, publish=True, report=report, **options)
        assert said in out
        assert json.loads(report.read_text())["rewritten"] == number
    out, _err = run("import_records", base, publish=True)
    assert "other public record" not in out

"""Text that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from deployments.bundle import formulas
from deployments.bundle.exporting import export_bundle
from deployments.models import Source
from tests import factories as make

from .support import load, outcomes, write_files

TEXTS = {
    "a-formula": '=HYPERLINK("https://example.org")',
    "a-minus": "-5 ships",
    "a-name": "@handle",
    "a-plus": "+1",
    "a-wide-sign": "＝1+1",
    "an-apostrophe": "'=1+1",
    "two-apostrophes": "''-5",
    "a-ship-name": "'t Harde",
}
GUARDED = {"a-formula", "a-minus", "a-name", "a-plus", "a-wide-sign"}


def titles(directory: Path) -> dict[str, str]:
    """The titles of the sources in an export, as they stand there."""
    with (directory / "sources.csv").open(newline="") as file:
        return {row["key"]: row["title"] for row in csv.DictReader(file)}


@pytest.mark.django_db
@pytest.mark.parametrize("guarded", [True, False])
def test_an_export_imports_unchanged(tmp_path: Path, guarded: bool) -> None:
    for key, title in TEXTS.items():
        make.SourceFactory(key=key, title=title)
    export_bundle(tmp_path / "out", guarded=guarded)
    assert outcomes(load(tmp_path / "out")) == {"unchanged"}
    assert dict(Source.objects.values_list("key", "title")) == TEXTS


@pytest.mark.django_db
def test_only_a_guarded_export_keeps_spreadsheets_from_running_text(tmp_path: Path) -> None:
    for key, title in TEXTS.items():
        make.SourceFactory(key=key, title=title)
    call_command("export_records", str(tmp_path / "plain"), verbosity=0)
    call_command("export_records", str(tmp_path / "guarded"), "--guard-formulas", verbosity=0)
    plain, guarded = titles(tmp_path / "plain"), titles(tmp_path / "guarded")
    assert {key for key in TEXTS if plain[key] != guarded[key]} == GUARDED
    assert all(guarded[key] == f"'{TEXTS[key]}" for key in GUARDED)
    assert guarded["a-ship-name"] == "'t Harde"


@pytest.mark.django_db
def test_coordinates_stay_numbers(tmp_path: Path) -> None:
    make.PortFactory(key="darwin", country="AU", lat=-12.47, lon=130.85)
    export_bundle(tmp_path, guarded=True)
    assert "-12.47,130.85" in (tmp_path / "ports.csv").read_text()


@pytest.mark.django_db
def test_text_that_a_spreadsheet_marked_is_read_without_its_mark(tmp_path: Path) -> None:
    load(write_files(tmp_path, sources="key,title,kind\ns,'-5 ships,news\n"))
    assert Source.objects.get().title == "-5 ships"


@given(st.text(alphabet="'=+-@＝ 1.a\n"), st.booleans())
def test_what_is_written_is_read_as_it_was(text: str, guarded: bool) -> None:
    assert formulas.read(formulas.written(text, guarded=guarded)) == text


@pytest.mark.parametrize(("text", "runs"), [("-1", False), ("-1.5", False), ("-1+1", True)])
def test_a_number_is_no_formula(text: str, runs: bool) -> None:
    assert (formulas.written(text, guarded=True) != text) is runs

"""Dossiers in bundles: three files, whose rows are told apart by number and by record."""

from __future__ import annotations

from pathlib import Path

import pytest

from deployments.bundle.exporting import export_bundle
from deployments.models import Dossier, DossierItem
from tests import factories as make

from .support import load, outcomes, reasons, snapshot, write_files

pytestmark = pytest.mark.django_db

DOSSIERS = "key,title,introduction\non-ports,On ports,Where ships lie.\n"
SECTIONS = "dossier,number,heading\non-ports,1,Ports\non-ports,2,Others\n"
ITEMS = "dossier,section,number,record_type,record_key,why\n"


def files(tmp_path: Path, items: str, **more: str) -> Path:
    """A bundle with a dossier on ports."""
    make.published(make.PortFactory(key="yokosuka"))
    return write_files(
        tmp_path,
        dossiers=DOSSIERS,
        dossier_sections=SECTIONS,
        dossier_items=ITEMS + items,
        **more,
    )


def test_it_comes_in_and_goes_out_as_it_was(tmp_path: Path) -> None:
    given = files(
        tmp_path / "in",
        "on-ports,1,1,port,yokosuka,First.\non-ports,2,1,port,yokosuka,Again.\n"
        "on-ports,2,2,visit,a-draft,Not yet.\n",
    )
    make.VisitFactory(key="a-draft")
    report = load(given, publish=True)
    assert reasons(report) == []
    assert outcomes(report) == {"created"}
    dossier = Dossier.objects.get()
    assert dossier.is_published
    before = snapshot()
    assert outcomes(load(given, publish=True)) == {"unchanged"}
    export_bundle(tmp_path / "out")
    text = (tmp_path / "out" / "dossier_items.csv").read_text()
    assert text.splitlines()[1:] == (given / "dossier_items.csv").read_text().splitlines()[1:]
    again = load(tmp_path / "out", publish=True, blank_clears=True, replace_children=True)
    assert outcomes(again) == {"unchanged"}
    assert snapshot() == before


def test_an_export_for_the_public_names_nothing_hidden(tmp_path: Path) -> None:
    given = files(
        tmp_path / "in",
        "on-ports,1,1,port,yokosuka,First.\non-ports,2,2,visit,a-draft,Not yet.\n",
    )
    make.VisitFactory(key="a-draft")
    load(given, publish=True)
    export_bundle(tmp_path / "out", public=True)
    text = (tmp_path / "out" / "dossier_items.csv").read_text()
    assert "First." in text
    assert "a-draft" not in text
    assert "Not yet." not in text


def test_a_line_means_the_row_of_its_section_and_record(tmp_path: Path) -> None:
    given = files(tmp_path / "in", "on-ports,1,1,port,yokosuka,First.\n")
    load(given, publish=True)
    item = DossierItem.objects.get()
    write_files(given, dossier_items=ITEMS + "on-ports,1,5,port,yokosuka,Better.\n")
    assert reasons(load(given, publish=True)) == []
    item.refresh_from_db()
    assert (item.number, item.why) == (5, "Better.")
    write_files(given, dossier_items=ITEMS + "on-ports,2,1,port,yokosuka,Moved.\n")
    load(given, publish=True, replace_children=True)
    assert [(row.section, row.why) for row in DossierItem.objects.all()] == [(2, "Moved.")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("on-ports,1,1,dossier,on-ports,Itself.", "“dossier” is not one of: visit, exercise"),
        ("on-ports,1,1,port,atlantis,Nowhere.", "atlantis"),
        ("on-ports,1,1,port,yokosuka,", "why"),
        ("on-ports,9,1,port,yokosuka,Lost.", "section 9, which is not there"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(line: str, problem: str, tmp_path: Path) -> None:
    report = load(files(tmp_path, f"{line}\n"), publish=True)
    assert problem in " ".join(reasons(report))
    assert not Dossier.objects.exists()

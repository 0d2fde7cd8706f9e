"""The season comes out again as it went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from deployments.bundle.exporting import export_bundle
from tests.bundle.support import SEASON, history_rows, load, outcomes, rows_of, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]


def test_an_export_of_the_season_is_the_season(tmp_path: Path) -> None:
    written = export_bundle(tmp_path / "out")
    assert sum(written.values()) == 1669
    for file, count in written.items():
        given = rows_of(SEASON / file)
        exported = rows_of(tmp_path / "out" / file)
        assert len(given) == len(exported) == count
        assert list(exported[0])[: len(given[0])] == list(given[0])

    before, history = snapshot(exact=True), history_rows()
    report = load(tmp_path / "out", publish=True, blank_clears=True, replace_children=True)
    assert (report.rejections, outcomes(report)) == ([], {"unchanged"})
    assert (snapshot(exact=True), history_rows()) == (before, history)

"""What only the database refuses is told at its line, beside all else, and nothing is kept."""

from __future__ import annotations

import pytest

from deployments.models import Assignment, Theme, Visit

from .conftest import Import
from .support import history_rows, reasons, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]


def test_a_row_that_the_database_refuses_among_others(bundle: Import) -> None:
    before, history = snapshot(exact=True), history_rows()
    report = bundle(
        themes="key,name\nnew,New\n",
        assignments="key,deployment,vessel\na-1,csg,izumo\na-2,csg,izumo\na-3,csg,cavour\n",
        citations="record_type,record_key,source\nassignment,a-2,news\nassignment,a-3,news\n",
        publish=True,
    )
    first, second = reasons(report)
    assert first.startswith("assignments.csv, line 3, column key: This row is stored with the key")
    assert second == (
        "citations.csv, line 2, column record_key: “a-2” is not accepted: see assignments.csv, "
        "line 3."
    )
    assert [row.outcome for row in report.rows] == [
        "created",
        "created",
        "rejected",
        "created",
        "rejected",
        "created",
    ]
    assert (snapshot(exact=True), history_rows()) == (before, history)
    assert not Theme.objects.filter(key="new").exists()
    assert not Assignment.objects.exists()


def test_new_rows_have_one_history_row_each_and_their_words(bundle: Import) -> None:
    report = bundle(
        visits="key,port,certainty,superseded_by\np-1,taranto,planned,p-2\n"
        "p-2,taranto,planned,\np-3,taranto,planned,p-2\n",
        publish=False,
    )
    assert reasons(report) == []
    kept = {key: Visit.history.filter(key=key).count() for key in ("p-1", "p-2", "p-3")}
    assert kept == {"p-1": 2, "p-2": 1, "p-3": 1}
    assert {row.history_type for row in Visit.history.filter(key="p-3")} == {"+"}

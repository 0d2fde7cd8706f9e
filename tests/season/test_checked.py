"""What ``check_records`` finds in the season was looked at."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

REVIEWED = {
    ("commentary", "domino-author-8", "said-to-have-left"),
    ("exercise", "mlde-2024-08", "not-located"),
    ("visit", "vespucci-tokyo-2024-08-25", "not-located"),
}
"""Reviewed: kind, key and code. The notes of the statement say what lies in its way; the sources
that are not located would have to be read again."""


def test_it_holds_nothing_impossible_and_only_what_was_reviewed_is_odd() -> None:
    out = StringIO()
    call_command("check_records", "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert {each["kind"] for each in found} <= {"odd"}
    assert {(each["record_type"], each["key"], each["code"]) for each in found} == REVIEWED

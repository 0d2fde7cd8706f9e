"""What may stand as it is: open plans, outcomes, days and durations that fit."""

from __future__ import annotations

from datetime import date

import pytest

from deployments import clock
from deployments.models import Deployment, Engagement, Exercise, Visit
from deployments.rules import deployments, exercises, plans


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "earliest_day", lambda: date(2026, 11, 25))


def codes(record: Visit | Exercise) -> set[str]:
    return {finding.code for finding in plans.check(record, {})}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"certainty": "planned", "arrival_edtf": "2026-11-24"}, {"outcome-not-recorded"}),
        ({"certainty": "planned", "arrival_edtf": "2026-11-25"}, set()),
        ({"certainty": "planned", "arrival_edtf": "2026-11"}, set()),
        ({"certainty": "planned", "departure_edtf": "2026-11-24"}, {"outcome-not-recorded"}),
        (
            {"certainty": "planned", "arrival_edtf": "2026-11-01", "departure_edtf": "2026-11-26"},
            set(),
        ),
        ({"certainty": "planned"}, set()),
        ({"certainty": "planned", "arrival_edtf": "2024", "outcome": "not found"}, set()),
        ({"certainty": "planned", "arrival_edtf": "2024", "outcome": "postponed"}, set()),
        ({"certainty": "cancelled", "arrival_edtf": "2024"}, set()),
        ({"certainty": "confirmed", "arrival_edtf": "2024"}, set()),
        ({"certainty": "planned", "arrival_edtf": "2024", "superseded_by": Visit(pk=2)}, set()),
        (
            {
                "certainty": "planned",
                "arrival_edtf": "2024",
                "outcome": "made",
                "superseded_by": Visit(pk=2),
            },
            set(),
        ),
        (
            {"certainty": "cancelled", "outcome": "not made", "superseded_by": Visit(pk=2)},
            set(),
        ),
    ],
)
def test_a_plan_is_told_only_where_nobody_said_what_became_of_it(
    values: dict[str, object], found: set[str]
) -> None:
    assert codes(Visit(pk=1, **values)) == found


@pytest.mark.parametrize(
    ("start", "end", "duration", "fits"),
    [
        ("2024-06-01", "2024-10-30", "P152D", True),
        ("2024-06-01", "2024-10-30", "P151D", True),
        ("2024-06-01", "2024-10-30", "P150D", False),
        ("2024-06-01", "2024-10-30", "P154D", False),
        ("2024-06-01", "2024-10-30", "P5M", True),
        ("2024-06-01", "2024-10-30", "P6M", True),
        ("2024-06-01", "2024-10-30", "P7M", False),
        ("2024-06-01", "2024-10-30", "", True),
        ("2024-06", "2024-10", "P100D", True),
        ("2024-06", "2024-10", "P90D", False),
        ("2024-06~", "2024-10", "P2Y", True),
        ("[..2024-06-01]", "2024-10-30", "P2Y", True),
        ("[..2024-06-01]", "2024-10-30", "P100D", False),
        ("2024-06-01", "[2024-10-30..]", "P2Y", True),
        ("2024-06-01", "", "P2Y", True),
        ("", "2024-06-01", "P2Y", True),
    ],
)
def test_a_duration_fits_where_two_days_within_the_bounds_give_it(
    start: str, end: str, duration: str, fits: bool
) -> None:
    voyage = Deployment(start_edtf=start, end_edtf=end, duration=duration)
    assert bool(list(deployments._does_not_last_so(voyage))) is not fits


def test_words_alone_are_not_measured() -> None:
    voyage = Deployment(
        start_edtf="2024-06-01", end_edtf="2024-06-02", duration_words="about four months"
    )
    assert not list(deployments._does_not_last_so(voyage))


@pytest.mark.parametrize(
    ("kind", "start", "end", "found"),
    [
        ("ceremony", "2024-08-26", "2024-08-26", set()),
        ("ceremony", "2024-08", "2024-08", set()),
        ("ceremony", "2024-08-26", "2024-08", set()),
        ("ceremony", "", "", set()),
        ("ceremony", "2024-08-26", "", {"one-day-half-known"}),
        ("ceremony", "2024-08-26", "2024-08-27", {"longer-than-one-day"}),
        ("talks", "2024-08-26", "", set()),
        ("talks", "2024-08-26", "2024-08-27", set()),
    ],
)
def test_a_kind_of_one_day_is_of_one_day(kind: str, start: str, end: str, found: set[str]) -> None:
    occasion = Engagement(kind=kind, start_edtf=start, end_edtf=end)
    assert {each.code for each in exercises._of_one_day(occasion)} == found

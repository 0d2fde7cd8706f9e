"""Who put to sea on a day: certainly by a date known to the day, else as far as days allow."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from deployments import dates
from deployments.choices import Match
from deployments.pages.sailings import days_of_leaving, leaves, together
from deployments.shapes import Visit


def fuzzy(edtf: str) -> Any:
    return {"edtf": edtf, "said": ""} if edtf else None


def visit(arrival: str, departure: str, *ships: tuple[str, str]) -> Visit:
    """A visit as its document tells it; of each ship her own dates."""

    def days(start: str, end: str) -> Any:
        span = dates.span(dates.parse(start) if start else None, dates.parse(end) if end else None)
        assert span is not None
        bounds = ("possible_from", "possible_to", "certain_from", "certain_to")
        found = {name: getattr(span, name) for name in bounds}
        return {"holes": [], **{name: day and day.isoformat() for name, day in found.items()}}

    own = [
        {
            "arrival": fuzzy(came),
            "departure": fuzzy(left),
            "days": days(came or arrival, left or departure),
        }
        for came, left in ships
    ]
    told = {"record_type": "visit", "arrival": fuzzy(arrival), "departure": fuzzy(departure)}
    return cast("Visit", {**told, "days": days(arrival, departure), "participants": own})


DAY = date(2024, 8, 27)


@pytest.mark.parametrize(
    ("arrival", "departure", "how"),
    [
        ("2024-08-22", "2024-08-27", Match.CERTAIN),
        ("2024-08-22", "2024-08-26", None),
        ("2024-08-22", "2024-08-27?", Match.POSSIBLE),
        ("2024-08-22", "[2024-08-26..2024-08-28]", Match.POSSIBLE),
        ("2024-08-22", "2024-08", Match.POSSIBLE),
        ("2024-08-22", "2024-09", None),
        ("2024-08-22", "", Match.POSSIBLE),
        ("2024-08-28", "", None),
        ("", "2024-08-27", Match.CERTAIN),
    ],
)
def test_how_surely_a_visit_ended_on_a_day(arrival: str, departure: str, how: Match | None) -> None:
    assert leaves(visit(arrival, departure), DAY) == how


def test_the_dates_of_each_ship_count() -> None:
    call = visit("2024-08-22", "2024-08-27", ("", "2024-08-25"), ("", ""))
    assert days_of_leaving(call) == [date(2024, 8, 25), DAY]
    assert days_of_leaving(call, call["participants"][:1]) == [date(2024, 8, 25)]
    assert leaves(call, DAY, call["participants"][:1]) is None
    assert leaves(call, DAY) is Match.CERTAIN


def test_together_is_certain_where_both_left_on_a_known_day() -> None:
    one = visit("2024-08-22", "2024-08-27")
    assert together(one, visit("2024-08-25", "2024-08-27")) == [(DAY, Match.CERTAIN)]
    assert together(one, visit("2024-08-25", "")) == [(DAY, Match.POSSIBLE)]
    assert together(visit("2024-08-25", ""), one) == [(DAY, Match.POSSIBLE)]
    assert together(one, visit("2024-08-25", "2024-08-28")) == []
    assert together(visit("2024-08-22", ""), visit("2024-08-25", "")) == []

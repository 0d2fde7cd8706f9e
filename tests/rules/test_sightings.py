"""Where a ship was seen, in the bounds of her first and last day there."""

from __future__ import annotations

from datetime import date

import pytest

from deployments import dates
from deployments.models import Port
from deployments.rules.sightings import Sighting


def day(month: int, number: int) -> date:
    return date(2024, month, number)


def sighting(start: str, end: str) -> Sighting:
    return Sighting(
        "visit:x",
        Port(),
        *(dates.parse(text) if text else None for text in (start, end)),
    )


@pytest.mark.parametrize(
    ("arrival", "departure", "first", "last"),
    [
        ("2024-08-22", "2024-08-27", (day(8, 22), day(8, 22)), (day(8, 27), day(8, 27))),
        ("2024-08", "2024-09", (day(8, 1), day(8, 31)), (day(9, 1), day(9, 30))),
        ("2024-08", "", (day(8, 1), day(8, 31)), (day(8, 1), day(8, 31))),
        ("2024-08-03/2024-08-09", "", (day(8, 3), day(8, 3)), (day(8, 9), day(8, 9))),
        ("[..2024-08-05]", "", (day(8, 5), day(8, 5)), (day(8, 5), day(8, 5))),
        ("[2024-08-05..]", "", (day(8, 5), day(8, 5)), (day(8, 5), day(8, 5))),
        ("", "2024-08-27", (day(8, 27), day(8, 27)), (day(8, 27), day(8, 27))),
        ("2024-08-22", "2024-08-27?", (day(8, 22), day(8, 22)), None),
        ("2024-08-22~", "2024-08-27", None, (day(8, 27), day(8, 27))),
    ],
)
def test_the_bounds_of_a_sighting(
    arrival: str,
    departure: str,
    first: tuple[date, date] | None,
    last: tuple[date, date] | None,
) -> None:
    seen = sighting(arrival, departure)
    assert (seen.first, seen.last) == (first, last)

"""Whether two records may be of the same days."""

from __future__ import annotations

from datetime import date

import pytest

from deployments import dates
from deployments.rules.days import Days, overlapping, same_days


def days(start: str, end: str) -> Days:
    return Days(*(dates.parse(text) if text else None for text in (start, end)))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("2024-08-22", "2024-08-27"), ("2024-08-22", "2024-08-27"), True),
        (("2024-08-22", "2024-08-27"), ("2024-08-23", "2024-08-28"), True),
        (("2024-08-22", "2024-08-27"), ("2024-08-24", "2024-08-24"), True),
        (("2024-08-22", "2024-08-27"), ("2024-08-22", ""), True),
        (("2024-08-22", "2024-08-27"), ("", "2024-08-27"), True),
        (("2024-08-22", "2024-08-27"), ("[2024-08-21..2024-08-31]", ""), True),
        (("2024-08-22", "2024-08-27"), ("2024-08", ""), True),
        (("2024", ""), ("2024", ""), True),
        (("2024-08-22/2024-08-27", ""), ("2024-08-22", "2024-08-27"), True),
        (("2024-08-22", "2024-08-27"), ("2024-08-24", ""), True),
        (("2024-08-22", "2024-08-27"), ("2024-08-27", "2024-08-30"), False),
        (("2024-08-22", "2024-08-27"), ("2024-08-27", ""), False),
        (("", "2024-08-22"), ("2024-08-22", ""), False),
        (("2024-08-22", "2024-08-27"), ("2024-09-01", "2024-09-03"), False),
        (("2024-08-22", ""), ("2024-09-01", ""), False),
        (("2024-08", "2024-08-10"), ("2024-08-22", ""), False),
        (("2024", ""), ("2024-08-22", "2024-08-27"), False),
        (("[..2024-08-28]", ""), ("2024-08-22", ""), False),
        (("2024-08-22", "2024-08-27"), ("", ""), False),
        (("", ""), ("", ""), False),
    ],
)
def test_the_same_days(first: tuple[str, str], second: tuple[str, str], same: bool) -> None:
    assert same_days(days(*first), days(*second)) is same
    assert same_days(days(*second), days(*first)) is same


def test_pairs_are_found_whatever_lies_between() -> None:
    calls = [
        days("2024-01-01", "2024-12-31"),
        days("2024-02-01", "2024-02-03"),
        days("2024-03-01", "2024-03-03"),
        days("2024-03-02", "2024-03-05"),
    ]
    found = {frozenset(map(calls.index, pair)) for pair in overlapping(calls, lambda each: each)}
    assert found == {frozenset({0, n}) for n in (1, 2, 3)} | {frozenset({2, 3})}


def test_what_has_no_date_is_paired_with_what_has_none() -> None:
    calls = {"a": days("", ""), "b": days("2024", ""), "c": days("", "")}
    assert list(overlapping(calls, calls.__getitem__)) == [("a", "c")]


def test_many_of_one_name_are_not_all_compared() -> None:
    asked = []

    def spy(number: int) -> Days:
        asked.append(number)
        return days(f"{1000 + number}-08-01", f"{1000 + number}-08-03")

    assert list(overlapping(range(3000), spy)) == []
    assert len(asked) == 3000


def test_what_is_open_reaches_as_far_as_the_calendar() -> None:
    assert days("[..2024-08-28]", "").widest == (date.min, date(2024, 8, 28))
    assert days("2024-08-28", "2024-09/..").widest == (date(2024, 8, 28), date.max)

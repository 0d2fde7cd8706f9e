"""What is left to a stay once it is known on which days it cannot have been."""

from __future__ import annotations

from datetime import date

import pytest

from deployments import dates
from deployments.dates.windows import Days, core, holes, joined, known, remaining, shared


def days(first: int, last: int) -> Days:
    return date(2024, 8, first), date(2024, 8, last)


def parsed(text: str) -> dates.FuzzyDate | None:
    return dates.parse(text) if text else None


@pytest.mark.parametrize(
    ("start", "end", "begun_by", "lasts_to"),
    [
        ("2024-08-02", "2024-08-09", 2, 9),
        ("2024-08-02", "", 2, 2),
        ("", "2024-08-09", 9, 9),
        ("[2024-08-02..2024-08-05]", "2024-08-09", 5, 9),
        ("[2024-08-02..2024-08-05]", "", 5, 2),
        ("", "[2024-08-07..2024-08-09]", 9, 7),
        ("[2024-08-02..2024-08-05]", "[2024-08-03..2024-08-09]", 5, 3),
        ("[2024-08-05..2024-08-30]", "[2024-08-03..2024-08-09]", 9, 5),
        ("2024-08-02~", "2024-08-09", 9, 9),
        ("2024-08-02", "2024-08-09?", 2, 2),
        ("2024-08-02~", "2024-08-09~", None, None),
        ("2024-08-02~", "", None, None),
        ("2024-08-02/2024-08-09", "", 2, 9),
        ("", "2024-08-02/2024-08-09", 2, 9),
        ("2024-08-09", "2024-08-02", None, None),
        ("", "", None, None),
    ],
)
def test_what_is_known_of_the_ends(
    start: str, end: str, begun_by: int | None, lasts_to: int | None
) -> None:
    expected = tuple(date(2024, 8, day) if day else None for day in (begun_by, lasts_to))
    found = known(parsed(start), parsed(end))
    assert found == expected
    held = None if None in expected or expected[0] > expected[1] else expected  # type: ignore[operator]
    assert core(found) == held


WHOLE = dates.Span(*days(3, 20), None, None)


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([], [(3, 20)]),
        ([(1, 2)], [(3, 20)]),
        ([(21, 30)], [(3, 20)]),
        ([(1, 3)], [(4, 20)]),
        ([(20, 21)], [(3, 19)]),
        ([(20, 20)], [(3, 19)]),
        ([(19, 19), (5, 5)], [(3, 4), (6, 18), (20, 20)]),
        ([(5, 9), (8, 12), (6, 7)], [(3, 4), (13, 20)]),
        ([(5, 9), (10, 12)], [(3, 4), (13, 20)]),
        ([(3, 20)], []),
        ([(1, 10), (11, 25)], []),
        ([(5, 20), (19, 25)], [(3, 4)]),
    ],
)
def test_the_stretches_between_the_days_taken(
    taken: list[tuple[int, int]], left: list[tuple[int, int]]
) -> None:
    found = remaining(WHOLE, (None, None), [days(*each) for each in taken])
    assert [(each.possible_from, each.possible_to) for each in found] == [days(*e) for e in left]
    assert all(each.certain_from is None and each.certain_to is None for each in found)


@pytest.mark.parametrize(
    ("begun_by", "lasts_to", "left"),
    [
        (None, None, [(3, 8), (11, 20)]),
        (10, None, [(3, 8)]),
        (11, None, [(3, 8), (11, 20)]),
        (None, 9, [(11, 20)]),
        (None, 8, [(3, 8), (11, 20)]),
        (10, 9, []),
        (9, 9, [(3, 9)]),
        (10, 10, [(10, 20)]),
        (5, 12, [(3, 20)]),
        (9, 10, [(3, 20)]),
        (8, 9, [(3, 9)]),
        (5, 5, [(3, 8)]),
        (11, 11, [(11, 20)]),
    ],
)
def test_a_stretch_holds_what_is_known_of_the_stay(
    begun_by: int | None, lasts_to: int | None, left: list[tuple[int, int]]
) -> None:
    ends = tuple(date(2024, 8, day) if day else None for day in (begun_by, lasts_to))
    found = remaining(WHOLE, (ends[0], ends[1]), [days(9, 10)])
    assert [(each.possible_from, each.possible_to) for each in found] == [days(*e) for e in left]


def test_certain_days_stand_in_their_stretch() -> None:
    whole = dates.Span(*days(3, 20), *days(10, 12))
    known_days = (date(2024, 8, 10), date(2024, 8, 12))
    [left] = remaining(whole, known_days, [days(5, 10), days(12, 13)])
    assert left == dates.Span(*days(10, 12), *days(10, 12))


def test_the_calendar_has_ends() -> None:
    whole = dates.Span(date(9999, 12, 1), date.max, None, None)
    found = remaining(whole, (None, None), [(date(9999, 12, 5), date.max)])
    assert [each.possible_to for each in found] == [date(9999, 12, 4)]
    begun = dates.Span(date.min, date(1, 1, 9), None, None)
    found = remaining(begun, (None, None), [(date.min, date(1, 1, 5))])
    assert [each.possible_from for each in found] == [date(1, 1, 6)]
    assert joined([(date.min, date.min), (date.min, date.max)]) == [(date.min, date.max)]


def test_days_that_follow_one_another_are_joined() -> None:
    assert joined([days(7, 9), days(1, 3), days(4, 5), days(2, 2)]) == [days(1, 5), days(7, 9)]
    assert holes([days(7, 9), days(1, 5), days(12, 12)]) == [days(6, 6), days(10, 11)]
    assert holes([days(1, 5)]) == holes([]) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([], [(1, 9)], []),
        ([(1, 9)], [(10, 12)], []),
        ([(1, 9)], [(9, 12)], [(9, 9)]),
        ([(1, 3), (6, 9)], [(2, 7)], [(2, 3), (6, 7)]),
        ([(1, 20)], [(2, 3), (5, 5), (19, 25)], [(2, 3), (5, 5), (19, 20)]),
        ([(6, 9), (1, 3)], [(3, 6), (8, 8)], [(3, 3), (6, 6), (8, 8)]),
        ([(1, 4), (5, 9)], [(2, 8)], [(2, 8)]),
        ([(1, 4), (3, 9)], [(4, 4), (4, 5)], [(4, 5)]),
    ],
)
def test_the_days_that_two_lists_of_stretches_share(
    first: list[tuple[int, int]], second: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    ours, theirs = ([days(*each) for each in stretches] for stretches in (first, second))
    wanted = [days(*each) for each in expected]
    assert shared(ours, theirs) == shared(theirs, ours) == wanted

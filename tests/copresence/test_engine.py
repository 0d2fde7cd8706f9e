"""Two stays: the days on which they met are those that going through all days gives."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from deployments.copresence.engine import Alike, Doubt, Part, Stay, Where, alike, meet

from .support import all_of, day, part, random_stay, runs

ROUNDS = 10_000

Met = tuple[set[date], set[date]]


def one_ship(one: Part, other: Part) -> bool | None:
    """Whether two parts are one ship, told another way; None where they may be."""
    if one.row == other.row:
        return True
    if None not in (one.ship, other.ship):
        return one.ship == other.ship
    for ours, theirs in ((one.navies, other.navies), (one.states, other.states)):
        if ours and theirs:
            return None if any(each in theirs for each in ours) else False
    return None


def brute_force(first: Stay, second: Stay, where: Where) -> Met:
    """The days on which two stays possibly, and certainly, met: each day is asked of each pair."""
    possible, certain = set(), set()
    days = {each.row: (all_of(each.possible), all_of(each.certain)) for each in both(first, second)}
    exact = where in (Where.SAME_PORT, Where.SAME_EXERCISE)
    for one in first.parts:
        for other in second.parts:
            same = one_ship(one, other)
            ours, theirs = days[one.row], days[other.row]
            for today in map(day, range(30)):
                if same is True or today not in ours[0] or today not in theirs[0]:
                    continue
                possible.add(today)
                settled = one.settled and other.settled and same is False and exact
                if settled and today in ours[1] and today in theirs[1]:
                    certain.add(today)
    return possible, certain


def both(first: Stay, second: Stay) -> list[Part]:
    return [*first.parts, *second.parts]


def test_ten_thousand_pairs_met_as_brute_force_says() -> None:
    random = Random(2024)  # noqa: S311
    met, sure = 0, 0
    for number in range(ROUNDS):
        first = random_stay(random, "a")
        second = first if number % 50 == 0 else random_stay(random, "b")
        where = random.choice((*Where, *[Where.SAME_PORT] * 6))
        possible, certain = brute_force(first, second, where)
        found = meet(first, second, where)
        if found is None:
            assert not possible
            continue
        met += 1
        sure += bool(found.certain)
        assert all_of(found.possible) == possible
        assert all_of(found.certain) == certain
        assert certain <= possible
        assert bool(found.doubts) is not bool(certain)
        assert all_of(found.certain) <= all_of(first.certain) & all_of(second.certain)
        assert all_of(found.possible) <= all_of(first.possible) & all_of(second.possible)
        for low, high in ((3, 9), (10, 10), (None, 7), (18, None), (None, None)):
            within = set(map(day, range(low or 0, (high or 40) + 1)))
            window = (day(low) if low else None, day(high) if high else None)
            assert found.possibly_in(*window) is bool(possible & within)
            assert found.certainly_in(*window) is bool(certain & within)
    assert met > ROUNDS / 3
    assert sure > ROUNDS / 50


def test_it_is_the_same_from_either_side() -> None:
    random = Random(7)  # noqa: S311
    for _round in range(500):
        first, second = random_stay(random, "a"), random_stay(random, "b")
        one, other = meet(first, second, Where.SAME_PORT), meet(second, first, Where.SAME_PORT)
        if one is None or other is None:
            assert one is other
            continue
        assert (one.possible, one.certain) == (other.possible, other.certain)
        turned = {(what, None if side is None else 1 - side) for what, side in other.doubts}
        assert set(one.doubts) == turned


def doubts(first: Part, second: Part, where: Where = Where.SAME_PORT) -> list[Any]:
    found = meet(Stay("a", (first,)), Stay("b", (second,)), where)
    assert found is not None
    return list(found.doubts)


SURE = part("sure", runs((1, 9)), runs((2, 8)))
UNNAMED = {"ship": None, "navies": frozenset({5})}


def test_what_is_certain_has_no_doubts() -> None:
    found = meet(
        Stay("a", (SURE,)), Stay("b", (part("b", runs((5, 20)), runs((8, 9))),)), Where.SAME_PORT
    )
    assert found is not None
    assert (found.possible, found.certain, found.doubts) == (runs((5, 9)), runs((8, 8)), ())
    assert not found.is_of_one_record


@pytest.mark.parametrize(
    ("other", "where", "expected"),
    [
        (part("b", runs((5, 20))), Where.SAME_PORT, [(Doubt.NO_CERTAIN_DAY, 1)]),
        (
            part("b", runs((5, 20)), runs((9, 20))),
            Where.SAME_PORT,
            [(Doubt.CERTAIN_DAYS_APART, None)],
        ),
        (part("b", runs((5, 20)), runs((5, 20))), Where.SAME_AREA, [(Doubt.PLACE, None)]),
        (part("b", runs((5, 20)), runs((5, 20))), Where.PORT_IN_AREA, [(Doubt.PLACE, None)]),
        (
            part("b", runs((5, 20)), runs((5, 20)), settled=False),
            Where.SAME_PORT,
            [(Doubt.PARTY_OPEN, 1)],
        ),
        (
            part("b", runs((5, 20)), runs((5, 20)), ship=None, navies=SURE.navies),
            Where.SAME_PORT,
            [(Doubt.SAME_SHIP, None)],
        ),
        (
            part("b", runs((5, 20)), ship=None, navies=SURE.navies),
            Where.PORTS_CLOSE,
            [(Doubt.PLACE, None), (Doubt.NO_CERTAIN_DAY, 1), (Doubt.SAME_SHIP, None)],
        ),
    ],
)
def test_why_it_is_only_possible(other: Part, where: Where, expected: list[Any]) -> None:
    assert doubts(SURE, other, where) == expected


def test_a_ship_never_meets_herself() -> None:
    days = runs((1, 9))
    ship = part("a", days, days, ship=1)
    again = part("b", days, days, ship=1)
    assert meet(Stay("a", (ship,)), Stay("a", (ship,)), Where.SAME_PORT) is None
    assert meet(Stay("a", (ship,)), Stay("b", (again,)), Where.SAME_PORT) is None
    mate = part("c", days, days, ship=2, navies=ship.navies)
    found = meet(Stay("a", (ship, mate)), Stay("a", (ship,)), Where.SAME_PORT)
    assert found is not None
    assert found.certain == days
    assert found.is_of_one_record


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (part("a", (), **UNNAMED), part("a", (), **UNNAMED), Alike.YES),
        (part("a", (), **UNNAMED), part("b", (), **UNNAMED), Alike.PERHAPS),
        (part("a", (), **UNNAMED), part("b", (), navies=frozenset({5})), Alike.PERHAPS),
        (part("a", (), **UNNAMED), part("b", (), navies=frozenset({6})), Alike.NO),
        (part("a", (), ship=1), part("b", (), ship=2), Alike.NO),
        (
            part("a", (), ship=None, navies=frozenset(), states=frozenset({"IT"})),
            part("b", (), states=frozenset({"IT"})),
            Alike.PERHAPS,
        ),
        (
            part("a", (), ship=None, navies=frozenset(), states=frozenset({"IT"})),
            part("b", (), states=frozenset({"FR"})),
            Alike.NO,
        ),
        (
            part("a", (), ship=None, navies=frozenset()),
            part("b", (), states=frozenset({"FR"})),
            Alike.PERHAPS,
        ),
    ],
)
def test_whether_two_are_the_same_ship(one: Part, other: Part, expected: Alike) -> None:
    assert alike(one, other) is expected
    assert alike(other, one) is expected

"""The sweep finds the pairs that pairing all finds, in order, and its work grows with the stays."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from itertools import islice, pairwise
from random import Random
from typing import Any

import pytest

from deployments.copresence.sweep import Outline, Position, pairs

from .support import day

NEAR = {"port": ["port", "area"], "area": ["area", "port"], "far": ["far"]}


def near(place: Hashable) -> Iterable[Hashable]:
    return NEAR[str(place)]


def at_random(random: Random, number: int) -> list[Outline]:
    """Stays at few places and on few days, some records with both sides, newest first."""
    found = []
    for n in range(number):
        first = random.randint(0, 60)
        last = first + random.choice((0, 1, 2, 9, 25))
        place = random.choice(list(NEAR))
        sides = random.choice(((0,), (1,), (0, 1)))
        found += [Outline(f"visit:{n:03}", side, place, day(first), day(last)) for side in sides]
    return newest_first(random, found)


def newest_first(random: Random, stays: list[Outline]) -> list[Outline]:
    """By the last day; those of one day in no order, as an engine gives them."""
    random.shuffle(stays)
    return sorted(stays, key=lambda stay: stay.last, reverse=True)


def named(found: Iterable[tuple[Position, tuple[Outline, Outline]]]) -> list[tuple[str, str]]:
    return [(one.slug, other.slug) for _position, (one, other) in found]


def all_pairs(stays: Sequence[Outline]) -> set[tuple[str, str]]:
    """Every pair asked."""
    return {
        (one.slug, other.slug)
        for one in stays
        for other in stays
        if (one.side, other.side) == (0, 1)
        and other.place in NEAR[str(one.place)]
        and one.first <= other.last
        and other.first <= one.last
    }


@pytest.mark.parametrize("seed", range(60))
def test_the_pairs_are_those_that_pairing_all_finds_each_once(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    stays = at_random(random, random.randint(0, 60))
    found = list(pairs(stays, near))
    assert len(found) == len(set(named(found)))
    assert set(named(found)) == all_pairs(stays)
    positions = [position for position, _pair in found]
    assert all(one > other for one, other in pairwise(positions))
    for position, (one, other) in found:
        assert position[0] == min(one.last, other.last)


@pytest.mark.parametrize("seed", range(20))
def test_the_rest_after_any_position_is_what_came_after_it(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    stays = at_random(random, 40)
    whole = list(pairs(stays, near))
    for number in range(0, len(whole), 7):
        after = whole[number][0]
        again = newest_first(random, [stay for stay in stays if stay.first <= after[0]])
        assert named(pairs(again, near, after)) == named(whole[number + 1 :])


class Counted(Outline):
    """An outline that counts how often it is asked when it began."""

    asked = 0

    def __getattribute__(self, name: str) -> Any:
        if name == "first":
            Counted.asked += 1
        return object.__getattribute__(self, name)


def work(stays: list[Outline], most: int | None = None) -> tuple[int, int]:
    """How many comparisons a sweep needs, and how many pairs it finds."""
    Counted.asked = 0
    found = sum(1 for _pair in islice(pairs(stays, near), most))
    return Counted.asked, found


def calls(number: int, days: int) -> list[Outline]:
    """So many calls at one port, one after the other, of either side in turn."""
    found: list[Outline] = [
        Counted(f"visit:{n:05}", n % 2, "port", begin(n), begin(n + days - 1))
        for n in range(number)
    ]
    return sorted(found, key=lambda stay: stay.last, reverse=True)


def begin(number: int) -> date:
    return day(number)


def test_the_work_grows_with_the_visits_and_not_with_their_pairs() -> None:
    few, found_few = work(calls(500, 4))
    many, found_many = work(calls(2_000, 4))
    assert found_many < 4 * 2_000
    assert few < 3 * (500 + found_few)
    assert many < 3 * (2_000 + found_many)
    assert many < 4.1 * few


def test_a_page_of_a_port_where_all_met_all_costs_no_more_than_the_stays() -> None:
    together = [Counted(f"visit:{n:05}", n % 2, "port", day(0), day(9)) for n in range(2_000)]
    asked, found = work(together, most=51)
    assert found == 51
    assert asked < 2_000
    asked, found = work(together)
    assert found == 1_000 * 1_000
    assert asked < 1.1 * found

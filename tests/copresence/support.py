"""Stays made by hand and at random, in days counted from the first of January 2024."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from deployments.copresence.engine import Part, Runs, Stay
from deployments.dates.windows import joined, shared

FIRST = date(2024, 1, 1)


def day(number: int) -> date:
    """A day by its number."""
    return FIRST + timedelta(days=number)


def runs(*stretches: tuple[int, int]) -> Runs:
    """Stretches of days, joined."""
    return tuple(joined((day(first), day(last)) for first, last in stretches))


def all_of(stretches: Runs) -> set[date]:
    """Every single day of stretches."""
    return {
        first + timedelta(days=number)
        for first, last in stretches
        for number in range((last - first).days + 1)
    }


def part(row: Any, possible: Runs, certain: Runs = (), **more: Any) -> Part:
    """A part: a ship of a navy of her own, unless ``more`` says other."""
    values = {
        "ship": hash(row),
        "navies": frozenset({hash(row)}),
        "states": frozenset(),
        "settled": True,
        **more,
    }
    return Part(row=row, possible=possible, certain=certain, **values)


def random_runs(random: Random, span: int, most: int) -> Runs:
    """Up to ``most`` stretches within ``span`` days."""
    found = []
    for _number in range(random.randint(0, most)):
        first = random.randint(0, span)
        found.append((first, min(span, first + random.choice((0, 0, 1, 3, 8)))))
    return runs(*found)


def random_part(random: Random, slug: str, number: int) -> Part:
    """A part with days, ship and standing at random, often like those of others."""
    possible = random_runs(random, 24, 3) or runs((5, 5))
    ship = random.choice((None, 1, 2, 3))
    navy = random.choice((None, 1, 2))
    return Part(
        row=(slug, number),
        ship=ship,
        navies=frozenset({navy} if navy else ()),
        states=frozenset(random.choice(((), ("IT",), ("JP",), ("IT", "JP")))),
        settled=random.random() < 0.9,
        possible=possible,
        certain=tuple(shared(possible, random.choice((possible, random_runs(random, 24, 2))))),
    )


def random_stay(random: Random, slug: str) -> Stay:
    """A stay of one to three parts."""
    return Stay(slug, tuple(random_part(random, slug, n) for n in range(random.randint(1, 3))))

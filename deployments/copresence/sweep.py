"""Which stays of two sides may have met, newest first, without asking of every pair.

The stays are gone through by their last day. Those that were passed and may have lasted until the
day that is reached stand open; one that began later is dropped for good. So the work is that of
the stays and of the pairs that are found, and no more is done than is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import groupby

Position = tuple[date, str, int, date, str]
"""Where a pair stands: the stay that was over first (last day, record, side), then the other."""


@dataclass(eq=False, slots=True)
class Outline:
    """The outer bounds of a stay of side 0 or 1, with the record and the place it was at."""

    slug: str
    side: int
    place: Hashable
    first: date
    last: date
    entry: int = 0
    """The id of its entry in the index."""
    record: int = 0
    """The id of the record that the entry tells of."""

    @property
    def rank(self) -> tuple[date, str, int]:
        """Where it stands among all: the last day, then the record."""
        return self.last, self.slug, self.side


Pair = tuple[Outline, Outline]
"""A stay of side 0, and one of side 1."""


def pairs(
    stays: Iterable[Outline],
    near: Callable[[Hashable], Iterable[Hashable]],
    after: Position | None = None,
) -> Iterator[tuple[Position, Pair]]:
    """The stays of both sides that share a day at places near one another, each pair once.

    ``stays`` come by their last day, newest first. ``near`` gives the places, a place itself among
    them, that may be one with it; it is symmetric. Positions go down strictly; with ``after`` only
    those beyond it are given.
    """
    standing: dict[tuple[int, Hashable], list[Outline]] = defaultdict(list)
    for _day, ending in groupby(stays, key=lambda each: each.last):
        for stay in sorted(ending, key=lambda each: each.rank, reverse=True):
            if after is None or stay.rank <= after[:3]:
                yield from _partners(stay, standing, near, after)
            standing[stay.side, stay.place].append(stay)


def _partners(
    stay: Outline,
    standing: dict[tuple[int, Hashable], list[Outline]],
    near: Callable[[Hashable], Iterable[Hashable]],
    after: Position | None,
) -> Iterator[tuple[Position, Pair]]:
    open_ones = []
    for place in near(stay.place):
        there = standing.get((1 - stay.side, place))
        if there:
            there[:] = [other for other in there if other.first <= stay.last]
            open_ones.append(there)
    for other in merge(*open_ones, key=lambda each: each.rank, reverse=True):
        position = (*stay.rank, other.last, other.slug)
        if after is None or position < after:
            yield position, (stay, other) if stay.side == 0 else (other, stay)

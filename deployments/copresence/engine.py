"""Whether two stays were one meeting: on which days certainly, on which possibly, and why.

A stay is what one record tells of one party. Its parts are those of the party that it names: a
ship, or ships without a name. Two stays meet on the days on which a part of the one and a part of
the other were there, unless both are the same ship: nobody meets herself.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ..dates import Days
from ..dates.windows import joined, shared

Runs = tuple[Days, ...]
"""Days in stretches, each its first and last, joined and in order."""


class Where(Enum):
    """How the places of two stays lie to one another."""

    SAME_PORT = "same port"
    SAME_EXERCISE = "same exercise"
    SAME_AREA = "same area"
    PORT_IN_AREA = "port in area"
    AREAS_OVERLAP = "areas overlap"
    PORTS_CLOSE = "ports close together"

    @property
    def is_one_place(self) -> bool:
        """Whether who is at both is in one place; an area is too large for that."""
        return self in (Where.SAME_PORT, Where.SAME_EXERCISE)


class Doubt(Enum):
    """Why a meeting is no more than possible; of a stay, those that say which one."""

    PLACE = "place not the same for sure"
    NO_CERTAIN_DAY = "no certain day"
    CERTAIN_DAYS_APART = "certain days apart"
    PARTY_OPEN = "party left open"
    SAME_SHIP = "maybe the same ship"


class Alike(Enum):
    """Whether two parts are the same ship."""

    NO = "no"
    PERHAPS = "perhaps"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Part:
    """Whom a record names of a party: a ship by what is hers alone, or ships without a name.

    ``row`` is what names it. ``navies`` and ``states`` are those it may belong to; without any, it
    may be anybody's. ``settled``: whether it surely was of the party. The ``certain`` days lie
    within the ``possible`` ones.
    """

    row: Hashable
    ship: Hashable | None
    navies: frozenset[Hashable]
    states: frozenset[str]
    settled: bool
    possible: Runs
    certain: Runs


@dataclass(frozen=True, slots=True)
class Stay:
    """What the record ``slug`` tells of one party."""

    slug: str
    parts: tuple[Part, ...]

    @property
    def possible(self) -> Runs:
        """The days on which somebody of the party possibly was there."""
        return tuple(joined(days for part in self.parts for days in part.possible))

    @property
    def certain(self) -> Runs:
        """The days on which somebody who surely was of the party certainly was there."""
        return tuple(joined(days for part in self.parts if part.settled for days in part.certain))


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two stays with a day in common: the days of both, and what leaves them only possible.

    The ``certain`` days lie within the ``possible`` ones. ``doubts`` are empty where there are any,
    and name the stay that they are about as 0 or 1, or none.
    """

    stays: tuple[Stay, Stay]
    where: Where
    possible: Runs
    certain: Runs
    doubts: tuple[tuple[Doubt, int | None], ...]

    @property
    def is_of_one_record(self) -> bool:
        """Whether one record tells of both."""
        return self.stays[0].slug == self.stays[1].slug

    def possibly_in(self, first: date | None, last: date | None) -> bool:
        """Whether they possibly met on a day from ``first`` to ``last``; None is open."""
        return _touch(self.possible, first, last)

    def certainly_in(self, first: date | None, last: date | None) -> bool:
        """Whether they certainly met on a day from ``first`` to ``last``; None is open."""
        return _touch(self.certain, first, last)


def meet(first: Stay, second: Stay, where: Where) -> Meeting | None:
    """The meeting of two stays at places that lie so to one another; None without a common day."""
    possible: list[Days] = []
    certain: list[Days] = []
    doubts: set[tuple[Doubt, int | None]] = set()
    for one in first.parts:
        for other in second.parts:
            same = alike(one, other)
            days = [] if same is Alike.YES else shared(one.possible, other.possible)
            if not days:
                continue
            possible += days
            found = set(_doubts(one, other, same, where))
            doubts |= found
            if not found:
                certain += shared(one.certain, other.certain)
    if not possible:
        return None
    return Meeting(
        (first, second),
        where,
        tuple(joined(possible)),
        tuple(joined(certain)),
        () if certain else tuple(sorted(doubts, key=_in_order)),
    )


def _doubts(
    one: Part, other: Part, same: Alike, where: Where
) -> Iterable[tuple[Doubt, int | None]]:
    """What keeps a meeting of two parts from being certain."""
    if not where.is_one_place:
        yield Doubt.PLACE, None
    if same is Alike.PERHAPS:
        yield Doubt.SAME_SHIP, None
    for side, part in enumerate((one, other)):
        if not part.settled:
            yield Doubt.PARTY_OPEN, side
        if not part.certain:
            yield Doubt.NO_CERTAIN_DAY, side
    if one.certain and other.certain and not shared(one.certain, other.certain):
        yield Doubt.CERTAIN_DAYS_APART, None


def _in_order(doubt: tuple[Doubt, int | None]) -> tuple[int, int]:
    what, side = doubt
    return list(Doubt).index(what), -1 if side is None else side


def alike(one: Part, other: Part) -> Alike:
    """Whether two parts are the same ship; unnamed ones may be any that is not of another navy."""
    if one.row == other.row:
        return Alike.YES
    if one.ship is not None and other.ship is not None:
        return Alike.YES if one.ship == other.ship else Alike.NO
    if one.navies and other.navies:
        return Alike.PERHAPS if one.navies & other.navies else Alike.NO
    if one.states and other.states:
        return Alike.PERHAPS if one.states & other.states else Alike.NO
    return Alike.PERHAPS


def _touch(runs: Runs, first: date | None, last: date | None) -> bool:
    return any(
        (last is None or begin <= last) and (first is None or finish >= first)
        for begin, finish in runs
    )

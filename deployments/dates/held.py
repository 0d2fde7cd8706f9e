"""What held on some days, among what is known to have held for a time: names, navies, countries.

What is stated decides. What holds now is given beside it, and held wherever that leaves a day open.
What is stated without a beginning held from ever on, or since what ended before it; without an end
it held until the next began, and without a next until some unknown day, unless it holds now. Where
the days do not decide between several, all of them are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from .edtf import FuzzyDate
from .spans import DOUBTED_DAYS, Days, shift

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Held(Generic[V]):
    """What held from one date to another; open on a side where it is None."""

    value: V
    since: FuzzyDate | None = None
    until: FuzzyDate | None = None


def held_on(days: Days, stated: Iterable[Held[V]], now: V) -> list[V]:
    """Which of what is ``stated``, or else ``now``, may have held on one of ``days``.

    In the order in which they began, and what holds now where nothing else is sure to have held.
    """
    begin, finish = days
    bounded = [_bounded(each) for each in stated]
    closed = [_closed(each, bounded, now) for each in bounded]
    met = sorted(
        (each for each in closed if each.opens <= finish and begin <= each.closes),
        key=lambda each: each.opens,
    )
    values = [each.value for each in met]
    lasting = any(finish <= each.lasts_to for each in met)
    came_later = any(each.value == now and each.opens > finish for each in closed)
    ended = max((each.closes for each in closed if each.closes < begin), default=None)
    if not values or not (lasting or came_later) or _has_gap(met, ended, begin):
        values.append(now)
    return list(dict.fromkeys(values))


@dataclass(frozen=True, slots=True)
class _Bounded(Generic[V]):
    """The days on which something may have begun and ended, and by or up to which it surely had."""

    value: V
    has_start: bool
    has_end: bool
    opens: date
    begun_by: date
    lasts_to: date
    closes: date


def _bounded(held: Held[V]) -> _Bounded[V]:
    opens, begun_by = _bounds(held.since, date.min, date.min)
    lasts_to, closes = _bounds(held.until, date.max, date.max)
    return _Bounded(
        held.value,
        has_start=held.since is not None,
        has_end=held.until is not None,
        opens=opens,
        begun_by=begun_by,
        lasts_to=lasts_to,
        closes=closes,
    )


def _bounds(when: FuzzyDate | None, first: date, last: date) -> tuple[date, date]:
    """The first and the last day that a date may mean, ``first`` and ``last`` without a date.

    What is approximate or uncertain may lie a year off."""
    if when is None:
        return first, last
    doubt = DOUBTED_DAYS if when.qualified else 0
    return (
        shift(when.earliest, -doubt) if when.earliest else date.min,
        shift(when.latest, doubt) if when.latest else date.max,
    )


def _has_gap(met: Iterable[_Bounded[V]], ended: date | None, begin: date) -> bool:
    """Whether days from ``begin`` on may lie between one thing that held and the next.

    ``met`` are in order; ``ended`` is when the last one before them did. Before the first of all
    nothing is left open: nobody says that there was anything.
    """
    for each in met:
        if ended is not None and each.opens > shift(ended, 1) and each.begun_by > begin:
            return True
        ended = max(ended or date.min, each.closes)
    return False


def _closed(one: _Bounded[V], all_: Sequence[_Bounded[V]], now: V) -> _Bounded[V]:
    """The same with its open sides closed by what came before and what came next."""
    if not one.has_start:
        before = [each for each in all_ if each.has_end and each.closes < one.closes]
        last = max(before, key=lambda each: each.closes, default=None)
        if last is not None:
            one = replace(one, opens=last.lasts_to, begun_by=last.closes)
    if not one.has_end:
        after = [each for each in all_ if each.has_start and each.opens > one.opens]
        following = min(after, key=lambda each: each.opens, default=None)
        if following is not None:
            one = replace(one, lasts_to=following.opens, closes=following.begun_by)
        elif one.value != now:
            one = replace(one, lasts_to=date.min)
    return one

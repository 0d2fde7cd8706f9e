"""The days that are left to a stay, once it is known on which days it cannot have been.

A stay is one stretch of days without a break. What is known of its ends says by when it has begun
and up to when it lasts; days that are taken away bound it, or leave it several stretches, in one
of which it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from .spans import Days, Span, beginning, ending

if TYPE_CHECKING:
    from .edtf import FuzzyDate

Known = tuple[date | None, date | None]
"""The day by which a stay has begun, and the day up to which it lasts; None where nobody knows."""

ONE_DAY = timedelta(days=1)


def known(start: FuzzyDate | None, end: FuzzyDate | None) -> Known:
    """By which day a stay has surely begun, and up to which day it surely lasts.

    What is qualified, or bounded by convention, says neither. Where the first is not after the
    second, the stay holds all days from the one to the other.
    """
    if start is None or end is None:
        only = start or end
        if only is not None and only.is_interval:
            start = end = only
    first, begun_by = beginning(start) if start and not start.uncertain else (None, None)
    lasts_to, last = ending(end) if end and not end.uncertain else (None, None)
    if first and last and first > last:
        return None, None
    begins = [day for day in (begun_by, last) if day]
    lasts = [day for day in (lasts_to, first) if day]
    return min(begins, default=None), max(lasts, default=None)


def core(days: Known) -> Days | None:
    """The days that a stay holds for sure by :func:`known`; None where it holds no such day."""
    begun_by, lasts_to = days
    if begun_by is None or lasts_to is None or begun_by > lasts_to:
        return None
    return begun_by, lasts_to


def remaining(whole: Span, days: Known, taken: Iterable[Days]) -> list[Span]:
    """The stretches of ``whole`` in which a stay may have been, apart from the days ``taken``.

    ``days`` are those of :func:`known`: what the stay holds for sure is not taken from it, and a
    stretch that begins too late or ends too early for it is none. Nothing where no day is left.
    """
    begun_by, lasts_to = days
    held = core(days)
    stretches = []
    for first, last in _between(whole, sorted(_apart_from(held, taken))):
        if (begun_by and first > begun_by) or (lasts_to and last < lasts_to):
            continue
        certain = whole.certain_from is not None and first <= whole.certain_from <= last
        stretches.append(
            Span(
                first,
                last,
                whole.certain_from if certain else None,
                whole.certain_to if certain else None,
            )
        )
    return stretches


def joined(days: Iterable[Days]) -> list[Days]:
    """Days from and to, in order, those that overlap or follow one another made one."""
    found: list[Days] = []
    for first, last in sorted(days):
        if found and (first - found[-1][1]).days <= 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def shared(first: Iterable[Days], second: Iterable[Days]) -> list[Days]:
    """The days that lie in a stretch of ``first`` and in one of ``second``, joined and in order."""
    found: list[Days] = []
    ours, theirs = joined(first), joined(second)
    here = there = 0
    while here < len(ours) and there < len(theirs):
        begin = max(ours[here][0], theirs[there][0])
        finish = min(ours[here][1], theirs[there][1])
        if begin <= finish:
            found.append((begin, finish))
        if ours[here][1] < theirs[there][1]:
            here += 1
        else:
            there += 1
    return found


def holes(stretches: Iterable[Days]) -> list[Days]:
    """The days between the stretches of one thing."""
    parts = pairwise(joined(stretches))
    return [(before[1] + ONE_DAY, after[0] - ONE_DAY) for before, after in parts]


def _apart_from(held: Days | None, taken: Iterable[Days]) -> Iterable[Days]:
    for first, last in taken:
        if held is None or last < held[0] or held[1] < first:
            yield first, last
            continue
        if first < held[0]:
            yield first, held[0] - ONE_DAY
        if held[1] < last:
            yield held[1] + ONE_DAY, last


def _between(whole: Span, taken: Sequence[Days]) -> Iterable[Days]:
    """What of ``whole`` lies between the days ``taken``, which are in order."""
    free_from = whole.possible_from
    for first, last in taken:
        if first > whole.possible_to:
            break
        if free_from < first:
            yield free_from, first - ONE_DAY
        if last >= whole.possible_to:
            return
        free_from = max(free_from, last + ONE_DAY)
    yield free_from, whole.possible_to

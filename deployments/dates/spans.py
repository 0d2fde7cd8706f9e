"""The days a thing possibly and certainly lasted, and whether two such spans overlap.

Certainty needs unqualified bounds on both sides. Open ends are closed: nothing lasts for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .edtf import FuzzyDate

#: Days for which an end that nobody reported stays possible. A warship's port call lasts days,
#: seldom more than three weeks; a month covers a call with repairs, and does not yet make a
#: ship that was seen arriving in spring "possibly" there in summer.
OPEN_END_CAP_DAYS = 30

#: First and last day on which one end of a stay may lie; None where that side is open.
Bounds = tuple[date | None, date | None]

#: The first and the last day on which something may have been, both inclusive.
DOUBTED_DAYS = 366
"""How far from its bounds a date that is approximate or uncertain may lie, where it is asked what
held then."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Span:
    """The days, all inclusive, on which something possibly and certainly was.

    `certain_from` and `certain_to` are both known or both None, and lie within the possible days.
    """

    possible_from: date
    possible_to: date
    certain_from: date | None
    certain_to: date | None


class Overlap(Enum):
    """How sure it is that two spans share a day."""

    NONE = "none"
    POSSIBLE = "possible"
    CERTAIN = "certain"


def span(
    start: FuzzyDate | None,
    end: FuzzyDate | None,
    *,
    not_before: date | None = None,
    not_after: date | None = None,
    cap_days: int = OPEN_END_CAP_DAYS,
) -> Span | None:
    """The days of a stay from `start` to `end`; None when neither is known.

    A missing or open end is possible until `not_after` (the ship's next sighting or the end of
    its deployment) or `cap_days` after the last day the start may lie on, whichever is first,
    and certain on the start day only, when that is one exact day. A missing start mirrors it.

    An interval gives its own first part as the start and its last as the end; alone, it is the
    whole stay. Dates that contradict each other give the days from one to the other, none certain.
    """
    if start is None or end is None:
        only = start or end
        if only is None:
            return None
        if only.is_interval:
            return span_alone(only, not_before, not_after, cap_days)
    return _close(
        beginning(start) if start else None,
        ending(end) if end else None,
        uncertain=any(known.uncertain for known in (start, end) if known),
        not_before=not_before,
        not_after=not_after,
        cap_days=cap_days,
    )


def span_alone(
    when: FuzzyDate, not_before: date | None, not_after: date | None, cap_days: int
) -> Span:
    """The days of something dated by `when` alone: all of an interval, else one day within."""
    if when.is_interval:
        start, end = when.start, when.end
        return _close(
            (start.first, start.last) if start else None,
            (end.first, end.last) if end else None,
            uncertain=when.uncertain,
            not_before=not_before,
            not_after=not_after,
            cap_days=cap_days,
        )
    first = when.earliest or _back(_known(when.latest), not_before, cap_days)
    last = when.latest or _forward(_known(when.earliest), not_after, cap_days)
    exact = first if when.is_exact else None
    return Span(first, last, exact, exact)


def overlap(a: Span, b: Span) -> Overlap:
    """Whether two spans certainly, possibly or never share a day. Symmetric."""
    if a.possible_from > b.possible_to or b.possible_from > a.possible_to:
        return Overlap.NONE
    if (
        a.certain_from is not None
        and a.certain_to is not None
        and b.certain_from is not None
        and b.certain_to is not None
        and a.certain_from <= b.certain_to
        and b.certain_from <= a.certain_to
    ):
        return Overlap.CERTAIN
    return Overlap.POSSIBLE


def beginning(when: FuzzyDate) -> Bounds:
    """Where a stay that starts with `when` begins."""
    if not when.is_interval:
        return when.earliest, when.latest
    return when.earliest, when.start.last if when.start else when.latest


def ending(when: FuzzyDate) -> Bounds:
    """Where a stay that ends with `when` ends."""
    if not when.is_interval:
        return when.earliest, when.latest
    return when.end.first if when.end else when.earliest, when.latest


def _close(
    begin: Bounds | None,
    finish: Bounds | None,
    *,
    uncertain: bool,
    not_before: date | None,
    not_after: date | None,
    cap_days: int,
) -> Span:
    """Close the open sides of a stay, at least one end of which is known."""
    first, begun_by = begin or (None, None)
    lasts_to, last = finish or (None, None)
    if first and last and first > last:
        days = [day for day in (first, begun_by, lasts_to, last) if day]
        return Span(min(days), max(days), None, None)
    # It has begun by the last day on which it may end, and lasts until it may begin.
    if begun_by and last:
        begun_by = min(begun_by, last)
    if lasts_to and first:
        lasts_to = max(lasts_to, first)
    possible_from = first or _back(_known(begun_by or lasts_to or last), not_before, cap_days)
    possible_to = last or _forward(_known(lasts_to or begun_by or first), not_after, cap_days)
    if possible_from > possible_to:  # on or before the 28th, on or after the 25th, a short cap
        possible_from, possible_to = possible_to, possible_from
    certain_from, certain_to = begun_by or last, lasts_to or first
    if uncertain or certain_from is None or certain_to is None or certain_from > certain_to:
        return Span(possible_from, possible_to, None, None)
    return Span(possible_from, possible_to, certain_from, certain_to)


def _known(day: date | None) -> date:
    if day is None:
        raise AssertionError("a fuzzy date has at least one known side")
    return day


def _back(day: date, not_before: date | None, cap_days: int) -> date:
    """The earliest day a stay known on `day` may have begun."""
    capped = shift(day, -cap_days)
    return min(day, max(capped, not_before) if not_before else capped)


def _forward(day: date, not_after: date | None, cap_days: int) -> date:
    """The latest day a stay known on `day` may have lasted."""
    capped = shift(day, cap_days)
    return max(day, min(capped, not_after) if not_after else capped)


def shift(day: date, days: int) -> date:
    """`day` moved by `days`, kept within the calendar (0001-01-01 to 9999-12-31)."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def days_of(start: FuzzyDate | None, end: FuzzyDate | None) -> Days:
    """The days from ``start`` to ``end``; a date open on one side counts as its known day.

    A missing one counts as the other; without either they are all days of the calendar. What is
    approximate or uncertain may lie ``DOUBTED_DAYS`` off.
    """
    first, last = start or end, end or start
    begin = (first.earliest or first.latest if first else None) or date.min
    finish = (last.latest or last.earliest if last else None) or date.max
    if first is not None and first.qualified:
        begin = shift(begin, -DOUBTED_DAYS)
    if last is not None and last.qualified:
        finish = shift(finish, DOUBTED_DAYS)
    return begin, finish


def after(first: FuzzyDate | None, second: FuzzyDate | None) -> bool:
    """Whether ``first`` lies after ``second`` wherever within its bounds each of them lies."""
    if first is None or second is None:
        return False
    return bool(first.earliest and second.latest and first.earliest > second.latest)

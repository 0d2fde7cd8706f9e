"""Who put to sea on a day, how surely, by what visits say of departures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ..choices import Match
from ..shapes import Participant, Visit
from .presence import ends_of, how_surely

Rows = Sequence[Participant]


def days_of_leaving(visit: Visit, rows: Rows = ()) -> list[date]:
    """The days on which somebody of a visit certainly left, in order; of ``rows`` if given."""
    ends = (ends_of(visit, row)[1] for row in _each(visit, rows))
    return sorted(
        {end.earliest for end in ends if end is not None and end.earliest and end.is_exact}
    )


def leaves(visit: Visit, day: date, rows: Rows = ()) -> Match | None:
    """How sure it is that somebody of a visit left on a day; None where nobody did."""
    found = [_leaves(visit, row, day) for row in _each(visit, rows)]
    return max(filter(None, found), key=list(Match).index, default=None)


def _each(visit: Visit, rows: Rows) -> Iterable[Participant | None]:
    return rows or visit["participants"] or [None]


def _leaves(visit: Visit, row: Participant | None, day: date) -> Match | None:
    end = ends_of(visit, row)[1]
    if end is not None and end.is_exact:
        return Match.CERTAIN if end.earliest == day else None
    days = (row and row["days"]) or visit["days"]
    if days is None or how_surely(days, day) is None:
        return None
    first, last = (end.earliest, end.latest) if end is not None else (None, None)
    if (first is not None and day < first) or (last is not None and last < day):
        return None
    # Who certainly was there on a later day had not left for good.
    is_over = days["certain_to"] is None or days["certain_to"] <= day.isoformat()
    return Match.POSSIBLE if is_over else None


class Together(NamedTuple):
    """The day on which two certainly, or only possibly, put to sea."""

    day: date
    match: Match


def together(one: Visit, other: Visit, rows: tuple[Rows, Rows] = ((), ())) -> list[Together]:
    """The days on which somebody of each of two visits left; of ``rows`` of each, if given.

    Of days only possible those on which one of them certainly left: of two dates that are both
    open nothing is said.
    """
    left = days_of_leaving(one, rows[0]), days_of_leaving(other, rows[1])
    certain = sorted(set(left[0]) & set(left[1]))
    if certain:
        return [Together(day, Match.CERTAIN) for day in certain]
    possible = {day for day in left[0] if leaves(other, day, rows[1])}
    possible |= {day for day in left[1] if leaves(one, day, rows[0])}
    return [Together(day, Match.POSSIBLE) for day in sorted(possible)]

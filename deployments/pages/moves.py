"""Arrivals and departures: those that a visit tells, each an event with a day of its own.

A voyage has as many of them as it has stops, not one at each end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates, wording
from ..choices import EntryKind, Match
from ..shapes import Participant, Visit
from .presence import ends_of, how_surely

ARRIVAL, DEPARTURE = 0, 1
"""Which end of a stay it is."""


class Move(NamedTuple):
    """Participants of a visit who came, or left, at one time; all of it where ``rows`` are none."""

    end: int
    when: dates.FuzzyDate
    rows: Sequence[Participant]

    def matches(self, day: date, visit: Visit) -> Match | None:
        """How sure it is that it was on a day; None where it was not."""
        if self.when.is_exact:
            return Match.CERTAIN if self.when.earliest == day else None
        first, last = self.when.earliest, self.when.latest
        if (first is not None and day < first) or (last is not None and day > last):
            return None
        days = self.rows[0]["days"] if self.rows else None
        return Match.POSSIBLE if how_surely(days or visit["days"], day) else None

    def title(self, visit: Visit, kind: str) -> str:
        """Who came to a place or left it; ``kind`` is that of the visit's entry."""
        if self.end == DEPARTURE:
            return wording.who_was_where(self.rows, visit["place"], EntryKind.DEPARTURE)
        if kind == EntryKind.RETURN:
            return wording.who_was_where(self.rows, visit["place"], EntryKind.RETURN)
        who, number = wording.title(self.rows)
        if not who:
            return _("Arrival at %(place)s") % {"place": visit["place"]}
        words = ngettext("%(who)s arrives at %(place)s", "%(who)s arrive at %(place)s", number)
        return words % {"who": who, "place": visit["place"]}


def moves(visit: Visit) -> Iterator[Move]:
    """The arrivals, then the departures of a visit whose date is known in some way."""
    for end in (ARRIVAL, DEPARTURE):
        at: dict[dates.FuzzyDate, list[Participant]] = {}
        for row in _rows(visit):
            when = ends_of(visit, row)[end]
            if when is not None:
                at.setdefault(when, []).extend([row] if row is not None else [])
        for when, rows in at.items():
            yield Move(end, when, rows)


def _rows(visit: Visit) -> Iterable[Participant | None]:
    return visit["participants"] or [None]

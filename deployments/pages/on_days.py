"""What is read of a day or a month for its page, and its entries and moves as both show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, cast

from django.utils.translation import gettext as _

from .. import dates
from ..choices import EntryKind, Match
from ..public import days as stored
from ..public.days import CALL, NONE, VOYAGE
from ..public.entries import TimelineEntry
from ..shapes import Deployment, Document, Source, Visit
from . import entries
from .moves import ARRIVAL, DEPARTURE, Move, moves
from .reading import Documents, parsed
from .stretches import Stretch, stretch_of
from .values import Shown
from .values import date as shown_date


class Event(NamedTuple):
    """Somebody came or left, or a voyage began or ended: told by an entry, on a day or days."""

    end: int
    when: dates.FuzzyDate
    row: TimelineEntry
    document: Document
    move: Move | None
    """None for a voyage whose beginning or end no visit tells."""

    @property
    def title(self) -> str:
        """Who came to a place or left it."""
        if self.move is None:
            return entries.title(self.document, self.row.kind)
        return self.move.title(cast("Visit", self.document), self.row.kind)

    @property
    def kind(self) -> str:
        """The kind of entry whose mark stands beside it."""
        return EntryKind.DEPARTURE if self.end == DEPARTURE else EntryKind.RETURN

    def matches(self, day: date) -> Match | None:
        """How sure it is that it was on a day; None where it was not."""
        if self.move is not None:
            return self.move.matches(day, cast("Visit", self.document))
        if self.when.is_exact:
            return Match.CERTAIN if self.when.earliest == day else None
        first, last = self.bounds
        return Match.POSSIBLE if first <= day <= last else None

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and the last day on which it may have been."""
        assert self.row.possible_from is not None
        assert self.row.possible_to is not None
        first, last = self.when.earliest, self.when.latest
        return (
            max(first or self.row.possible_from, self.row.possible_from),
            min(last or self.row.possible_to, self.row.possible_to),
        )


class OnDays:
    """What was on the days from ``first`` to ``last``: five queries.

    Of each part ``most`` entries that are sure, and as many others.
    """

    def __init__(self, first: date, last: date, numbers: tuple[int, int], most: int) -> None:
        """``numbers`` are those of the first and the last day, by which sources are found."""
        self.documents = Documents()
        self._parts = stored.parts(first, last, most)
        rows = [row for part in self._parts.values() for row in part.entries]
        told = entries.fetch(rows, self.documents)
        self._documents = {row.slug: document for row, document in told}
        self._published = stored.published(*numbers, most)
        self.before, self.after = stored.nearest(first, last)

    def of(self, part: int, *, sure: bool) -> list[entries.Told]:
        """The first entries of a part with their documents; without those withdrawn meanwhile."""
        found = self._parts.get((part, sure), NONE).entries
        known = ((row, self._documents.get(row.slug)) for row in found)
        return [(row, document) for row, document in known if document is not None]

    def all_of(self, part: int) -> list[entries.Told]:
        """The same, those that are sure and the others."""
        return [*self.of(part, sure=True), *self.of(part, sure=False)]

    def count(self, part: int, *, sure: bool) -> int:
        """How many entries of a part there are in all."""
        return self._parts.get((part, sure), NONE).count

    def events(self) -> Iterator[Event]:
        """Arrivals, departures, and the ends of voyages that no visit tells."""
        for row, document in self.all_of(CALL):
            for move in moves(cast("Visit", document)):
                yield Event(move.end, move.when, row, document, move)
        for row, document in self.all_of(VOYAGE):
            ends = dates.ends(*stretch_of(cast("Deployment", document)))
            end = ARRIVAL if row.kind == EntryKind.RETURN else DEPARTURE
            when = ends[1] if end == ARRIVAL else ends[0]
            if when is not None:
                yield Event(end, when, row, document, None)

    @property
    def number_published(self) -> int:
        """How many sources were published in all."""
        return self._published.count

    def sources(self) -> list[tuple[Source, int]]:
        """The first sources that were published, with the numbers of their days."""
        return [
            (cast("Source", parsed(text)), number) for _pk, text, number in self._published.rows
        ]


def line(row: TimelineEntry, document: Document, documents: Documents, **more: object) -> Shown:
    """An entry in short: without what it says of the whole record."""
    return {**entries.of_record(document, row.kind, documents), "summary": "", "quote": "", **more}


def event_line(event: Event, documents: Documents, **more: object) -> Shown:
    """A move as an entry, with its own date."""
    return line(
        event.row,
        event.document,
        documents,
        kind=event.kind,
        kind_label=_("Departure") if event.end == DEPARTURE else _("Arrival"),
        title=event.title,
        date=shown_date(event.when),
        participants=[],
        participants_more=0,
        **more,
    )


def dated_by(document: Document) -> Stretch:
    """The two ends of what a record tells."""
    return dates.ends(*stretch_of(document))

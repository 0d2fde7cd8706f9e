"""Sections of a page: a heading, what stands under it, or the reason why nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, F, IntegerField, Q, Value, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from ..choices import CALLS, NOT_PRESENT, EntryKind
from ..public.documents import PublicFacet
from ..public.entries import TimelineEntry, TimelineEntryQuerySet
from ..public.involving import Statement, first_involved, involved, read_entries
from ..public.numbers import by_kind
from ..shapes import Commentary, Document, Link
from . import entries, statements
from .reading import Documents
from .values import Shown

LIMIT = 30
"""Entries that a section shows; the others are on the timeline."""

NEWEST_FIRST = (F("sort_day").desc(), F("slug").desc())
OLDEST_FIRST = (F("sort_day").asc(), F("slug").asc())


@dataclass(frozen=True, slots=True)
class Involved:
    """Entries of these kinds that involve a record (by id) or country (by code)."""

    facet: str
    value: int | str
    kinds: Sequence[str]

    def parts(self, number: int, limit: int | None, *, newest: bool) -> Iterator[Statement]:
        """All of them, or the first ones of each kind: those of all kinds are among them.

        Statements for :func:`read_entries`.
        """
        if limit is None:
            yield involved(number, self.facet, self.value, self.kinds)
            return
        for kind in self.kinds:
            yield first_involved(number, self.facet, self.value, kind, limit, newest=newest)


@dataclass
class Section:
    """Entries of the timeline under a heading, newest first unless ``order`` says otherwise.

    ``reason`` says why there are none; ``more_url`` leads to those beyond the limit.
    """

    id: str
    heading: str
    rows: TimelineEntryQuerySet | Involved
    reason: str
    more_url: str = ""
    note: str = ""
    limit: int | None = LIMIT
    order: Sequence[OrderBy] = NEWEST_FIRST
    found: list[TimelineEntry] = field(default_factory=list)
    count: int = 0


class Entries:
    """The entries of a page, and the statements among ``said``, with all that they show."""

    def __init__(
        self,
        documents: Documents,
        *wanted: Section,
        said: Involved | None = None,
        named: Iterable[Link | None] = (),
        in_full: bool = False,
    ) -> None:
        """Fetch them: four queries, with the documents that ``named`` lead to.

        With ``in_full`` the sources of each participant are fetched too.
        """
        self.documents = documents
        self.statements: list[Commentary] = []
        parts = [part for number, section in enumerate(wanted) for part in _parts(number, section)]
        if said is not None:
            parts += said.parts(len(wanted), None, newest=True)
        rows = read_entries(parts)
        for row in rows:
            if _of(row, "part") < len(wanted):
                section = wanted[_of(row, "part")]
                section.found.append(row)
                section.count = _of(row, "number")
        _count(wanted)
        for section in wanted:
            newest = section.order is NEWEST_FIRST
            section.found.sort(key=lambda row: (row.sort_day, row.slug), reverse=newest)
            section.found = section.found[: section.limit]
        found = documents.fetch_ids({(row.record_type, row.record_id) for row in rows})
        self._found = found
        self._spoken = [row for row in rows if _of(row, "part") == len(wanted)]
        self.statements = statements.in_order_said(
            cast("Commentary", found[row.record_type, row.record_id])
            for row in self._spoken
            if (row.record_type, row.record_id) in found
        )
        documents.fetch(
            [
                *named,
                *(
                    link
                    for document in found.values()
                    for link in entries.named(document, in_full=in_full)
                ),
                *statements.named(self.statements),
            ]
        )

    def document(self, row: TimelineEntry) -> Document | None:
        """The document of the record that an entry tells of."""
        return self._found.get((row.record_type, row.record_id))

    def told(self, rows: Iterable[TimelineEntry]) -> list[entries.Told]:
        """Entries with their documents; without those withdrawn meanwhile."""
        pairs = ((row, self.document(row)) for row in rows)
        return [(row, document) for row, document in pairs if document is not None]

    def told_of(self, some: Iterable[Commentary]) -> list[TimelineEntry]:
        """The entries of some of the statements, newest first."""
        keys = {statement["key"] for statement in some}
        told = self.told(self._spoken)
        rows = [row for row, statement in told if statement["key"] in keys]
        return sorted(rows, key=lambda row: (row.sort_day, row.slug), reverse=True)

    def shown(self, section: Section) -> Shown:
        """A section as it is shown."""
        marked = any(row.certainty in NOT_PRESENT for row in section.found)
        notes = [section.note, _("Planned and cancelled ones are not counted.") if marked else ""]
        return {
            "id": section.id,
            "heading": section.heading,
            "count": section.count,
            "note": " ".join(note for note in notes if note),
            "entries": [
                entries.entry(row, document, self.documents)
                for row, document in self.told(section.found)
            ],
            "reason": section.reason,
            "more_url": section.more_url if len(section.found) == section.limit else "",
        }

    def said(self, reason: str) -> Shown:
        """A section of the statements by person and capacity."""
        return {
            "id": "said",
            "heading": _("Perspectives"),
            "count": len(self.statements),
            "answers": statements.answers(self.statements, self.documents),
            "reason": reason,
        }


def _parts(number: int, section: Section) -> Iterator[Statement]:
    """The entries of a section, with their number in all where it was not counted before.

    Those up to its limit are among them.
    """
    if isinstance(section.rows, Involved):
        newest = section.order is NEWEST_FIRST
        yield from section.rows.parts(number, section.limit, newest=newest)
        return
    counted = section.rows.order_by().annotate(
        part=Value(number, IntegerField()),
        number=Window(Count("pk", filter=~Q(certainty__in=NOT_PRESENT))),
        place=Window(RowNumber(), order_by=list(section.order)),
    )
    rows = counted if section.limit is None else counted.filter(place__lte=section.limit)
    with suppress(EmptyResultSet):
        yield rows.query.sql_with_params()


def _count(sections: Iterable[Section]) -> None:
    """How many entries there are in all, of those sections of which it is known: one query."""
    known = [(each, each.rows) for each in sections if isinstance(each.rows, Involved)]
    if not any(section.found for section, _involved in known):
        return
    numbers = by_kind({each.facet for _section, each in known}, {e.value for _section, e in known})
    for section, rows in known:
        counted = numbers.get((rows.facet, str(rows.value)), {})
        section.count = sum(counted.get(kind, 0) for kind in rows.kinds)


def _of(row: TimelineEntry, name: str) -> int:
    """What an entry was annotated with."""
    value: int = row.__dict__[name]
    return value


def listed(id: str, heading: str, rows: list[Shown], reason: str, **more: object) -> Shown:  # noqa: A002
    """A section of records in an index."""
    return {
        "id": id,
        "heading": heading,
        "count": len(rows),
        "records": rows,
        "reason": reason,
        **more,
    }


def stream() -> TimelineEntryQuerySet:
    """Entries that stand on the timeline."""
    return TimelineEntry.objects.stream()


def telling_of(record_type: str, facet: str, value: int | str) -> TimelineEntryQuerySet:
    """Entries that tell of records of a kind whose documents have a value of a facet."""
    rows = PublicFacet.objects.filter(record_type=record_type, name=facet, value=str(value))
    # The column alone: SQLite would else read all that stands on the timeline for these few.
    told = TimelineEntry.objects.filter(in_stream=True)
    return told.filter(**{f"{record_type}__in": rows.values("record_id")})


def involving(facet: str, value: int | str, *kinds: str) -> Involved:
    """Entries of these kinds that involve a record (by id) or country (by code)."""
    return Involved(facet, value, kinds)


def statements_on(facet: str, value: int | str) -> Involved:
    """Statements that involve a record."""
    return Involved(facet, value, (EntryKind.STATEMENT,))

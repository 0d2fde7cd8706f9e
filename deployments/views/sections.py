"""Sections of a page: a heading, what stands under it, or the reason why nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .. import timeline
from ..choices import NOT_PRESENT, EntryKind
from ..models import Commentary, Record, TimelineEntry
from ..models.base import UNDATED
from ..models.index import TimelineEntryQuerySet
from ..presenters import entries, statements
from ..presenters.values import Shown

LIMIT = 30
"""Entries that a section shows; the others are on the timeline."""

CALLS = (EntryKind.VISIT, EntryKind.DEPARTURE, EntryKind.RETURN)
"""Kinds of entries that tell of a ship in a port."""


@dataclass
class Section:
    """Entries of the timeline under a heading, newest first unless they are ordered already.

    ``reason`` says why there are none; ``more_url`` leads to those beyond the limit.
    """

    id: str
    heading: str
    rows: TimelineEntryQuerySet
    reason: str
    more_url: str = ""
    note: str = ""
    limit: int = LIMIT
    found: list[TimelineEntry] = field(default_factory=list)
    count: int = 0


def entry_sections(*wanted: Section) -> list[Shown]:
    """Fill sections with their entries, all of them hydrated at once."""
    for section in wanted:
        section.found = list(section.rows[: section.limit])
        section.count = section.rows.exclude(certainty__in=NOT_PRESENT).count()
    records = by_slug([row for section in wanted for row in section.found])
    return [_shown(section, records) for section in wanted]


def by_slug(rows: Sequence[TimelineEntry]) -> dict[str, Record]:
    """The record that each entry tells of."""
    once = list({row.slug: row for row in rows}.values())
    return {entry.slug: record for entry, record in pairs(once)}


def pairs(rows: Iterable[TimelineEntry]) -> list[tuple[TimelineEntry, Record]]:
    """Entries with the records they tell of."""
    return [(told.entry, told.record) for told in timeline.hydrate(list(rows))]


def _shown(section: Section, records: dict[str, Record]) -> Shown:
    marked = any(row.certainty in NOT_PRESENT for row in section.found)
    notes = [section.note, _("Planned and cancelled ones are not counted.") if marked else ""]
    return {
        "id": section.id,
        "heading": section.heading,
        "count": section.count,
        "note": " ".join(note for note in notes if note),
        "entries": [
            entries.entry(row, records[row.slug]) for row in section.found if row.slug in records
        ],
        "reason": section.reason,
        "more_url": section.more_url if len(section.found) == section.limit else "",
    }


def listed(id: str, heading: str, rows: list[Shown], reason: str, **more: Any) -> Shown:  # noqa: A002
    """A section of records in an index."""
    return {
        "id": id,
        "heading": heading,
        "count": len(rows),
        "records": rows,
        "reason": reason,
        **more,
    }


def said(
    records: Sequence[Commentary],
    reason: str,
    *,
    heading: str = "",
    id: str = "said",  # noqa: A002
) -> Shown:
    """A section of statements by person and capacity."""
    return {
        "id": id,
        "heading": heading or _("Perspectives"),
        "count": len(records),
        "answers": statements.answers(records),
        "reason": reason,
    }


def stream() -> TimelineEntryQuerySet:
    """Entries that stand on the timeline, newest first."""
    return TimelineEntry.objects.stream()


def involving(facet: str, *values: Any) -> TimelineEntryQuerySet:
    """Entries that involve any of ``values`` of ``facet``, newest first."""
    return stream().with_facet(facet, list(values))


def oldest_first(rows: TimelineEntryQuerySet) -> TimelineEntryQuerySet:
    """In the order in which things happened."""
    return rows.order_by("sort_day", "slug")


def statements_of(rows: TimelineEntryQuerySet) -> list[Commentary]:
    """The statements among ``rows`` with all that is shown of them, in the order said."""
    ids = rows.filter(kind=EntryKind.STATEMENT).values("commentary")
    found = Commentary.objects.for_detail().filter(pk__in=ids)
    return in_order_said(list(found))


def in_order_said(records: Iterable[Commentary]) -> list[Commentary]:
    """Statements by date, those without one last; then by person and key."""
    return sorted(
        records,
        key=lambda record: (record.sort_day == UNDATED, record.sort_day, record.key),
    )

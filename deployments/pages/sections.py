"""Sections of a page: a heading, what stands under it, or the reason why nothing does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.utils.translation import gettext as _

from ..choices import NOT_PRESENT, EntryKind
from ..public.around import engagements
from ..public.entries import TimelineEntry
from ..public.involving import Statement, first_involved, read_entries
from ..public.numbers import by_kind
from ..shapes import Commentary, Document, Link
from . import entries, statements
from .reading import Documents
from .values import Shown, filtered

LIMIT = 20
"""Entries or statements that a section shows; the others are on the timeline, or in a list."""

LISTED = 25
"""Records that a section names in an index; the others are in a list of their kind."""


@dataclass(frozen=True, slots=True)
class Involved:
    """Entries of these kinds that involve a record (by id) or country (by code)."""

    facet: str
    value: int | str
    kinds: Sequence[str]

    def parts(self, number: int, limit: int, *, newest: bool) -> Iterator[Statement]:
        """The first ones of each kind: those of all kinds are among them.

        Statements for :func:`read_entries`.
        """
        for kind in self.kinds:
            yield first_involved(number, self.facet, self.value, kind, limit, newest=newest)


@dataclass(frozen=True, slots=True)
class Counted:
    """The first entries among those that some statements give, and how many there are in all.

    The statements, for :func:`read_entries`, are made of the number of the section and of how many
    entries it shows.
    """

    parts: Callable[[int, int], Iterable[Statement]]
    count: int | None = None
    """None where each row says so itself."""


@dataclass
class Section:
    """Entries of the timeline under a heading, in order of time.

    ``reason`` says why there are none; ``more_url`` leads to those beyond the limit.
    """

    id: str
    heading: str
    rows: Involved | Counted
    reason: str
    more_url: str = ""
    note: str = ""
    limit: int = LIMIT
    newest_first: bool = True
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
            parts += said.parts(len(wanted), LIMIT, newest=True)
        rows = read_entries(parts)
        for row in rows:
            if _of(row, "part") < len(wanted):
                section = wanted[_of(row, "part")]
                section.found.append(row)
                section.count = _of(row, "number")
        spoken = [row for row in rows if _of(row, "part") == len(wanted)]
        self._spoken_in_all = _count(wanted, said if len(spoken) == LIMIT else None)
        for section in wanted:
            newest = section.newest_first
            found_once = {row.slug: row for row in section.found}.values()
            in_order = sorted(found_once, key=lambda row: (row.sort_day, row.slug), reverse=newest)
            section.found = in_order[: section.limit]
        # Of each kind were read as many as a section shows of all: the others are not shown.
        kept = [*spoken, *(row for section in wanted for row in section.found)]
        found = documents.fetch_ids({(row.record_type, row.record_id) for row in kept})
        self._found = found
        self.statements = statements.in_order_said(
            cast("Commentary", found[row.record_type, row.record_id])
            for row in spoken
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

    def said(self, reason: str, **filters: str) -> Shown:
        """A section of the latest statements by person and capacity.

        ``filters`` are those of the list of statements that finds all of them: the kind and key
        of what the page is about.
        """
        count = max(self._spoken_in_all, len(self.statements))
        return {
            "id": "said",
            "heading": _("Perspectives"),
            "count": count,
            "answers": statements.answers(self.statements, self.documents, told=filters.items()),
            "reason": reason,
            **onwards(count, LIMIT, the_latest(LIMIT), "commentary-list", **filters),
        }


def _parts(number: int, section: Section) -> Iterator[Statement]:
    """The entries of a section; those up to its limit are among them."""
    if isinstance(section.rows, Involved):
        yield from section.rows.parts(number, section.limit, newest=section.newest_first)
    else:
        yield from section.rows.parts(number, section.limit)


def _count(sections: Iterable[Section], said: Involved | None) -> int:
    """How many entries there are in all, of those sections of which it is known: one query.

    Returns how many statements there are, where ``said`` asks for it.
    """
    known = []
    for section in sections:
        if isinstance(section.rows, Involved):
            known.append((section, section.rows))
        elif section.rows.count is not None:
            section.count = section.rows.count
    if said is None and not any(section.found for section, _involved in known):
        return 0
    asked = [each for _section, each in known] + ([said] if said else [])
    numbers = by_kind({each.facet for each in asked}, {each.value for each in asked})

    def number(rows: Involved) -> int:
        counted = numbers.get((rows.facet, str(rows.value)), {})
        return sum(counted.get(kind, 0) for kind in rows.kinds)

    for section, rows in known:
        section.count = number(rows)
    return number(said) if said else 0


def _of(row: TimelineEntry, name: str) -> int:
    """What an entry was annotated with."""
    value: int = row.__dict__[name]
    return value


def listed(
    id: str,  # noqa: A002
    heading: str,
    rows: list[Shown],
    reason: str,
    onwards: Shown | None = None,
) -> Shown:
    """A section of records in an index; ``onwards`` is what :func:`onwards` says of it."""
    return {
        "id": id,
        "heading": heading,
        "count": len(rows),
        "records": rows,
        "reason": reason,
        **(onwards or {}),
    }


def the_latest(number: int) -> str:
    """That only the latest ones are shown."""
    return _("The latest %(number)d are shown here.") % {"number": number}


def the_first(number: int) -> str:
    """That only the first ones are shown."""
    return _("The first %(number)d are shown here.") % {"number": number}


def onwards(count: int, most: int, note: str, name: str, **filters: str | Sequence[str]) -> Shown:
    """How many there are in all, and where all of them are listed, if more than are shown.

    Further keys of a section.
    """
    if count <= most:
        return {"count": count, "note": "", "all": []}
    return {"count": count, "note": note, "all": [whole(filtered(name, **filters), count)]}


def whole(url: str, count: int, heading: str = "") -> Shown:
    """The way to all of a section; ``heading`` where it is not that of the section."""
    return {"url": url, "count": count, "heading": heading}


NOTHING = Counted(lambda _number, _limit: (), 0)
"""No entries at all."""


def beside(visit: int, but: str = "") -> Counted:
    """The engagements beside a visit, by its id; without the entry ``but``, by its slug."""
    return Counted(lambda number, limit: [engagements(visit, but, number, limit)])


def involving(facet: str, value: int | str, *kinds: str) -> Involved:
    """Entries of these kinds that involve a record (by id) or country (by code)."""
    return Involved(facet, value, kinds)


def statements_on(facet: str, value: int | str) -> Involved:
    """Statements that involve a record."""
    return Involved(facet, value, (EntryKind.STATEMENT,))

"""By which words the public finds documents, and entries of the timeline.

These are the words of the record itself and those of the published records that it names: of an
occurrence all that its entries involve, of others those by whose names they are found. They stand
in one row, so that renaming a port writes the rows of its visits anew, a part at a time. Words of
rows that are not always shown are taken from the document, which shows them or does not.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from .. import search
from ..chunks import chunks
from ..loading import Loader
from ..models import RECORD_MODELS, RECORD_TYPES, Record, RecordIndex
from ..public import PublicDocument, PublicFacet, PublicWords, TimelineEntry, TimelineFacet
from ..public.documents import NAMED
from ..public.words import TIMELINE, place, rank_in_period, rank_of_day
from .naming import Ids
from .pieces import Found, Step, following, of_no_kind

COUNTRY = "country"


@dataclass(slots=True)
class _Named:
    """By whose words something is found: records, by kind and id, and countries, by code."""

    records: set[tuple[str, int]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    def add_all(self, other: _Named) -> None:
        """Add what ``other`` names."""
        self.records |= other.records
        self.countries |= other.countries

    def add(self, facet: str, value: str) -> None:
        """Add what a facet names, if that is a record or a country."""
        if facet in RECORD_TYPES:
            self.records.add((facet, int(value)))
        elif facet == COUNTRY:
            self.countries.add(value)


def write(model: type[Record], ids: Iterable[int]) -> None:
    """Write the words by which these records and their entries are found by the public."""
    for part in chunks(ids):
        stale, missing = _compare(model, part)
        _store(stale, missing)


def _store(stale: Collection[int], missing: Collection[PublicWords]) -> None:
    if replaced := [*stale, *(row.place for row in missing)]:
        PublicWords.objects.filter(place__in=replaced).delete()
    PublicWords.objects.bulk_create(missing)


@cache
def _stored(kind: str) -> Loader:
    words = PublicWords.objects.filter(record_type=kind)
    return Loader(words.values_list(*COMPARED), "record_id")


def _compare(model: type[Record], ids: Collection[int]) -> tuple[list[int], list[PublicWords]]:
    """The places of rows of these records that are not right, and rows that should be there."""
    wrong = {row[0]: row for row in _stored(model.record_type).rows(ids)}
    missing = []
    for row in _rows(model, ids):
        if wrong.get(row.place) == tuple(getattr(row, name) for name in COMPARED):
            del wrong[row.place]
        else:
            missing.append(row)
    return list(wrong), missing


COMPARED = ("place", "entry_place", "words")


@cache
def _documents(kind: str) -> Loader:
    documents = PublicDocument.objects.of_kind(kind)
    return Loader(documents.values_list("pk", "record_id", "sort_day"), "record_id")


def _rows(model: type[Record], ids: Collection[int]) -> Iterator[PublicWords]:
    """The rows that should be there for these records, not saved."""
    kind = model.record_type
    entries = _entries(kind, ids) if model.is_occurrence else {}
    named = _named(kind, ids) if not model.is_occurrence else defaultdict(_Named)
    for record_id, own in entries.items():
        for entry in own:
            named[record_id].add_all(entry.named)
    placed: list[tuple[int, int | None, int, _Named]] = []
    for pk, record_id, day in _documents(kind).rows(ids):
        at = place(kind, rank_of_day(day) if model.is_occurrence else 0, pk)
        own = entries.get(record_id, [])
        shared = own[0].place if len(own) == 1 else None
        placed.append((at, shared, record_id, named[record_id]))
        if shared is None:
            placed += [
                (each.place, each.place, record_id, each.named)
                for each in own
                if each.place is not None
            ]
    lines = _lines({(kind, pk) for *_, pk, _ in placed}.union(*(n.records for *_, n in placed)))
    shown = _shown(model, ids)
    for at, entry_place, pk, found_by in placed:
        words = [lines.get(each, "") for each in ((kind, pk), *sorted(found_by.records))]
        words.append(shown.get(pk, ""))
        words += map(search.words_of_country, sorted(found_by.countries))
        yield PublicWords(
            place=at,
            entry_place=entry_place,
            record_type=kind,
            record_id=pk,
            words=search.stored(line for each in words for line in each.splitlines()),
        )


@cache
def _texts(kind: str) -> Loader:
    documents = PublicDocument.objects.of_kind(kind).exclude(text="")
    return Loader(documents.values_list("record_id", "text"), "record_id")


def _shown(model: type[Record], ids: Collection[int]) -> dict[int, str]:
    """The words of rows that documents of these records show, by id: ``Record.shown_words``."""
    if not model.shown_words:
        return {}
    return {
        pk: search.lines(
            text
            for listed, names in model.shown_words.items()
            for text in _said(json.loads(document)[listed], names)
        )
        for pk, document in _texts(model.record_type).rows(ids)
    }


def _said(part: object, names: Collection[str]) -> Iterator[str]:
    """The texts under these names in a part of a document, at any depth."""
    if isinstance(part, list):
        for each in part:
            yield from _said(each, names)
    elif isinstance(part, dict):
        for name, each in part.items():
            if name in names:
                yield str(each)
            else:
                yield from _said(each, names)


@cache
def _naming_facets(kind: str) -> Loader:
    facets = PublicFacet.objects.filter(record_type=kind, name=NAMED)
    return Loader(facets.values_list("record_id", "value"), "document__record_id")


def _named(kind: str, ids: Collection[int]) -> dict[int, _Named]:
    """By what these records that are no occurrences are found beside themselves, by id."""
    found: dict[int, _Named] = defaultdict(_Named)
    for pk, value in _naming_facets(kind).rows(ids):
        found[pk].add(*value.split(":"))
    return found


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: its place on the timeline, if it stands there, and what it involves."""

    place: int | None
    named: _Named


@cache
def _entries_of(kind: str) -> Loader:
    return Loader(TimelineEntry.objects.order_by("pk"), kind)


@cache
def _facets_of_entries(kind: str) -> Loader:
    facets = TimelineFacet.objects.values_list("entry", "facet", "value")
    return Loader(facets, f"entry__{kind}")


def _entries(kind: str, ids: Collection[int]) -> dict[int, list[_Entry]]:
    """The entries of these occurrences, by id of the record."""
    involved: dict[int, _Named] = defaultdict(_Named)
    for entry, facet, value in _facets_of_entries(kind).rows(ids):
        involved[entry].add(facet, value)
    found: dict[int, list[_Entry]] = defaultdict(list)
    for row in _entries_of(kind).rows(ids):
        rank = rank_in_period(row.period, row.sort_day)
        at = place(TIMELINE, rank, row.pk) if row.in_stream else None
        found[row.record_id].append(_Entry(at, involved[row.pk]))
    return found


@cache
def _words_of(kind: str) -> Loader:
    published = RecordIndex.objects.published().filter(record_type=kind)
    return Loader(published.values_list("record_id", "search_text"), "record_id")


def _lines(records: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The words of these records that are public, by kind and id."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, pk in records:
        by_kind[kind].append(pk)
    return {
        (kind, pk): text for kind, ids in by_kind.items() for pk, text in _words_of(kind).rows(ids)
    }


def refresh(changed: Ids, worded: Ids) -> None:
    """Bring the words of ``changed`` records up to date, and of those found by ``worded`` ones."""
    found: dict[str, set[int]] = {kind: set(ids) for kind, ids in changed.items()}
    for kind, ids in worded.items():
        for part in chunks(sorted(ids)):
            for other, more in _naming(kind, part):
                found.setdefault(other, set()).add(more)
    for kind, all_of_them in found.items():
        write(RECORD_TYPES[kind], sorted(all_of_them))


@cache
def _entries_naming(kind: str) -> Loader:
    """The ids of the records, one for each kind of occurrence, whose entries name these."""
    kinds = (f"entry__{each}" for each in TimelineEntry.record.kinds)
    return Loader(TimelineFacet.objects.filter(facet=kind).values_list(*kinds), "value")


@cache
def _documents_naming() -> Loader:
    """Kind and id of the records that are found by the names of others, “vessel:12”."""
    named = PublicFacet.objects.filter(record_type__in=RECORD_TYPES, name=NAMED)
    return Loader(named.values_list("record_type", "record_id"), "value")


def _naming(kind: str, ids: Collection[int]) -> Iterator[tuple[str, int]]:
    """The public records that are found by the words of these."""
    kinds = TimelineEntry.record.kinds
    for row in _entries_naming(kind).rows([str(pk) for pk in ids]):
        yield from ((each, pk) for each, pk in zip(kinds, row, strict=True) if pk is not None)
    yield from _documents_naming().rows([f"{kind}:{pk}" for pk in ids])


def steps() -> Iterator[Step]:
    """How words are worked out anew, some records of a kind at a time."""
    yield of_no_kind(
        "searches of no kind",
        PublicWords.objects.exclude(record_type__in=RECORD_TYPES),
        "it is found by words, but there is no such kind of record",
    )
    for model in RECORD_MODELS:
        name = f"searches of {model.plural}"
        yield Step(name, partial(_next, model), partial(_look_at, model))


def _next(model: type[Record], after: int) -> list[int]:
    documents = PublicDocument.objects.of_kind(model.record_type)
    rows = PublicWords.objects.filter(record_type=model.record_type)
    return following("record_id", after, documents, rows)


def _look_at(model: type[Record], ids: Collection[int]) -> Found:
    stale, missing = _compare(model, ids)
    wrong = PublicWords.objects.filter(place__in=stale)
    names = sorted({str(row) for row in (*wrong, *missing)})
    lines = [f"{name}: the words by which it is found are out of date" for name in names]
    return Found(lines, lambda _log: _store(stale, missing))


def is_old() -> bool:
    """Whether the oldest or newest public document of some kind is found by other words now."""
    for model in RECORD_MODELS:
        documents = PublicDocument.objects.of_kind(model.record_type).order_by("record_id")
        ids = documents.values_list("record_id", flat=True)
        if any(map(bool, _compare(model, {*ids[:1], *ids.reverse()[:1]}))):
            return True
    return False

"""By what documents are found: their facets, and what forms can offer of them.

The door calls this when it writes documents; nothing else writes these facets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain, groupby, islice
from operator import attrgetter, itemgetter

from django.db.models import Count, QuerySet

from ..choices import CALLS, NOT_PRESENT, EntryKind
from ..chunks import CHUNK
from ..documents.facets import NOT_OFFERED, NUMBERS, Facet
from ..inserting import insert
from ..loading import Loader
from ..models import (
    RECORD_TYPES,
    PublicDocument,
    PublicFacet,
    PublicOption,
    Record,
    TimelineEntry,
    TimelineFacet,
)
from ..public import numbers
from ..public.documents import MENTIONS, POSITIONS
from ..public.entries import LASTING, PLACE, STANDS_FOR
from ..public.numbers import PERIOD, PLANS, of_kind
from ..public.words import TIMELINE
from .options import ENTRY_COLUMNS, Options, count, of_call, of_exercise
from .pieces import Found, Step, at_once


@cache
def _of_entries(kind: str) -> Loader:
    """The facets of entries of a kind, by the ids of their records."""
    of_record = f"entry__{kind}"
    return Loader(TimelineFacet.objects.values_list(of_record, "facet", "value"), of_record)


@cache
def _of_documents() -> Loader:
    return Loader(PublicFacet.objects.values_list("document", "name", "value"), "document")


def involved(model: type[Record], ids: Collection[int]) -> Mapping[int, set[Facet]]:
    """What the entries of these records involve, by id of the record."""
    found: dict[int, set[Facet]] = defaultdict(set)
    if model.is_occurrence:
        for pk, name, value in _of_entries(model.record_type).rows(ids):
            found[pk].add((name, value))
    return found


def stored(documents: Collection[PublicDocument]) -> Mapping[int, set[Facet]]:
    """The facets that these documents have, by id of the record."""
    records = {document.pk: document.record_id for document in documents}
    found: dict[int, set[Facet]] = defaultdict(set)
    for pk, name, value in _of_documents().rows(records.keys()):
        found[records[pk]].add((name, value))
    return found


def write(facets: Iterable[tuple[PublicDocument, Iterable[Facet]]]) -> None:
    """Write new facets of documents, which are stored."""
    insert(
        PublicFacet,
        ("document_id", "name", "value", "number", *OF_DOCUMENT),
        (
            (document.pk, name, value, int(value) if name in NUMBERS else None, *of_document)
            for document, of_it in facets
            for of_document in [attrgetter(*OF_DOCUMENT)(document)]
            for name, value in sorted(of_it)
        ),
    )


OF_DOCUMENT = ("record_type", "record_id", "sort_day", "key")
"""What a facet has of its document."""


def offered(record_type: str, facets: Iterable[Facet]) -> Options:
    """What a form may offer because of the facets of a document."""
    return Counter((record_type, name, value) for name, value in facets if name not in NOT_OFFERED)


def steps() -> Iterator[Step]:
    """How what forms may offer is counted anew: one piece for each kind, and the timeline."""
    kinds = (*RECORD_TYPES, TIMELINE)
    yield at_once(
        "options of no kind",
        lambda: _look(PublicOption.objects.exclude(record_type__in=kinds), Counter()),
    )
    for kind in kinds:
        yield at_once(f"options of {kind}", partial(_look_at, kind))


def _look_at(kind: str) -> Found:
    counted = _in_the_timeline() if kind == TIMELINE else _in_documents(kind)
    return _look(PublicOption.objects.filter(record_type=kind), counted)


def _look(stored: QuerySet[PublicOption], right: Options) -> Found:
    """What is counted wrongly; what was counted rightly stays as it is."""
    moved = Counter(right)
    for row in stored.iterator(CHUNK):
        moved[row.record_type, row.name, row.value] -= row.number
    wrong = sorted(option for option, number in moved.items() if number)
    lines = [
        f"{kind} {name}={value}: what filters offer is out of date" for kind, name, value in wrong
    ]
    return Found(lines, lambda _log: count(moved))


def lacks_options() -> bool:
    """Whether something is not counted that should be, as after an update that first counts it.

    Cheap: one entry is asked, and one document of each kind.
    """
    entries = TimelineEntry.objects.filter(in_stream=True)
    counted = PublicOption.objects.filter(record_type=TIMELINE)
    columns = ["kind", PERIOD]
    if counted.filter(name="certainty", value__in=NOT_PRESENT).exists():
        columns.append(PLANS)
    if entries.exists() and not all(counted.filter(name=column).exists() for column in columns):
        return True
    first = (*islice(_all_calls(), 1), *islice(_all_exercises(), 1))
    wanted = {option for found in first for option in found}
    for kind, name in (*((kind, MENTIONS) for kind in RECORD_TYPES), ("commentary", POSITIONS)):
        facet = PublicFacet.objects.filter(record_type=kind, name=name).first()
        if facet is not None:
            wanted.add((kind, name, facet.value))
    return wanted != numbers.of_each(wanted).keys()


def _in_documents(kind: str) -> Options:
    rows = PublicFacet.objects.filter(record_type=kind).exclude(name__in=NOT_OFFERED).order_by()
    counted = rows.values_list("name", "value").annotate(number=Count("pk"))
    return Counter({(kind, name, value): number for name, value, number in counted})


def _in_the_timeline() -> Options:
    found: Options = Counter()
    entries = TimelineEntry.objects.filter(in_stream=True).order_by()
    for column in ENTRY_COLUMNS:
        for word, number in entries.values_list(column).annotate(number=Count("pk")):
            if word != "":
                found[TIMELINE, column, str(word)] = number
    plans = entries.filter(certainty__in=NOT_PRESENT)
    for period, number in plans.values_list("period").annotate(number=Count("pk")):
        found[TIMELINE, PLANS, str(period)] = number
    facets = TimelineFacet.objects.filter(entry__in_stream=True).exclude(value="").order_by()
    facets = facets.exclude(facet=LASTING)
    for facet, value, number in facets.values_list("facet", "value").annotate(number=Count("pk")):
        found[TIMELINE, facet, value] = number
    present = facets.exclude(entry__certainty__in=NOT_PRESENT)
    by_kind = present.values_list("facet", "kind", "value").annotate(number=Count("pk"))
    for facet, kind, value, number in by_kind:
        found[TIMELINE, of_kind(facet, kind), value] = number
    for each in chain(_all_calls(), _all_exercises()):
        found.update(each)
    return found


def _all_calls() -> Iterator[Options]:
    """What each visit that happened counts for, if it does: who came, and who went where."""
    for period, found in _involved(CALLS, entry__visit__isnull=False):
        if options := of_call(found[PLACE], found[STANDS_FOR], year=period // 100):
            yield options


def _all_exercises() -> Iterator[Options]:
    """What each exercise that was held counts for, if it does: who trained with whom."""
    for _period, found in _involved([EntryKind.EXERCISE]):
        if options := of_exercise(found[STANDS_FOR]):
            yield options


def _involved(
    kinds: Collection[str], **of_entry: bool
) -> Iterator[tuple[int, Mapping[str, Collection[str]]]]:
    """Of each entry of these kinds that happened its period, where it was, and who took part."""
    told = TimelineFacet.objects.filter(
        facet__in=(PLACE, STANDS_FOR), kind__in=kinds, entry__in_stream=True, **of_entry
    ).exclude(entry__certainty__in=NOT_PRESENT)
    rows = told.order_by("entry").values_list("entry", "period", "facet", "value")
    for (_entry, period), group in groupby(rows.iterator(CHUNK), key=itemgetter(0, 1)):
        found: dict[str, set[str]] = {PLACE: set(), STANDS_FOR: set()}
        for _entry, _period, facet, value in group:
            found[facet].add(value)
        yield period, found

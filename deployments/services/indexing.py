"""Keeps the timeline and the search words in step with the records.

Everything here is worked out from published records and rows alone, so a draft cannot move a
bound, add a facet or close an open stay.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter

from django.db import connection
from django.db.models import F, Q

from .. import search
from ..chunks import CHUNK, chunks
from ..inserting import insert
from ..loading import Loader, all_of
from ..lookups import among
from ..models import (
    RECORD_MODELS,
    RECORD_TYPES,
    Commentary,
    Exercise,
    ExerciseParticipant,
    Person,
    Port,
    PortName,
    Record,
    RecordIndex,
    TimelineEntry,
    TimelineFacet,
    TimelineStretch,
    Vessel,
    VesselIdentity,
    Visit,
    VisitParticipant,
)
from ..querysets import records_of
from . import namesakes, naming, options, plans
from .facets import Facets
from .naming import OCCURRENCES
from .pieces import Found, Step, following, of_no_kind
from .public_log import PublicLog


@dataclass(frozen=True, slots=True)
class Followed:
    """What :func:`refresh` has worked out anew, ids by kind of record."""

    changed: dict[str, set[int]]
    """The records given that were ever public, and those whose entries changed."""
    renamed: dict[str, set[int]]
    """Those that are now told from others of their name in another way."""
    worded: dict[str, set[int]]
    """Public ones that are found by other words now."""
    noticed: dict[str, set[int]]
    """Those of which entries, words or marks changed, which the public can notice."""


def refresh(records: Iterable[Record]) -> Followed:
    """Bring the index of ``records`` and of all that rests on them up to date.

    On what was never public nothing rests: of it only the words for staff are written.
    """
    by_type: dict[type[Record], dict[int, Record]] = {}
    never_public: dict[type[Record], list[int]] = {}
    for record in records:
        if record.once_public:
            by_type.setdefault(type(record), {})[record.pk] = record
        else:
            never_public.setdefault(type(record), []).append(record.pk)
    for model, drafts in never_public.items():
        index_records(model, drafts)
    borne = _names_touched(by_type)
    moved: dict[str, set[int]] = {}
    worded: dict[str, set[int]] = {}
    noticed: dict[str, set[int]] = defaultdict(set)
    for model, of_type in by_type.items():
        told = {
            pk for pk, record in of_type.items() if record.is_occurrence and record.is_published
        }
        indexed = index_records(model, list(of_type))
        moved[model.record_type] = indexed.moved | told
        worded[model.record_type] = indexed.worded
        noticed[model.record_type] |= indexed.worded
        borne[model.record_type] |= namesakes.names_of(model.record_type, of_type)
    changed: dict[str, set[int]] = {m.record_type: set(ids) for m, ids in by_type.items()}
    for record_type, ids in _affected_by(moved).items():
        written = _write_entries(record_type, ids)
        changed.setdefault(record_type, set()).update(written)
        noticed[record_type] |= written
    renamed = namesakes.refresh(borne)
    for record_type, ids in renamed.items():
        noticed[record_type] |= ids
    return Followed(changed, renamed, worded, noticed)


def _names_touched(changed: Mapping[type[Record], Mapping[int, Record]]) -> dict[str, set[str]]:
    """By kind, the names that these records bore, and those of whom they help to tell apart."""
    found: dict[str, set[str]] = defaultdict(set)
    for model, of_type in changed.items():
        found[model.record_type] |= namesakes.names_of(model.record_type, of_type)
        if model is Commentary:
            spoke = _old_facets(model, list(of_type), "person")
            found["person"] |= namesakes.told_apart("person", spoke)
    named = {model.record_type: list(of_type) for model, of_type in changed.items()}
    for record_type, ids in naming.naming(naming.told_by(), named).items():
        found[record_type] |= namesakes.told_apart(record_type, ids)
    return found


def steps() -> Iterator[Step]:
    """How the index is looked at in pieces: words, entries, and what tells namesakes apart."""
    strange = RecordIndex.objects.exclude(record_type__in=RECORD_TYPES)
    yield of_no_kind(
        "index rows of no kind", strange, "it is in the index, but there is no such kind of record"
    )
    for model in RECORD_MODELS:
        yield Step(
            f"words of {model.plural}",
            partial(_next_to_index, model),
            partial(_look_at_words, model),
        )
    for model in OCCURRENCES:
        yield Step(
            f"entries of {model.plural}",
            partial(_next_occurrences, model),
            partial(_look_at_entries, model.record_type),
        )
    for model in namesakes.KINDS:
        yield namesakes.step(model.record_type, model.plural)


def _next_to_index(model: type[Record], after: int) -> Sequence[int]:
    """Ids of the records of ``model``, and of those that the index alone still knows."""
    known = RecordIndex.objects.filter(record_type=model.record_type)
    ids = {
        *following("pk", after, records_of(model)),
        *following("record_id", after, known),
    }
    return sorted(ids)[:CHUNK]


def _look_at_words(model: type[Record], ids: Sequence[int]) -> Found:
    stale = list(_stale_rows(model, ids))

    def put_right(log: PublicLog) -> None:
        log.noticed(model.record_type, _write_rows(stale).worded)

    return Found(
        [f"{each.name}: its words in the index are out of date" for each in stale], put_right
    )


def _next_occurrences(model: type[Record], after: int) -> Sequence[int]:
    return following("pk", after, records_of(model))


def _look_at_entries(record_type: str, ids: Sequence[int]) -> Found:
    comparison = _compare(record_type, ids)
    slugs = {entry.slug for entry, _facets in comparison.gone}
    slugs.update(plan.slug for plan in comparison.missing)
    lines = [f"{slug}: its entry on the timeline is out of date" for slug in sorted(slugs)]
    return Found(lines, lambda log: log.noticed(record_type, _store(comparison)))


def searches_by_old_words() -> bool:
    """Whether the words of the oldest record of some kind are not those that it would get now.

    That is so after an update that changes what is searched by; a record's own change never
    leaves it behind. Cheap: one record of each kind is asked.
    """
    for model in RECORD_MODELS:
        record = model._default_manager.order_by("pk").first()
        rows = RecordIndex.objects.filter(record_type=model.record_type)
        if (
            record
            and not rows.filter(
                record_id=record.pk,
                search_text=search.words_of(record),
                called=namesakes.called(record),
            ).exists()
        ):
            return True
    return False


def has_old_entries() -> bool:
    """Whether the oldest or newest public occurrence of some kind lacks the entries it should have.

    That is so after an update that changes how entries are worked out. Cheap: two are asked of
    each kind.
    """
    for model in OCCURRENCES:
        public = model._default_manager.published().order_by("pk").values_list("pk", flat=True)
        asked = {*public[:1], *public.reverse()[:1]}
        comparison = _compare(model.record_type, sorted(asked))
        if comparison.gone or comparison.missing:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Indexed:
    """Ids of records whose index rows were written."""

    moved: set[int]
    """Those of which something changed that other records' entries depend on."""
    worded: set[int]
    """Public ones that are found by other words now."""


def index_records(model: type[Record], ids: Sequence[int]) -> Indexed:
    """Write the index rows of these records, and remove those of records that are no more."""
    indexed = Indexed(set(), set())
    for part in chunks(ids):
        written = _write_rows(list(_stale_rows(model, part)))
        indexed.moved.update(written.moved)
        indexed.worded.update(written.worded)
    return indexed


def _write_rows(stale: Sequence[StaleRow]) -> Indexed:
    """Write rows as they should be: some statements, however many rows."""
    indexed = Indexed(set(), set())
    gone: list[int] = []
    changed: list[RecordIndex] = []
    for each in stale:
        row, wanted = each.row, each.wanted
        if row.signature != (wanted["signature"] if wanted else ""):
            indexed.moved.add(row.record_id)
        if wanted is None:
            gone.append(row.pk)
            continue
        if wanted["signature"] and row.search_text != wanted["search_text"]:
            indexed.worded.add(row.record_id)
        for name, value in wanted.items():
            setattr(row, name, value)
        changed.append(row)
    stored = [row for row in changed if row.pk is not None]
    if gone:
        RecordIndex.objects.filter(pk__in=gone).delete()
    RecordIndex.objects.bulk_create([row for row in changed if row.pk is None])
    RecordIndex.objects.bulk_create(
        stored,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=WORKED_OUT,
    )
    return indexed


WORKED_OUT = ("signature", "search_text", "called")


@dataclass(frozen=True, slots=True)
class StaleRow:
    """An index row, stored or new, and what it should say; nothing where its record is no more."""

    row: RecordIndex
    wanted: dict[str, str] | None
    name: str


@cache
def _index_rows(model: type[Record]) -> Loader:
    return Loader(RecordIndex.objects.filter(record_type=model.record_type), "record_id")


@cache
def _with_names(model: type[Record]) -> Loader:
    """Records of a kind, drafts included, with the rows that hold names of theirs."""
    owned = [all_of(model, name) for name in search.OWNED_NAMES if name in model.owned]
    return Loader(records_of(model).order_by("pk").prefetch_related(*owned))


def _stale_rows(model: type[Record], ids: Sequence[int]) -> Iterator[StaleRow]:
    """The index rows of these records that do not say what they should."""
    rows = {row.record_id: row for row in _index_rows(model).rows(ids)}
    for record in _with_names(model).rows(ids):
        wanted = {
            "signature": _signature(record),
            "search_text": search.words_of(record),
            "called": namesakes.called(record),
        }
        row = rows.pop(record.pk, None)
        if row is None:
            row = RecordIndex(record_type=model.record_type, record_id=record.pk)
            yield StaleRow(row, wanted, f"{model.record_type}:{record.key}")
        elif any(getattr(row, name) != value for name, value in wanted.items()):
            yield StaleRow(row, wanted, f"{model.record_type}:{record.key}")
    for row in rows.values():
        yield StaleRow(row, None, str(row))


_pk = attrgetter("pk")


def _held(row: PortName | VesselIdentity) -> tuple[str, str]:
    """From when to when something was so, in EDTF; empty where it is not known."""
    first, last = (when.edtf if when else "" for when in (row.held_from, row.held_to))
    return first, last


def _signature(record: Record) -> str:
    """Changes with what the entries of other records take from this one.

    Empty for what is not public: it has a part in nothing.
    """
    if not record.is_published:
        return ""
    taken: list[object] = [record.key, getattr(record, "country", "")]
    taken.append(getattr(record, "country_said", ""))
    if isinstance(record, Port):
        taken += [record.kind, record.lat, record.lon, record.radius_km]
        dated = sorted((each for each in record.names.all() if each.country), key=_pk)
        taken += [[each.country, *_held(each)] for each in dated]
    if isinstance(record, Vessel):
        taken += [record.navy_id, record.home_port_id]
        taken += sorted(
            (each.navy_id, *_held(each)) for each in record.identities.all() if each.navy_id
        )
    if isinstance(record, Person):
        taken += sorted((each.pk, each.key) for each in record.affiliations.all())
    return hashlib.sha256(json.dumps(taken).encode()).hexdigest()[:40]


def _affected_by(moved: naming.Ids) -> dict[str, set[int]]:
    """Ids of the occurrences, by type, whose entries may change because these records did."""
    found = naming.naming(naming.rested_on(), moved)
    for record_type, changed in moved.items():
        model, ids = RECORD_TYPES[record_type], sorted(changed)
        if not ids:
            continue
        if model.is_occurrence:
            found.setdefault(record_type, set()).update(ids)
        _add_by_old_facets(model, ids, found)
        if model in (Visit, Exercise):
            _add_neighbours(model, ids, found)
        if model is Port:
            # Where a port lies decides whether a ship that was seen there was elsewhere, and when.
            called = Visit.objects.filter(port__in=ids).order_by("pk").values_list("pk", flat=True)
            for part in chunks(called):
                _add_neighbours(Visit, part, found)
    return found


def _add_by_old_facets(model: type[Record], ids: Sequence[int], found: dict[str, set[int]]) -> None:
    """Entries that still name these records, and what the old entries of occurrences named."""
    for facet in _naming(model.record_type).rows([str(pk) for pk in ids]):
        found.setdefault(facet.entry.record_type, set()).add(facet.entry.record_id)
    if model.is_occurrence:
        found.setdefault("deployment", set()).update(_old_facets(model, ids, "deployment"))


@cache
def _naming(kind: str) -> Loader:
    """What entries name of a kind, by its ids as facets have them."""
    return Loader(TimelineFacet.objects.filter(facet=kind).select_related("entry"), "value")


_FACETS_OF_ENTRIES = (
    f"SELECT value FROM {TimelineFacet._meta.db_table} named "  # noqa: S608
    f"JOIN {TimelineEntry._meta.db_table} entry ON entry.id = named.entry_id "
    "WHERE facet = %s AND {}"
)
"""Of entries of one kind of occurrence: each change set asks several times."""


def _old_facets(model: type[Record], ids: Sequence[int], facet: str) -> set[int]:
    """The ids of what the entries of these occurrences name, as they are still stored."""
    found: set[int] = set()
    for part in chunks(ids):
        of_these, parameters = among(f"{model.record_type}_id", part, connection)
        with connection.cursor() as cursor:
            cursor.execute(_FACETS_OF_ENTRIES.format(of_these), [facet, *parameters])
            found.update(int(value) for (value,) in cursor.fetchall())
    return found


def _add_neighbours(model: type[Record], ids: Sequence[int], found: dict[str, set[int]]) -> None:
    """Visits and exercises of the same ships whose days these records may close or bound."""
    vessels = _old_facets(model, ids, "vessel")
    for pair in _ships(model).rows(ids):
        vessels.update(pk for pk in pair if pk is not None)
    if not vessels:
        return
    for owner in (Visit, Exercise):
        pairs = _with_vague_days(owner).rows(vessels)
        found.setdefault(owner.record_type, set()).update(pk for (pk,) in pairs)


@cache
def _ships(owner: type[Record]) -> Loader:
    """The ids of the ships that take part in visits or exercises, named or identified."""
    rows = VisitParticipant if owner is Visit else ExerciseParticipant
    pairs = rows.objects.order_by().values_list("vessel", "identified_as")
    return Loader(pairs, rows.parent)


@cache
def _with_vague_days(owner: type[Visit | Exercise]) -> Loader:
    """The ids of visits or exercises, by their ships, whose days something can close or bound."""
    rows = VisitParticipant if owner is Visit else ExerciseParticipant
    vague = _vague(owner, f"{owner.record_type}__")
    if owner is Visit:  # whose participants may have days of their own
        vague |= ~Q(arrival_edtf="") | ~Q(departure_edtf="")
    of_them = rows.objects.filter(vague).order_by().values_list(owner.record_type)
    return Loader(of_them, "vessel", "identified_as")


def _vague(model: type[Visit | Exercise], prefix: str) -> Q:
    """That not both ends of a stay are one sure day, so that something can close or bound it."""
    vague = Q()
    for stem in _ends_of(model):
        first, last, edtf = (f"{prefix}{stem}_{name}" for name in ("earliest", "latest", "edtf"))
        vague |= Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
        vague |= ~Q(**{first: F(last)})
        for qualifier in "~?%":
            vague |= Q(**{f"{edtf}__contains": qualifier})
    return vague


def _ends_of(model: type[Visit | Exercise]) -> tuple[str, str]:
    return ("arrival", "departure") if model is Visit else ("start", "end")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The entries of some occurrences that are no longer true, and those that are not yet there."""

    gone: list[tuple[TimelineEntry, Facets]]
    """With what each involves."""
    missing: list[plans.Plan]


@cache
def _stored(record_type: str) -> Loader:
    """The entries of occurrences of a kind, as they are stored."""
    stretches = all_of(TimelineEntry, "stretches")
    return Loader(TimelineEntry.objects.prefetch_related(stretches), record_type)


@cache
def _stored_facets() -> Loader:
    return Loader(TimelineFacet.objects.values_list("entry", "facet", "value"), "entry")


def _compare(record_type: str, ids: Sequence[int]) -> Comparison:
    """What stands on the timeline for these occurrences beside what should."""
    wanted = {plan.slug: plan for plan in plans.PLANS[record_type](ids)}
    entries: list[TimelineEntry] = _stored(record_type).rows(ids)
    involved: dict[int, Facets] = {entry.pk: set() for entry in entries}
    for pk, facet, value in _stored_facets().rows(involved.keys()):
        involved[pk].add((facet, value))
    gone, right = [], set()
    for entry in entries:
        if entry.slug in wanted and wanted[entry.slug].matches(entry, involved[entry.pk]):
            right.add(entry.slug)
        else:
            gone.append((entry, involved[entry.pk]))
    return Comparison(gone, [plan for slug, plan in wanted.items() if slug not in right])


def _write_entries(record_type: str, ids: set[int]) -> set[int]:
    """Write the entries of these occurrences: delete what is no longer true, add what is new.

    Returns the ids of those of which an entry changed.
    """
    changed: set[int] = set()
    for part in chunks(sorted(ids)):
        changed |= _store(_compare(record_type, part))
    return changed


def _store(comparison: Comparison) -> set[int]:
    """Write what the comparison says; gives the ids of the occurrences of which it did."""
    if not (comparison.gone or comparison.missing):
        return set()
    if gone := [entry.pk for entry, _facets in comparison.gone]:
        TimelineEntry.objects.filter(pk__in=gone).delete()
    made = TimelineEntry.objects.bulk_create([plan.entry() for plan in comparison.missing])
    added = list(zip(made, comparison.missing, strict=True))
    insert(
        TimelineFacet, plans.FACET, (row for entry, plan in added for row in plan.facets_of(entry))
    )
    insert(
        TimelineStretch,
        plans.STRETCH,
        (row for entry, plan in added for row in plan.stretches_of(entry)),
    )
    offers: options.Options = Counter()
    for entry, plan in added:
        offers.update(options.offered_by_entry(entry, plan.facets))
    for entry, facets in comparison.gone:
        offers.subtract(options.offered_by_entry(entry, facets))
    options.count(offers)
    return {
        *(entry.record_id for entry, _facets in comparison.gone),
        *(plan.record_id for plan in comparison.missing),
    }

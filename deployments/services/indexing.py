"""Keeps the timeline and the search words in step with the records.

Everything here is worked out from published records and rows alone, so a draft cannot move a
bound, add a facet or close an open stay.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from django.db import connection
from django.db.models import F, Q

from ..chunks import chunks
from ..inserting import insert, insert_objects
from ..loading import Loader, all_of
from ..lookups import among
from ..models import (
    RECORD_TYPES,
    Commentary,
    Exercise,
    ExerciseParticipant,
    Port,
    Record,
    TimelineEntry,
    TimelineFacet,
    TimelineStretch,
    Visit,
    VisitParticipant,
)
from ..querysets import records_of
from ..rules.sightings import rows_at
from . import entries, index_rows, namesakes, naming, options, sighting_index
from .facets import Facets
from .naming import OCCURRENCES
from .pieces import Found, Step, following
from .sighting_index import SIGHTED, Places


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
        index_rows.write(model, drafts)
    borne = _names_touched(by_type)
    moved: dict[str, set[int]] = {}
    worded: dict[str, set[int]] = {}
    noticed: dict[str, set[int]] = defaultdict(set)
    for model, of_type in by_type.items():
        told = {
            pk for pk, record in of_type.items() if record.is_occurrence and record.is_published
        }
        indexed = index_rows.write(model, list(of_type))
        moved[model.record_type] = indexed.moved | told
        worded[model.record_type] = indexed.worded
        noticed[model.record_type] |= indexed.worded
        borne[model.record_type] |= namesakes.names_of(model.record_type, of_type)
    left = sighting_index.refresh(by_type)
    changed: dict[str, set[int]] = {m.record_type: set(ids) for m, ids in by_type.items()}
    for record_type, ids in _affected_by(moved, left).items():
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
    """How the index is looked at in pieces: words, ships, entries, what tells namesakes apart."""
    yield from index_rows.steps()
    yield from sighting_index.steps()
    for model in OCCURRENCES:
        yield Step(
            f"entries of {model.plural}",
            partial(_next_occurrences, model),
            partial(_look_at_entries, model.record_type),
        )
    for kind in namesakes.KINDS:
        yield namesakes.step(kind.record_type, kind.plural)


def _next_occurrences(model: type[Record], after: int) -> Sequence[int]:
    return following("pk", after, records_of(model))


def _look_at_entries(record_type: str, ids: Sequence[int]) -> Found:
    comparison = _compare(record_type, ids)
    slugs = {entry.slug for entry, _facets in comparison.gone}
    slugs.update(plan.slug for plan in comparison.missing)
    lines = [f"{slug}: its entry on the timeline is out of date" for slug in sorted(slugs)]
    return Found(lines, lambda log: log.noticed(record_type, _store(comparison)))


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


def _affected_by(moved: naming.Ids, left: Places) -> dict[str, set[int]]:
    """Ids of the occurrences, by type, whose entries may change because these records did.

    ``left`` is where ships of theirs are no longer looked for.
    """
    found = naming.naming(naming.rested_on(), moved)
    for record_type, changed in moved.items():
        model, ids = RECORD_TYPES[record_type], sorted(changed)
        if model.is_occurrence:
            found.setdefault(record_type, set()).update(ids)
        _add_by_old_facets(model, ids, found)
        if record_type in SIGHTED:
            no_longer = (place for pk in ids for place in left[record_type].get(pk, ()))
            _add_neighbours(SIGHTED[record_type], ids, found, no_longer)
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


def _add_neighbours(
    model: type[Visit | Exercise],
    ids: Sequence[int],
    found: dict[str, set[int]],
    left: Iterable[int] = (),
) -> None:
    """Visits and exercises of the same ships whose days these records may close or bound.

    ``left`` are the places in the index of ships where these records no longer are.
    """
    near = rows_at(sighting_index.places_of(model, ids).union(left))
    for record_type, owner in SIGHTED.items():
        vague = _with_vague_days(owner).rows(near[record_type])
        found.setdefault(record_type, set()).update(pk for (pk,) in vague)


@cache
def _with_vague_days(owner: type[Visit | Exercise]) -> Loader:
    """The ids of visits or exercises, by their participants, whose days can be closed or bound."""
    rows = VisitParticipant if owner is Visit else ExerciseParticipant
    vague = _vague(owner, f"{owner.record_type}__")
    if owner is Visit:  # whose participants may have days of their own
        vague |= ~Q(arrival_edtf="") | ~Q(departure_edtf="")
    return Loader(rows.objects.filter(vague).order_by().values_list(owner.record_type))


def _vague(model: type[Visit | Exercise], prefix: str) -> Q:
    """That not both ends of a stay are one sure day, so that something can close or bound it."""
    vague = Q()
    for stem in _ends_of(model):
        first, last, edtf = (f"{prefix}{stem}_{name}" for name in ("earliest", "latest", "edtf"))
        vague |= ~Q(**{first: F(last)})  # or one of them is not known
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
    missing: list[entries.Plan]


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
    wanted = {plan.slug: plan for plan in entries.PLANS[record_type](ids)}
    stored: list[TimelineEntry] = _stored(record_type).rows(ids)
    involved: dict[int, Facets] = {entry.pk: set() for entry in stored}
    for pk, facet, value in _stored_facets().rows(involved.keys()):
        involved[pk].add((facet, value))
    gone, right = [], set()
    for entry in stored:
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
    added = [(plan.entry(), plan) for plan in comparison.missing]
    insert_objects([entry for entry, _plan in added])
    insert(
        TimelineFacet,
        entries.FACET,
        (row for entry, plan in added for row in plan.facets_of(entry)),
    )
    insert(
        TimelineStretch,
        entries.STRETCH,
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

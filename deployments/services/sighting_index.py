"""Keeps in the index in which quarters of a year ships may have been at a visit or an exercise.

A ship may have been seen thousands of times. What bounds a stay of hers, and which stays a change
may bound, is looked for here, and read only where it is near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeAlias

from ..chunks import CHUNK, chunks
from ..inserting import insert
from ..loading import Loader, all_of
from ..models import Exercise, Record, SightingIndex, Visit
from ..querysets import records_of
from ..rules.sightings import Sighting, places, training, visiting
from .pieces import Found, Step, following
from .public_log import PublicLog

SIGHTED: dict[str, type[Visit | Exercise]] = {
    Visit.record_type: Visit,
    Exercise.record_type: Exercise,
}
"""At what ships are seen, by its word."""

Places: TypeAlias = dict[str, dict[int, set[int]]]
"""By kind and id of records, places in the index."""

Row: TypeAlias = tuple[int, int, int]
"""Ids of a record and of its participant, and a place."""

_COLUMNS = ("record_type", "record_id", "row_id", "place")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows of some visits or exercises that are no longer true, and those not yet there."""

    record_type: str
    gone: dict[Row, int]
    """With the id of each."""
    missing: list[Row]


def refresh(changed: Mapping[type[Record], Collection[int]]) -> Places:
    """Index the ships of these records; gives the places that they no longer have."""
    left: Places = {}
    for kind, model in SIGHTED.items():
        left[kind] = defaultdict(set)
        for part in chunks(changed.get(model, ())):
            comparison = _compare(model, part)
            _store(comparison)
            for record, _row, place in comparison.gone:
                left[kind][record].add(place)
    return left


def places_of(model: type[Visit | Exercise], ids: Sequence[int]) -> set[int]:
    """The places of the ships of these records."""
    return {place for _pk, _record, _row, place in _stored(model).rows(ids)}


def steps() -> Iterator[Step]:
    """How this index is looked at in pieces."""
    for model in SIGHTED.values():
        yield Step(f"ships seen at {model.plural}", partial(_next, model), partial(_look, model))


def lacks_ships() -> bool:
    """Whether the oldest or newest visit or exercise is not indexed as it should be.

    That is so after an update. Cheap: two are asked of each kind.
    """
    for model in SIGHTED.values():
        public = records_of(model).once_public().order_by("pk").values_list("pk", flat=True)
        comparison = _compare(model, sorted({*public[:1], *public.reverse()[:1]}))
        if comparison.gone or comparison.missing:
            return True
    return False


def _next(model: type[Visit | Exercise], after: int) -> Sequence[int]:
    """Ids of what was ever public, and of what the index alone still knows."""
    known = SightingIndex.objects.filter(record_type=model.record_type)
    ids = {
        *following("pk", after, records_of(model).once_public()),
        *following("record_id", after, known),
    }
    return sorted(ids)[:CHUNK]


def _look(model: type[Visit | Exercise], ids: Sequence[int]) -> Found:
    comparison = _compare(model, ids)
    wrong = {record for record, _row, _place in (*comparison.gone, *comparison.missing)}

    def put_right(_log: PublicLog) -> None:
        _store(comparison)

    return Found(
        [
            f"{model.record_type} {pk}: when its ships were seen is out of date"
            for pk in sorted(wrong)
        ],
        put_right,
    )


@cache
def _stored(model: type[Record]) -> Loader:
    rows = SightingIndex.objects.filter(record_type=model.record_type)
    return Loader(rows.values_list("pk", "record_id", "row_id", "place"), "record_id")


@cache
def _with_ships(model: type[Visit | Exercise]) -> Loader:
    """What was ever public of a kind, with all its participants."""
    records = records_of(model).once_public().prefetch_related(all_of(model, "participants"))
    return Loader(records.select_related("port") if model is Visit else records)


def _compare(model: type[Visit | Exercise], ids: Sequence[int]) -> Comparison:
    records: list[Visit | Exercise] = _with_ships(model).rows(ids)
    missing = {row for record in records for row in _rows(record)}
    gone = {}
    for pk, *rest in _stored(model).rows(ids):
        row = (rest[0], rest[1], rest[2])
        if row in missing:
            missing.remove(row)
        else:
            gone[row] = pk
    return Comparison(model.record_type, gone, sorted(missing))


def _rows(record: Visit | Exercise) -> Iterator[Row]:
    for row, vessel, sighting in _ships_of(record):
        if sighting.reach is not None:
            for place in places(vessel, sighting.reach):
                yield record.pk, row, place


def _ships_of(record: Visit | Exercise) -> Iterator[tuple[int, int, Sighting]]:
    """The ships of a record that are named or identified: the participant, the ship, her stay."""
    if isinstance(record, Visit):
        for call in record.participants.all():
            if vessel := call.vessel_id or call.identified_as_id:
                yield call.pk, vessel, visiting(call)
    else:
        for part in record.participants.all():
            if vessel := part.vessel_id or part.identified_as_id:
                yield part.pk, vessel, training(part)


def _store(comparison: Comparison) -> None:
    if gone := list(comparison.gone.values()):
        SightingIndex.objects.filter(pk__in=gone).delete()
    insert(SightingIndex, _COLUMNS, ((comparison.record_type, *row) for row in comparison.missing))

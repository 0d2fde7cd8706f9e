"""The index rows of records: the words that staff search by, and whether others rest on them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter

from .. import search
from ..chunks import CHUNK, chunks
from ..inserting import insert_objects
from ..loading import Loader, all_of
from ..models import (
    RECORD_MODELS,
    RECORD_TYPES,
    Person,
    Port,
    PortName,
    Record,
    RecordIndex,
    Vessel,
    VesselIdentity,
)
from ..querysets import records_of
from . import namesakes
from .pieces import Found, Step, following, of_no_kind
from .public_log import PublicLog


@dataclass(frozen=True, slots=True)
class Indexed:
    """Ids of records whose index rows were written."""

    moved: set[int]
    """Those of which something changed that other records' entries depend on."""
    worded: set[int]
    """Public ones that are found by other words now."""


def write(model: type[Record], ids: Sequence[int]) -> Indexed:
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
    insert_objects([row for row in changed if row.pk is None])
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


def steps() -> Iterator[Step]:
    """How index rows are looked at in pieces."""
    strange = RecordIndex.objects.exclude(record_type__in=RECORD_TYPES)
    yield of_no_kind(
        "index rows of no kind", strange, "it is in the index, but there is no such kind of record"
    )
    for model in RECORD_MODELS:
        yield Step(f"words of {model.plural}", partial(_next, model), partial(_look, model))


def _next(model: type[Record], after: int) -> Sequence[int]:
    """Ids of the records of ``model``, and of those that the index alone still knows."""
    known = RecordIndex.objects.filter(record_type=model.record_type)
    ids = {
        *following("pk", after, records_of(model)),
        *following("record_id", after, known),
    }
    return sorted(ids)[:CHUNK]


def _look(model: type[Record], ids: Sequence[int]) -> Found:
    stale = list(_stale_rows(model, ids))

    def put_right(log: PublicLog) -> None:
        log.noticed(model.record_type, _write_rows(stale).worded)

    return Found(
        [f"{each.name}: its words in the index are out of date" for each in stale], put_right
    )


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

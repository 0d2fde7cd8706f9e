"""Keeps the addresses at which something was public: where each leads, or why it is gone.

Worked out from the redirects and from the records that were public once. Nothing is kept of what
never was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from ..choices import Status
from ..chunks import CHUNK, chunks
from ..loading import Loader
from ..models import RECORD_MODELS, RECORD_TYPES, FormerAddress, KeyRedirect, Record
from ..querysets import records_of
from .naming import Ids
from .pieces import Found, Step, following, of_no_kind
from .public_log import PublicLog

COMPARED = ("key", "present_key", "withdrawn_on", "reason")


@dataclass(frozen=True, slots=True)
class Stale:
    """A record whose former addresses are not as they should be."""

    record_id: int
    key: str
    """Its present one, or the last that is known."""
    stored: list[FormerAddress]
    right: list[FormerAddress]


def refresh(ids: Ids, log: PublicLog) -> None:
    """Bring the former addresses of these records up to date, and tell ``log`` what changed."""
    for kind, of_kind in ids.items():
        for part in chunks(sorted(of_kind)):
            _write(kind, list(_stale(RECORD_TYPES[kind], part)), log)


def _write(kind: str, stale: Iterable[Stale], log: PublicLog) -> None:
    for each in stale:
        FormerAddress.objects.filter(pk__in=[row.pk for row in each.stored]).delete()
        FormerAddress.objects.bulk_create(each.right)
        log.moved(kind, each.record_id, each.key, each.stored, each.right)


def steps() -> Iterator[Step]:
    """How they are looked at in pieces."""
    strange = FormerAddress.objects.exclude(record_type__in=RECORD_TYPES)
    yield of_no_kind(
        "former addresses of no kind",
        strange,
        "it is a former address, but there is no such kind of record",
    )
    for model in RECORD_MODELS:
        yield Step(
            f"former addresses of {model.plural}", partial(_next, model), partial(_look, model)
        )


def _look(model: type[Record], ids: Sequence[int]) -> Found:
    kind, stale = model.record_type, list(_stale(model, ids))
    lines = [f"{kind}:{each.key}: its former addresses are out of date" for each in stale]
    return Found(lines, lambda log: _write(kind, stale, log))


@cache
def _stored(kind: str) -> Loader:
    return Loader(FormerAddress.objects.filter(record_type=kind).order_by("pk"), "record_id")


@cache
def _redirects(kind: str) -> Loader:
    return Loader(KeyRedirect.objects.filter(record_type=kind).order_by("old_key"), "record_id")


@cache
def _once_public(model: type[Record]) -> Loader:
    return Loader(records_of(model).once_public())


def _stale(model: type[Record], ids: Collection[int]) -> Iterator[Stale]:
    kind = model.record_type
    stored: dict[int, list[FormerAddress]] = {}
    for row in _stored(kind).rows(ids):
        stored.setdefault(row.record_id, []).append(row)
    once = _once_public(model).rows(ids)
    records = {record.pk: record for record in once if record.is_published or _is_gone(record)}
    right: dict[int, list[FormerAddress]] = {}
    for record in filter(_is_gone, records.values()):
        right[record.pk] = [
            FormerAddress(
                record_type=kind,
                record_id=record.pk,
                key=record.key,
                withdrawn_on=record.withdrawn_on,
                reason=record.withdrawal_reason,
            )
        ]
    for redirect in _redirects(kind).rows(records.keys()):
        present = records[redirect.record_id].key
        if redirect.old_key != present:
            right.setdefault(redirect.record_id, []).append(
                FormerAddress(
                    record_type=kind,
                    record_id=redirect.record_id,
                    key=redirect.old_key,
                    present_key=present,
                )
            )
    for pk in sorted({*stored, *right}):
        old, new = stored.get(pk, []), right.get(pk, [])
        if {_told(row) for row in old} != {_told(row) for row in new}:
            yield Stale(pk, records[pk].key if pk in records else old[0].key, old, new)


def _is_gone(record: Record) -> bool:
    return record.status == Status.WITHDRAWN


def _told(row: FormerAddress) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in COMPARED)


def _next(model: type[Record], after: int) -> Sequence[int]:
    """Ids of the records that have a former address, or should have one."""
    kind = model.record_type
    gone = records_of(model).once_public().filter(status=Status.WITHDRAWN)
    led = KeyRedirect.objects.filter(record_type=kind)
    kept = FormerAddress.objects.filter(record_type=kind)
    ids = {*following("pk", after, gone), *following("record_id", after, led, kept)}
    return sorted(ids)[:CHUNK]

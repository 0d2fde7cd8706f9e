"""Opens, settles and closes change sets; nothing curated changes outside one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, QuerySet

from ..chunks import chunks
from ..letters import tidy_line
from ..loading import Loader
from ..models import KeyRedirect, OwnedRow, Record
from ..querysets import records_of
from ..services import derived, gate
from . import opened
from .writer import one_writer


@contextmanager
def change_set(
    *, origin: str, reason: str = "", actor: User | None = None
) -> Iterator[opened.OpenChangeSet]:
    """Keep all changes made inside as one change set, or none of them.

    ``origin`` is one of ``choices.Origin``, ``actor`` a user or None. It waits until no other
    change set is open (raises :class:`writer.Busy` when that takes too long): read inside it what
    it changes. One opened inside another joins it. At the end, before anything is committed, the
    publication gate is checked on all that changed (raises :class:`gate.Refused`), the timeline
    follows the changes and the versions of the records are raised.
    """
    outer = opened.current()
    if outer is not None:
        yield outer
        return
    change = opened.OpenChangeSet(actor=actor, origin=origin, reason=tidy_line(reason)[:500])
    with one_writer(origin=origin, actor=actor):
        token = opened.begin(change)
        try:
            yield change
            settle(change)
        finally:
            opened.end(token)
    opened.tell(change)


def settle(change: opened.OpenChangeSet) -> None:
    """Check the gate on what changed, and bring index, public tables and versions up to date."""
    records = touched_records(change)
    gate.require_invariant(records)
    redirects = (row for row in change.touched if isinstance(row, KeyRedirect))
    change.rewritten = derived.refresh(records, redirects)
    _raise_versions(change, records)


def _raise_versions(change: opened.OpenChangeSet, records: Iterable[Record]) -> None:
    """Raise the version of each stored record once, and tell the instances that were used.

    A plain queryset: that of records refuses updates, which leave no history, and a version has
    none.
    """
    raised: dict[type[Record], dict[int, int]] = {}
    for record in records:
        raised.setdefault(type(record), {})[record.pk] = record.version + 1
    for model, versions in raised.items():
        for part in chunks(versions):
            rows: QuerySet[Record] = QuerySet(model)
            rows.filter(pk__in=part).update(version=F("version") + 1)
    owners = (owner_of(row) for row in change.touched)
    for used in (*change.instances, *owners):
        if isinstance(used, Record) and used.pk in raised.get(type(used), {}):
            used.version = raised[type(used)][used.pk]


@cache
def _stored(model: type[Record]) -> Loader:
    return Loader(records_of(model))


def touched_records(change: opened.OpenChangeSet) -> list[Record]:
    """The records that changed themselves or through a row they own, as they are now stored.

    A record that was deleted is given as it was last known, with ``pk`` still set.
    """
    found: dict[type[Record], dict[int, Record]] = {}
    for row in change.touched:
        record = owner_of(row)
        if record is not None and record.pk is not None:
            found.setdefault(type(record), {})[record.pk] = record
    for model, records in found.items():
        for part in chunks(list(records)):
            for record in _stored(model).rows(part):
                records[record.pk] = record
    return [record for records in found.values() for record in records.values()]


def owner_of(row: models.Model) -> Record | None:
    """The record that owns ``row``: itself, or the end of the chain of owners."""
    while isinstance(row, OwnedRow):
        try:
            row = row.owner
        except (models.ObjectDoesNotExist, AttributeError):
            return None
    return row if isinstance(row, Record) else None

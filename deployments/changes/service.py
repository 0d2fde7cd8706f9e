"""Opens and closes change sets; nothing curated changes outside one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction

from ..models import OwnedRow, Record
from ..services import gate, indexing
from . import opened


@contextmanager
def change_set(
    *, origin: str, reason: str = "", actor: Any = None
) -> Iterator[opened.OpenChangeSet]:
    """Keep all changes made inside as one change set, or none of them.

    ``origin`` is one of ``choices.Origin``, ``actor`` a user or None. A change set opened inside
    another joins it. At the end, before anything is committed, the publication gate is checked on
    all that changed (raises :class:`gate.Refused`) and the timeline follows the opened.
    """
    outer = opened.current()
    if outer is not None:
        yield outer
        return
    change = opened.OpenChangeSet(actor=actor, origin=origin, reason=reason[:500])
    with transaction.atomic():
        token = opened.begin(change)
        try:
            yield change
            settle(change)
        finally:
            opened.end(token)


def settle(change: opened.OpenChangeSet) -> None:
    """Check the gate on every record that changed, and bring the index up to date."""
    records = touched_records(change)
    gate.require_invariant(records)
    indexing.refresh(records)


def touched_records(change: opened.OpenChangeSet) -> list[Record]:
    """The records that changed themselves or through a row they own, as they are now stored.

    A record that was deleted is given as it was last known, with ``pk`` still set.
    """
    found: dict[tuple[str, int], Record] = {}
    for row in change.touched:
        record = owner_of(row)
        if record is not None and record.pk is not None:
            found[record.record_type, record.pk] = record
    stored: list[Record] = []
    for record in found.values():
        fresh = type(record)._default_manager.filter(pk=record.pk).first()
        stored.append(fresh if fresh is not None else record)
    return stored


def owner_of(row: models.Model) -> Record | None:
    """The record that owns ``row``: itself, or the end of the chain of owners."""
    while isinstance(row, OwnedRow):
        try:
            row = row.owner
        except (models.ObjectDoesNotExist, AttributeError):
            return None
    return row if isinstance(row, Record) else None

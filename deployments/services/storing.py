"""Stores many new rows at once, with a history row for each, as saving one by one would."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.utils import timezone
from simple_history.signals import post_create_historical_record, pre_create_historical_record

from ..changes import opened
from ..models import Row

CREATED = "+"


def store_new(rows: Sequence[Row]) -> None:
    """Store new rows of one kind, which have been checked, in as few statements as possible.

    For use inside a change set. When the database refuses one of them, none is stored.
    """
    opened.require()
    for row in rows:
        row.settle()
    plain: models.QuerySet[Row] = models.QuerySet(type(rows[0]))
    plain.bulk_create(rows)
    for row in rows:
        row.note_stored()
    _keep_history(rows)


def _keep_history(rows: Sequence[Row]) -> None:
    """A history row for each, which joins the open change set as that of one saved row does."""
    history = type(rows[0]).history.model
    names = [field.attname for field in history.tracked_fields]
    kept = []
    for row in rows:
        values = {name: getattr(row, name) for name in names}
        entry = history(history_date=timezone.now(), history_type=CREATED, **values)
        pre_create_historical_record.send(
            sender=history, instance=row, history_date=entry.history_date, history_instance=entry
        )
        kept.append(entry)
    history._default_manager.bulk_create(kept)
    for row, entry in zip(rows, kept, strict=True):
        post_create_historical_record.send(
            sender=history, instance=row, history_date=entry.history_date, history_instance=entry
        )

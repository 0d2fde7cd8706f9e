"""Ties every history row to the open change set. Connected when the app is ready."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db import models
from simple_history.signals import post_create_historical_record, pre_create_historical_record

from . import opened
from .rows import ChangeSet, HistoryRow


def join_change_set(*, history_instance: HistoryRow, **_kwargs: Any) -> None:
    """Give a history row its change set, which is written with its first row."""
    change = opened.require()
    if change.row is None:
        actor_name = change.actor.get_username() if change.actor else ""
        change.row = ChangeSet.objects.create(
            actor=change.actor,
            actor_name=actor_name,
            origin=change.origin,
            reason=change.reason,
        )
    history_instance.change_set = change.row


def note_touched(*, instance: models.Model, **_kwargs: Any) -> None:
    """Remember which row changed, for the checks at the end of the change set.

    A copy, as Django takes the id from a row once it is deleted.
    """
    change = opened.require()
    change.touched.append(copy(instance))
    change.instances.append(instance)


def connect() -> None:
    """Connect both receivers; a second call changes nothing."""
    pre_create_historical_record.connect(join_change_set, dispatch_uid="join_change_set")
    post_create_historical_record.connect(note_touched, dispatch_uid="note_touched")

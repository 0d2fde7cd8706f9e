"""Writes very many curated rows at once, where saving one by one would take hours.

The rows go around ``save()``; each has its row in the history all the same, in the open change
set. Nothing is worked out from them, which ``services.rebuilding`` does afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from deployments import models
from deployments.changes.opened import require
from deployments.choices import Status
from deployments.models import ChangeSet, Row

R = TypeVar("R", bound=Row)
BATCH = 200
"""Rows in one INSERT, of the rows and of their history alike."""


def store(rows: Iterable[R]) -> list[R]:
    """Write rows of one kind, and their history; returns them with their ids, none for none."""
    stored = list(rows)
    if not stored:
        return stored
    model = type(stored[0])
    for row in stored:
        row.settle()
        if isinstance(row, models.OwnedRow) and getattr(row, "key", None) == "":
            row.key = "--".join(slugify(part) for part in row.base_key().split("--"))  # type: ignore[attr-defined]
    QuerySet(model).bulk_create(stored, batch_size=BATCH)
    change = require()
    change.row = change.row or ChangeSet.objects.create(origin=change.origin, reason=change.reason)
    kept: Any = model.history.model
    columns = [column.attname for column in kept.tracked_fields]
    QuerySet(kept).bulk_create(
        [
            kept(
                history_date=timezone.now(),
                history_type="+",
                change_set=change.row,
                **{name: getattr(row, name) for name in columns},
            )
            for row in stored
        ],
        batch_size=BATCH,
    )
    return stored


def public(model: type[R], key: str, **values: Any) -> R:
    """A published record, not yet stored."""
    return model(key=key, status=Status.PUBLISHED, first_published_at=timezone.now(), **values)


def cite(kind: str, rows: Sequence[Row], sources: Sequence[models.Source]) -> None:
    """Each row with the source that stands in its place; the shorter one is repeated."""
    number = max(len(rows), len(sources))
    store(
        models.Citation(source=sources[n % len(sources)], **{f"target_{kind}": rows[n % len(rows)]})
        for n in range(number)
    )

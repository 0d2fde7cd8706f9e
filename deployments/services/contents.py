"""What is a published record's own, with the rows it owns: by this its last change is dated.

Relations are given by key and only where they are public, so that the same record gives the same
content in every database, and neither what is hidden nor the name of another record changes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache

from django.db import models

from ..models import OwnedRow, Record, Row
from ..models.owned import ArcOwnedRow
from ..querysets import at_hand

Content = dict[str, "str | float | list[Content]"]
"""The columns of a row, and the content of the rows it owns."""

FormerKeys = Mapping[tuple[str, str], str]
"""By kind and present key, the key that a record had before."""

LEFT_OUT = {"id", "editor_notes", "first_published_at", "sort_day", "version"}


def digest(record: Record, former_keys: FormerKeys | None = None) -> str:
    """What changes with the content of a record, which is loaded with :func:`paths`.

    With ``former_keys`` as if the records that it names still had these.
    """
    content = _content(record, "", former_keys or {})
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def paths(model: type[Row], reached_by: str = "") -> list[str]:
    """What has to be prefetched for the content of ``model``: relations, rows, their relations."""
    found = [
        column.name
        for column in model._meta.concrete_fields
        if column.is_relation
        and column.name != reached_by
        and not (issubclass(model, ArcOwnedRow) and column.name in model.owners())
    ]
    for owned, row_model, back in owned_rows(model):
        found.append(owned)
        found += [f"{owned}__{path}" for path in paths(row_model, back)]
    return found


@cache
def owned_rows(model: type[Row]) -> tuple[tuple[str, type[OwnedRow], str], ...]:
    """The rows that ``model`` owns: related name, model, and the relation that leads back."""
    return tuple(_owned_rows(model))


def _owned_rows(model: type[Row]) -> Iterator[tuple[str, type[OwnedRow], str]]:
    for relation in model._meta.related_objects:
        row_model, back = relation.related_model, relation.field.name
        if issubclass(row_model, OwnedRow) and back in row_model.owners():
            yield relation.name, row_model, back


def _content(row: Row, reached_by: str, former: FormerKeys) -> Content:
    model = type(row)
    plain, related = _columns(model, reached_by)
    values: Content = {name: _plain(getattr(row, column)) for name, column in plain}
    for name in row.withheld():
        # What is withheld is as what is not there: to withhold nothing changes nothing.
        values[name] = _plain(model._meta.get_field(name).get_default())  # type: ignore[union-attr]
    for name in related:
        values[name] = _key_of(getattr(row, name), former)
    for owned, _row_model, back in owned_rows(model):
        rows = at_hand(row, owned)
        if rows is None:
            rows = getattr(row, owned).all()
        values[owned] = [_content(each, back, former) for each in rows]
    return values


@cache
def _columns(model: type[Row], reached_by: str) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """The columns that are content, with where an object holds them, and the relations that are."""
    left_out = {reached_by, *LEFT_OUT}
    if issubclass(model, ArcOwnedRow):
        left_out.update(model.owners())
    content = [column for column in model._meta.concrete_fields if column.name not in left_out]
    plain = ((column.name, column.attname) for column in content if not column.is_relation)
    return tuple(plain), [column.name for column in content if column.is_relation]


def _plain(value: object) -> str | float:
    return value if isinstance(value, bool | int | float) else str(value)


def _key_of(related: models.Model | None, former: FormerKeys) -> str:
    key = str(getattr(related, "key", "")) if related is not None else ""
    return former.get((related.record_type, key), key) if isinstance(related, Record) else key

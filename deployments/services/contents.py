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

from ..models import Citation, OwnedRow, Record, Row
from ..models.owned import ArcOwnedRow
from ..models.participants import Attestation
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
        row_model = relation.related_model
        if not (isinstance(row_model, type) and issubclass(row_model, OwnedRow)):
            continue
        back = relation.field.name
        nested = row_model in (Citation, *Attestation.__subclasses__())
        own = relation.name in getattr(model, "owned", ()) or (
            nested and not issubclass(model, Record)
        )
        if own and back in row_model.owners():
            yield relation.name, row_model, back


def _content(row: Row, reached_by: str, former: FormerKeys) -> Content:
    values: Content = {}
    left_out, withheld = {reached_by, *LEFT_OUT}, row.withheld()
    for column in row._meta.concrete_fields:
        if column.name in left_out:
            continue
        if not column.is_relation:
            # What is withheld is as what is not there: to withhold nothing changes nothing.
            hidden = column.name in withheld
            value = column.get_default() if hidden else getattr(row, column.attname)
            values[column.name] = value if isinstance(value, bool | int | float) else str(value)
        elif not (isinstance(row, ArcOwnedRow) and column.name in row.owners()):
            values[column.name] = _key_of(getattr(row, column.name), former)
    for owned, _row_model, back in owned_rows(type(row)):
        rows = at_hand(row, owned)
        if rows is None:
            rows = getattr(row, owned).all()
        values[owned] = [_content(each, back, former) for each in rows]
    return values


def _key_of(related: models.Model | None, former: FormerKeys) -> str:
    key = str(getattr(related, "key", "")) if related is not None else ""
    return former.get((related.record_type, key), key) if isinstance(related, Record) else key

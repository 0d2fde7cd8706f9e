"""One canonical document for a record with the rows it owns.

Relations are given by key, so that the same record gives the same document in every database.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from ..models import OwnedRow, Record

LEFT_OUT = {"id", "editor_notes", "first_published_at"}


def document(record: Record, *, public: bool) -> dict[str, Any]:
    """``record`` and its rows as plain values; with ``public`` only what passes the gate."""
    result = _columns(record, public=public)
    for owned in record.owned:
        result[owned] = _rows(record, owned, public=public)
    return result


def _rows(owner: Record | OwnedRow, related_name: str, *, public: bool) -> list[dict[str, Any]]:
    rows = getattr(owner, related_name).all()
    if public:
        rows = rows.published()
    result = []
    for row in rows.order_by("pk"):
        values = _columns(row, public=public)
        for nested in ("attestations", "citations"):
            if hasattr(row, nested):
                values[nested] = _rows(row, nested, public=public)
        result.append(values)
    return result


def _columns(row: models.Model, *, public: bool) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        if column.name in LEFT_OUT:
            continue
        if column.is_relation:
            values[column.name] = _key_of(getattr(row, column.name), public=public)
        else:
            value = getattr(row, column.attname)
            values[column.name] = value if isinstance(value, bool | int | float) else str(value)
    return values


def _key_of(related: Any, *, public: bool) -> str:
    if related is None:
        return ""
    if public and isinstance(related, Record) and not related.is_published:
        return ""
    return str(getattr(related, "key", ""))

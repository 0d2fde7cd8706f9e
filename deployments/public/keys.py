"""Which records keys name: asked with nearly every filter."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

from django.db import connections

from .documents import PublicDocument
from .log import FormerAddress

Named: TypeAlias = tuple[str, str, int]
"""A kind of record, the key of one, and its id."""

Column: TypeAlias = Literal["key", "record_id"]
Wanted: TypeAlias = Mapping[str, Collection[str | int]]
"""By kind, the keys or ids that are looked for."""


def public(
    column: Literal["key", "record_id"], wanted: Mapping[str, Collection[str | int]]
) -> list[Named]:
    """The public records that have one of these keys, or ids, by kind; no query for none."""
    return _rows(PublicDocument, column, wanted)


def former(wanted: Wanted) -> list[Named]:
    """The records that had one of these keys before, public or not; no query for none."""
    return _rows(FormerAddress, "key", wanted)


def _rows(
    model: type[PublicDocument | FormerAddress], column: Column, wanted: Wanted
) -> list[Named]:
    conditions, parameters = [], []
    for kind, values in wanted.items():
        if values:
            places = ", ".join(["%s"] * len(values))
            conditions.append(f"record_type = %s AND {column} IN ({places})")
            parameters += [kind, *values]
    if not conditions:
        return []
    # Put together by the ORM it takes several times as long.
    with connections[model.objects.db].cursor() as cursor:
        cursor.execute(
            f'SELECT record_type, key, record_id FROM "{model._meta.db_table}" '  # noqa: S608
            f"WHERE {' OR '.join(conditions)}",
            parameters,
        )
        found: list[Named] = cursor.fetchall()
    return found

"""Documents of records that are named, by kind and key or id: asked with nearly every answer.

Constant questions: put together by the ORM they take several times as long.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple, TypeAlias

from django.db import connections

from ..lookups import some_of
from .documents import PublicDocument
from .log import FormerAddress

Wanted: TypeAlias = Mapping[str, Collection[int] | Collection[str]]
"""By kind of record, the keys or the ids that are looked for."""

Column: TypeAlias = Literal["key", "record_id"]
"""Which of the two."""

Table: TypeAlias = type[PublicDocument | FormerAddress]


class Named(NamedTuple):
    """A record by its kind, key and id."""

    record_type: str
    key: str
    record_id: int


class Called(NamedTuple):
    """What a link to a record says, and the document of a ship, by which she is named."""

    record_type: str
    record_id: int
    key: str
    name: str
    text: str
    """Empty for one that is still to be written; of what is no ship it says nothing."""


_NAMED = ", ".join(Named._fields)
_CALLED = (
    "record_type, record_id, key, name, CASE WHEN record_type = 'vessel' THEN text ELSE '-' END"
)


def named(column: Column, wanted: Wanted) -> list[Named]:
    """The public records that are looked for; no query for none."""
    return list(map(Named._make, _rows(PublicDocument, _NAMED, column, wanted)))


def once_named(wanted: Wanted) -> list[Named]:
    """The records that had one of these keys before, public now or not; no query for none."""
    return list(map(Named._make, _rows(FormerAddress, _NAMED, "key", wanted)))


def texts(wanted: Wanted) -> dict[tuple[str, int], str]:
    """The documents of records, by kind and id; no query for none."""
    rows = _rows(PublicDocument, "record_type, record_id, text", "record_id", wanted)
    return {(str(kind), int(pk)): str(text) for kind, pk, text in rows}


def called(wanted: Wanted) -> list[Called]:
    """What records are called, by their ids; other documents than those of ships stay unread."""
    return list(map(Called._make, _rows(PublicDocument, _CALLED, "record_id", wanted)))


def _rows(table: Table, columns: str, by: Column, wanted: Wanted) -> list[tuple[str | int, ...]]:
    if not any(wanted.values()):
        return []
    with connections[table.objects.db].cursor() as cursor:
        conditions: list[str] = []
        parameters: list[str] = []
        for kind, values in wanted.items():
            if values:
                condition, these = some_of(values, cursor.db)
                conditions.append(f"record_type = %s AND {by} {condition}")
                parameters += [kind, *these]
        cursor.execute(
            f'SELECT {columns} FROM "{table._meta.db_table}" '  # noqa: S608
            f"WHERE {' OR '.join(conditions)}",
            parameters,
        )
        found: list[tuple[str | int, ...]] = cursor.fetchall()
    return found

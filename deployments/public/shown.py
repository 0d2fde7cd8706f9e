"""The documents that an answer shows: those it names, and the first that have a facet.

A page shows lists of several kinds; the first of each, in the order of an index, are read in one
statement, and so are all documents that are named. The statements are written out: to put them
together anew took longer than to read what they give.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connections

from ..lookups import some_of
from .documents import PublicDocument

Row = tuple[int, str, int, str]
"""Which of the lists it is of, the kind and the id of the record, and the text of its document."""

# Of several statements in one the parameters of the first say what the columns are.
_FIRST = (
    "SELECT * FROM (SELECT CAST(%s AS integer) AS part, d.record_type, d.record_id, d.text"
    ' FROM "deployments_publicfacet" f JOIN "deployments_publicdocument" d ON d.id = f.document_id'
    " WHERE f.record_type = %s AND f.name = %s AND f.value = %s"
    " ORDER BY f.sort_day DESC, f.key LIMIT %s) x"
)


@dataclass(frozen=True, slots=True)
class Having:
    """The documents of a kind that have a value of a facet: the first ``most`` by day, then by key.

    What happened comes newest first, what no day is known of last; other records come by key.
    """

    record_type: str
    facet: str
    value: int | str
    most: int


_NAMED = (
    'SELECT record_type, record_id, text FROM "deployments_publicdocument"'
    " WHERE record_type = %s AND {column} {among}"
)
Named = tuple[str, int, str]
"""The kind and the id of a record, and the text of its document."""


def read_named(
    keys: Mapping[str, Collection[str]], ids: Mapping[str, Collection[int]]
) -> list[Named]:
    """The documents of records by kind and key, and by kind and id: one query.

    Those that are not public are left out.
    """
    parts: list[str] = []
    parameters: list[str | int] = []
    connection = connections[PublicDocument.objects.db]
    for column, named in (("key", keys), ("record_id", ids)):
        for record_type, values in named.items():
            among, listed = some_of(values, connection)
            parts.append(_NAMED.format(column=column, among=among))
            parameters += [record_type, *listed]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        found: list[Named] = cursor.fetchall()
    return found


def read_having(wanted: Sequence[Having]) -> list[Row]:
    """The documents of all these lists: one query; a document may be in several."""
    if not wanted:
        return []
    parameters: list[int | str] = []
    for part, each in enumerate(wanted):
        parameters += [part, each.record_type, each.facet, str(each.value), each.most]
    with connections[PublicDocument.objects.db].cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_FIRST] * len(wanted)), parameters)
        found: list[Row] = cursor.fetchall()
    return found


_WITH_BESIDE = (
    "SELECT 0 AS part, record_id, key, name, text"
    ' FROM "deployments_publicdocument" WHERE record_type = %s AND key = %s'
    " UNION ALL SELECT * FROM (SELECT 1 AS part, d.record_id, d.key, d.name, '' AS text"
    ' FROM "deployments_publicfacet" f JOIN "deployments_publicdocument" d ON d.id = f.document_id'
    " WHERE f.record_type = %s AND f.name = %s AND f.value ="
    ' (SELECT CAST(o.record_id AS varchar) FROM "deployments_publicdocument" o'
    " WHERE o.record_type = %s AND o.key = %s)"
    " ORDER BY f.sort_day DESC, f.key LIMIT %s) x"
)


class Naming(NamedTuple):
    """A record that names another: its key and what it is called."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The document of a record, and the first records of a kind that name it."""

    record_id: int
    text: str
    beside: Sequence[Naming]
    """By key; one more than was asked for where there are more."""


def read_beside(record_type: str, key: str, named_by: str, most: int) -> Beside | None:
    """A record by its key, with those of a kind that name it: one query. None for no record.

    They have the facet of its kind with its id.
    """
    named = (record_type, key)
    with connections[PublicDocument.objects.db].cursor() as cursor:
        cursor.execute(_WITH_BESIDE, [*named, named_by, record_type, *named, most + 1])
        rows: list[tuple[int, int, str, str, str]] = cursor.fetchall()
    own = next((row for row in rows if row[0] == 0), None)
    if own is None:
        return None
    beside = sorted(Naming(each, name) for part, _id, each, name, _text in rows if part == 1)
    return Beside(own[1], own[4], beside)

"""The first documents of a facet, in the order of an index, and no more of them than are shown.

A page shows lists of several kinds; the first of each are read in one statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

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

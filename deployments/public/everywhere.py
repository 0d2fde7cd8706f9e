"""What a search finds in all lists at once: one statement, of each list no more than is looked at.

Of what has a name many hits are read, by name alone, so that a page can put first whose name it
is; of all else the newest few. How many there are is counted up to :data:`MOST`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ..fields.words import Sought
from .documents import CALLED, TABLE, PublicDocument
from .words import ALL_TERMS, LISTS, ONE_TERM, TIMELINE, Search, at_hand
from .words import MOST as MOST_IDS

MOST = 1000
"""Hits of a list that are counted; of more it is said that there are more."""

MOST_CALLED = 100
"""Records that are read of those that are called exactly what is asked for."""

RECORDS = tuple(listed for listed in LISTS if listed != TIMELINE)
"""The lists of documents."""


class Hit(NamedTuple):
    """A document that is found, with what it is called and sorted by."""

    record_type: str
    record_id: int
    key: str
    name: str
    sort_name: str


@dataclass(slots=True)
class Everything:
    """What is found in all lists."""

    hits: dict[str, list[Hit]] = field(default_factory=dict)
    """By kind: the last in order of the index first, so that what happened comes newest first."""
    count: dict[str, int] = field(default_factory=dict)
    """How many there are, by kind; one more than :data:`MOST` where there are more."""
    called: list[Hit] = field(default_factory=list)
    """What is called exactly so."""
    alone: set[int] = field(default_factory=set)
    """Which of the terms, by their number, are found at all."""


Part = tuple[str, list[str | int]]
"""SQL and its parameters."""

_DOCUMENT = "d.record_type, d.record_id, d.key, d.name, d.sort_name"

Row = tuple[int, int, int, str, int, str, str, str]
"""The number of the part, the place in it, how many it has in all, and the columns of a hit."""

# Of several statements in one the parameters of the first say what the columns are.
_HITS = (
    "SELECT * FROM (SELECT CAST(%s AS integer) AS part, p.place, p.number, {document} FROM ("  # noqa: S608
    "SELECT f.place, COUNT(*) OVER () AS number FROM ("
    "SELECT place FROM ({places}) found ORDER BY place DESC LIMIT %s"
    ") f ORDER BY f.place DESC LIMIT %s"
    f') p JOIN "{TABLE}" d ON d.id = p.place & {MOST_IDS}) x'
)
_CALLED = (
    "SELECT * FROM (SELECT CAST(%s AS integer) AS part, 0 AS place, 0 AS number, {document}"  # noqa: S608
    f' FROM "deployments_publicfacet" f JOIN "{TABLE}" d ON d.id = f.document_id'
    f" WHERE f.record_type IN ({{kinds}}) AND f.name = '{CALLED}' AND f.value IN ({{values}})"
    " ORDER BY d.id LIMIT %s) x"
)
_ALONE = (
    "SELECT * FROM (SELECT CAST(%s AS integer) AS part, 0 AS place, 0 AS number,"
    " '' AS record_type, 0 AS record_id, '' AS key, '' AS name, '' AS sort_name"
    " FROM ({places}) found LIMIT 1) x"
)


def search(sought: Sought, called: Collection[str], most: dict[str, int]) -> Everything:
    """What is found of each of the terms in ``sought`` together, of each kind ``most``.

    ``called`` are the forms of the whole of what is asked for.
    """
    found = Everything()
    with connections[PublicDocument.objects.db].cursor() as cursor:
        is_sqlite = cursor.db.vendor == "sqlite"
        begins, values = at_hand(sought) if is_sqlite else ("", [])
        parts = list(_parts(sought, called, most, cursor.db))
        sql = " UNION ALL ".join(part for part, _parameters in parts)
        values += [each for _part, parameters in parts for each in parameters]
        cursor.execute(begins + sql, values)
        rows: list[Row] = cursor.fetchall()
    for part, _place, number, *columns in sorted(rows, key=lambda row: (row[0], -row[1])):
        if part > len(RECORDS):
            found.alone.add(part - len(RECORDS) - 1)
            continue
        hit = Hit(*columns)  # type: ignore[arg-type]  # in the order of the statement
        if part == len(RECORDS):
            found.called.append(hit)
        else:
            found.hits.setdefault(hit.record_type, []).append(hit)
            found.count[hit.record_type] = number
    return found


def _parts(
    sought: Sought,
    called: Collection[str],
    most: dict[str, int],
    connection: BaseDatabaseWrapper,
) -> Iterator[Part]:
    is_sqlite = connection.vendor == "sqlite"
    for part, kind in enumerate(RECORDS):
        asked = ALL_TERMS if is_sqlite else ""
        places, parameters = Search.within(sought, kind).places(connection, asked)
        sql = _HITS.format(document=_DOCUMENT, places=places)
        yield sql, [part, *parameters, MOST + 1, most[kind]]
    if called:
        kinds, values = (", ".join(["%s"] * len(each)) for each in (RECORDS, called))
        sql = _CALLED.format(document=_DOCUMENT, kinds=kinds, values=values)
        yield sql, [len(RECORDS), *RECORDS, *called, MOST_CALLED]
    for term, phrases in enumerate(sought if len(sought) > 1 else ()):
        asked = ONE_TERM.format(term) if is_sqlite else ""
        anywhere = Search.within((phrases,), RECORDS[0], RECORDS[-1])
        places, parameters = anywhere.places(connection, asked)
        yield _ALONE.format(places=places), [len(RECORDS) + 1 + term, *parameters]

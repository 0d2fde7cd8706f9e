"""The entries of several lists in one query, each list in the order of an index.

A page shows what involves its record under several headings. The statements are written out: they
differ in their values alone, and to put them together anew took as long as all else of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from django.db import connections

from ..choices import CALLS, NOT_PRESENT, EntryKind
from .documents import SPEAKER
from .entries import PLACE, STANDS_FOR, TimelineEntry

Statement = tuple[str, Sequence[object]]
"""SQL with its parameters. It gives the columns of entries, in their order, ``part``, and
``number``: how many there are in all, or 0 where that is counted elsewhere."""

Facet = tuple[str, str]
"""A facet of entries and its value."""

COLUMNS = ", ".join(f"e.{field.column}" for field in TimelineEntry._meta.concrete_fields)
"""Those of entries, of a table that a statement calls ``e``."""

_INVOLVED = (
    "SELECT {columns}, CAST(%s AS integer) AS part, 0 AS number"
    ' FROM "deployments_timelinefacet" f JOIN "deployments_timelineentry" e ON e.id = f.entry_id'
    " WHERE f.facet = %s AND f.value = %s AND f.kind IN ({kinds})"
)
# Of several statements in one the first names the columns: Django numbers those of some.
_NAMES = 'SELECT {columns}, 0 AS part, 0 AS number FROM "deployments_timelineentry" e WHERE 1 = 0'
_OF_OTHERS = (
    ' AND e.commentary_id NOT IN (SELECT o.record_id FROM "deployments_publicfacet" o'  # noqa: S608
    f" WHERE o.record_type = 'commentary' AND o.name = '{SPEAKER}' AND o.value = %s)"
)
_BY_OTHERS = (
    " AND e.visit_id IS NOT NULL AND EXISTS ("
    'SELECT 1 FROM "deployments_timelinefacet" o'
    " WHERE o.entry_id = e.id AND o.facet = %s AND o.value <> %s)"
)
_ELSEWHERE = (
    " AND e.visit_id IS NOT NULL AND NOT EXISTS ("
    'SELECT 1 FROM "deployments_timelinefacet" o'
    " WHERE o.entry_id = e.id AND o.facet = %s AND o.value IN ({places}))"
)
_WITH = (
    ' AND EXISTS (SELECT 1 FROM "deployments_timelinefacet" o'
    " WHERE o.entry_id = e.id AND o.facet = %s AND o.value = %s)"
)
_FIRST = "SELECT * FROM ({rows} ORDER BY f.sort_day {way}, e.slug {way} LIMIT %s) x"


def involved(part: int, facet: str, value: int | str, kinds: Sequence[str]) -> Statement:
    """All entries of some kinds that involve a record (by id) or country (by code)."""
    sql = _INVOLVED.format(columns=COLUMNS, kinds=", ".join(["%s"] * len(kinds)))
    return sql, [part, facet, str(value), *kinds]


def first_involved(
    part: int, facet: str, value: int | str, kind: str, most: int, *, newest: bool
) -> Statement:
    """The first ``most`` entries of a kind that involve it, by day and then by slug."""
    sql, parameters = involved(part, facet, value, [kind])
    way = "DESC" if newest else "ASC"
    return _FIRST.format(rows=sql, way=way), [*parameters, most]


def about_person(person: int, part: int, most: int) -> Statement:
    """The latest ``most`` statements of others that are about a person (by id)."""
    sql, parameters = involved(part, "person", person, [EntryKind.STATEMENT])
    return _FIRST.format(rows=sql + _OF_OTHERS, way="DESC"), [*parameters, str(person), most]


def came(places: Sequence[str], code: str, part: int, most: int) -> Iterator[Statement]:
    """The latest visits of other countries' ships than those of ``code`` in any of ``places``.

    Those of each place and kind: the latest ``most`` of all are among them.
    """
    for place in places:
        for kind in CALLS:
            sql, parameters = involved(part, PLACE, place, [kind])
            yield (
                _FIRST.format(rows=sql + _BY_OTHERS, way="DESC"),
                [*parameters, STANDS_FOR, code, most],
            )


def went(places: Sequence[str], code: str, part: int, most: int) -> Iterator[Statement]:
    """The latest visits of a country's ships elsewhere than in ``places``, of each kind."""
    elsewhere = _ELSEWHERE.format(places=", ".join(["%s"] * len(places)))
    for kind in CALLS:
        sql, parameters = involved(part, STANDS_FOR, code, [kind])
        yield (
            _FIRST.format(rows=sql + elsewhere, way="DESC"),
            [*parameters, PLACE, *places, most],
        )


def between(
    first: Facet, second: Facet, kinds: Sequence[str], part: int, most: int
) -> Iterator[Statement]:
    """The latest ``most`` entries of each kind that involve both."""
    for kind in kinds:
        sql, parameters = involved(part, *first, [kind])
        yield _FIRST.format(rows=sql + _WITH, way="DESC"), [*parameters, *second, most]


def count_between(wanted: Sequence[tuple[Facet, Facet, str]], most: int) -> list[int]:
    """How many entries of a kind involve both, of each pair of facets, up to ``most``: one query.

    What was only planned or was cancelled is not counted.
    """
    counts: list[str] = []
    parameters: list[object] = []
    for first, second, kind in wanted:
        sql, given = involved(0, *first, [kind])
        rows = f"{sql}{_WITH} AND e.certainty NOT IN (%s, %s) LIMIT %s"
        counts.append(f"(SELECT COUNT(*) FROM ({rows}) x)")  # noqa: S608
        parameters += [*given, *second, *sorted(NOT_PRESENT), most]
    with connections[TimelineEntry.objects.db].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", cast("list[str]", parameters))
        return list(cursor.fetchone())


def read_entries(parts: Sequence[Statement]) -> list[TimelineEntry]:
    """The entries that these statements give: one query; an entry may be in several parts."""
    if not parts:
        return []
    sql = " UNION ALL ".join((_NAMES.format(columns=COLUMNS), *(part for part, _given in parts)))
    return list(TimelineEntry.objects.raw(sql, [each for _sql, given in parts for each in given]))

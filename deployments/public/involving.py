"""The entries of several lists in one query, each list in the order of an index.

A page shows what involves its record under several headings. The statements are written out: they
differ in their values alone, and to put them together anew took as long as all else of a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from .entries import TimelineEntry

Statement = tuple[str, Sequence[object]]
"""SQL with its parameters. It gives the columns of entries, in their order, and ``part``,
``number`` and ``place``."""

_COLUMNS = ", ".join(f"e.{field.column}" for field in TimelineEntry._meta.concrete_fields)

_INVOLVED = (
    "SELECT {columns}, CAST(%s AS integer) AS part, 0 AS number, 0 AS place"
    ' FROM "deployments_timelinefacet" f JOIN "deployments_timelineentry" e ON e.id = f.entry_id'
    " WHERE f.facet = %s AND f.value = %s AND f.kind IN ({kinds})"
)
# Of several statements in one the first names the columns: Django numbers those of some.
_NAMES = (
    "SELECT {columns}, 0 AS part, 0 AS number, 0 AS place"
    ' FROM "deployments_timelineentry" e WHERE 1 = 0'
)
_FIRST = "SELECT * FROM ({rows} ORDER BY f.sort_day {way}, e.slug {way} LIMIT %s) x"


def involved(part: int, facet: str, value: int | str, kinds: Sequence[str]) -> Statement:
    """All entries of some kinds that involve a record (by id) or country (by code)."""
    sql = _INVOLVED.format(columns=_COLUMNS, kinds=", ".join(["%s"] * len(kinds)))
    return sql, [part, facet, str(value), *kinds]


def first_involved(
    part: int, facet: str, value: int | str, kind: str, most: int, *, newest: bool
) -> Statement:
    """The first ``most`` entries of a kind that involve it, by day and then by slug."""
    sql, parameters = involved(part, facet, value, [kind])
    way = "DESC" if newest else "ASC"
    return _FIRST.format(rows=sql, way=way), [*parameters, most]


def read_entries(parts: Sequence[Statement]) -> list[TimelineEntry]:
    """The entries that these statements give: one query; an entry may be in several parts."""
    if not parts:
        return []
    sql = " UNION ALL ".join((_NAMES.format(columns=_COLUMNS), *(part for part, _given in parts)))
    return list(TimelineEntry.objects.raw(sql, [each for _sql, given in parts for each in given]))

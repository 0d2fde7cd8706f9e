"""What was on some days, how much of it, and the nearest days on which anything was.

What may have been on a day is told by the outer bounds of entries, in an index: those that reach
far from their day are looked for by themselves (see :mod:`.window`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connections

from ..choices import NOT_PRESENT
from ..dates.spans import shift
from .documents import PUBLISHED
from .entries import TimelineEntry
from .involving import COLUMNS
from .window import DAYS_AFTER, DAYS_BEFORE

CALL, EXERCISE, OCCASION, SAID, VOYAGE, PLAN = range(6)
"""The parts in which entries are read: stays in port, exercises, engagements, statements, the
beginnings and ends of voyages that no stay tells; and what was only planned, or was called off."""

_LONGEST = DAYS_BEFORE + DAYS_AFTER
"""Days that an entry lasts at the most which does not reach far."""
_LATEST = 200
"""What began last is looked through for the day on which the latest of it was over."""

_ABSENT = ", ".join(f"'{each.value}'" for each in NOT_PRESENT)
_ENTRIES = '"deployments_timelineentry"'
_STRETCHES = 'SELECT 1 FROM "deployments_timelinestretch" s WHERE s.entry_id = e.id AND s.vessel_id'
_PART = (
    f"CASE WHEN e.certainty IN ({_ABSENT}) THEN {PLAN} WHEN e.visit_id IS NOT NULL THEN {CALL}"
    f" WHEN e.exercise_id IS NOT NULL THEN {EXERCISE}"
    f" WHEN e.engagement_id IS NOT NULL THEN {OCCASION}"
    f" WHEN e.commentary_id IS NOT NULL THEN {SAID} ELSE {VOYAGE} END"
)
# Of a ship other days may be certain than of the whole.
_SURE = (
    f"CASE WHEN e.certainty NOT IN ({_ABSENT})"
    " AND ((e.certain_from <= %s AND e.certain_to >= %s) OR EXISTS ("
    f"{_STRETCHES} IS NOT NULL AND s.certain_from <= %s AND s.certain_to >= %s))"
    " THEN 1 ELSE 0 END"
)
_NEAR = (
    f"SELECT n.id FROM {_ENTRIES} n WHERE n.possible_from >= %s AND n.possible_from <= %s"  # noqa: S608
    f" AND n.possible_to >= %s UNION ALL SELECT n.id FROM {_ENTRIES} n"
    " WHERE n.reaches_far AND n.possible_from < %s AND n.possible_to >= %s"
)
_WITHOUT_HOLES = (
    f"(NOT EXISTS ({_STRETCHES} IS NULL) OR EXISTS ("
    f"{_STRETCHES} IS NULL AND s.possible_from <= %s AND s.possible_to >= %s))"
)
# What begins or ends then comes first, then what began last.
_THERE = f"""
    WITH there AS (
        SELECT {COLUMNS}, {_PART} AS part, {_SURE} AS sure,
        CASE WHEN e.possible_from >= %s OR e.possible_to <= %s THEN 0 ELSE 1 END AS lasting
        FROM {_ENTRIES} e WHERE e.id IN ({_NEAR}) AND e.kind <> '' AND {_WITHOUT_HOLES}
    ), placed AS (
        SELECT e.*, COUNT(*) OVER (PARTITION BY e.part, e.sure) AS number, ROW_NUMBER() OVER (
            PARTITION BY e.part, e.sure ORDER BY e.lasting, e.possible_from DESC, e.slug
        ) AS place FROM there e
    )
    SELECT {COLUMNS}, e.part, e.sure, e.number FROM placed e WHERE e.place <= %s
    ORDER BY e.part, e.sure DESC, e.place
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Part:
    """The first entries of one part, those that are sure or the others, and how many there are."""

    entries: Sequence[TimelineEntry] = ()
    count: int = 0


NONE = Part()

Parts = dict[tuple[int, bool], Part]
"""By which part it is, and whether it is sure; those without entries are left out."""


def parts(first: date, last: date, most: int) -> Parts:
    """What was, surely or possibly, on some day from ``first`` to ``last``: one query.

    Of each part ``most`` entries at the most.
    """
    days = [last.isoformat(), first.isoformat()]
    longest = shift(first, -_LONGEST).isoformat()
    near = [longest, *days, longest, days[1]]
    parameters = [*days * 2, *reversed(days), *near, *days, most]
    found: dict[tuple[int, bool], list[TimelineEntry]] = {}
    counts: dict[tuple[int, bool], int] = {}
    for row in TimelineEntry.objects.raw(_THERE, parameters):
        read: dict[str, int] = row.__dict__
        key = read["part"], bool(read["sure"])
        found.setdefault(key, []).append(row)
        counts[key] = read["number"]
    return {key: Part(rows, counts[key]) for key, rows in found.items()}


# Sources ----------------------------------------------------------------------------------------

_FACETS = (
    "FROM \"deployments_publicfacet\" f WHERE f.record_type = 'source'"
    f" AND f.name = '{PUBLISHED}' AND f.number "
)
_PUBLISHED = (
    "SELECT d.record_id, d.text, x.number, x.of_all FROM ("  # noqa: S608
    f"SELECT f.document_id, f.number, f.key, COUNT(*) OVER () AS of_all {_FACETS}"
    "BETWEEN %s AND %s ORDER BY f.number, f.key LIMIT %s"
    ') x JOIN "deployments_publicdocument" d ON d.id = x.document_id ORDER BY x.number, x.key'
)


@dataclass(frozen=True, slots=True)
class Published:
    """The first sources by day: id, document as text and number of the day; and how many."""

    rows: Sequence[tuple[int, str, int]] = ()
    count: int = 0


def number_of(year: int, month: int = 0, day: int = 0) -> int:
    """A day, month or year as a number by which sources are found: 20240826, 20240800."""
    return (year * 100 + month) * 100 + day


def published(first: int, last: int, most: int) -> Published:
    """The sources that were published on the days of these numbers: one query."""
    with connections[TimelineEntry.objects.db].cursor() as cursor:
        cursor.execute(_PUBLISHED, [first, last, most])
        rows = cursor.fetchall()
    return Published([row[:3] for row in rows], rows[0][3] if rows else 0)


# The nearest days -------------------------------------------------------------------------------

_HAPPENED = f"e.kind <> '' AND e.certainty NOT IN ({_ABSENT})"
_BEGUN = (
    f"SELECT MAX(x.certain_to) AS day, CAST(NULL AS bigint) AS number FROM ("  # noqa: S608
    f"SELECT e.certain_to FROM {_ENTRIES} e WHERE e.certain_from < %s AND {_HAPPENED}"
    " ORDER BY e.certain_from DESC LIMIT %s) x"
)
_TO_COME = (
    f"SELECT MIN(e.certain_from), CAST(NULL AS bigint) FROM {_ENTRIES} e"  # noqa: S608
    f" WHERE e.certain_from > %s AND {_HAPPENED}"
)
# A month or year alone has no day: its number ends with two noughts.
_SOURCES = f"SELECT CAST(NULL AS date), {{}}(f.number) {_FACETS}{{}} %s AND f.number %% 100 > 0"
_NEAREST = " UNION ALL ".join(
    (_BEGUN, _BEGUN, _TO_COME, _SOURCES.format("MAX", "<"), _SOURCES.format("MIN", ">"))
)


def nearest(first: date, last: date) -> tuple[date | None, date | None]:
    """The latest day before ``first`` and the earliest after ``last`` of which anything is certain.

    A day on which a source was published is one, too. None where there is none: one query.
    """
    before, after = shift(first, -1), shift(last, 1)
    with connections[TimelineEntry.objects.db].cursor() as cursor:
        cursor.execute(
            _NEAREST,
            [
                *(first.isoformat(), _LATEST),
                *(shift(last, 2).isoformat(), _LATEST),
                last.isoformat(),
                number_of(first.year, first.month, first.day),
                number_of(last.year, last.month, last.day),
            ],
        )
        begun, begun_after, to_come, earlier, later = (_day(*row) for row in cursor.fetchall())
    # What began before a day and was not over then was there on the day before it.
    ends = [min(begun, before) if begun else None, earlier]
    begins = [after if begun_after and begun_after >= after else to_come, later]
    return max(filter(None, ends), default=None), min(filter(None, begins), default=None)


def _day(day: date | str | None, number: int | None) -> date | None:
    if number is not None:
        return date(number // 10_000, number // 100 % 100, number % 100)
    return date.fromisoformat(day) if isinstance(day, str) else day

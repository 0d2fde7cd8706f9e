"""What went on around a visit: who was in port meanwhile, what its ships took part in, and what
stood beside it. Statements for :func:`.involving.read_entries`, the first entries by day.

Each row says how many there are in all; what was only planned, or was cancelled, is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connections

from ..choices import CALLS, NOT_PRESENT, EntryKind
from ..dates.spans import shift
from ..lookups import some_of
from .entries import LASTING, NEAR_DAYS, STANDS_FOR, TimelineEntry
from .involving import COLUMNS, Statement

Days = tuple[date, date]
"""The first and the last day of a stay."""


def _words(values: Sequence[str]) -> str:
    """Words of ours as a list in SQL."""
    return ", ".join(f"'{value}'" for value in values)


_CALLS, _NOT_PRESENT = _words([kind.value for kind in CALLS]), _words(list(NOT_PRESENT))

_FIRST = (
    f"SELECT * FROM (SELECT {COLUMNS}, CAST(%s AS integer) AS part,"  # noqa: S608
    f" COUNT(*) FILTER (WHERE e.certainty NOT IN ({_NOT_PRESENT})) OVER () AS number"
    ' FROM "deployments_timelineentry" e WHERE {condition}'
    " ORDER BY e.sort_day, e.slug LIMIT %s) x"
)
# Days between its stretches are none of an entry's days.
_OVERLAPS = (
    "{row}.possible_from <= %s AND {row}.possible_to >= %s"
    " AND (NOT EXISTS ({stretches}) OR EXISTS ({stretches}"
    " AND s.possible_from <= %s AND s.possible_to >= %s))"
).format(
    row="e",
    stretches='SELECT 1 FROM "deployments_timelinestretch" s'
    " WHERE s.entry_id = e.id AND s.vessel_id IS NULL",
)
_FACET = 'SELECT 1 FROM "deployments_timelinefacet" o WHERE o.entry_id = e.id AND o.facet = '
# Near its day each stay but the lasting ones is found; the others by themselves.
_CALLED = (
    'e.id IN (SELECT entry_id FROM "deployments_timelinefacet"'  # noqa: S608
    f" WHERE facet = 'port' AND value = %s AND kind IN ({_CALLS}) AND sort_day BETWEEN %s AND %s"
    ' UNION SELECT entry_id FROM "deployments_timelinefacet"'
    f" WHERE facet = '{LASTING}' AND value = %s AND kind IN ({_CALLS}))"
    f" AND e.visit_id <> %s AND e.certainty NOT IN ({_NOT_PRESENT}) AND {_OVERLAPS}"
)
_SOMEBODY = f" AND EXISTS ({_FACET}'{STANDS_FOR}')"
_CERTAIN = "(e.certain_from <= %s AND e.certain_to >= %s)"
_NOT_CERTAIN = f"(e.certain_from IS NULL OR NOT {_CERTAIN})"


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a port by their ids, on days that are possible, but for those in ``holes``."""

    visit: int
    port: int
    days: Days
    holes: Sequence[Days] = ()

    def _met(self) -> tuple[str, list[str | int]]:
        """That an entry tells of another stay there, and that the days of both may overlap."""
        first, last = self.days
        parameters: list[str | int] = [
            str(self.port),
            shift(first, -NEAR_DAYS).isoformat(),
            shift(last, NEAR_DAYS).isoformat(),
            str(self.port),
            self.visit,
            *_days(self.days) * 2,
        ]
        sql = _CALLED
        for start, end in self.holes:
            sql += " AND NOT (e.possible_from >= %s AND e.possible_to <= %s)"
            parameters += [start.isoformat(), end.isoformat()]
        return sql, parameters

    def company(
        self,
        certain: Days | None,
        apart: Sequence[int],
        part: int,
        most: int,
        *,
        surely: bool,
    ) -> Statement:
        """Others' stays there that surely overlap the days that are ``certain``, or the others.

        Nobody is company of whom nothing is known, nor the visits ``apart``, by their ids.
        """
        sql, parameters = self._met()
        condition, given = sql + _SOMEBODY, list(parameters)
        if apart:
            others, listed = some_of(apart, connections[TimelineEntry.objects.db])
            condition += f" AND NOT e.visit_id {others}"
            given += listed
        if certain is not None:
            condition += f" AND {_CERTAIN if surely else _NOT_CERTAIN}"
            given += _days(certain)
        return _FIRST.format(condition=condition), [part, *given, most]

    def of_ships_alone(self, ships: Sequence[int]) -> list[tuple[int, str]]:
        """Others' stays there in which, of ships that are known, none but these took part.

        The ids of the visits, and the texts of their documents. One query.
        """
        sql, parameters = self._met()
        connection = connections[TimelineEntry.objects.db]
        among, listed = some_of([str(ship) for ship in ships], connection)
        with connection.cursor() as cursor:
            cursor.execute(
                'SELECT d.record_id, d.text FROM "deployments_timelineentry" e'  # noqa: S608
                ' JOIN "deployments_publicdocument" d'
                " ON d.record_type = 'visit' AND d.record_id = e.visit_id"
                f" WHERE {sql} AND EXISTS ({_FACET}'vessel' AND o.value {among})"
                f" AND NOT EXISTS ({_FACET}'vessel' AND NOT o.value {among})",
                [*parameters, *listed, *listed],
            )
            found: list[tuple[int, str]] = cursor.fetchall()
        return found


def exercises(ships: Sequence[int], days: Days, part: int, most: int) -> Statement:
    """The exercises that ships, by their ids, may have taken part in on some of the days."""
    among, listed = some_of([str(ship) for ship in ships], connections[TimelineEntry.objects.db])
    condition = (
        'e.id IN (SELECT entry_id FROM "deployments_timelinefacet" WHERE facet = '  # noqa: S608
        f"'vessel' AND value {among}"
        f" AND kind = '{EntryKind.EXERCISE.value}') AND {_OVERLAPS}"
    )
    given = [*listed, *_days(days) * 2]
    return _FIRST.format(condition=condition), [part, *given, most]


def engagements(visit: int, but: str, part: int, most: int) -> Statement:
    """The engagements beside a visit, by its id; without the entry ``but``, by its slug."""
    # By their slugs: few entries are of engagements, so that SQLite would look through them all.
    condition = (
        "e.slug IN (SELECT 'engagement:' || key FROM \"deployments_publicfacet\""
        " WHERE record_type = 'engagement' AND name = 'visit' AND value = %s) AND e.slug <> %s"
    )
    return _FIRST.format(condition=condition), [part, str(visit), but, most]


def _days(days: Days) -> list[str | int]:
    """The last and the first day, as conditions of overlap name them."""
    return [days[1].isoformat(), days[0].isoformat()]

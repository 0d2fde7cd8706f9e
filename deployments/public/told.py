"""What the entries of a page involve, and where their days have holes: constant questions.

They are asked by entry alone. Where a facet or “no vessel” is named as well, SQLite takes that for
the better index, and reads it for every entry there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeAlias

from django.db import connections

from ..dates import Days
from ..lookups import some_of
from .entries import TimelineEntry

Facet: TypeAlias = tuple[int, str, str]
"""The id of an entry, and what it involves: the facet and its value."""

_FACETS = 'SELECT entry_id, facet, value FROM "deployments_timelinefacet" WHERE entry_id '
_STRETCHES = (
    "SELECT entry_id, vessel_id, possible_from, possible_to "
    'FROM "deployments_timelinestretch" WHERE entry_id '
)


def facets_of(entries: Collection[int]) -> list[Facet]:
    """All facets of entries, by their ids: in order of entry, facet and value."""
    if not entries:
        return []
    with connections[TimelineEntry.objects.db].cursor() as cursor:
        condition, parameters = some_of(entries, cursor.db)
        cursor.execute(_FACETS + condition, parameters)
        found: list[Facet] = cursor.fetchall()
    return sorted(found)


def stretches_of(entries: Collection[int]) -> Mapping[int, list[Days]]:
    """By id of an entry, the stretches of it as a whole; there are some where it has holes."""
    found: dict[int, list[Days]] = defaultdict(list)
    if not entries:
        return found
    with connections[TimelineEntry.objects.db].cursor() as cursor:
        condition, parameters = some_of(entries, cursor.db)
        cursor.execute(_STRETCHES + condition, parameters)
        for entry, vessel, first, last in cursor.fetchall():
            if vessel is None:
                found[entry].append((_day(first), _day(last)))
    return found


def _day(stored: date | str) -> date:
    """SQLite keeps days as text."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored

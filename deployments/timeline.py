"""From the entries of the timeline to the records they tell of, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from .dates import windows
from .models import RECORD_TYPES, Record, TimelineEntry, TimelineFacet, Vessel
from .models.index import OF_ITS_OWN


class Told(NamedTuple):
    """An entry, and the published record it tells of."""

    entry: TimelineEntry
    record: Record


def hydrate(entries: Sequence[TimelineEntry], *more_paths: str) -> list[Told]:
    """The entries with their records (as ``for_list()`` loads them), in the order given.

    ``more_paths`` are loaded through the gate too, for those who show more of each record.

    One round of queries for each kind of record, however many entries there are. An entry whose
    record was withdrawn since it was read is left out.
    """
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        wanted[entry.record_type].add(entry.record_id)
    found: dict[tuple[str, int], Record] = {}
    for record_type, ids in wanted.items():
        model = RECORD_TYPES[record_type]
        shown = model._default_manager.published().filter(pk__in=ids)
        for record in shown.with_public(*model.list_paths, *more_paths):
            found[record_type, record.pk] = record
    return [
        Told(entry, found[entry.record_type, entry.record_id])
        for entry in entries
        if (entry.record_type, entry.record_id) in found
    ]


class Involved(NamedTuple):
    """What an entry involves: codes of countries, and published records by kind."""

    countries: list[str]
    records: dict[str, list[Record]]


def involved(entries: Sequence[TimelineEntry]) -> dict[int, Involved]:
    """What each entry involves, by its id: one query, and one for each kind of record met."""
    facets = TimelineFacet.objects.filter(entry__in=[entry.pk for entry in entries])
    facets = facets.exclude(facet__in=OF_ITS_OWN)
    wanted: dict[str, set[int]] = defaultdict(set)
    rows = list(facets.order_by("facet", "value").values_list("entry_id", "facet", "value"))
    for _entry, facet, value in rows:
        if facet != "country":
            wanted[facet].add(int(value))
    found: dict[tuple[str, str], Record] = {}
    for record_type, ids in wanted.items():
        model = RECORD_TYPES[record_type]
        shown = model._default_manager.published().filter(pk__in=ids)
        more = Vessel.then_paths if model is Vessel else ()
        for record in shown.with_public(*model.name_paths, *more):
            found[record_type, str(record.pk)] = record
    result = {entry.pk: Involved([], defaultdict(list)) for entry in entries}
    for entry_id, facet, value in rows:
        if facet == "country":
            result[entry_id].countries.append(value)
        elif (facet, value) in found:
            result[entry_id].records[facet].append(found[facet, value])
    for one in result.values():
        for records_of_kind in one.records.values():
            records_of_kind.sort(key=lambda record: record.key)
    return result


class Hole(NamedTuple):
    """Days between two stretches, both included."""

    first: date
    last: date


class Days(NamedTuple):
    """The outer bounds of the days of something, and the days between on which it was not."""

    possible_from: date | None
    possible_to: date | None
    certain_from: date | None
    certain_to: date | None
    holes: list[Hole]


def days(entry: TimelineEntry) -> Days:
    """The days of an entry; its stretches are prefetched."""
    bounds = (entry.possible_from, entry.possible_to, entry.certain_from, entry.certain_to)
    return Days(*bounds, _holes(entry, None))


def days_of_ship(entry: TimelineEntry, vessel: int) -> Days | None:
    """The days of one ship in an entry; None where it knows none of her."""
    own = [row for row in entry.stretches.all() if row.vessel_id == vessel]
    if not own:
        return None
    certain = [each for each in own if each.certain_from]
    return Days(
        min(each.possible_from for each in own),
        max(each.possible_to for each in own),
        certain[0].certain_from if certain else None,
        certain[0].certain_to if certain else None,
        _holes(entry, vessel),
    )


def _holes(entry: TimelineEntry, vessel: int | None) -> list[Hole]:
    own = [row for row in entry.stretches.all() if row.vessel_id == vessel]
    return [
        Hole(*each) for each in windows.holes((row.possible_from, row.possible_to) for row in own)
    ]

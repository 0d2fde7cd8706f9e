"""From the entries of the timeline to the records they tell of, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from .dates import windows
from .models import RECORD_TYPES, Record, TimelineEntry


class Told(NamedTuple):
    """An entry, and the published record it tells of."""

    entry: TimelineEntry
    record: Record


def hydrate(entries: Sequence[TimelineEntry]) -> list[Told]:
    """The entries with their records (by ``list_paths``, through the gate), in the order given.

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
        for record in shown.with_public(*model.list_paths):
            found[record_type, record.pk] = record
    return [
        Told(entry, found[entry.record_type, entry.record_id])
        for entry in entries
        if (entry.record_type, entry.record_id) in found
    ]


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

"""The days of entries of the timeline, and of each of their ships, with the holes between."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .dates import windows
from .public.entries import TimelineEntry


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

"""Where ships were: every visit and exercise that a ship took part in, with her own days there.

Only what is public counts, and what really took place: a draft, a plan and what was called off
bound nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from django.db.models import Q

from .. import dates
from ..choices import NOT_PRESENT, Status
from ..dates import Days
from ..dates.windows import Known, known
from ..geography import Apart
from ..loading import Loader
from ..models import (
    Exercise,
    ExerciseParticipant,
    Port,
    SightingIndex,
    Visit,
    VisitParticipant,
)
from .dateline import AtSea, Place, gained
from .places import elsewhere

Sightings = dict[int, list["Sighting"]]
"""The sightings of each ship, by her id."""

_QUARTERS_OF_A_SHIP = 1 << 16


@dataclass(frozen=True)
class Sighting:
    """A ship at a visit or an exercise: where, and the first and last day, each as it is known.

    ``slug`` names the record, so that one is never held against itself.
    """

    slug: str
    where: Port | Exercise
    start: dates.FuzzyDate | None
    end: dates.FuzzyDate | None

    @property
    def place(self) -> Place:
        """Whose calendar the days are of."""
        return self.where if isinstance(self.where, Port) else AtSea(self.where.lon)

    @cached_property
    def first(self) -> Days | None:
        """The days on one of which she surely came, or was seen first; None where none is sure."""
        when = self.start or self.end
        if when is None or when.uncertain:
            return None
        last = when.start.last if when.start else when.latest
        return _both(when.earliest, last)

    @cached_property
    def last(self) -> Days | None:
        """The days on one of which she surely left, or was seen last; None where none is sure."""
        when = self.end or self.start
        if when is None or when.uncertain:
            return None
        first = when.end.first if when.end else when.earliest
        return _both(first, when.latest)

    @cached_property
    def known(self) -> Known:
        """By which day she was there, and up to which."""
        return known(self.start, self.end)

    @cached_property
    def certain(self) -> Days | None:
        """The days on which she certainly was there."""
        span = dates.span(self.start, self.end)
        if span is None or span.certain_from is None or span.certain_to is None:
            return None
        return span.certain_from, span.certain_to

    @cached_property
    def reach(self) -> Days | None:
        """The days outside of which nothing bounds this stay, and it bounds nothing.

        All on which she was possibly there if nothing bounds it, and on which she came or left.
        Where it tells how a voyage began, the departure alone counts: its days belong to them.
        """
        spans = [
            span
            for start in (self.start, self.end)
            if (span := dates.span(start, self.end)) is not None
        ]
        days = [(each.possible_from, each.possible_to) for each in spans]
        days += [each for each in (self.first, self.last) if each is not None]
        if not days:
            return None
        return min(first for first, _last in days), max(last for _first, last in days)

    def is_elsewhere(self, other: Sighting) -> bool:
        """Whether a ship that is certainly at ``other`` is not here.

        Where no position tells how far an exercise is from a port, a call that surely falls into
        its days, or surely begins or ends with it, may be a part of it (its harbour phase); for
        all else ships are at sea.
        """
        if other.slug == self.slug:
            return False
        found = elsewhere(self.where, other.where)
        if found is not Apart.PERHAPS:
            return found is Apart.YES
        own, theirs = dates.windows.core(self.known), dates.windows.core(other.known)
        if own is None or theirs is None:
            return True
        falls_into = theirs[0] < own[1] and own[0] < theirs[1]
        return not (falls_into or theirs[0] == own[0] or theirs[1] == own[1])

    def as_told_here(self, other: Sighting) -> Days | None:
        """The certain days of ``other`` in the calendar of this place, without any in doubt.

        Over the date line a day there is the one before, or the one after.
        """
        days = other.certain
        if days is None:
            return None
        first = days[0] + gained(self.place, other.place, days[0])
        last = days[1] - gained(other.place, self.place, days[1])
        return (first, last) if first <= last else None


def _both(first: date | None, last: date | None) -> Days | None:
    """Two days, of which one may be open: what is known of the other stands for it."""
    first, last = first or last, last or first
    return (first, last) if first and last else None


def places(vessel: int, days: Days) -> Iterator[int]:
    """Where a ship stands in the index on these days: a number for each quarter of a year."""
    first, last = (4 * day.year + (day.month - 1) // 3 for day in days)
    for quarter in range(first, last + 1):
        yield vessel * _QUARTERS_OF_A_SHIP + quarter


def sightings(stays: Iterable[tuple[int, Sighting]]) -> Sightings:
    """By ship, the public visits and exercises that really took place and can bear on her stays.

    Each of ``stays`` is a ship's id and her stay. A ship may have been seen thousands of times:
    only what lies in the same quarters of a year is read.
    """
    found: Sightings = defaultdict(list)
    sought: set[int] = set()
    for vessel, own in stays:
        if own.reach is not None:
            sought.update(places(vessel, own.reach))
    near = rows_at(sought)
    visits: list[VisitParticipant] = _at_visits().rows(near[Visit.record_type])
    for row in visits:
        _keep(found, row, visiting(row))
    drills: list[ExerciseParticipant] = _at_exercises().rows(near[Exercise.record_type])
    for drill in drills:
        _keep(found, drill, training(drill))
    return found


def rows_at(places: set[int]) -> dict[str, set[int]]:
    """Ids of the participants that the index has at these places, by what they took part in."""
    found: dict[str, set[int]] = {Visit.record_type: set(), Exercise.record_type: set()}
    for record_type, row in _indexed().rows(places):
        found[record_type].add(row)
    return found


@cache
def _indexed() -> Loader:
    return Loader(SightingIndex.objects.values_list("record_type", "row_id"), "place")


_NAMED = Q(vessel__isnull=False) | Q(identified_as__status=Status.PUBLISHED)


@cache
def _at_visits() -> Loader:
    rows = VisitParticipant.objects.published().filter(_NAMED).select_related("visit__port")
    return Loader(rows.exclude(visit__certainty__in=NOT_PRESENT))


@cache
def _at_exercises() -> Loader:
    rows = ExerciseParticipant.objects.published().filter(_NAMED).select_related("exercise")
    return Loader(rows.exclude(exercise__certainty__in=NOT_PRESENT))


def visiting(row: VisitParticipant) -> Sighting:
    """A ship at a visit: her own days where given, else those of the visit."""
    visit = row.visit
    arrival, departure = row.arrival or visit.arrival, row.departure or visit.departure
    return Sighting(f"visit:{visit.key}", visit.port, arrival, departure)


def training(row: ExerciseParticipant) -> Sighting:
    """A ship at an exercise."""
    exercise = row.exercise
    return Sighting(f"exercise:{exercise.key}", exercise, *exercise.stretch)


def _keep(
    found: Sightings, row: VisitParticipant | ExerciseParticipant, sighting: Sighting
) -> None:
    vessel = row.vessel_id or row.identified_as_id
    if vessel is not None and (sighting.start or sighting.end):
        found[vessel].append(sighting)

"""Where ships were: every visit and exercise that a ship took part in, with her own days there.

Only what is public counts, and what really took place: a draft, a plan and what was called off
bound nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from .. import dates
from ..choices import NOT_PRESENT, Status
from ..dates import Days
from ..dates.windows import Known, known
from ..geography import Apart
from ..models import Exercise, ExerciseParticipant, Port, VisitParticipant
from .dateline import AtSea, Place, gained
from .places import elsewhere

Sightings = dict[int, list["Sighting"]]
"""The sightings of each ship, by her id."""


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


def sightings(vessels: Iterable[int]) -> Sightings:
    """Public visits and exercises that really took place, by vessel named or identified."""
    found: Sightings = defaultdict(list)
    ships = set(vessels)
    if not ships:
        return found
    which = Q(vessel__in=ships) | Q(identified_as__in=ships, identified_as__status=Status.PUBLISHED)
    rows = VisitParticipant.objects.published().filter(which)
    for row in rows.exclude(visit__certainty__in=NOT_PRESENT).select_related("visit__port"):
        _keep(found, row, visiting(row))
    drills = ExerciseParticipant.objects.published().filter(which)
    for drill in drills.exclude(exercise__certainty__in=NOT_PRESENT).select_related("exercise"):
        _keep(found, drill, training(drill))
    return found


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

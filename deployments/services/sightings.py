"""How long a visit lasted, where its end or its beginning is not known.

Rule 1: an open end is possible until the ship's next sighting, the deployment's end or a cap of
days, whichever is first; an open beginning mirrors it. Only what is public counts as a sighting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from .. import dates
from ..choices import NOT_PRESENT, Status
from ..models import ExerciseParticipant, Visit, VisitParticipant
from ..rules.dateline import AtSea, Place, gained

Sightings = dict[int, list["Sighting"]]


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a ship was seen: the bounds of the first and of the last day that she was there.

    ``place`` is the port, or the exercise with its position: it tells whose calendar the days are.
    """

    slug: str
    place: Place
    first_earliest: date
    first_latest: date
    last_earliest: date
    last_latest: date


def sightings(vessels: Iterable[int]) -> Sightings:
    """Public visits and exercises that really took place, by vessel named or identified."""
    found: Sightings = defaultdict(list)
    which = Q(vessel__in=set(vessels)) | Q(
        identified_as__in=set(vessels), identified_as__status=Status.PUBLISHED
    )
    rows = VisitParticipant.objects.published().filter(which)
    for row in rows.exclude(visit__certainty__in=NOT_PRESENT).select_related("visit__port"):
        visit = row.visit
        arrival, departure = row.arrival or visit.arrival, row.departure or visit.departure
        _see(found, _ship(row), f"visit:{visit.key}", visit.port, arrival, departure)
    drills = ExerciseParticipant.objects.published().filter(which)
    for drill in drills.exclude(exercise__certainty__in=NOT_PRESENT).select_related("exercise"):
        exercise = drill.exercise
        slug, place = f"exercise:{exercise.key}", AtSea(exercise.lon)
        _see(found, _ship(drill), slug, place, exercise.start, exercise.end)
    return found


def _ship(row: VisitParticipant | ExerciseParticipant) -> int | None:
    return row.vessel_id or row.identified_as_id


def _see(
    found: Sightings,
    vessel: int | None,
    slug: str,
    place: Place,
    start: dates.FuzzyDate | None,
    end: dates.FuzzyDate | None,
) -> None:
    first, last = start or end, end or start
    if vessel is None or first is None or last is None:
        return
    opening = first.start.last if first.start else first.latest
    closing = last.end.first if last.end else last.earliest
    first_earliest, first_latest = first.earliest or opening, opening or first.earliest
    last_earliest, last_latest = closing or last.latest, last.latest or closing
    if first_earliest and first_latest and last_earliest and last_latest:
        found[vessel].append(
            Sighting(slug, place, first_earliest, first_latest, last_earliest, last_latest)
        )


def stay(visit: Visit, vessels: Iterable[int], seen: Sightings) -> dates.Span | None:
    """The days that a visit possibly and certainly lasted; None when it has no date.

    ``vessels`` are the ids of its ships, ``seen`` all their sightings.
    """
    vessels = list(vessels)
    deployment = visit.deployment
    ends = [_next_sighting(visit, vessels, seen)]
    starts = [_last_sighting(visit, vessels, seen)]
    if deployment is not None:
        ends.append(deployment.end.latest if deployment.end else None)
        starts.append(deployment.start.earliest if deployment.start else None)
    return dates.span(
        visit.arrival,
        visit.departure,
        not_before=max((day for day in starts if day), default=None),
        not_after=min((day for day in ends if day), default=None),
    )


def _next_sighting(visit: Visit, vessels: Iterable[int], seen: Sightings) -> date | None:
    """The day by which the last of the ships was seen elsewhere; None for one never seen again.

    What begins on the day of arrival may be the same stay (the harbour phase of an exercise).
    """
    start = visit.arrival
    after = start.latest or start.earliest if start else None
    if after is None:
        return None
    own, days = f"visit:{visit.key}", []
    for vessel in vessels:
        # A ship may have been seen tens of thousands of times: only few are asked where it was.
        others = [x for x in seen.get(vessel, []) if x.slug != own and x.first_earliest >= after]
        plain = min((x.first_latest for x in others if x.first_earliest > after), default=date.max)
        soonest: date | None = None
        for sighting in [each for each in others if each.first_latest <= plain]:
            won = gained(visit.port, sighting.place, after)
            if sighting.first_earliest + won > after:
                day = sighting.first_latest + won
                soonest = min(soonest or day, day)
        if soonest is None:
            return None
        days.append(soonest)
    return max(days, default=None)


def _last_sighting(visit: Visit, vessels: Iterable[int], seen: Sightings) -> date | None:
    """The day until which the first of the ships was seen elsewhere before she was seen leaving."""
    end = visit.departure
    before = end.earliest or end.latest if end else None
    if before is None:
        return None
    own, days = f"visit:{visit.key}", []
    for vessel in vessels:
        others = [x for x in seen.get(vessel, []) if x.slug != own and x.last_latest <= before]
        plain = max((x.last_earliest for x in others if x.last_latest < before), default=date.min)
        latest: date | None = None
        for sighting in [each for each in others if each.last_earliest >= plain]:
            won = gained(sighting.place, visit.port, before)
            if sighting.last_latest - won < before:
                day = sighting.last_earliest - won
                latest = max(latest or day, day)
        if latest is None:
            return None
        days.append(latest)
    return min(days, default=None)

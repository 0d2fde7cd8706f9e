"""When a ship was possibly at a visit or an exercise, beside what is certain of her elsewhere.

Rule 1: an open end is possible until the ship's next sighting, the deployment's end or a cap of
days, whichever is first; an open beginning mirrors it. On a day on which she certainly was
elsewhere she was possibly here only if she was certainly here as well, as on a day on which she
goes from one port to another. Where no day would be left, nothing is taken away, and it is odd.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from .. import dates
from ..dates import Days
from ..dates.windows import remaining
from ..models import Deployment, Exercise, ExerciseParticipant, Port, Visit, VisitParticipant
from .dateline import gained
from .finding import ODD_BESIDE, Finding
from .sightings import Sighting, sightings, training, visiting


def window(
    own: Sighting, seen: Sequence[Sighting], voyage: Deployment | None = None
) -> list[dates.Span]:
    """The stretches of days in one of which a ship was there; none where there is no date.

    ``seen`` are the sightings of that ship within the reach of this one, ``voyage`` is the
    deployment that closes open ends.
    """
    whole = closed(own, seen, voyage)
    if whole is None:
        return []
    if is_settled(own):
        return [whole]
    left = remaining(whole, own.known, (days for days, _other in _taken(own, seen, whole)))
    return left or [whole]


def closed(
    own: Sighting, seen: Sequence[Sighting], voyage: Deployment | None = None
) -> dates.Span | None:
    """The days of a stay with its open ends closed, before anything is taken from between."""
    ends = [next_sighting(own, seen)]
    starts = [last_sighting(own, seen)]
    if voyage is not None:
        ends.append(voyage.end.latest if voyage.end else None)
        starts.append(voyage.start.earliest if voyage.start else None)
    return dates.span(
        own.start,
        own.end,
        not_before=max((day for day in starts if day), default=None),
        not_after=min((day for day in ends if day), default=None),
    )


def next_sighting(own: Sighting, seen: Iterable[Sighting]) -> date | None:
    """The day by which the ship was seen elsewhere; None for one never seen again.

    What begins on the day of arrival may be the same stay (the harbour phase of an exercise).
    """
    after = (own.start.latest or own.start.earliest) if own.start else None
    if after is None:
        return None
    others = [
        (other, other.first)
        for other in seen
        if other.first and other.first[0] >= after and _ends(own, other)
    ]
    # A ship may have been seen tens of thousands of times: only few are asked where it was.
    plain = min((first[1] for _other, first in others if first[0] > after), default=date.max)
    soonest: date | None = None
    for other, first in others:
        if first[1] <= plain:
            won = gained(own.place, other.place, after)
            if first[0] + won > after:
                soonest = min(soonest or date.max, first[1] + won)
    return soonest


def last_sighting(own: Sighting, seen: Iterable[Sighting]) -> date | None:
    """The day until which the ship was seen elsewhere before she was seen leaving."""
    before = (own.end.earliest or own.end.latest) if own.end else None
    if before is None:
        return None
    others = [
        (other, other.last)
        for other in seen
        if other.last and other.last[1] <= before and _ends(own, other)
    ]
    plain = max((last[0] for _other, last in others if last[1] < before), default=date.min)
    latest: date | None = None
    for other, last in others:
        if last[0] >= plain:
            won = gained(other.place, own.place, before)
            if last[1] - won < before:
                latest = max(latest or date.min, last[0] - won)
    return latest


def _ends(own: Sighting, other: Sighting) -> bool:
    """Whether a ship that is at ``other`` is no longer, or not yet, on this stay.

    A second call at the same port is another stay; an exercise about the port may hold this one.
    """
    if other.slug == own.slug:
        return False
    both_calls = isinstance(own.where, Port) and isinstance(other.where, Port)
    return both_calls or own.is_elsewhere(other)


def is_settled(own: Sighting) -> bool:
    """Whether both ends of a stay are sure days, so that nothing can close or bound it."""
    whole = own.known if own.start and own.end else (None, None)
    first, last = own.first, own.last
    return bool(first and last and whole == (first[0], last[1]))


def _taken(
    own: Sighting, seen: Iterable[Sighting], whole: dates.Span
) -> Iterator[tuple[Days, Sighting]]:
    """The days of ``whole`` on which the ship certainly was elsewhere, and where that was."""
    for other in seen:
        days = other.certain
        if days is None or days[0] > whole.possible_to or days[1] < whole.possible_from:
            continue
        here = own.as_told_here(other) if own.is_elsewhere(other) else None
        if here is not None:
            yield here, other


# What is odd about it -----------------------------------------------------------------------------


@ODD_BESIDE.register(Visit)
def check_visits(ids: Sequence[int]) -> Iterator[Finding]:
    """The visits for which no day is left beside what is certain of a ship elsewhere."""
    rows = VisitParticipant.objects.select_related("vessel", "identified_as", "visit__port")
    visits = Visit.objects.filter(pk__in=ids).prefetch_related(Prefetch("participants", rows))
    present = [visit for visit in visits if visit.is_presence]
    yield from _no_day_left(
        [(visit, row, visiting(row)) for visit in present for row in visit.participants.all()]
    )


@ODD_BESIDE.register(Exercise)
def check_exercises(ids: Sequence[int]) -> Iterator[Finding]:
    """The exercises for which no day is left beside what is certain of a ship elsewhere."""
    rows = ExerciseParticipant.objects.select_related("vessel", "identified_as", "exercise")
    exercises = Exercise.objects.filter(pk__in=ids).prefetch_related(Prefetch("participants", rows))
    present = [exercise for exercise in exercises if exercise.is_presence]
    yield from _no_day_left(
        [(drill, row, training(row)) for drill in present for row in drill.participants.all()]
    )


def _no_day_left(
    rows: Iterable[
        tuple[Visit, VisitParticipant, Sighting] | tuple[Exercise, ExerciseParticipant, Sighting]
    ],
) -> Iterator[Finding]:
    named = [
        (record, ship, own)
        for record, row, own in rows
        if (ship := row.vessel or row.identified_as) is not None
    ]
    seen = sightings((ship.pk, own) for _record, ship, own in named if not is_settled(own))
    for record, ship, own in named:
        whole = closed(own, seen[ship.pk])
        if whole is None or is_settled(own):
            continue
        taken = list(_taken(own, seen[ship.pk], whole))
        if remaining(whole, own.known, (days for days, _other in taken)):
            continue
        other = taken[0][1]
        yield Finding(
            record,
            "no-day-left",
            _(
                "%(ship)s certainly was elsewhere on all the days on which she may have been there "
                "(%(days)s), such as at “%(other)s” (%(other_days)s). Correct one, or say where "
                "the exercise was."
            )
            % {
                "ship": ship.name,
                "days": dates.display_range(own.start, own.end),
                "other": other.slug.partition(":")[2],
                "other_days": dates.display_range(other.start, other.end),
            },
            impossible=False,
        )

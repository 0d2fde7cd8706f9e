"""The days of a visit or an exercise, and of each ship that is named in it.

The days of each ship are worked out by ``rules.windows``; those of the whole are what its
participants allow together. Whoever is not named allows all that the dates allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from .. import dates
from ..dates import Days
from ..dates.windows import joined
from ..models import Deployment, Exercise, ExerciseParticipant, Visit, VisitParticipant
from ..rules.sightings import Sighting, Sightings, sightings, training, visiting
from ..rules.windows import is_settled, window


class Stretch(NamedTuple):
    """A stretch of days of a ship, or of the whole where ``vessel`` is None."""

    vessel: int | None
    span: dates.Span


@dataclass(slots=True)
class Lasting:
    """How long something lasted: its outer bounds, None without a date, and its stretches."""

    span: dates.Span | None = None
    stretches: set[Stretch] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Part:
    """A participant's part: its ship, if one is named, and the days and voyage it was there on."""

    vessel: int | None
    sighting: Sighting
    voyage: Deployment | None


R = TypeVar("R", Visit, Exercise)


def of_visits(visits: Sequence[Visit], departing: set[int]) -> dict[int, Lasting]:
    """How long visits lasted, by id; their participants, deployments and ports are prefetched.

    Of those in ``departing`` the departure alone counts: they tell how a voyage began.
    """

    def whole(visit: Visit) -> Part:
        sighting = Sighting(f"visit:{visit.key}", visit.port, visit.arrival, visit.departure)
        return Part(None, only_leaving(visit, sighting), visit.deployment)

    def part(visit: Visit, row: VisitParticipant) -> Part:
        row.visit = visit
        sighting = only_leaving(visit, visiting(row))
        return Part(_vessel(row), sighting, row.deployment or visit.deployment)

    def only_leaving(visit: Visit, sighting: Sighting) -> Sighting:
        if visit.pk not in departing:
            return sighting
        return Sighting(sighting.slug, sighting.where, sighting.end, sighting.end)

    return _lasting(
        visits,
        whole,
        lambda visit: [part(visit, row) for row in visit.participants.all()],
    )


def of_exercises(exercises: Sequence[Exercise]) -> dict[int, Lasting]:
    """How long exercises lasted, by id; their participants are prefetched."""

    def whole(exercise: Exercise) -> Part:
        slug = f"exercise:{exercise.key}"
        return Part(None, Sighting(slug, exercise, *exercise.stretch), None)

    def part(exercise: Exercise, row: ExerciseParticipant) -> Part:
        row.exercise = exercise
        return Part(_vessel(row), training(row), None)

    return _lasting(
        exercises,
        whole,
        lambda exercise: [part(exercise, row) for row in exercise.participants.all()],
    )


def _vessel(row: VisitParticipant | ExerciseParticipant) -> int | None:
    ship = row.vessel or row.identified_as
    return ship.pk if ship is not None else None


def _lasting(
    records: Sequence[R],
    whole: Callable[[R], Part],
    parts: Callable[[R], list[Part]],
) -> dict[int, Lasting]:
    """How long ``records`` lasted. What was planned or called off is bounded by no sighting."""
    parts_of = {record.pk: parts(record) for record in records}
    seen = sightings(
        (part.vessel, part.sighting)
        for record in records
        if record.is_presence
        for part in parts_of[record.pk]
        if part.vessel is not None and not is_settled(part.sighting)
    )
    found = {}
    for record in records:
        theirs = seen if record.is_presence else {}
        found[record.pk] = _of_one(whole(record), parts_of[record.pk], theirs)
    return found


def _of_one(whole: Part, parts: Sequence[Part], seen: Sightings) -> Lasting:
    own = _spans(whole, {})
    stretches = {
        Stretch(part.vessel, span)
        for part in parts
        if part.vessel is not None
        for span in _spans(part, seen)
    }
    spans = [stretch.span for stretch in stretches]
    if not parts or any(part.vessel is None for part in parts):
        spans += own
    possible = joined(
        [
            *((each.possible_from, each.possible_to) for each in spans),
            *_certain(own),
        ]
    )
    if not possible:
        return Lasting()
    certain = _longest(_certain(own), _certain(spans))
    runs = [_span(run, certain) for run in possible]
    if len(runs) > 1:
        stretches |= {Stretch(None, run) for run in runs}
    return Lasting(_span((possible[0][0], possible[-1][1]), certain), stretches)


def _spans(part: Part, seen: Sightings) -> list[dates.Span]:
    vessel = part.vessel
    return window(part.sighting, seen.get(vessel, []) if vessel else [], part.voyage)


def _certain(spans: Iterable[dates.Span]) -> list[Days]:
    return [
        (each.certain_from, each.certain_to)
        for each in spans
        if each.certain_from is not None and each.certain_to is not None
    ]


def _longest(own: Sequence[Days], others: Sequence[Days]) -> Days | None:
    """The certain days of the whole: about its own, or else most days without a break."""
    runs = joined([*own, *others])
    about = [run for run in runs if own and run[0] <= own[0][0] <= run[1]]
    return max(about or runs, key=lambda run: (run[1] - run[0], run[1]), default=None)


def _span(possible: Days, certain: Days | None) -> dates.Span:
    if certain is None or not possible[0] <= certain[0] <= possible[1]:
        return dates.Span(*possible, None, None)
    return dates.Span(*possible, *certain)

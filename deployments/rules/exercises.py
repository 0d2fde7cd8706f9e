"""Rules about exercises and engagements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ..dates import after
from ..loading import Loader, kept
from ..models import (
    Citation,
    Engagement,
    Exercise,
    ExerciseAttestation,
    ExerciseParticipant,
)
from . import operators, plans, support
from .dateline import out_of_order
from .finding import CHECKS, Finding


@cache
def _checked() -> Loader:
    """Exercises, drafts included, with what the rules ask of each."""
    attested = Exists(ExerciseAttestation.objects.filter(participant=OuterRef("pk")))
    cited = Exists(Citation.objects.filter(target_exercise_participant=OuterRef("pk")))
    participants = ExerciseParticipant.objects.select_related(
        "navy", "vessel__navy", "identified_as__navy"
    ).annotate(is_attested=attested | cited)
    return Loader(
        Exercise.objects.select_related("superseded_by").prefetch_related(
            kept(Exercise, "participants", participants),
            support.citations(Exercise),
        )
    )


@cache
def _checked_engagements() -> Loader:
    engagements = Engagement.objects.select_related("visit__port", "port")
    return Loader(engagements.prefetch_related(support.citations(Engagement)))


@CHECKS.register(Exercise)
def check_exercises(ids: Sequence[int]) -> Iterator[Finding]:
    """What the rules say about the exercises ``ids``."""
    exercises: list[Exercise] = _checked().rows(ids)
    vessels: set[int] = set()
    for exercise in exercises:
        for row in exercise.participants.all():
            vessels.update(pk for pk in (row.vessel_id, row.identified_as_id) if pk)
    identities = operators.identities_with_navy(vessels)
    successors = plans.successors(exercises)
    for exercise in exercises:
        rows = list(exercise.participants.all())
        for row in rows:
            occasion = operators.Occasion(exercise, row, *exercise.stretch)
            yield from operators.check(occasion, identities)
        yield from _attested_by_nobody(exercise, rows)
        yield from _ship_twice(exercise, rows)
        yield from _says_too_little(exercise, rows)
        yield from _extent(exercise)
        yield from _of_one_day(exercise)
        yield from plans.check(exercise, successors)
        yield from support.check(exercise)
        yield from support.confirmed(exercise)
        yield from support.announced_only(exercise, exercise.start or exercise.end)


def _attested_by_nobody(exercise: Exercise, rows: list[ExerciseParticipant]) -> Iterator[Finding]:
    """Sources disagree on who took part, so that each participant should name its own."""
    for row in rows:
        if not row.is_attested:  # type: ignore[attr-defined]
            yield Finding(
                exercise,
                "attested-by-nobody",
                _("no source is named for participant “%(participant)s”. Name one that does.")
                % {"participant": row},
                impossible=False,
            )


def _ship_twice(exercise: Exercise, rows: list[ExerciseParticipant]) -> Iterator[Finding]:
    ships = Counter(row.vessel or row.identified_as for row in rows)
    for ship, times in ships.items():
        if ship is not None and times > 1:
            yield Finding(
                exercise,
                "ship-twice",
                _("%(ship)s takes part twice. Join the rows, with all their attesting sources.")
                % {"ship": ship.name},
                impossible=False,
            )


def _says_too_little(exercise: Exercise, rows: list[ExerciseParticipant]) -> Iterator[Finding]:
    if not exercise.is_published:
        return
    if not rows:
        yield Finding(
            exercise,
            "nobody-took-part",
            _("nobody takes part. Add its ships, navies or countries."),
            impossible=False,
        )
    if exercise.start is None and exercise.end is None:
        yield Finding(
            exercise,
            "no-date",
            _("it has neither start nor end. Give at least the year, or “on or before”."),
            impossible=False,
        )


def _extent(exercise: Exercise) -> Iterator[Finding]:
    if exercise.radius_km is not None and not exercise.area:
        yield Finding(
            exercise,
            "area-without-name",
            _("it has a radius but no area in words. Name the area as the sources do."),
            impossible=False,
        )


@CHECKS.register(Engagement)
def check_engagements(ids: Sequence[int]) -> Iterator[Finding]:
    """What the rules say about the engagements ``ids``."""
    engagements: list[Engagement] = _checked_engagements().rows(ids)
    for engagement in engagements:
        yield from _outside_its_visit(engagement)
        yield from _of_one_day(engagement)
        if engagement.is_published and engagement.start is None and engagement.end is None:
            yield Finding(
                engagement,
                "no-date",
                _("it has neither start nor end. Give at least the year, or “on or before”."),
                impossible=False,
            )
        yield from support.check(engagement)


def _outside_its_visit(engagement: Engagement) -> Iterator[Finding]:
    visit = engagement.visit
    if visit is None:
        return
    first = engagement.start or engagement.end
    last = engagement.end or engagement.start
    there, here = visit.port, engagement.port or visit.port
    early = out_of_order(visit.arrival, there, last, here)
    if early or out_of_order(first, here, visit.departure, there):
        yield Finding(
            engagement,
            "outside-its-visit",
            _(
                "it (%(days)s) lies outside visit “%(key)s” (%(visit_days)s). Correct one, or "
                "leave the visit empty."
            )
            % {
                "days": engagement.dates_in_words,
                "key": visit.key,
                "visit_days": visit.dates_in_words,
            },
            impossible=False,
        )


def _of_one_day(occasion: Exercise | Engagement) -> Iterator[Finding]:
    """A kind of one day has one day in both columns; an end that is empty was not found."""
    if not occasion.is_of_one_day:
        return
    start, end = occasion.start, occasion.end
    said = {"kind": occasion.in_words("kind"), "days": occasion.dates_in_words}
    if bool(start) != bool(end):
        yield Finding(
            occasion,
            "one-day-half-known",
            _(
                "“%(kind)s” is of one day, and only its start or its end (%(days)s) is given. "
                "Give both if the sources leave no doubt."
            )
            % said,
            impossible=False,
        )
    if after(end, start) or (start and start.is_interval):
        yield Finding(
            occasion,
            "longer-than-one-day",
            _(
                "“%(kind)s” is of one day, but this is of several (%(days)s). Correct its dates, "
                "or choose another kind."
            )
            % said,
            impossible=False,
        )

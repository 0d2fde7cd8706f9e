"""Plans and lengths that break a rule."""

from __future__ import annotations

from deployments.models import Record
from tests.factories import (
    DeploymentFactory,
    EngagementFactory,
    ExerciseFactory,
    VisitFactory,
)
from tests.rules.broken.registry import breaks


@breaks("outcome-not-recorded")
def planned_visit_whose_day_has_passed() -> Record:
    return VisitFactory(certainty="planned")


@breaks("outcome-not-recorded")
def planned_exercise_whose_open_end_has_passed() -> Record:
    return ExerciseFactory(certainty="planned", start_edtf="[2024-09-09..]", end_edtf="")


@breaks("made-but-not-recorded")
def made_but_not_recorded() -> Record:
    return ExerciseFactory(certainty="planned", outcome="made")


@breaks("not-found-but-superseded")
def not_found_but_superseded() -> Record:
    return VisitFactory(certainty="planned", outcome="not found", superseded_by=VisitFactory())


@breaks("superseded-by-a-plan")
def exercise_superseded_by_a_plan() -> Record:
    later = ExerciseFactory(certainty="planned", outcome="not made")
    return ExerciseFactory(certainty="cancelled", superseded_by=later)


@breaks("one-day-half-known")
def ceremony_without_end() -> Record:
    return EngagementFactory(kind="ceremony", end_edtf="")


@breaks("one-day-half-known")
def passing_exercise_without_start() -> Record:
    return ExerciseFactory(kind="passing exercise", start_edtf="")


@breaks("longer-than-one-day")
def reception_of_two_days() -> Record:
    return EngagementFactory(kind="reception", end_edtf="2024-08-27")


@breaks("longer-than-one-day")
def passing_exercise_of_a_stretch() -> Record:
    days = "2024-08-27/2024-08-29"
    return ExerciseFactory(kind="passing exercise", start_edtf=days, end_edtf=days)


@breaks("duration-does-not-fit")
def lasted_longer_than_its_dates() -> Record:
    return DeploymentFactory(duration="P154D")


@breaks("duration-does-not-fit")
def lasted_shorter_than_its_dates() -> Record:
    return DeploymentFactory(start_edtf="[..2024-06-01]", end_edtf="2024-10-30", duration="P3M")

"""Deployments, exercises and engagements that break a rule."""

from __future__ import annotations

from deployments.models import Record
from tests.factories import (
    AssignmentFactory,
    CitationFactory,
    DeploymentFactory,
    EngagementFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    SourceFactory,
    VisitFactory,
    cite,
    published,
)
from tests.rules.broken.registry import breaks

# Deployments -------------------------------------------------------------------------------------


@breaks("assignment-outside", impossible=True)
def assigned_after_the_end() -> Record:
    voyage = DeploymentFactory(end_edtf="2024-10-30")
    AssignmentFactory(deployment=voyage, joined_edtf="2024-11-05")
    return voyage


@breaks("assignment-outside")
def assigned_about_a_month_after_the_end() -> Record:
    voyage = DeploymentFactory(end_edtf="2024-10-30")
    AssignmentFactory(deployment=voyage, joined_edtf="2024-11~")
    return voyage


@breaks("assignment-outside")
def assigned_before_the_start() -> Record:
    voyage = DeploymentFactory(start_edtf="2024-06-01")
    AssignmentFactory(deployment=voyage, joined_edtf="2024-05-01", left_edtf="2024-07-01")
    return voyage


@breaks("ship-twice")
def ship_twice_in_a_deployment() -> Record:
    voyage = DeploymentFactory()
    row = AssignmentFactory(deployment=voyage)
    AssignmentFactory(deployment=voyage, vessel=row.vessel, joined_edtf="2024-08-01")
    return voyage


@breaks("ship-twice")
def ship_twice_beside_another() -> Record:
    voyage = AssignmentFactory().deployment
    row = AssignmentFactory(deployment=voyage)
    AssignmentFactory(deployment=voyage, vessel=row.vessel, joined_edtf="2024-08-01")
    return voyage


@breaks("no-ships")
def deployment_without_ships() -> Record:
    return published(DeploymentFactory())


# Exercises and engagements -----------------------------------------------------------------------


@breaks("attested-by-nobody")
def attested_by_nobody() -> Record:
    drill = ExerciseFactory()
    ExerciseParticipantFactory(exercise=drill)
    return drill


@breaks("attested-by-nobody")
def attested_for_another_participant_only() -> Record:
    drill = ExerciseFactory()
    ExerciseParticipantFactory(exercise=drill)
    other = ExerciseParticipantFactory(exercise=drill)
    CitationFactory(target_visit=None, target_exercise_participant=other)
    return drill


@breaks("ship-twice")
def ship_twice_in_an_exercise() -> Record:
    drill = ExerciseFactory()
    row = ExerciseParticipantFactory(exercise=drill)
    ExerciseParticipantFactory(
        exercise=drill, vessel=None, navy=row.navy, said="a frigate", identified_as=row.vessel
    )
    return drill


@breaks("nobody-took-part")
def exercise_of_nobody() -> Record:
    return published(ExerciseFactory())


@breaks("no-date")
def exercise_without_date() -> Record:
    return published(ExerciseFactory(start_edtf="", end_edtf=""))


@breaks("not-yet-happened")
def exercise_in_the_future() -> Record:
    return ExerciseFactory(start_edtf="2999-01-01", end_edtf="")


@breaks("area-without-name")
def exercise_in_a_nameless_area() -> Record:
    return ExerciseFactory(lat=33.0, lon=139.5, radius_km=100)


@breaks("confirmed-by-announcement")
def exercise_confirmed_by_an_announcement() -> Record:
    drill = ExerciseFactory(start_edtf="", end_edtf="2024-08-29")
    cite(drill, source=published(SourceFactory(published_edtf="2024-08-21")))
    return published(drill)


@breaks("outside-its-visit")
def engagement_outside_its_visit() -> Record:
    return EngagementFactory(start_edtf="2024-09-01", end_edtf="2024-09-01", visit=VisitFactory())


@breaks("no-date")
def engagement_without_date() -> Record:
    return published(EngagementFactory(start_edtf="", end_edtf=""))

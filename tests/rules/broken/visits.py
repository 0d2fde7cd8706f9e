"""Visits that break a rule, by whose ship it was, by where she was and by what is said."""

from __future__ import annotations

from deployments.changes.service import change_set
from deployments.choices import Certainty, Origin
from deployments.models import Record
from tests.factories import (
    DeploymentFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PortFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)
from tests.rules.broken.registry import breaks

# Whose ship it was -------------------------------------------------------------------------------


@breaks("country-not-the-navys", impossible=True)
def participant_of_another_country() -> Record:
    visit = VisitFactory()
    VisitParticipantFactory(visit=visit, country="DE", navy=NavyFactory(country="IT"))
    return visit


@breaks("navy-not-the-vessels", impossible=True)
def participant_of_another_navy() -> Record:
    drill = ExerciseFactory()
    ExerciseParticipantFactory(exercise=drill, navy=NavyFactory(country="FR"))
    return drill


@breaks("navy-not-the-vessels")
def identified_as_a_ship_of_another_navy() -> Record:
    visit = VisitFactory()
    VisitParticipantFactory(
        visit=visit, vessel=None, navy=NavyFactory(), identified_as=VesselFactory()
    )
    return visit


@breaks("navy-not-the-vessels", impossible=True)
def participant_of_the_country_of_another_navy() -> Record:
    visit = VisitFactory()
    VisitParticipantFactory(visit=visit, navy=None, country="DE")
    return visit


# Visits ------------------------------------------------------------------------------------------


def two_stays(first: dict[str, object], second: dict[str, object]) -> Record:
    """Two visits of one ship; the first is public."""
    ship = VesselFactory()
    visits = [VisitFactory(**fields) for fields in (first, second)]
    for visit in visits:
        VisitParticipantFactory(visit=visit, vessel=ship)
    published(visits[0])
    return visits[1]


@breaks("no-day-left")
def possibly_in_one_port_while_certainly_in_another() -> Record:
    return two_stays(
        {"arrival_edtf": "2024-08-10", "departure_edtf": "2024-08-12"},
        {"arrival_edtf": "[2024-08-10..2024-08-12]", "departure_edtf": ""},
    )


@breaks("two-ports-at-once", impossible=True)
def two_ports_at_once() -> Record:
    return two_stays({}, {"arrival_edtf": "2024-08-25", "departure_edtf": "2024-08-30"})


@breaks("two-ports-at-once")
def two_ports_at_once_by_report() -> Record:
    return two_stays({"certainty": Certainty.REPORTED}, {})


@breaks("two-ports-at-once")
def two_ports_at_once_if_it_was_that_ship() -> Record:
    ship = VesselFactory()
    public, visit = VisitFactory(), VisitFactory()
    VisitParticipantFactory(visit=public, vessel=ship)
    VisitParticipantFactory(visit=visit, vessel=None, navy=ship.navy, identified_as=ship)
    published(public)
    return visit


@breaks("two-ports-at-once", impossible=True)
def in_the_midst_of_a_stay_known_by_its_arrival_alone() -> Record:
    return two_stays({"arrival_edtf": "2024-08-25", "departure_edtf": ""}, {})


def across_the_world(day: str) -> Record:
    return two_stays(
        {"port": PortFactory(lat=35.3, lon=139.7)},
        {
            "port": PortFactory(lat=40.5, lon=17.2),
            "arrival_edtf": day,
            "departure_edtf": "2024-08-30",
        },
    )


@breaks("too-far")
def across_the_world_in_a_day() -> Record:
    return across_the_world("2024-08-28")


@breaks("too-far")
def across_the_world_on_the_same_day() -> Record:
    return across_the_world("2024-08-27")


@breaks("own-dates-outside")
def own_dates_outside() -> Record:
    visit = VisitFactory()
    VisitParticipantFactory(visit=visit, departure_edtf="2024-08-29")
    return visit


@breaks("outside-deployment")
def visit_after_the_deployment() -> Record:
    visit = VisitFactory(deployment=DeploymentFactory(end_edtf="2024-08-20"))
    VisitParticipantFactory(visit=visit)
    return visit


@breaks("not-of-the-deployment")
def ship_not_assigned() -> Record:
    visit = VisitFactory(deployment=DeploymentFactory())
    VisitParticipantFactory(visit=visit)
    return visit


@breaks("ship-twice")
def ship_twice_in_a_visit() -> Record:
    visit = VisitFactory()
    row = VisitParticipantFactory(visit=visit)
    VisitParticipantFactory(visit=visit, vessel=row.vessel, said="the flagship")
    return visit


@breaks("ship-twice")
def two_unnamed_ships_that_are_one() -> Record:
    visit, ship = VisitFactory(), VesselFactory()
    for said in ("a frigate", "the flagship"):
        VisitParticipantFactory(
            visit=visit, vessel=None, navy=ship.navy, said=said, identified_as=ship
        )
    return visit


@breaks("superseded-in-a-circle", impossible=True)
def superseded_in_a_circle() -> Record:
    first = VisitFactory(certainty=Certainty.PLANNED)
    second = VisitFactory(certainty=Certainty.CANCELLED, superseded_by=first)
    with change_set(origin=Origin.COMMAND):
        first.superseded_by = second
        first.save()
    return first


@breaks("superseded-in-a-circle", impossible=True)
def superseded_in_a_circle_beside_a_visit_that_is_not() -> Record:
    VisitFactory()
    return superseded_in_a_circle()


@breaks("superseded-by-a-plan")
def superseded_by_a_plan() -> Record:
    return VisitFactory(
        certainty=Certainty.PLANNED, superseded_by=VisitFactory(certainty=Certainty.PLANNED)
    )


@breaks("nobody-took-part")
def visit_of_nobody() -> Record:
    return published(VisitFactory())


@breaks("no-date")
def visit_without_date() -> Record:
    return published(VisitFactory(arrival_edtf="", departure_edtf=""))


@breaks("not-yet-happened")
def visit_in_the_future() -> Record:
    return VisitFactory(arrival_edtf="2999-01-01", departure_edtf="")


@breaks("entered-twice")
def visit_entered_twice() -> Record:
    visit = VisitFactory()
    row = VisitParticipantFactory(visit=visit)
    again = VisitFactory(port=visit.port)
    VisitParticipantFactory(visit=again, vessel=row.vessel)
    return again

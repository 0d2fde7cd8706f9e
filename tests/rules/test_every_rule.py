"""Every rule finds what it is for, and says so as gravely as it should."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from deployments import rules
from deployments.changes.service import change_set
from deployments.choices import Certainty, Origin, PortKind, Stance
from deployments.models import Record
from tests.factories import (
    AffiliationFactory,
    AssignmentFactory,
    CitationFactory,
    CommentaryAffiliationFactory,
    CommentaryFactory,
    DeploymentFactory,
    EngagementFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PersonFactory,
    PortFactory,
    SourceFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
    together,
)

pytestmark = pytest.mark.django_db

Case = Callable[[], Record]
CASES: list[tuple[str, bool, Case]] = []
"""The code of the rule, whether it is impossible, and what makes a record that breaks it."""


def breaks(code: str, *, impossible: bool = False) -> Callable[[Case], Case]:
    def register(case: Case) -> Case:
        CASES.append((code, impossible, case))
        return case

    return register


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.function is test_it_is_found:
        ids = [case.__name__ for _code, _impossible, case in CASES]
        metafunc.parametrize(("code", "impossible", "case"), CASES, ids=ids)


def test_it_is_found(code: str, impossible: bool, case: Case) -> None:
    with together():
        record = case()
    found = {finding.code: finding for finding in rules.findings(record)}
    assert code in found
    assert found[code].impossible is impossible
    assert found[code].record == record
    assert found[code].message.rstrip().endswith((".", "?"))
    assert found[code].message in {each.message for each in rules.all_findings()}


def test_every_rule_has_a_case() -> None:
    source = "".join(path.read_text() for path in Path(rules.__file__).parent.glob("*.py"))
    codes = set(re.findall(r"Finding\(\s*[\w.]+,\s*\"([a-z-]+)\"", source))
    assert len(codes) > 20
    assert codes == {code for code, _impossible, _case in CASES}


# Places and vessels ------------------------------------------------------------------------------


@breaks("unlocode-of-another-country")
def unlocode_of_another_country() -> Record:
    return PortFactory(country="JP", unlocode="KRPUS")


@breaks("area-without-radius")
def area_without_radius() -> Record:
    return PortFactory(kind=PortKind.AREA, lat=26.5, lon=127.9)


@breaks("unlocode-taken")
def unlocode_taken() -> Record:
    PortFactory(unlocode="JPYOS")
    return PortFactory(unlocode="JPYOS")


@breaks("pennant-taken")
def pennant_taken() -> Record:
    other = VesselFactory(pennant="C 550")
    return VesselFactory(pennant="c-550", navy=other.navy)


def two_identities(**second: object) -> Record:
    vessel = VesselFactory()
    same = {"name": "Shimakaze", "pennant": "DDG-172", "from_edtf": "1988", "to_edtf": "2021-03"}
    VesselIdentityFactory(vessel=vessel, **same)
    VesselIdentityFactory(
        vessel=vessel, **{**same, "from_edtf": "2000", "to_edtf": "2022", **second}
    )
    return vessel


@breaks("identities-clash", impossible=True)
def two_names_at_once() -> Record:
    return two_identities(name="Hatakaze")


@breaks("identities-clash", impossible=True)
def two_navies_at_once() -> Record:
    vessel = VesselFactory()
    for since in ("1988", "2000"):
        VesselIdentityFactory(
            vessel=vessel, name="Shimakaze", navy=NavyFactory(), from_edtf=since, to_edtf="2022"
        )
    return vessel


@breaks("identities-clash", impossible=True)
def two_mmsi_at_once() -> Record:
    vessel = VesselFactory()
    for since, mmsi in (("1988", "431999999"), ("2000", "431999998")):
        VesselIdentityFactory(
            vessel=vessel, name="Shimakaze", mmsi=mmsi, from_edtf=since, to_edtf="2022"
        )
    return vessel


@breaks("identities-clash")
def two_pennants_at_once() -> Record:
    return two_identities(pennant="TV-3521")


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


# How it is known ---------------------------------------------------------------------------------


@breaks("only-contradicted")
def only_contradicted() -> Record:
    visit = VisitFactory()
    cite(visit, stance=Stance.DIFFERS)
    return published(visit)


@breaks("only-contradicted")
def contradicted_and_mentioned() -> Record:
    visit = VisitFactory()
    cite(visit, stance=Stance.DIFFERS)
    cite(visit, stance=Stance.MENTIONS)
    return published(visit)


@breaks("only-contradicted")
def denied() -> Record:
    visit = VisitFactory()
    cite(visit, stance=Stance.DENIES)
    cite(visit, stance=Stance.SILENT)
    return published(visit)


@breaks("only-silent")
def only_silent() -> Record:
    visit = VisitFactory()
    cite(visit, stance=Stance.SILENT)
    return published(visit)


@breaks("one-source-second-hand")
def one_source_second_hand() -> Record:
    visit = VisitFactory()
    cite(visit, via=published(SourceFactory()))
    return published(visit)


@breaks("confirmed-by-announcement")
def confirmed_by_an_announcement() -> Record:
    visit = VisitFactory()
    cite(visit, source=published(SourceFactory(published_edtf="2024-08-21")))
    return published(visit)


@breaks("said-after-publication")
def said_after_publication() -> Record:
    statement = CommentaryFactory(date_edtf="2024-08-26")
    cite(statement, source=published(SourceFactory(published_edtf="2024-08-25")))
    return published(statement)


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


# Commentary and sources --------------------------------------------------------------------------


@breaks("affiliation-of-another", impossible=True)
def affiliation_of_another() -> Record:
    """The form refuses it; it comes about when the commentary is given to another person."""
    held = CommentaryAffiliationFactory()
    statement = held.commentary
    with change_set(origin=Origin.COMMAND):
        statement.person = PersonFactory()
        statement.save()
    return statement


@breaks("affiliation-of-another-time")
def affiliation_of_another_time() -> Record:
    statement = CommentaryFactory(date_edtf="2024-08-26")
    held = AffiliationFactory(person=statement.person, as_of_edtf="2019")
    CommentaryAffiliationFactory(commentary=statement, affiliation=held)
    return statement


@breaks("answers-nothing")
def answers_nothing() -> Record:
    return published(CommentaryFactory())


@breaks("second-hand-via-nobody")
def second_hand_via_nobody() -> Record:
    return CommentaryFactory(second_hand=True)


@breaks("via-but-first-hand")
def via_but_first_hand() -> Record:
    return CommentaryFactory(via=SourceFactory())


@breaks("published-after-accessed")
def published_after_accessed() -> Record:
    return SourceFactory(accessed_on="2024-08-01", published_edtf="2024-09")


@breaks("supports-nothing")
def supports_nothing() -> Record:
    return published(SourceFactory())

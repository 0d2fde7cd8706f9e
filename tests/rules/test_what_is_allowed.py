"""What looks odd and is not: the world contradicts itself, and must stay representable."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deployments import rules
from deployments.changes.service import change_set
from deployments.choices import Certainty, Origin, PortKind
from deployments.models import Record
from deployments.rules.places import kilometres
from deployments.services import publishing
from deployments.services.gate import Refused
from tests.factories import (
    AssignmentFactory,
    CommentaryAffiliationFactory,
    CommentaryFactory,
    DeploymentFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PortFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
    together,
)

pytestmark = pytest.mark.django_db


def codes(record: Record) -> set[str]:
    return {finding.code for finding in rules.findings(record)}


def impossible(record: Record) -> set[str]:
    return {finding.code for finding in rules.impossible(record)}


@together()
def beside(first: dict[str, Any], second: dict[str, Any]) -> Record:
    """A second visit of a ship whose first one is public."""
    ship = VesselFactory()
    visits = [VisitFactory(**fields) for fields in (first, second)]
    for visit in visits:
        VisitParticipantFactory(visit=visit, vessel=ship)
    published(visits[0])
    return visits[1]


TOKYO: dict[str, Any] = {"arrival_edtf": "2024-08-20", "departure_edtf": "2024-08-25"}


@pytest.mark.parametrize(
    "second",
    [
        {"arrival_edtf": "2024-08-25", "departure_edtf": "2024-08-27"},
        {"arrival_edtf": "2024-08-18", "departure_edtf": "2024-08-20"},
        {"arrival_edtf": "2024-08-24~", "departure_edtf": "2024-08-27"},
        {"arrival_edtf": "[2024-08-22..2024-08-26]", "departure_edtf": "2024-08-27"},
        {"arrival_edtf": "[..2024-08-28]", "departure_edtf": ""},
        {"arrival_edtf": "2024-08-25", "departure_edtf": ""},
        {"arrival_edtf": "2024-08-22", "departure_edtf": "", "certainty": Certainty.PLANNED},
        {"arrival_edtf": "", "departure_edtf": "2024-08-20"},
    ],
    ids=lambda fields: " to ".join(str(value) for value in fields.values()),
)
def test_a_ship_may_go_from_port_to_port_on_a_day_and_be_there_uncertainly(
    second: dict[str, Any],
) -> None:
    assert "two-ports-at-once" not in codes(beside(TOKYO, second))


@pytest.mark.parametrize(
    "second",
    [
        {"arrival_edtf": "2024-08-24", "departure_edtf": "2024-08-27"},
        {"arrival_edtf": "2024-08-22", "departure_edtf": ""},
        {"arrival_edtf": "", "departure_edtf": "2024-08-22"},
        {"arrival_edtf": "[2024-08-19..2024-08-21]", "departure_edtf": "2024-08-22"},
    ],
    ids=lambda fields: " to ".join(str(value) for value in fields.values()),
)
def test_a_ship_is_not_in_two_ports_on_a_day_in_the_midst_of_a_stay(
    second: dict[str, Any],
) -> None:
    assert "two-ports-at-once" in impossible(beside(TOKYO, second))


def test_a_draft_keeps_nothing_from_being_public() -> None:
    ship = VesselFactory()
    for _ in range(2):
        visit = VisitFactory()
        VisitParticipantFactory(visit=visit, vessel=ship)
    assert impossible(visit) == set()
    assert published(visit).is_published


def test_the_gate_refuses_the_impossible_and_says_which() -> None:
    second = beside({"key": "in-tokyo"}, {})
    with pytest.raises(Refused) as refused:
        published(second)
    assert "in-tokyo" in str(refused.value.problems[0])
    second.refresh_from_db()
    assert not second.is_published


def test_two_that_contradict_each_other_are_not_published_together() -> None:
    ship = published(VesselFactory())
    visits = [VisitFactory(port=published(PortFactory())) for _ in range(2)]
    for visit in visits:
        VisitParticipantFactory(visit=visit, vessel=ship, navy=None)
        cite(visit)
    with pytest.raises(Refused) as refused:
        publishing.publish(records=visits, origin=Origin.COMMAND)
    assert {problem.record for problem in refused.value.problems} == set(visits)


def test_an_own_departure_tells_the_ship_from_the_visit() -> None:
    ship = VesselFactory()
    first = VisitFactory(**TOKYO)
    VisitParticipantFactory(visit=first, vessel=ship, departure_edtf="2024-08-22")
    published(first)
    second = VisitFactory(arrival_edtf="2024-08-22", departure_edtf="2024-08-27")
    VisitParticipantFactory(visit=second, vessel=ship)
    assert "two-ports-at-once" not in codes(second)


def test_an_area_may_hold_the_port() -> None:
    hawaii = PortFactory(kind=PortKind.AREA, country="US", lat=20.8, lon=-157.0, radius_km=250)
    harbour = PortFactory(country="US", lat=21.35, lon=-157.95)
    guam = PortFactory(country="GU", lat=13.45, lon=144.6)
    second = beside({"port": hawaii}, {"port": harbour})
    assert "two-ports-at-once" not in codes(second)
    elsewhere = beside({"port": hawaii}, {"port": guam})
    assert "two-ports-at-once" in codes(elsewhere)
    assert impossible(elsewhere) == set()


def test_an_area_without_position_may_hold_any_port_of_the_state() -> None:
    angola = PortFactory(kind=PortKind.AREA, country="AO")
    luanda, dakar = PortFactory(country="AO"), PortFactory(country="SN")
    assert "two-ports-at-once" not in codes(beside({"port": angola}, {"port": luanda}))
    assert "two-ports-at-once" in codes(beside({"port": angola}, {"port": dakar}))


def test_two_ports_close_together_may_be_one_under_two_names() -> None:
    first, second = PortFactory(lat=35.29, lon=139.67), PortFactory(lat=35.28, lon=139.66)
    near = beside({"port": first}, {"port": second})
    assert "two-ports-at-once" in codes(near)
    assert impossible(near) == set()


def test_distances_are_those_of_the_globe() -> None:
    taranto, yokosuka = PortFactory(lat=40.47, lon=17.2), PortFactory(lat=35.28, lon=139.65)
    distance = kilometres(taranto, yokosuka)
    assert distance is not None
    assert 9_500 < distance < 9_800
    assert kilometres(taranto, PortFactory()) is None


def test_a_month_is_enough_for_any_voyage() -> None:
    far = beside(
        {"port": PortFactory(lat=35.3, lon=139.7)},
        {
            "port": PortFactory(lat=40.5, lon=17.2),
            "arrival_edtf": "2024-09-20",
            "departure_edtf": "",
        },
    )
    assert "too-far" not in codes(far)


# Whose ship it was -------------------------------------------------------------------------------


def test_a_sold_ship_sails_for_each_navy_in_its_time() -> None:
    seller, buyer = NavyFactory(country="IT"), NavyFactory(country="ID")
    ship = VesselFactory(navy=buyer)
    VesselIdentityFactory(vessel=ship, navy=seller, from_edtf="2010", to_edtf="2024-12")
    VesselIdentityFactory(vessel=ship, navy=buyer, from_edtf="2024-12")
    before, after = VisitFactory(), VisitFactory(arrival_edtf="2025-03-01", departure_edtf="")
    right = [(before, seller), (after, buyer)]
    for visit, navy in right:
        VisitParticipantFactory(visit=visit, vessel=ship, navy=navy)
        assert "navy-not-the-vessels" not in codes(visit)
    wrong = VisitFactory()
    VisitParticipantFactory(visit=wrong, vessel=ship, navy=buyer)
    assert "navy-not-the-vessels" in impossible(wrong)


def test_a_navy_that_one_source_gives_without_dates_is_odd_and_no_more() -> None:
    named = NavyFactory(country="GR")
    ship = VesselFactory()
    VesselIdentityFactory(vessel=ship, navy=named)
    visit = VisitFactory()
    VisitParticipantFactory(visit=visit, vessel=ship, navy=named)
    assert "navy-not-the-vessels" in codes(visit)
    assert impossible(visit) == set()


def test_any_ship_may_sail_with_a_multinational_group() -> None:
    drill = ExerciseFactory()
    ExerciseParticipantFactory(exercise=drill, navy=NavyFactory(country=""))
    assert "navy-not-the-vessels" not in codes(drill)


def test_a_territory_is_of_its_state() -> None:
    visit = VisitFactory()
    VisitParticipantFactory(visit=visit, vessel=None, navy=NavyFactory(country="US"), country="GU")
    assert "country-not-the-navys" not in codes(visit)
    assert "unlocode-of-another-country" not in codes(PortFactory(country="RE", unlocode="FRLPT"))


def test_a_vessel_and_a_navy_are_not_changed_from_under_a_public_visit() -> None:
    visit = VisitFactory()
    row = VisitParticipantFactory(visit=visit, country="IT")
    published(visit)
    vessel, navy = row.vessel, row.navy
    with pytest.raises(Refused, match="navy"), change_set(origin=Origin.COMMAND):
        vessel.refresh_from_db()
        vessel.navy = published(NavyFactory(country="FR"))
        vessel.save()
    with pytest.raises(Refused, match="France"), change_set(origin=Origin.COMMAND):
        navy.refresh_from_db()
        navy.country = "FR"
        navy.save()


# Identities --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("1988", "2021-03"), ("2021-03", "")),
        (("1988-01-01", "2021-03-01"), ("2021-03-01", "2024-01-01")),
        (("1988", "2021-03~"), ("2000", "2022")),
        (("1988", ""), ("2000", "2022")),
        (("", ""), ("2000", "2022")),
    ],
)
def test_identities_follow_one_another_and_undated_ones_never_clash(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    vessel = VesselFactory()
    for name, (start, end) in (("Hatakaze", first), ("Shimakaze", second)):
        VesselIdentityFactory(vessel=vessel, name=name, from_edtf=start, to_edtf=end)
    assert "identities-clash" not in codes(vessel)


# Deployments and the rest ------------------------------------------------------------------------


def test_a_ship_may_be_in_two_deployments_and_leave_after_the_last_month_began() -> None:
    ship = VesselFactory()
    for _ in range(2):
        voyage = DeploymentFactory(end_edtf="2024-10-30")
        AssignmentFactory(
            deployment=voyage, vessel=ship, joined_edtf="2024-08-27~", left_edtf="2024-09/2024-10"
        )
        assert codes(voyage) == set()


def test_a_ship_that_came_back_has_two_rows() -> None:
    voyage = DeploymentFactory()
    row = AssignmentFactory(deployment=voyage, joined_edtf="2024-06-01", left_edtf="2024-06-20")
    AssignmentFactory(deployment=voyage, vessel=row.vessel, joined_edtf="2024-09-01")
    assert codes(voyage) == set()
    visit = VisitFactory()
    first = VisitParticipantFactory(visit=visit, departure_edtf="2024-08-23")
    VisitParticipantFactory(
        visit=visit, vessel=first.vessel, said="again", arrival_edtf="2024-08-26"
    )
    assert "ship-twice" not in codes(visit)


def test_a_plan_after_a_plan_ends_at_what_happened() -> None:
    happened = VisitFactory()
    second = VisitFactory(certainty=Certainty.PLANNED, superseded_by=happened)
    first = VisitFactory(certainty=Certainty.PLANNED, superseded_by=second)
    assert {"superseded-by-a-plan", "superseded-in-a-circle"}.isdisjoint(codes(first))
    assert {"superseded-by-a-plan", "superseded-in-a-circle"}.isdisjoint(codes(second))


def test_a_draft_may_say_too_little() -> None:
    assert codes(VisitFactory(arrival_edtf="", departure_edtf="")) == set()
    assert codes(DeploymentFactory()) == set()
    assert codes(CommentaryFactory()) == set()


def test_an_affiliation_of_the_year_before_is_good_enough() -> None:
    statement = CommentaryFactory(date_edtf="2024-08-26")
    held = CommentaryAffiliationFactory(commentary=statement)
    with change_set(origin=Origin.COMMAND):
        held.affiliation.as_of_edtf = "2023"
        held.affiliation.save()
    assert codes(statement) == set()


# Cost --------------------------------------------------------------------------------------------


def test_a_whole_check_asks_as_often_for_many_records_as_for_few() -> None:
    def fill() -> None:
        ship = VesselFactory()
        VesselIdentityFactory(vessel=ship, navy=ship.navy, from_edtf="2000")
        voyage = DeploymentFactory()
        AssignmentFactory(deployment=voyage, vessel=ship)
        visit = VisitFactory(deployment=voyage)
        VisitParticipantFactory(visit=visit, vessel=ship)
        published(visit)
        drill = ExerciseFactory()
        ExerciseParticipantFactory(exercise=drill, vessel=ship)
        CommentaryAffiliationFactory()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(rules.all_findings())
        return len(captured)

    fill()
    few = queries()
    for _ in range(4):
        fill()
    assert queries() == few


def test_one_record_is_checked_with_a_handful_of_queries() -> None:
    visit = beside({}, {})
    for record, most in ((visit, 8), (VesselFactory(), 7), (CommentaryFactory(), 6)):
        with CaptureQueriesContext(connection) as captured:
            rules.findings(record)
        assert len(captured) <= most

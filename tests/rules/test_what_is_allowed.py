"""What looks odd and is not: the world contradicts itself, and must stay representable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deployments import rules
from deployments.changes.service import change_set
from deployments.choices import Certainty, Origin, PortKind, Stance
from deployments.models import Record, Source
from deployments.rules.places import kilometres
from deployments.services import publishing
from deployments.services.gate import Refused
from tests.factories import (
    AffiliationFactory,
    AssignmentFactory,
    CitationFactory,
    CommentaryAffiliationFactory,
    CommentaryFactory,
    DeploymentFactory,
    EngagementFactory,
    ExerciseAttestationFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PortFactory,
    SourceFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitAttestationFactory,
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


def test_an_area_with_a_position_may_hold_a_port_of_the_state_without_one() -> None:
    hawaii = PortFactory(kind=PortKind.AREA, country="US", lat=20.8, lon=-157.0, radius_km=250)
    harbour, bay = PortFactory(country="US"), PortFactory(country="PH")
    assert "two-ports-at-once" not in codes(beside({"port": hawaii}, {"port": harbour}))
    assert "two-ports-at-once" in codes(beside({"port": hawaii}, {"port": bay}))


def test_a_port_is_no_second_port() -> None:
    port = PortFactory()
    assert "two-ports-at-once" not in codes(beside({"port": port}, {"port": port}))


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


@pytest.mark.parametrize(("lon", "odd"), [(163.0, True), (153.0, False)])
def test_a_ship_gets_as_far_as_her_speed_takes_her_in_two_days(lon: float, odd: bool) -> None:
    """From the evening in one port to the morning of the next day in the other."""
    later = {"arrival_edtf": "2024-08-28", "departure_edtf": "2024-08-30"}
    second = beside(
        {"port": PortFactory(lat=0.0, lon=135.0)}, {"port": PortFactory(lat=0.0, lon=lon), **later}
    )
    assert ("too-far" in codes(second)) is odd


def test_an_area_is_as_near_as_its_edge() -> None:
    ocean = PortFactory(kind=PortKind.AREA, lat=0.0, lon=165.0, radius_km=1000)
    later = {"arrival_edtf": "2024-08-28", "departure_edtf": "2024-08-30"}
    second = beside({"port": PortFactory(lat=0.0, lon=135.0)}, {"port": ocean, **later})
    assert "too-far" not in codes(second)


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


@pytest.mark.parametrize(
    ("sold", "days"),
    [
        ("2024-08-24", ("2024-08-22", "2024-08-27")),
        ("2024-08-22", ("2024-08-22", "2024-08-22")),
        ("2024-08-24", ("2024-08", "")),
        ("2024-08-24", ("[..2024-08-24]", "2024-08-27")),
        ("2024-08-24", ("2024-08-22", "[2024-08-24..]")),
        ("2024-08-24", ("", "")),
    ],
    ids=["in port", "only day", "some day of the month", "arrival", "departure", "not known"],
)
def test_a_ship_sold_on_a_day_of_the_visit_may_sail_for_either_navy(
    sold: str, days: tuple[str, str]
) -> None:
    seller, buyer = NavyFactory(), NavyFactory()
    ship = VesselFactory(navy=NavyFactory())
    VesselIdentityFactory(vessel=ship, navy=seller, from_edtf="2010", to_edtf=sold)
    VesselIdentityFactory(vessel=ship, navy=buyer, from_edtf=sold, to_edtf="2030")
    for navy in (seller, buyer):
        visit = VisitFactory(arrival_edtf=days[0], departure_edtf=days[1])
        VisitParticipantFactory(visit=visit, vessel=ship, navy=navy)
        assert "navy-not-the-vessels" not in codes(visit)
    other = VisitFactory(arrival_edtf=days[0], departure_edtf=days[1])
    VisitParticipantFactory(visit=other, vessel=ship, navy=NavyFactory())
    assert "navy-not-the-vessels" in codes(other)


def test_a_ship_that_was_not_known_to_be_sold_may_sail_for_either_navy() -> None:
    seller, buyer = NavyFactory(), NavyFactory()
    ship = VesselFactory(navy=buyer)
    VesselIdentityFactory(vessel=ship, navy=seller, from_edtf="2010")
    for navy in (seller, buyer):
        visit = VisitFactory()
        VisitParticipantFactory(visit=visit, vessel=ship, navy=navy)
        assert "navy-not-the-vessels" not in codes(visit)


def test_a_sold_ship_does_not_exercise_for_its_former_navy() -> None:
    seller = NavyFactory()
    ship = VesselFactory()
    VesselIdentityFactory(vessel=ship, navy=seller, from_edtf="2010", to_edtf="2020")
    before = ExerciseFactory(start_edtf="2019-08-27", end_edtf="2019-08-29")
    after = ExerciseFactory()
    for drill in (before, after):
        ExerciseParticipantFactory(exercise=drill, vessel=ship, navy=seller)
    assert "navy-not-the-vessels" not in codes(before)
    assert "navy-not-the-vessels" in impossible(after)


def test_whose_ship_it_was_is_said_with_the_days() -> None:
    ship = VesselFactory(name="Cavour", navy=NavyFactory(name="Italian Navy"))
    visit = VisitFactory()
    VisitParticipantFactory(visit=visit, vessel=ship, navy=NavyFactory(name="German Navy"))
    (finding,) = rules.impossible(visit)
    assert "is given for German Navy, but Cavour was of Italian Navy then (" in finding.message
    assert "August 2024" in finding.message
    undated = VisitFactory(arrival_edtf="", departure_edtf="")
    VisitParticipantFactory(visit=undated, vessel=ship, navy=None, country="DE")
    (finding,) = rules.impossible(undated)
    assert "is given for Germany, but Cavour was of Italian Navy then (day not known)" in (
        finding.message
    )


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


def test_a_vessel_is_not_changed_from_under_a_public_exercise() -> None:
    drill = ExerciseFactory()
    vessel = ExerciseParticipantFactory(exercise=drill).vessel
    published(drill)
    with pytest.raises(Refused, match="navy"), change_set(origin=Origin.COMMAND):
        vessel.refresh_from_db()
        vessel.navy = published(NavyFactory(country="FR"))
        vessel.save()


@pytest.mark.parametrize(
    "days",
    [
        {"arrival_edtf": "2024-08-22", "departure_edtf": ""},
        {"arrival_edtf": "", "departure_edtf": "2024-08-22"},
    ],
    ids=["by its arrival", "by its departure"],
)
def test_a_sale_is_not_dated_before_a_public_visit_for_the_former_navy(
    days: dict[str, Any],
) -> None:
    seller, buyer = NavyFactory(), NavyFactory()
    ship = VesselFactory(navy=buyer)
    held = VesselIdentityFactory(vessel=ship, navy=seller, from_edtf="2010", to_edtf="2025")
    bought = VesselIdentityFactory(vessel=ship, navy=buyer, from_edtf="2025", to_edtf="2030")
    visit = VisitFactory(**days)
    VisitParticipantFactory(visit=visit, vessel=ship, navy=seller)
    published(visit)
    with pytest.raises(Refused, match="then"), change_set(origin=Origin.COMMAND):
        held.to_edtf = bought.from_edtf = "2024-08-21"
        held.save()
        bought.save()


# Identities --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("1988", "2021-03"), ("2021-03", "")),
        (("1988-01-01", "2021-03-01"), ("2021-03-01", "2024-01-01")),
        (("1988", "2021-03~"), ("2000", "2022")),
        (("1988", ""), ("2000", "2022")),
        (("", ""), ("2000", "2022")),
        (("[1988..]", "2021"), ("2000", "2022")),
        (("1988", "[..2021]"), ("2000", "2022")),
    ],
)
def test_identities_follow_one_another_and_undated_ones_never_clash(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    vessel = VesselFactory()
    for name, (start, end) in (("Hatakaze", first), ("Shimakaze", second)):
        VesselIdentityFactory(vessel=vessel, name=name, from_edtf=start, to_edtf=end)
    assert "identities-clash" not in codes(vessel)


def test_an_identity_that_says_less_does_not_clash() -> None:
    vessel = VesselFactory()
    VesselIdentityFactory(
        vessel=vessel,
        name="Shimakaze",
        pennant="DDG-172",
        navy=NavyFactory(),
        mmsi="431999999",
        from_edtf="1988",
        to_edtf="2021",
    )
    VesselIdentityFactory(vessel=vessel, name="SHIMAKAZE", from_edtf="2000", to_edtf="2022")
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


def test_a_plan_may_lead_to_others_that_lead_in_a_circle() -> None:
    first, second = (VisitFactory(certainty=Certainty.PLANNED) for _ in range(2))
    with change_set(origin=Origin.COMMAND):
        first.superseded_by, second.superseded_by = second, first
        first.save()
        second.save()
    before = VisitFactory(certainty=Certainty.PLANNED, superseded_by=first)
    assert "superseded-in-a-circle" not in codes(before)


def test_only_what_did_not_happen_lies_in_the_future() -> None:
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    for day, certainty in ((today, Certainty.CONFIRMED), (tomorrow, Certainty.PLANNED)):
        visit = VisitFactory(arrival_edtf=day.isoformat(), departure_edtf="", certainty=certainty)
        assert "not-yet-happened" not in codes(visit)
        drill = ExerciseFactory(start_edtf=day.isoformat(), end_edtf="", certainty=certainty)
        assert "not-yet-happened" not in codes(drill)


@pytest.mark.parametrize(
    "days",
    [
        {"start_edtf": "2024-08-20", "end_edtf": "2024-08-23"},
        {"start_edtf": "2024-08-26", "end_edtf": "2024-08-29"},
    ],
    ids=lambda days: " to ".join(days.values()),
)
def test_an_engagement_may_begin_before_its_visit_or_end_after_it(days: dict[str, Any]) -> None:
    talks = EngagementFactory(visit=VisitFactory(), **days)
    assert "outside-its-visit" not in codes(talks)


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


@pytest.mark.parametrize(("as_of", "odd"), [("2021-08-24", False), ("2021-08-23", True)])
def test_an_affiliation_holds_for_three_years_of_leap_years(as_of: str, odd: bool) -> None:
    statement = CommentaryFactory(date_edtf="2024-08-26")
    held = AffiliationFactory(person=statement.person, as_of_edtf=as_of)
    CommentaryAffiliationFactory(commentary=statement, affiliation=held)
    assert ("affiliation-of-another-time" in codes(statement)) is odd


# How it is known ---------------------------------------------------------------------------------


USES: dict[str, Callable[[Source], object]] = {
    "cited": lambda source: cite(VisitFactory(), source=source),
    "cited through another": lambda source: cite(VisitFactory(), via=source),
    "attests in a visit": lambda source: VisitAttestationFactory(source=source),
    "attests in an exercise": lambda source: ExerciseAttestationFactory(source=source),
    "has an identity": lambda source: VesselIdentityFactory(source=source),
    "relays a statement": lambda source: CommentaryFactory(via=source, second_hand=True),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_a_source_that_is_used_supports_something(use: Callable[[Source], object]) -> None:
    source = published(SourceFactory())
    use(SourceFactory())
    assert "supports-nothing" in codes(source)
    use(source)
    assert "supports-nothing" not in codes(source)


def test_a_participant_that_a_source_is_cited_for_is_attested() -> None:
    row = ExerciseParticipantFactory()
    CitationFactory(target_visit=None, target_exercise_participant=row)
    assert "attested-by-nobody" not in codes(row.exercise)


@pytest.mark.parametrize("day", ["2024-08-27", "2024-08-28"], ids=["first day", "second day"])
def test_what_is_reported_while_it_goes_on_is_no_announcement(day: str) -> None:
    visit = VisitFactory(arrival_edtf="2024-08-27", departure_edtf="2024-08-29")
    for record in (visit, ExerciseFactory()):
        cite(record, source=published(SourceFactory(published_edtf=day)))
        assert "confirmed-by-announcement" not in codes(published(record))


def test_a_plan_rests_on_an_announcement() -> None:
    plan = VisitFactory(certainty=Certainty.PLANNED)
    cite(plan, source=published(SourceFactory(published_edtf="2024-08-01")))
    assert "confirmed-by-announcement" not in codes(published(plan))


def test_what_one_source_supports_and_another_contradicts_may_stand() -> None:
    visit = VisitFactory()
    cite(visit)
    cite(visit, stance=Stance.DIFFERS)
    assert "only-contradicted" not in codes(published(visit))


@pytest.mark.parametrize("stance", [Stance.NARROWER, Stance.BROADER, Stance.MENTIONS])
def test_a_source_need_not_say_just_what_is_recorded(stance: Stance) -> None:
    visit = VisitFactory()
    cite(visit, stance=stance)
    cite(visit, stance=Stance.SILENT)
    assert not {"only-contradicted", "only-silent"} & codes(published(visit))


def test_a_draft_may_still_lack_its_support() -> None:
    visit = VisitFactory()
    cite(visit, stance=Stance.DIFFERS)
    assert codes(visit) == set()


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

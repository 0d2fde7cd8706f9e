"""What an entry of each kind is found by: its places, ships, navies, people and voyages."""

from __future__ import annotations

from typing import Any

import pytest

from deployments.models import Record, TimelineFacet
from deployments.public.entries import LASTING, NEAR_DAYS, PLACE
from deployments.services import derived, indexing
from tests.factories import (
    AnswerFactory,
    AssignmentFactory,
    CommentaryFactory,
    DeploymentFactory,
    EngagementCountryFactory,
    EngagementFactory,
    EngagementPersonFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PersonFactory,
    PortFactory,
    PortNameFactory,
    SubjectFactory,
    ThemePositionFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
    together,
)

pytestmark = pytest.mark.django_db

Facets = set[tuple[str, str]]


def facets(record: Record, kind: str | None = None) -> Facets:
    """The facets of a record's entry."""
    entries: Any = record.entries  # type: ignore[attr-defined]
    entry = entries.get() if kind is None else entries.get(kind=kind)
    return set(entry.facets.values_list("facet", "value"))


def of(*records: Record, countries: str = "") -> Facets:
    """The facets of these records, and of countries with a space between."""
    named = {(record.record_type, str(record.pk)) for record in records}
    return named | {("country", code) for code in countries.split()}


def test_a_deployment_by_its_navies_ships_and_the_port_it_left() -> None:
    foreign = VesselFactory(navy__country="ES")
    origin = PortFactory(country="MT")
    voyage = DeploymentFactory(
        lead_navy__country="IT", origin_port=origin, start_edtf="2024-06", end_edtf="2024-10"
    )
    AssignmentFactory(deployment=voyage, vessel=foreign)
    published(origin)
    published(voyage)
    involved = of(voyage, voyage.lead_navy, foreign.navy, foreign, countries="IT ES")
    assert facets(voyage, "") == facets(voyage, "return") == involved
    assert facets(voyage, "departure") == involved | of(origin, countries="MT")


@pytest.mark.parametrize(
    ("days", "joined", "left", "aboard"),
    [
        pytest.param("2024-08-27/2024-08-29", "2024-08-01", "", True, id="assigned"),
        pytest.param("2024-08-27/2024-08-29", "2024-07", "2024-07-31", False, id="left before"),
        pytest.param("2024-08-27/2024-08-29", "2024-08-29", "", False, id="joined on the last day"),
        pytest.param("2024-08-29", "2024-08-29", "", True, id="began on the day she joined"),
        pytest.param(
            "2024-08-29/2024-08-29", "2024-08-29", "", True, id="one day, on which she joined"
        ),
        pytest.param(
            "2024-08-29/2024-08-29", "2024-07", "2024-08-29", True, id="one day, on which she left"
        ),
        pytest.param(
            "2024-08-27/2024-08-29", "2024-07", "2024-08-27", False, id="left on the first"
        ),
        pytest.param("2024-08-27/2024-08-29", "2024-08-28", "", True, id="joined meanwhile"),
    ],
)
def test_an_exercise_by_the_voyage_that_its_ship_was_on(
    days: str, joined: str, left: str, aboard: bool
) -> None:
    ship = VesselFactory(navy__country="IT")
    voyage = DeploymentFactory(lead_navy=ship.navy, start_edtf="2024-06", end_edtf="2024-10-30")
    AssignmentFactory(deployment=voyage, vessel=ship, joined_edtf=joined, left_edtf=left)
    published(voyage)
    exercise = ExerciseFactory(start_edtf=days, end_edtf="")
    ExerciseParticipantFactory(exercise=exercise, vessel=ship)
    expected = of(ship, ship.navy, countries="IT") | {("stands_for", "IT")}
    expected |= of(voyage) if aboard else set()
    assert facets(published(exercise)) == expected


def test_a_visit_by_the_navy_of_its_ship_in_its_time() -> None:
    british, american = NavyFactory(country="GB"), NavyFactory(country="US")
    ship = VesselFactory(navy=american)
    VesselIdentityFactory(vessel=ship, navy=british, from_edtf="1967", to_edtf="1983-09")
    VesselIdentityFactory(vessel=ship, navy=american, from_edtf="1983-10")
    for day, navies, codes in (
        ("1980-03", [british], "GB"),
        ("1990-03", [american], "US"),
        ("1983", [british, american], "GB US"),
    ):
        visit = VisitFactory(port__country="MT", arrival_edtf=day, departure_edtf="")
        VisitParticipantFactory(visit=visit, vessel=ship, navy=None)
        involved = of(visit.port, ship, *navies, countries=f"MT {codes}")
        standing = {("stands_for", code) for code in codes.split()}
        # Of a stay that is known to the year alone some days are far from the others.
        lasting = {(LASTING, str(visit.port.pk))} if day == "1983" else set()
        assert facets(published(visit)) == involved | standing | lasting | {(PLACE, "MT")}, day


@pytest.mark.parametrize(
    ("arrival", "departure", "is_lasting"),
    [
        pytest.param("2024-01-01", "2024-03-03", False, id="as long as what is near"),
        pytest.param("2024-01-01", "2024-03-04", True, id="a day longer"),
        pytest.param("2024-01-01", "", False, id="no end known"),
        pytest.param("", "2024-03-03", False, id="no beginning known"),
        pytest.param("2024", "", True, id="the year alone"),
        pytest.param("201X~", "", True, id="about a decade"),
    ],
)
def test_a_port_by_a_stay_that_lasts(arrival: str, departure: str, is_lasting: bool) -> None:
    visit = VisitFactory(arrival_edtf=arrival, departure_edtf=departure)
    VisitParticipantFactory(visit=visit)
    assert ((LASTING, str(visit.port.pk)) in facets(published(visit))) is is_lasting
    entry = visit.entries.get()
    near = [
        abs((each - entry.sort_day).days) <= NEAR_DAYS
        for each in (entry.possible_from, entry.possible_to)
    ]
    assert all(near) is not is_lasting
    assert list(derived.differences()) == []


def test_a_visit_follows_when_its_ship_is_found_to_have_been_another_s() -> None:
    visit = VisitFactory(port__country="MT")
    ship = VisitParticipantFactory(visit=visit, vessel__navy__country="US", navy=None).vessel
    published(visit)
    assert ("country", "US") in facets(visit)
    held = {"from_edtf": "2000", "to_edtf": "2030"}
    VesselIdentityFactory(vessel=ship, navy=published(NavyFactory(country="GB")), **held)
    assert {value for kind, value in facets(visit) if kind == "country"} == {"MT", "GB"}
    assert list(derived.differences()) == []


def test_an_entry_of_before_an_update_is_noticed() -> None:
    visit = VisitFactory()
    VisitParticipantFactory(visit=visit)
    published(visit)
    assert not indexing.has_old_entries()
    TimelineFacet.objects.filter(facet="stands_for").delete()
    assert indexing.has_old_entries()


def test_a_ship_of_a_group_counts_for_her_own_state_and_an_unnamed_one_for_none() -> None:
    group = NavyFactory(country="")
    ship = VesselFactory(navy__country="DE")
    drill = ExerciseFactory()
    ExerciseParticipantFactory(exercise=drill, vessel=ship, navy=group)
    ExerciseParticipantFactory(exercise=drill, vessel=None, navy=group, count=3, type="frigates")
    involved = of(ship, group, ship.navy, countries="DE")
    assert facets(published(drill)) == involved | {("stands_for", "DE"), ("stands_for", "")}


def test_an_occasion_by_its_place_guests_and_voyage() -> None:
    voyage = DeploymentFactory()
    visit = VisitFactory(deployment=voyage)
    occasion = EngagementFactory(port=PortFactory(country="JP"), visit=visit)
    guest = EngagementPersonFactory(engagement=occasion).person
    EngagementCountryFactory(engagement=occasion, country="FR")
    for record in (voyage, visit, guest, occasion):
        published(record)
    involved = of(occasion.port, guest, voyage, countries="JP FR")
    assert facets(occasion) == involved | {(PLACE, "JP")}


@together()
def _said(**subject: Any) -> tuple[Record, Facets]:
    """A statement on one subject, and the facets that it has without it."""
    statement = CommentaryFactory(person=PersonFactory(country="GB"))
    question = AnswerFactory(commentary=statement).question
    theme = ThemePositionFactory(commentary=statement).theme
    SubjectFactory(commentary=statement, **{"country": "", **subject})
    published(statement)
    return statement, of(statement.person, question, theme, countries="GB")


def test_a_statement_by_what_a_visit_it_is_about_involves() -> None:
    visit = VisitFactory(port=PortFactory(country="JP"), deployment=DeploymentFactory())
    VisitParticipantFactory(visit=visit)
    published(visit.deployment)
    statement, own = _said(visit=published(visit))
    about = of(visit, visit.port, visit.deployment, countries="JP")
    assert facets(statement) == own | about


def test_a_statement_by_the_navy_of_a_ship_it_is_about() -> None:
    ship = published(VesselFactory(navy=NavyFactory(country="ES")))
    statement, own = _said(vessel=ship)
    assert facets(statement) == own | of(ship, ship.navy, countries="ES")


def test_a_statement_by_the_country_of_a_navy_it_is_about() -> None:
    navy = published(NavyFactory(country="ES"))
    statement, own = _said(navy=navy)
    assert facets(statement) == own | of(navy, countries="ES")


def test_a_statement_by_the_country_in_which_a_port_lay_when_it_was_said() -> None:
    port = PortFactory(country="HK")
    PortNameFactory(port=port, country="GB", to_edtf="2030-06-30")
    statement, own = _said(port=published(port))
    assert facets(statement) == own | of(port, countries="GB")


def test_a_visit_by_a_country_of_which_no_more_is_known() -> None:
    visit = VisitFactory(port__country="MT")
    VisitParticipantFactory(visit=visit, vessel=None, navy=None, country="FR")
    found = of(visit.port, countries="MT FR") | {("stands_for", "FR"), (PLACE, "MT")}
    assert facets(published(visit)) == found


def test_a_statement_by_a_country_it_is_about() -> None:
    statement, own = _said(country="CN")
    assert facets(statement) == own | of(countries="CN")

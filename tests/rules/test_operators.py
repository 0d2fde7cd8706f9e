"""Whose ship it was: sold ships, groups, territories, and what changes under public records."""

from __future__ import annotations

from typing import Any

import pytest

from deployments import rules
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.services.gate import Refused
from tests.factories import (
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PortFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)
from tests.rules.support import codes, impossible

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("sold", "days", "navy"),
    [
        ("2024-08-20", ("[..2024-08-24]", "2024-08-27"), "seller"),
        ("2024-08-20", ("[..2024-08-24]", ""), "seller"),
        ("2024-08-20", ("", "[..2024-08-24]"), "seller"),
        ("2024-08-20", ("../2024-08-24", ""), "seller"),
        ("2024-09-01", ("2024-08-22", "[2024-08-24..]"), "buyer"),
        ("2024-09-01", ("", "[2024-08-24..]"), "buyer"),
        ("2024-09-01", ("[2024-08-24..]", ""), "buyer"),
    ],
)
@pytest.mark.parametrize("as_country", [False, True], ids=["navy", "country"])
def test_what_only_an_open_date_allows_is_odd_and_no_more(
    sold: str, days: tuple[str, str], navy: str, as_country: bool
) -> None:
    navies = {"seller": NavyFactory(country="IT"), "buyer": NavyFactory(country="ID")}
    ship = VesselFactory(navy=navies["buyer"])
    VesselIdentityFactory(vessel=ship, navy=navies["seller"], from_edtf="2010", to_edtf=sold)
    VesselIdentityFactory(vessel=ship, navy=navies["buyer"], from_edtf=sold, to_edtf="2030")
    visit = VisitFactory(arrival_edtf=days[0], departure_edtf=days[1])
    stated = navies[navy]
    who = {"country": stated.country, "navy": None} if as_country else {"navy": stated}
    VisitParticipantFactory(visit=visit, vessel=ship, **who)
    assert "navy-not-the-vessels" in codes(visit)
    assert impossible(visit) == set()
    VisitParticipantFactory(visit=visit, vessel=ship, navy=NavyFactory(country="FR"), said="she")
    assert "navy-not-the-vessels" in impossible(visit)


@pytest.mark.parametrize(
    ("sold", "days", "navy"),
    [
        ("2024-08-20", ("2024-08-24", "[2024-08-27..]"), "seller"),
        ("2024-09-01", ("[..2024-08-24]", "2024-08-27"), "buyer"),
        ("2024-08-20", ("[2024-08-24..]", ""), "seller"),
        ("2024-09-01", ("[..2024-08-24]", ""), "buyer"),
    ],
)
def test_a_date_that_is_open_on_the_other_side_allows_nothing(
    sold: str, days: tuple[str, str], navy: str
) -> None:
    navies = {"seller": NavyFactory(), "buyer": NavyFactory()}
    ship = VesselFactory(navy=navies["buyer"])
    VesselIdentityFactory(vessel=ship, navy=navies["seller"], from_edtf="2010", to_edtf=sold)
    VesselIdentityFactory(vessel=ship, navy=navies["buyer"], from_edtf=sold, to_edtf="2030")
    visit = VisitFactory(arrival_edtf=days[0], departure_edtf=days[1])
    VisitParticipantFactory(visit=visit, vessel=ship, navy=navies[navy])
    assert "navy-not-the-vessels" in impossible(visit)


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

"""Where a ship was: what looks like two places at once and is not, and what is."""

from __future__ import annotations

from typing import Any

import pytest

from deployments.choices import Certainty, Origin, PortKind
from deployments.geography import kilometres
from deployments.services import publishing
from deployments.services.gate import Refused
from tests.factories import (
    PortFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
)
from tests.rules.support import beside, codes, impossible

pytestmark = pytest.mark.django_db


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

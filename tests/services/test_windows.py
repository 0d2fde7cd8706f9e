"""The days of each ship of a visit or exercise, cut by what is certain of her elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from deployments import models
from deployments.changes.service import change_set
from deployments.choices import Certainty, Origin
from deployments.filters import FILTERSETS
from deployments.services import derived, publishing
from tests.factories import (
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PortFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)

pytestmark = pytest.mark.django_db

Stretches = list[tuple[int, int]]


@pytest.fixture(autouse=True)
def _the_index_is_up_to_date() -> Iterator[None]:
    """After every test here the index is what building it anew would give."""
    yield
    assert list(derived.differences()) == []


@pytest.fixture
def cavour() -> models.Vessel:
    vessel: models.Vessel = VesselFactory(key="cavour")
    return vessel


def call(arrival: str, departure: str, *ships: models.Vessel, **fields: Any) -> models.Visit:
    """A published visit of ``ships``, its days given as the end of their EDTF."""
    visit = VisitFactory(arrival_edtf=arrival, departure_edtf=departure, **fields)
    for ship in ships:
        VisitParticipantFactory(visit=visit, vessel=ship)
    return published(visit)


def drill(start: str, end: str, *ships: models.Vessel, **fields: Any) -> models.Exercise:
    """A published exercise of ``ships``."""
    exercise = ExerciseFactory(start_edtf=start, end_edtf=end, **fields)
    for ship in ships:
        ExerciseParticipantFactory(exercise=exercise, vessel=ship)
    return published(exercise)


def august(day: date) -> int:
    """A day counted from the first of August 2024."""
    return (day - date(2024, 7, 31)).days


def stretches(record: Any, vessel: models.Vessel | None) -> Stretches:
    """The possible days of a ship, or of the whole, as days of August."""
    rows = record.entries.get().stretches.filter(vessel=vessel)
    return [(august(row.possible_from), august(row.possible_to)) for row in rows]


def bounds(record: Any) -> tuple[int, int]:
    entry = record.entries.get()
    return august(entry.possible_from), august(entry.possible_to)


def day(number: int) -> str:
    return f"2024-08-{number:02}"


@pytest.mark.parametrize(
    ("arrival", "departure", "left"),
    [
        ("2024-08", "2024-08", [(1, 9), (13, 31)]),
        (day(8), "", [(8, 9)]),
        ("", day(14), [(13, 14)]),
        (day(13), "", [(13, 43)]),
        (day(12), "", [(12, 42)]),
        ("", day(10), [(-20, 10)]),
        ("[2024-08-05..2024-08-20]", "", [(5, 9), (13, 50)]),
        ("[2024-08-05..2024-08-12]", "", [(5, 9)]),
        ("[2024-08-05..2024-08-13]", "", [(5, 9), (13, 43)]),
        ("", "[2024-08-09..2024-08-20]", [(-21, 9), (13, 20)]),
        ("", "[2024-08-10..2024-08-20]", [(13, 20)]),
        (day(8), "2024-08-14?", [(8, 9)]),
        ("2024-08-08~", "2024-08-14~", [(8, 9), (13, 14)]),
        (day(3), "[2024-08-05..2024-08-15]", [(3, 9)]),
        ("[2024-08-07..2024-08-15]", day(18), [(13, 18)]),
        ("2024-08-01/2024-08-09", "", [(1, 9)]),
        ("2024-08-01/2024-08-20~", "", [(1, 9), (13, 20)]),
        (day(1), day(9), [(1, 9)]),
    ],
)
def test_what_is_left_to_a_ship_that_was_elsewhere_from_the_10th_to_the_12th(
    cavour: models.Vessel, arrival: str, departure: str, left: Stretches
) -> None:
    visit = call(arrival, departure, cavour)
    call(day(10), day(12), cavour)
    assert stretches(visit, cavour) == left
    assert bounds(visit) == (left[0][0], left[-1][1])
    assert stretches(visit, None) == (left if len(left) > 1 else [])


def test_certain_days_stay_certain_on_a_day_on_which_the_ship_goes_on(
    cavour: models.Vessel,
) -> None:
    first, second = call(day(8), day(10), cavour), call(day(10), day(12), cavour)
    for visit, days in ((first, (8, 10)), (second, (10, 12))):
        row = visit.entries.get().stretches.get()
        assert (august(row.certain_from), august(row.certain_to)) == days
        assert stretches(visit, cavour) == [days]


def test_what_is_not_sure_takes_no_day_away(cavour: models.Vessel) -> None:
    vague = call("2024-08", "2024-08", cavour)
    call("2024-08-10~", day(12), cavour)
    call(day(15), day(17), cavour, certainty=Certainty.PLANNED)
    called_off = call(day(20), day(22), cavour, certainty=Certainty.CANCELLED)
    VisitParticipantFactory(visit=VisitFactory(), vessel=cavour)
    assert stretches(vague, cavour) == [(1, 31)]
    assert stretches(called_off, cavour) == [(20, 22)]


def test_a_plan_is_not_bounded_either(cavour: models.Vessel) -> None:
    plan = call("2024-08", "2024-08", cavour, certainty=Certainty.PLANNED)
    call(day(10), day(12), cavour)
    assert stretches(plan, cavour) == [(1, 31)]


def test_where_no_day_would_be_left_nothing_is_taken_away(cavour: models.Vessel) -> None:
    vague = call("[2024-08-10..2024-08-12]", "[2024-08-10..2024-08-12]", cavour)
    call(day(10), day(12), cavour)
    assert stretches(vague, cavour) == [(10, 12)]


def test_days_open_again_with_what_took_them_away(cavour: models.Vessel) -> None:
    vague, other = call("2024-08", "2024-08", cavour), call(day(10), day(12), cavour)
    drilled = drill("2024-08", "2024-08", cavour)
    assert stretches(drilled, cavour) == stretches(vague, cavour) == [(1, 9), (13, 31)]
    with change_set(origin=Origin.COMMAND):
        other.refresh_from_db()
        other.departure_edtf = day(11)
        other.save()
    assert stretches(drilled, cavour) == stretches(vague, cavour) == [(1, 9), (12, 31)]
    publishing.withdraw(record=other, public_reason="wrong", origin=Origin.COMMAND)
    assert stretches(drilled, cavour) == stretches(vague, cavour) == [(1, 31)]


# Elsewhere ----------------------------------------------------------------------------------------

TARANTO = {"lat": 40.4, "lon": 17.2, "country": "IT"}
PEARL_HARBOR = {"lat": 21.35, "lon": -157.95, "country": "US"}


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ({"lat": 40.5, "lon": 17.3}, [(1, 31)]),
        ({"lat": 42.2, "lon": 17.2}, [(1, 31)]),
        ({"lat": 42.4, "lon": 17.2}, [(1, 9), (13, 31)]),
        ({"lat": 42.2, "lon": 17.2, "radius_km": 180}, [(1, 9), (13, 31)]),
        ({"lat": 42.2, "lon": 17.2, "radius_km": 195}, [(1, 31)]),
        ({}, [(1, 9), (13, 31)]),
    ],
)
def test_an_exercise_about_the_port_is_not_elsewhere(
    cavour: models.Vessel, place: dict[str, Any], left: Stretches
) -> None:
    visit = call("2024-08", "2024-08", cavour, port=PortFactory(**TARANTO))
    drill(day(10), day(12), cavour, **place)
    assert stretches(visit, cavour) == left


def test_over_the_date_line_no_day_is_taken_in_doubt(cavour: models.Vessel) -> None:
    """The 12th in Japan is the 11th in Hawaii for most of the day; the 10th in Hawaii the 11th."""
    hawaii = call("2024-08", "2024-08", cavour, port=PortFactory(**PEARL_HARBOR))
    drill(day(10), day(12), cavour, lat=33.0, lon=139.5)
    assert stretches(hawaii, cavour) == [(1, 9), (12, 31)]
    other = VesselFactory()
    japan = call("2024-08", "2024-08", other, port=PortFactory(country="JP", lon=139.7, lat=35.3))
    call(day(10), day(12), other, port=PortFactory(**PEARL_HARBOR))
    assert stretches(japan, other) == [(1, 10), (13, 31)]


def test_a_call_on_days_of_an_exercise_without_a_position_belongs_to_it(
    cavour: models.Vessel,
) -> None:
    drill(day(1), day(30), cavour)
    harbour_phase = call(day(5), "", cavour)
    before = call("[2024-07-20..2024-08-10]", "", cavour)
    assert stretches(harbour_phase, cavour) == [(5, 35)]
    assert stretches(before, cavour) == [(-11, 0)]


def test_an_area_that_holds_the_port_is_not_elsewhere(cavour: models.Vessel) -> None:
    hawaii = PortFactory(kind="area", lat=20.8, lon=-157.0, radius_km=250.0, country="US")
    vague = call("2024-08", "2024-08", cavour, port=hawaii)
    port = PortFactory(**PEARL_HARBOR)
    call(day(10), day(12), cavour, port=port)
    assert stretches(vague, cavour) == [(1, 31)]
    with change_set(origin=Origin.COMMAND):
        port.refresh_from_db()
        port.lat = 35.0
        port.save()
    assert stretches(vague, cavour) == [(1, 9), (13, 31)]


def test_an_exercise_follows_the_place_of_a_port(cavour: models.Vessel) -> None:
    port = PortFactory(**PEARL_HARBOR)
    vague = drill("2024-08", "2024-08", cavour, lat=40.0, lon=17.0)
    call(day(10), day(12), cavour, port=port)
    assert stretches(vague, cavour) == [(1, 9), (13, 31)]
    with change_set(origin=Origin.COMMAND):
        port.refresh_from_db()
        port.lat, port.lon = 40.4, 17.2
        port.save()
    assert stretches(vague, cavour) == [(1, 31)]


def test_another_call_at_the_same_port_is_not_elsewhere(cavour: models.Vessel) -> None:
    port = PortFactory()
    vague = call("2024-08", "2024-08", cavour, port=port)
    call(day(10), day(12), cavour, port=port)
    assert stretches(vague, cavour) == [(1, 31)]


def test_exercises_are_apart_only_by_their_positions(cavour: models.Vessel) -> None:
    vague = drill("2024-08", "2024-08", cavour, lat=40.0, lon=17.0)
    within = drill(day(10), day(12), cavour)
    assert stretches(vague, cavour) == [(1, 31)]
    with change_set(origin=Origin.COMMAND):
        within.refresh_from_db()
        within.lat, within.lon = 40.0, 5.0
        within.save()
    assert stretches(vague, cavour) == [(1, 9), (13, 31)]


# Several ships ------------------------------------------------------------------------------------


def test_ships_of_one_visit_are_bounded_each_by_itself(cavour: models.Vessel) -> None:
    alpino = VesselFactory(key="alpino")
    visit = call("2024-08", "2024-08", cavour, alpino)
    call(day(1), day(12), cavour)
    assert bounds(visit) == (1, 31)
    call(day(10), day(31), alpino)
    assert stretches(visit, cavour) == [(13, 31)]
    assert stretches(visit, alpino) == [(1, 9)]
    assert stretches(visit, None) == [(1, 9), (13, 31)]
    assert bounds(visit) == (1, 31)


def test_whoever_is_not_named_may_have_been_there_all_the_time(cavour: models.Vessel) -> None:
    visit = VisitFactory(arrival_edtf="2024-08", departure_edtf="2024-08")
    VisitParticipantFactory(visit=visit, vessel=cavour)
    VisitParticipantFactory(visit=visit, vessel=None, navy=NavyFactory(), count=2)
    published(visit)
    call(day(10), day(31), cavour)
    assert stretches(visit, cavour) == [(1, 9)]
    assert bounds(visit) == (1, 31)


def test_the_own_days_of_ships_are_days_of_the_visit(cavour: models.Vessel) -> None:
    alpino = VesselFactory(key="alpino")
    visit = VisitFactory(arrival_edtf="", departure_edtf="")
    for ship, days in ((cavour, (5, 9)), (alpino, (7, 20))):
        VisitParticipantFactory(
            visit=visit, vessel=ship, arrival_edtf=day(days[0]), departure_edtf=day(days[1])
        )
    published(visit)
    assert bounds(visit) == (5, 20)
    entry = visit.entries.get()
    assert (august(entry.certain_from), august(entry.certain_to)) == (5, 20)
    assert stretches(visit, cavour) == [(5, 9)]


# Filters ------------------------------------------------------------------------------------------


def found(**asked: Any) -> set[str]:
    filterset = FILTERSETS["visit"](asked)
    assert filterset.is_valid(), filterset.errors
    return {f"{visit.key} {visit.match}" for visit in filterset.qs}


def test_no_day_of_a_plan_is_certain(cavour: models.Vessel) -> None:
    call(day(10), day(12), cavour, key="plan", certainty=Certainty.PLANNED)
    assert found(on=day(11)) == set()
    assert found(on=day(11), certainty=["planned"]) == {"plan possible"}


def test_a_ship_with_days_of_her_own_is_certain_on_those(cavour: models.Vessel) -> None:
    visit = VisitFactory(key="whole", arrival_edtf=day(1), departure_edtf=day(20))
    VisitParticipantFactory(
        visit=visit, vessel=cavour, arrival_edtf=day(5), departure_edtf="[2024-08-07..2024-08-09]"
    )
    published(visit)
    assert found(on=day(4), vessel=["cavour"]) == set()
    assert found(on=day(7), vessel=["cavour"]) == {"whole certain"}
    assert found(on=day(8), vessel=["cavour"]) == {"whole possible"}
    assert found(on=day(8), vessel=["cavour"], match="certain") == set()
    assert found(on=day(20)) == {"whole certain"}

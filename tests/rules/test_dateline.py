"""Over the date line a ship may come in on the day before she left, and nowhere else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from deployments import dates
from deployments.models import Port
from deployments.rules.dateline import AtSea, Day, day_at, gained, out_of_order
from tests.factories import DeploymentFactory, EngagementFactory, PortFactory, VisitFactory
from tests.factories import VisitParticipantFactory as Participant
from tests.rules.support import beside, codes, impossible

PLACES: dict[str, dict[str, Any]] = {
    "Apia": {"country": "WS", "lat": -13.83, "lon": -171.76},
    "Pago Pago": {"country": "AS", "lat": -14.27, "lon": -170.69},
    "Nukuʻalofa": {"country": "TO", "lat": -21.13, "lon": -175.2},
    "Kiritimati": {"country": "KI", "lat": 1.98, "lon": -157.48},
    "Tarawa": {"country": "KI", "lat": 1.36, "lon": 172.92},
    "Fakaofo": {"country": "TK", "lat": -9.37, "lon": -171.21},
    "Mata-Utu": {"country": "WF", "lat": -13.28, "lon": -176.17},
    "Waitangi": {"country": "NZ", "lat": -43.95, "lon": -176.56},
    "Suva": {"country": "FJ", "lat": -18.13, "lon": 178.43},
    "Attu": {"country": "US", "lat": 52.9, "lon": 173.2},
    "Adak": {"country": "US", "lat": 51.86, "lon": -176.64},
    "Wake": {"country": "UM", "lat": 19.28, "lon": 166.65},
    "Midway": {"country": "UM", "lat": 28.21, "lon": -177.38},
    "Pearl Harbor": {"country": "US", "lat": 21.35, "lon": -157.95},
    "Apra": {"country": "GU", "lat": 13.45, "lon": 144.67},
    "Yokosuka": {"country": "JP", "lat": 35.29, "lon": 139.66},
    "Anadyr": {"country": "RU", "lat": 64.73, "lon": 177.5},
    "Provideniya": {"country": "RU", "lat": 64.42, "lon": -173.23},
    "Kaliningrad": {"country": "RU", "lat": 54.7, "lon": 20.5},
    "Valparaíso": {"country": "CL", "lat": -33.03, "lon": -71.63},
    "Taranto": {"country": "IT", "lat": 40.47, "lon": 17.2},
}
IN_2024 = date(2024, 8, 22)


def place(name: str) -> Port:
    """A port that is not stored."""
    return Port(key="port", name=name, **PLACES[name])


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Apia", Day.ASIAN),
        ("Pago Pago", Day.AMERICAN),
        ("Nukuʻalofa", Day.ASIAN),
        ("Kiritimati", Day.ASIAN),
        ("Tarawa", Day.ASIAN),
        ("Fakaofo", Day.ASIAN),
        ("Mata-Utu", Day.ASIAN),
        ("Waitangi", Day.ASIAN),
        ("Suva", Day.ASIAN),
        ("Attu", Day.AMERICAN),
        ("Adak", Day.AMERICAN),
        ("Wake", Day.ASIAN),
        ("Midway", Day.AMERICAN),
        ("Pearl Harbor", Day.AMERICAN),
        ("Apra", Day.ASIAN),
        ("Yokosuka", Day.ASIAN),
        ("Anadyr", Day.ASIAN),
        ("Provideniya", Day.ASIAN),
        ("Kaliningrad", Day.NEITHER),
        ("Valparaíso", Day.AMERICAN),
        ("Taranto", Day.NEITHER),
    ],
)
def test_country_and_longitude_tell_whose_day_a_place_keeps(name: str, day: Day) -> None:
    assert day_at(place(name), IN_2024) is day


@pytest.mark.parametrize(
    ("country", "lon", "when", "day"),
    [
        ("WS", -171.8, date(2011, 12, 29), Day.AMERICAN),
        ("WS", -171.8, date(2011, 12, 31), Day.ASIAN),
        ("KI", -157.5, date(1994, 12, 31), Day.AMERICAN),
        ("KI", 173.0, date(1990, 1, 1), Day.ASIAN),
        ("", -171.8, IN_2024, Day.EITHER),
        ("", 178.0, IN_2024, Day.EITHER),
        ("", 150.0, IN_2024, Day.ASIAN),
        ("", -149.0, IN_2024, Day.AMERICAN),
        ("", None, IN_2024, Day.NEITHER),
        ("TO", None, IN_2024, Day.ASIAN),
        ("AS", None, IN_2024, Day.AMERICAN),
        ("JP", None, IN_2024, Day.NEITHER),
    ],
)
def test_days_that_changed_and_places_of_which_little_is_known(
    country: str, lon: float | None, when: date, day: Day
) -> None:
    assert day_at(AtSea(lon, country), when) is day


@pytest.mark.parametrize(
    ("leaving", "coming", "days"),
    [
        ("Apia", "Pago Pago", 1),
        ("Pago Pago", "Apia", 0),
        ("Apia", "Nukuʻalofa", 0),
        ("Nukuʻalofa", "Apia", 0),
        ("Kiritimati", "Pearl Harbor", 1),
        ("Yokosuka", "Pearl Harbor", 1),
        ("Apra", "Pearl Harbor", 1),
        ("Pearl Harbor", "Apra", 0),
        ("Midway", "Pearl Harbor", 0),
        ("Anadyr", "Attu", 1),
        ("Taranto", "Valparaíso", 0),
    ],
)
def test_a_day_is_won_on_the_way_east_over_the_line(leaving: str, coming: str, days: int) -> None:
    assert gained(place(leaving), place(coming), IN_2024) == timedelta(days=days)


@pytest.mark.parametrize(
    ("left", "came", "wrong"),
    [
        ("2024-08-23", "2024-08-23", False),
        ("2024-08-23", "2024-08-22", False),
        ("2024-08-23", "2024-08-21", True),
        ("", "2024-08-21", False),
        ("2024-08-23", "", False),
    ],
)
def test_one_day_and_no_more(left: str, came: str, wrong: bool) -> None:
    days = [dates.parse(text) if text else None for text in (left, came)]
    apia, pago_pago = place("Apia"), place("Pago Pago")
    assert out_of_order(days[0], apia, days[1], pago_pago) is wrong
    assert out_of_order(days[0], pago_pago, days[1], apia) is dates.after(*days)
    assert out_of_order(days[0], None, days[1], apia) is dates.after(*days)


def stays(
    first: str, days: tuple[str, str], second: str, then: tuple[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of two visits."""
    return (
        {
            "port": PortFactory(name=first, **PLACES[first]),
            "arrival_edtf": days[0],
            "departure_edtf": days[1],
        },
        {
            "port": PortFactory(name=second, **PLACES[second]),
            "arrival_edtf": then[0],
            "departure_edtf": then[1],
        },
    )


AUGUST = ("2024-08-20", "2024-08-23")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "then"),
    [
        ("Apia", "Pago Pago", ("2024-08-22", "2024-08-25")),
        ("Apia", "Pago Pago", ("2024-08-22", "2024-08-22")),
        ("Apia", "Pago Pago", ("2024-08-22", "")),
        ("Nukuʻalofa", "Pago Pago", ("2024-08-22", "2024-08-25")),
        ("Pago Pago", "Apia", ("2024-08-17", "2024-08-21")),
        ("Attu", "Anadyr", ("2024-08-17", "2024-08-21")),
    ],
)
def test_a_ship_may_be_in_two_ports_on_the_day_she_wins(
    first: str, second: str, then: tuple[str, str]
) -> None:
    visit = beside(*stays(first, AUGUST, second, then))
    assert {"two-ports-at-once", "too-far"}.isdisjoint(codes(visit))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "then"),
    [
        ("Apia", "Pago Pago", ("2024-08-21", "2024-08-25")),
        ("Pago Pago", "Apia", ("2024-08-22", "2024-08-25")),
        ("Apia", "Nukuʻalofa", ("2024-08-22", "2024-08-25")),
        ("Yokosuka", "Apra", ("2024-08-22", "2024-08-25")),
    ],
)
def test_elsewhere_and_for_longer_she_is_in_one_place(
    first: str, second: str, then: tuple[str, str]
) -> None:
    assert "two-ports-at-once" in impossible(beside(*stays(first, AUGUST, second, then)))


@pytest.mark.django_db
@pytest.mark.parametrize(("arrival", "odd"), [("2024-08-25", True), ("2024-08-27", False)])
def test_the_day_that_is_won_is_a_day_under_way(arrival: str, odd: bool) -> None:
    """Six thousand kilometres take five days at thirty knots, four of them by the calendar."""
    second = beside(*stays("Yokosuka", AUGUST, "Pearl Harbor", (arrival, "2024-08-30")))
    assert "two-ports-at-once" not in codes(second)
    assert ("too-far" in codes(second)) is odd


@pytest.mark.django_db
def test_a_voyage_and_an_occasion_may_lie_over_the_line() -> None:
    apia, pago_pago = (PortFactory(name=n, **PLACES[n]) for n in ("Apia", "Pago Pago"))
    voyage = DeploymentFactory(start_edtf="2024-08-23", origin_port=apia)
    visit = VisitFactory(port=pago_pago, deployment=voyage, arrival_edtf="", departure_edtf="")
    Participant(visit=visit, arrival_edtf="2024-08-22", departure_edtf="2024-08-22")
    assert "outside-deployment" not in codes(visit)
    here = VisitFactory(port=apia, deployment=voyage, arrival_edtf="2024-08-22", departure_edtf="")
    Participant(visit=here, departure_edtf="2024-08-22")
    assert "outside-deployment" in codes(here)
    stay = VisitFactory(port=apia, arrival_edtf="2024-08-23", departure_edtf="2024-08-25")
    for port, odd in ((pago_pago, False), (apia, True), (None, True)):
        talks = EngagementFactory(
            visit=stay, port=port, start_edtf="2024-08-22", end_edtf="2024-08-22"
        )
        assert ("outside-its-visit" in codes(talks)) is odd

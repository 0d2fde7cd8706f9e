"""One thing under two keys: who and what is meant, and what only bears one name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist

from deployments import rules
from deployments.choices import Origin, PortKind
from deployments.models import RECORD_MODELS, Record
from deployments.rules.finding import ODD
from deployments.services import publishing
from tests.factories import (
    NavyFactory,
    OrganisationFactory,
    PersonFactory,
    PortFactory,
    PortNameFactory,
    QuestionFactory,
    SourceFactory,
    ThemeFactory,
    VesselFactory,
    VesselIdentityFactory,
    published,
    together,
)
from tests.rules.support import codes

pytestmark = pytest.mark.django_db

Fields = dict[str, Any]
YOKOSUKA: Fields = {"name": "Yokosuka", "lat": 35.29, "lon": 139.66}


def twins(record: Record, code: str = "entered-twice") -> list[str]:
    """What is said of a record that may be another."""
    return [found.message for found in rules.findings(record) if found.code == code]


SAME: list[tuple[Any, Fields, Fields]] = [
    (PersonFactory, {"name": "Alda Neri"}, {"name": "ALDA  NÉRI"}),
    (PersonFactory, {"name": "Alda Neri"}, {"name": "Neri, Alda"}),
    (PersonFactory, {"name": "Alda Neri"}, {"name": "A. N.", "native_name": "Alda Neri"}),
    (PersonFactory, {"name": "Tan Wei", "country": "SG"}, {"name": "Tan Wei", "country": ""}),
    (
        NavyFactory,
        {"name": "German Navy", "country": "DE"},
        {"name": "German navy", "country": "DE"},
    ),
    (NavyFactory, {"native_name": "Marina Militare"}, {"name": "Marina Militare"}),
    (OrganisationFactory, {"name": "IAI", "other_names": "Istituto; Affari"}, {"name": "Affari"}),
    (OrganisationFactory, {"name": "Reuters", "country": ""}, {"name": "Reuters", "country": "GB"}),
    (PortFactory, {"name": "Nukuʻalofa"}, {"name": "Nuku'alofa"}),
    (PortFactory, {"name": "Nukuʻalofa"}, {"name": "Nukualofa"}),
    (PortFactory, {"name": "Kōbe"}, {"name": "Kobe"}),
    (PortFactory, YOKOSUKA, {**YOKOSUKA, "lat": 35.5}),
    (PortFactory, {"name": "Kobe", "unlocode": "JPUKB"}, {"name": "Kobe"}),
    (QuestionFactory, {"text": "Why do they go?"}, {"text": "Why do they go"}),
    (ThemeFactory, {"name": "Deterrence"}, {"name": "deterrence"}),
    (
        SourceFactory,
        {"url": "https://example.org/a"},
        {"url": "http://www.example.org/a/?utm_id=1"},
    ),
    (
        SourceFactory,
        {"url": "https://example.org/a"},
        {"url": "", "archived_url": "https://web.archive.org/web/2024/https://example.org/a"},
    ),
    (
        SourceFactory,
        {"title": "Sea Power", "publisher": "Test", "url": "", "published_edtf": "2024"},
        {"title": "Sea power", "publisher": "Test", "published_edtf": "2024"},
    ),
]


@pytest.mark.parametrize(("factory", "first", "second"), SAME)
def test_what_may_be_one(factory: Any, first: Fields, second: Fields) -> None:
    one, other = factory(key="one", **first), factory(key="other", **second)
    assert "“other”" in twins(one)[0]
    assert "“one”" in twins(other)[0]


OTHERS: list[tuple[Any, Fields, Fields]] = [
    (PersonFactory, {"name": "Tan Wei", "country": "SG"}, {"name": "Tan Wei", "country": "MY"}),
    (PersonFactory, {"name": "Tan Wei"}, {"name": "Tan Wei Ming"}),
    (PersonFactory, {"name": "(unnamed official)"}, {"name": "(unnamed official)"}),
    (PersonFactory, {"name": "Unnamed official"}, {"name": "[unnamed official]"}),
    (PersonFactory, {"name": "unknown"}, {"name": "Unknown"}),
    (PersonFactory, {"name": "陳"}, {"name": "林"}),
    (
        NavyFactory,
        {"name": "Coast Guard", "country": "IT"},
        {"name": "Coast Guard", "country": "JP"},
    ),
    (
        OrganisationFactory,
        {"name": "The Times", "wikidata": "Q1"},
        {"name": "The Times", "wikidata": "Q2"},
    ),
    (PortFactory, {"name": "Portsmouth", "country": "GB"}, {"name": "Portsmouth", "country": "US"}),
    (PortFactory, YOKOSUKA, {**YOKOSUKA, "lat": 33.0}),
    (PortFactory, {"name": "Kobe", "unlocode": "JPUKB"}, {"name": "Kobe", "unlocode": "JPKOB"}),
    (PortFactory, {"name": "Okinawa"}, {"name": "Okinawa", "kind": PortKind.AREA}),
    (SourceFactory, {"url": "https://example.org/a"}, {"url": "https://example.org/b"}),
    (SourceFactory, {"url": ""}, {"url": ""}),
    (SourceFactory, {"title": "Sea Power"}, {"title": "Sea Power"}),
    (
        SourceFactory,
        {"title": "Sea Power", "url": "", "published_edtf": "2023"},
        {"title": "Sea Power", "url": "", "published_edtf": "2024"},
    ),
]


@pytest.mark.parametrize(("factory", "first", "second"), OTHERS)
def test_what_only_looks_like_one(factory: Any, first: Fields, second: Fields) -> None:
    assert [twins(factory(**first)), twins(factory(**second))] == [[], []]
    assert not [each for each in rules.all_findings() if each.code == "entered-twice"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"pennant": ""}, {"pennant": ""}, True),
        ({"pennant": "F 88"}, {"pennant": ""}, True),
        ({"pennant": "F 88"}, {"pennant": "f-88"}, True),
        ({"pennant": "D 88"}, {"pennant": "F 88"}, False),
        (
            {"pennant": "", "commissioned_year": 1976},
            {"pennant": "", "commissioned_year": 2024},
            False,
        ),
        ({"pennant": ""}, {"pennant": "", "name": "HMS Northgate"}, True),
        ({"pennant": ""}, {"pennant": "", "name": "Southgate"}, False),
    ],
)
def test_ships_of_one_name_are_told_apart_by_pennant_or_year(
    first: Fields, second: Fields, same: bool
) -> None:
    navy = NavyFactory(ship_prefix="HMS")
    ships = [
        VesselFactory(**{"navy": navy, "name": "Northgate", **each}) for each in (first, second)
    ]
    assert [bool(twins(ship)) for ship in ships] == [same, same]
    abroad = VesselFactory(name="Northgate", pennant="")
    assert not twins(abroad)


@pytest.mark.parametrize(
    ("second", "close"),
    [
        ({"lat": 35.3, "lon": 139.66}, True),
        ({"lat": 35.29, "lon": 139.69}, False),
        ({"lat": 35.31, "lon": 139.66}, False),
        ({"lat": 35.3, "lon": 139.66, "naval_base": True}, False),
        ({"lat": 35.3, "lon": 139.66, "kind": PortKind.AREA}, False),
        ({"lat": 35.3, "lon": 139.66, "notes": "A berth of Yokosuka."}, False),
        ({"lat": 35.3, "lon": 139.66, "notes": "A berth of Yokosukaya."}, True),
        ({"lat": 35.3, "lon": 139.66, "unlocode": "JPHEM"}, False),
        ({}, False),
    ],
)
def test_ports_within_two_kilometres_are_one_or_say_what_they_are(
    second: Fields, close: bool
) -> None:
    ports = [PortFactory(unlocode="JPYOK", **YOKOSUKA), PortFactory(**second)]
    PortFactory(lat=35.0, lon=139.66)
    assert [bool(twins(port, "ports-close-together")) for port in ports] == [close, close]


def test_a_port_under_its_former_name_is_the_same() -> None:
    klang = PortFactory(key="port-klang", name="Port Klang")
    PortNameFactory(port=klang, name="Port Swettenham")
    former = PortFactory(name="Port Swettenham")
    assert "“port-klang”" in twins(former)[0]


def test_what_is_withdrawn_is_no_twin() -> None:
    first, second = (published(PersonFactory(name="Alda Neri")) for _ in range(2))
    publishing.withdraw(record=second, public_reason="twice", origin=Origin.COMMAND)
    assert not twins(first)


@together()
def bearing(
    times: list[tuple[str, str] | None], *, same: Fields, present: str = ""
) -> list[Record]:
    """Vessels of one navy, each with a dated identity of what is the same, or with none."""
    navy = NavyFactory()
    ships = []
    for time in times:
        ship = VesselFactory(navy=navy, pennant=present)
        if time is not None:
            VesselIdentityFactory(vessel=ship, from_edtf=time[0], to_edtf=time[1], **same)
        ships.append(ship)
    return ships


TIMES = [
    ((("2020", ""), ("2021", "")), True),
    ((("", ""), ("2021", "")), True),
    ((("2000", "2015"), ("2012", "")), True),
    ((("2000", "2009"), ("2012", "")), False),
    ((("2000", "2012"), ("2012", "")), False),
    ((("2000", "2012-05"), ("2012", "2013")), False),
    ((("2012", "2013"), ("2000", "2009")), False),
]


@pytest.mark.parametrize(("times", "odd"), TIMES)
def test_an_mmsi_is_borne_by_one_at_a_time(times: Any, odd: bool) -> None:
    ships = bearing(list(times), same={"mmsi": "232000001"})
    assert ["mmsi-taken" in codes(ship) for ship in ships] == [odd, odd]


@pytest.mark.parametrize(("times", "odd"), [pair for pair in TIMES if pair[0][0] != ("", "")])
@pytest.mark.parametrize("present", ["", "F 20"])
def test_a_pennant_is_borne_by_one_at_a_time(times: Any, odd: bool, present: str) -> None:
    ships = bearing(list(times), same={"pennant": "F-20"}, present=present)
    assert ["pennant-taken" in codes(ship) for ship in ships] == [odd, odd]


def test_a_pennant_that_one_source_writes_proves_nothing() -> None:
    ships = bearing([("", ""), ("2010", "")], same={"pennant": "F 20"})
    assert ["pennant-taken" in codes(ship) for ship in ships] == [False, False]


def test_a_present_pennant_is_borne_from_commissioning_on() -> None:
    former, present = bearing([("1976", "2009"), None], same={"pennant": "F 20"})
    navy = present.navy  # type: ignore[attr-defined]
    new = VesselFactory(navy=navy, pennant="F 20", commissioned_year=2024)
    assert "pennant-taken" not in codes(former) | codes(new)
    old = VesselFactory(navy=navy, pennant="F 20", commissioned_year=2001)
    assert "pennant-taken" in codes(former) & codes(old) & codes(new)


def test_a_pennant_of_another_navy_is_another() -> None:
    for _ in range(2):
        ship = VesselFactory(pennant="F 20")
        VesselIdentityFactory(vessel=ship, pennant="F 20", from_edtf="2010")
    assert "pennant-taken" not in codes(ship)


def test_every_kind_is_looked_at() -> None:
    assert set(ODD) == {model.record_type for model in RECORD_MODELS}


@pytest.mark.parametrize("model", RECORD_MODELS)
def test_every_kind_with_a_wikidata_item_is_looked_at(model: type[Record]) -> None:
    try:
        model._meta.get_field("wikidata")
    except FieldDoesNotExist:
        return
    factory: Callable[..., Record] = {
        "navy": NavyFactory,
        "organisation": OrganisationFactory,
        "vessel": VesselFactory,
    }[model.record_type]
    first, second = factory(wikidata="Q1"), factory(wikidata="Q1")
    assert "wikidata-taken" in codes(first) & codes(second)
    assert "wikidata-taken" not in codes(factory(wikidata="Q2"))


def test_a_name_borne_often_names_a_few_of_the_others() -> None:
    with together():
        people = [PersonFactory(key=f"p{n}", name="Alda Neri") for n in range(6)]
    assert twins(people[0])[0].count("“p") == 3

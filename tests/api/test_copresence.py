"""Two parties, the ports and the days: every meeting that is public, and why it is one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from deployments import models
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.services import publishing
from tests import factories as make

pytestmark = pytest.mark.django_db

ROOT = "/api/v1/copresence/"
Days = tuple[str, str]

LONG: Days = ("2024-08-20", "2024-08-27")
LATE: Days = ("2024-08-25", "2024-08-31")


@pytest.fixture
def italy() -> models.Navy:
    return make.NavyFactory(key="marina", name="Marina Militare", country="IT")


@pytest.fixture
def france() -> models.Navy:
    return make.NavyFactory(key="royale", name="Marine nationale", country="FR")


@pytest.fixture
def cavour(italy: models.Navy) -> models.Vessel:
    return make.VesselFactory(key="cavour", name="Cavour", navy=italy)


@pytest.fixture
def alpino(italy: models.Navy) -> models.Vessel:
    return make.VesselFactory(key="alpino", name="Alpino", navy=italy)


@pytest.fixture
def bretagne(france: models.Navy) -> models.Vessel:
    return make.VesselFactory(key="bretagne", name="Bretagne", navy=france)


@pytest.fixture
def yokosuka() -> models.Port:
    return make.PortFactory(key="yokosuka", name="Yokosuka", lat=35.29, lon=139.67)


@make.together()
def call(key: str, port: models.Port, days: Days, *who: Any, **fields: Any) -> models.Visit:
    """A published call of ships; of others by the columns of their participant."""
    visit = make.VisitFactory(
        key=key, port=port, arrival_edtf=days[0], departure_edtf=days[1], **fields
    )
    for each in who:
        row = each if isinstance(each, dict) else {"vessel": each}
        make.VisitParticipantFactory(visit=visit, **{"vessel": None, **row})
    return make.published(visit)


@make.together()
def drill(key: str, *who: models.Vessel, **fields: Any) -> models.Exercise:
    """A published exercise of ships."""
    exercise = make.ExerciseFactory(key=key, **fields)
    for ship in who:
        make.ExerciseParticipantFactory(exercise=exercise, vessel=ship)
    return make.published(exercise)


def answer(query: str, status: int = 200) -> Any:
    found = Client().get(f"{ROOT}?{query}")
    assert found.status_code == status, found.content
    return found.json()


def met(query: str) -> list[tuple[str, str, str]]:
    """The two records of each meeting, and how sure it is."""
    return [
        (*(stay["record"]["key"] for stay in each["stays"]), each["match"])
        for each in answer(query)["results"]
    ]


def codes(query: str) -> list[str]:
    """The grounds of the only meeting."""
    (only,) = answer(query)["results"]
    grounds = only["reasoning"]["grounds"]
    assert only["reasoning"]["words"] == " ".join(ground["words"] for ground in grounds)
    return [ground["code"] for ground in grounds]


BOTH = "vessel=cavour&vessel=bretagne"


def test_two_ships_in_one_port(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    call("it", yokosuka, LONG, cavour)
    call("fr", yokosuka, LATE, bretagne)
    (found,) = answer(BOTH)["results"]
    assert (found["match"], found["where"], found["same_record"]) == ("certain", "same port", False)
    shared = [{"first": "2024-08-25", "last": "2024-08-27"}]
    assert found["possibly"] == found["certainly"] == shared
    first, second = found["stays"]
    assert first["record"]["api_url"] == "http://testserver/api/v1/visits/it/"
    assert second["record"]["html_url"] == "http://testserver/visits/fr/"
    assert first["party"]["kind"] == "vessel"
    assert first["party"]["record"]["api_url"] == "http://testserver/api/v1/vessels/cavour/"
    assert [ship["html_url"] for ship in second["vessels"]] == [
        "http://testserver/vessels/bretagne/"
    ]
    assert first["place"]["key"] == "yokosuka"
    assert first["certainty"] == "confirmed"
    assert first["certainly"] == [{"first": "2024-08-20", "last": "2024-08-27"}]
    grounds = found["reasoning"]["grounds"]
    assert [each["code"] for each in grounds] == [
        "same port",
        "certain days",
        "certain days",
        "certain days shared",
    ]
    assert [each["record"] and each["record"]["key"] for each in grounds] == [
        None,
        "it",
        "fr",
        None,
    ]
    assert grounds[3]["days"] == shared
    assert "Their certain days share 25–27 August 2024." in found["reasoning"]["words"]


@pytest.mark.parametrize(
    ("theirs", "how", "why"),
    [
        (("2024-08-27", ""), "certain", "certain days shared"),
        (("2024-08-26~", "2024-08-29"), "possible", "no certain day"),
        (("[2024-08-25..2024-08-28]", "2024-08-31"), "possible", "certain days apart"),
        (("2024-08-28", "2024-08-31"), "", ""),
        (("2024-07-01", ""), "", ""),
        (("2024-08-01", ""), "possible", "certain days apart"),
        (("", ""), "", ""),
    ],
)
def test_what_the_dates_leave_possible(
    cavour: models.Vessel,
    bretagne: models.Vessel,
    yokosuka: models.Port,
    theirs: Days,
    how: str,
    why: str,
) -> None:
    call("it", yokosuka, LONG, cavour)
    call("fr", yokosuka, theirs, bretagne)
    assert met(BOTH) == ([("it", "fr", how)] if how else [])
    assert met(f"{BOTH}&match=certain") == ([("it", "fr", how)] if how == "certain" else [])
    if how:
        assert codes(BOTH)[-1] == why


def test_the_days_asked_for(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    call("it", yokosuka, LONG, cavour)
    call("fr", yokosuka, ("2024-08-22", ""), bretagne)
    for query, how in (
        ("", "certain"),
        ("&on=2024-08-22", "certain"),
        ("&on=2024-08-23", "possible"),
        ("&from=2024-08-23&to=2024", "possible"),
        ("&on=2024-08-27", "possible"),
        ("&to=2024-08-22", "certain"),
        ("&on=2024", "certain"),
    ):
        assert met(f"{BOTH}{query}") == [("it", "fr", how)], query
    for query in ("&on=2024-08-21", "&from=2024-08-28", "&to=2024-08-21"):
        assert met(f"{BOTH}{query}") == [], query
    assert met(f"{BOTH}&on=2024-08-23&match=certain") == []
    assert codes(f"{BOTH}&on=2024-08-23")[-1] == "certain on other days"


def test_days_on_which_a_ship_was_elsewhere_are_no_days_together(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    call("it", yokosuka, ("2024-08", "2024-08"), cavour)
    call("other", make.PortFactory(), ("2024-08-10", "2024-08-20"), cavour)
    call("fr", yokosuka, ("2024-08-08", "2024-08-22"), bretagne)
    (found,) = answer(BOTH)["results"]
    assert found["possibly"] == [
        {"first": "2024-08-08", "last": "2024-08-09"},
        {"first": "2024-08-21", "last": "2024-08-22"},
    ]
    assert met(f"{BOTH}&from=2024-08-10&to=2024-08-20") == []
    assert len(met(f"{BOTH}&on=2024-08-21")) == 1


def test_parties_by_navy_and_country_and_in_which_order(
    cavour: models.Vessel, alpino: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    call("it", yokosuka, LONG, cavour, alpino)
    call("fr", yokosuka, LATE, bretagne)
    for query, keys in (
        ("navy=marina&navy=royale", ("it", "fr")),
        ("navy=royale&navy=marina", ("fr", "it")),
        ("country=FR&navy=marina", ("it", "fr")),
        ("country=FR&vessel=cavour", ("it", "fr")),
        ("country=FR&country=IT", ("fr", "it")),
    ):
        assert met(query) == [(*keys, "certain")], query
    (found,) = answer("navy=marina&country=FR")["results"]
    assert [ship["key"] for ship in found["stays"][0]["vessels"]] == ["cavour", "alpino"]
    assert found["stays"][1]["party"] == {
        "kind": "country",
        "key": "FR",
        "name": "France",
        "record": None,
    }
    assert "Marina Militare (Cavour and Alpino): certainly" in found["reasoning"]["words"]


def test_two_participants_of_one_record(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    call("both", yokosuka, LONG, cavour, bretagne)
    drill("drill", cavour, bretagne)
    drill("alone", cavour)
    found = answer(BOTH)["results"]
    assert [(each["where"], each["same_record"], each["match"]) for each in found] == [
        ("same exercise", True, "certain"),
        ("same port", True, "certain"),
    ]
    assert found[0]["stays"][0]["place"]["record_type"] == "exercise"
    assert "One record has both at Yokosuka." in found[1]["reasoning"]["words"]
    assert met(f"{BOTH}&port=yokosuka") == [("both", "both", "certain")]


def test_participants_of_one_record_need_not_meet(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    visit = make.VisitFactory(
        key="both", port=yokosuka, arrival_edtf="2024-08-01", departure_edtf="2024-08-20"
    )
    for ship, days in ((cavour, ("2024-08-01", "2024-08-05")), (bretagne, LONG)):
        make.VisitParticipantFactory(
            visit=visit, vessel=ship, arrival_edtf=days[0], departure_edtf=days[1]
        )
    make.published(visit)
    assert met(BOTH) == []


def test_no_ship_meets_herself(
    cavour: models.Vessel, alpino: models.Vessel, yokosuka: models.Port
) -> None:
    call("one", yokosuka, LONG, cavour)
    call("again", yokosuka, LATE, cavour)
    for query in ("vessel=cavour&navy=marina", "vessel=cavour&country=IT"):
        assert met(query) == [], query
    assert met("navy=marina&country=IT") == []
    call("mate", yokosuka, ("2024-08-21", "2024-08-22"), alpino)
    for query in ("vessel=cavour&navy=marina", "vessel=cavour&country=IT"):
        assert {frozenset(each[:2]) for each in met(query)} == {frozenset({"mate", "one"})}, query
    assert met("navy=marina&country=IT") == []


def test_a_country_beside_its_navy_is_whoever_is_not_of_it(
    cavour: models.Vessel, yokosuka: models.Port
) -> None:
    guard = make.NavyFactory(key="guardia", country="IT")
    call("navy", yokosuka, LONG, cavour)
    call("guard", yokosuka, LONG, make.VesselFactory(key="cutter", navy=guard))
    assert met("navy=marina&country=IT") == [("navy", "guard", "certain")]


def test_ships_without_a_name_may_be_the_very_ship(
    cavour: models.Vessel, bretagne: models.Vessel, italy: models.Navy, yokosuka: models.Port
) -> None:
    call("named", yokosuka, LONG, cavour)
    call("unnamed", yokosuka, LONG, {"navy": italy, "count": 1, "type": "carrier"})
    assert met("navy=marina&vessel=cavour") == [("unnamed", "named", "possible")]
    assert codes("navy=marina&vessel=cavour")[-1] == "maybe the same ship"
    call("fr", yokosuka, LATE, bretagne)
    assert met("navy=marina&vessel=bretagne") == [
        ("unnamed", "fr", "certain"),
        ("named", "fr", "certain"),
    ]
    found = answer("navy=marina&vessel=bretagne")["results"]
    assert found[0]["stays"][0]["unnamed"] == ["1 carrier"]


def test_ships_without_a_name_have_the_days_of_their_row_within_those_of_the_visit(
    bretagne: models.Vessel, cavour: models.Vessel, italy: models.Navy, yokosuka: models.Port
) -> None:
    unnamed = {"navy": italy, "arrival_edtf": "2024-08-24", "departure_edtf": "2024-09-03"}
    call("it", yokosuka, ("2024-08-20", "[2024-08-26..2024-08-28]"), unnamed, cavour)
    call("fr", yokosuka, ("2024-08-21", "2024-09-10"), bretagne)
    stay = answer("navy=marina&vessel=bretagne")["results"][0]["stays"][0]
    assert stay["possibly"] == [{"first": "2024-08-20", "last": "2024-08-28"}]
    assert stay["certainly"] == [{"first": "2024-08-20", "last": "2024-08-28"}]
    call("alone", make.PortFactory(key="kure"), ("2024-08-20~", "2024-08-28"), unnamed)
    other = make.VesselFactory(key="surcouf", navy=bretagne.navy)
    call("fr2", models.Port.objects.get(key="kure"), ("2024-08-20", "2024-08-28"), other)
    stay = answer("navy=marina&vessel=surcouf")["results"][0]["stays"][0]
    assert stay["possibly"] == [{"first": "2024-08-24", "last": "2024-08-28"}]


def test_a_ship_whose_navy_then_is_left_open_is_only_possible(
    bretagne: models.Vessel, italy: models.Navy, yokosuka: models.Port
) -> None:
    chile = make.NavyFactory(key="armada", country="CL")
    ship = make.VesselFactory(key="sold", navy=chile)
    make.VesselIdentityFactory(vessel=ship, name=ship.name, navy=italy, to_edtf="2024-08")
    make.VesselIdentityFactory(vessel=ship, name=ship.name, navy=chile, from_edtf="2024-08")
    call("sold", yokosuka, LONG, {"vessel": ship, "navy": None})
    call("fr", yokosuka, LATE, bretagne)
    for party in ("navy=marina", "navy=armada", "country=IT", "country=CL"):
        assert [each[2] for each in met(f"{party}&vessel=bretagne")] == ["possible"], party
        assert "party left open" in codes(f"{party}&vessel=bretagne")
    assert [each[2] for each in met("vessel=sold&vessel=bretagne")] == ["certain"]
    assert met("navy=marina&navy=armada") == []


def test_a_group_and_the_nation_of_its_ship(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    group = make.NavyFactory(key="snmg2", name="SNMG2", country="")
    sailing = [{"vessel": cavour, "navy": group}, {"vessel": bretagne, "navy": group}]
    call("group", yokosuka, LONG, *sailing)
    assert met("navy=snmg2&navy=royale") == [("group", "group", "certain")]
    assert met("navy=snmg2&vessel=bretagne") == [("group", "group", "certain")]
    (found,) = answer("navy=snmg2&vessel=bretagne")["results"]
    assert [ship["key"] for ship in found["stays"][0]["vessels"]] == ["cavour"]


@pytest.mark.parametrize(
    ("here", "there", "where"),
    [
        ({"kind": "area", "lat": 35.3, "lon": 139.7, "radius_km": 30}, {}, "same area"),
        ({}, {"kind": "area", "lat": 35.3, "lon": 139.7, "radius_km": 30}, "port in area"),
        ({}, {"kind": "area", "lat": None, "lon": None}, "port in area"),
        ({}, {"lat": 35.31, "lon": 139.65}, "ports close together"),
        (
            {"kind": "area", "lat": 35.9, "lon": 139.7, "radius_km": 60},
            {"kind": "area", "lat": 35.3, "lon": 139.7, "radius_km": 30},
            "areas overlap",
        ),
        ({}, {"lat": 34.2, "lon": 132.5}, ""),
        ({}, {"kind": "area", "lat": 26.5, "lon": 127.9, "radius_km": 60}, ""),
        ({}, {"kind": "area", "lat": None, "lon": None, "country": "PH"}, ""),
        ({}, {"lat": None, "lon": None}, ""),
    ],
)
def test_only_one_port_is_certainly_one_place(
    cavour: models.Vessel,
    bretagne: models.Vessel,
    here: dict[str, Any],
    there: dict[str, Any],
    where: str,
) -> None:
    one = make.PortFactory(key="one", **{"lat": 35.29, "lon": 139.67, **here})
    other = one
    if where != "same area":
        other = make.PortFactory(key="other", **{"lat": 35.29, "lon": 139.67, **there})
    call("it", one, LONG, cavour)
    call("fr", other, LATE, bretagne)
    for query in ("", "&port=one", f"&port={other.key}"):
        found = answer(f"{BOTH}{query}")["results"]
        assert [(each["where"], each["match"]) for each in found] == (
            [(where, "possible")] if where else []
        )
    if where:
        assert "place not the same for sure" in codes(BOTH)
    assert answer(f"{BOTH}&match=certain")["results"] == []


def test_a_port_that_neither_was_at_is_left_out(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    kure = make.PortFactory(key="kure", lat=34.2, lon=132.5)
    call("it", yokosuka, LONG, cavour)
    call("fr", yokosuka, LATE, bretagne)
    call("it2", kure, ("2024-09-01", "2024-09-03"), cavour)
    call("fr2", kure, ("2024-09-03", "2024-09-04"), bretagne)
    assert [each[0] for each in met(BOTH)] == ["it2", "it"]
    assert [each[0] for each in met(f"{BOTH}&port=kure")] == ["it2"]
    assert [each[0] for each in met(f"{BOTH}&port=kure&port=yokosuka")] == ["it2", "it"]


@pytest.mark.parametrize("certainty", ["planned", "cancelled"])
def test_what_did_not_take_place_is_no_presence(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port, certainty: str
) -> None:
    call("it", yokosuka, LONG, cavour, certainty=certainty)
    call("fr", yokosuka, LATE, bretagne)
    drill("plan", cavour, bretagne, certainty=certainty)
    assert met(BOTH) == []


def test_what_is_not_public_is_nowhere(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    call("it", yokosuka, LONG, cavour)
    french = call("fr", yokosuka, LATE, bretagne)
    draft = make.VisitFactory(key="draft", port=yokosuka)
    make.VisitParticipantFactory(visit=draft, vessel=bretagne)
    hidden = make.VesselFactory(key="hidden", navy=bretagne.navy)
    make.VisitParticipantFactory(
        visit=french, vessel=None, navy=bretagne.navy, said="a frigate", identified_as=hidden
    )
    assert met(BOTH) == [("it", "fr", "certain")]
    found = answer("navy=royale&vessel=cavour")
    assert [ship["key"] for ship in found["results"][0]["stays"][0]["vessels"]] == ["bretagne"]
    assert "hidden" not in str(found)
    refused = answer("vessel=cavour&vessel=hidden", 400)
    assert refused["errors"][0]["detail"].endswith("with the key “hidden”.")
    publishing.withdraw(record=french, public_reason="Never came.", origin=Origin.COMMAND)
    assert answer(f"{BOTH}&count=true") == {
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
    }
    bretagne.refresh_from_db()
    publishing.withdraw(
        record=bretagne, public_reason="No ship.", origin=Origin.COMMAND, with_dependants=True
    )
    assert "There is no vessel" in answer(BOTH, 400)["errors"][0]["detail"]


def test_a_renamed_party_is_one_party(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    call("both", yokosuka, LONG, cavour, bretagne)
    cavour.refresh_from_db()
    publishing.rename(record=cavour, new_key="its-cavour", origin=Origin.COMMAND)
    assert len(met("vessel=cavour&vessel=bretagne")) == 1
    assert "1 named" in answer("vessel=cavour&vessel=its-cavour", 400)["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("", "navy", "Name two different parties"),
        ("navy=marina", "navy", "1 named here"),
        ("navy=marina&navy=marina", "navy", "1 named here"),
        ("navy=marina&vessel=cavour&country=IT", "country", "3 named here"),
        ("navy=marina&navy=nobody", "navy", "There is no navy with the key “nobody”."),
        ("navy=marina&country=Italy", "country", "IT"),
        ("navy=marina&country=IT&port=nowhere", "port", "There is no port"),
        ("navy=marina&country=IT&from=soon", "from", "Write a day, month or year"),
        ("navy=marina&country=IT&from=2025&to=2024", "to", "“to” lies before “from”."),
        ("navy=marina&country=IT&on=2024&to=2024", "on", "Give either “on”"),
        ("navy=marina&country=IT&match=sure", "match", "possible, certain"),
        ("navy=marina&country=IT&page_size=0", "page_size", "from 1 to 500"),
        ("navy=marina&country=IT&count=yes", "count", "true"),
        ("navy=marina&country=IT&cursor=x", "cursor", "No page gave out this cursor."),
        ("navy=marina&country=IT&q=x", "q", "There is no such parameter here."),
        ("navy=marina&country=IT&certainty=planned", "certainty", "no such parameter"),
        ("navy=marina&country=IT&on=", "on", "It is empty."),
    ],
)
def test_what_cannot_be_used_is_refused(
    italy: models.Navy, cavour: models.Vessel, query: str, parameter: str, words: str
) -> None:
    make.published(italy)
    make.published(cavour)
    refused = answer(query, 400)
    assert [each["parameter"] for each in refused["errors"]] == [parameter]
    assert words in refused["errors"][0]["detail"]
    assert "match" in refused["allowed"]


# Pages ------------------------------------------------------------------------------------------


@pytest.fixture
def many(cavour: models.Vessel, alpino: models.Vessel, bretagne: models.Vessel) -> list[str]:
    """Meetings at several ports, some of them on the same days, by their records."""
    with change_set(origin=Origin.COMMAND, reason="many calls"):
        for number in range(4):
            port = make.PortFactory(key=f"port-{number}")
            days = (f"2024-{number + 3:02}-01", f"2024-{number + 3:02}-09")
            call(f"it-{number}", port, days, cavour)
            call(f"al-{number}", port, days, alpino)
            call(f"fr-{number}", port, (days[0], days[0]), bretagne)
    return [f"{who}-{number}" for number in (3, 2, 1, 0) for who in ("it", "al")]


def walk(address: str, towards: str) -> tuple[list[str], str]:
    keys, following = [], address
    while following:
        address, page = following, Client().get(following).json()
        found = [each["stays"][0]["record"]["key"] for each in page["results"]]
        keys += found if towards == "next" else found[::-1]
        following = page[towards]
    return keys, address


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9])
def test_every_meeting_is_met_once_in_both_directions(many: list[str], size: int) -> None:
    start = f"{ROOT}?navy=marina&vessel=bretagne&page_size={size}"
    forwards, last = walk(start, "next")
    assert forwards == many
    assert walk(last, "previous")[0] == many[::-1]
    assert answer("navy=marina&vessel=bretagne&count=true")["count"] == len(many)


def test_meetings_that_come_and_go_shift_nothing(many: list[str]) -> None:
    first = answer("navy=marina&vessel=bretagne&page_size=3")
    for key in ("it-2", "fr-3"):
        publishing.withdraw(
            record=models.Visit.objects.get(key=key),
            public_reason="Never.",
            origin=Origin.COMMAND,
        )
    rest, last = walk(first["next"], "next")
    assert rest == many[3:]
    assert walk(last, "previous")[0] == rest[::-1]


def test_a_page_past_the_end_leads_back(many: list[str]) -> None:
    start = answer("navy=marina&vessel=bretagne&page_size=7")
    publishing.withdraw(
        record=models.Visit.objects.get(key=many[-1]), public_reason="Never.", origin=Origin.COMMAND
    )
    past = Client().get(start["next"]).json()
    assert (past["results"], past["next"]) == ([], None)
    assert walk(past["previous"], "previous")[0] == many[-2::-1]


def test_queries_do_not_grow_with_meetings(
    cavour: models.Vessel, bretagne: models.Vessel, yokosuka: models.Port
) -> None:
    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert answer(query)["results"]
        return len(counted)

    def more(first: int, last: int) -> None:
        with change_set(origin=Origin.COMMAND, reason="many calls"):
            for number in range(first, last):
                days = ("2024-08-01", f"2024-08-{number % 28 + 1:02}")
                call(f"it-{number}", yokosuka, days, cavour)
                call(f"fr-{number}", yokosuka, days, bretagne)

    asked = (f"{BOTH}&page_size=5", f"{BOTH}&page_size=5&port=yokosuka&on=2024-08")
    more(0, 3)
    few = [queries(each) for each in asked]
    more(3, 30)
    assert [queries(each) for each in asked] == few
    assert answer(f"{BOTH}&count=true")["count"] == 900

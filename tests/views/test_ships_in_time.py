"""Ships that were renamed and sold, and ships of a group: pages, lists, ledgers, API and admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from deployments.models import Navy, Vessel
from tests import factories as f

pytestmark = pytest.mark.django_db

THEN, NOW = "Northmoor (now Orion Star)", "Orion Star"


@pytest.fixture
@f.together()
def sold(db: None) -> Vessel:
    """A British ship until September 1983, an American one since, at Malta in three years."""
    british = f.NavyFactory(key="rn", name="Royal Navy", country="GB")
    american = f.NavyFactory(key="usn", name="United States Navy", country="US")
    ship = f.VesselFactory(key="orion-star", name=NOW, navy=american, pennant="T-99")
    f.VesselIdentityFactory(
        vessel=ship, name="Northmoor", pennant="A-77", navy=british, to_edtf="1983-09"
    )
    f.VesselIdentityFactory(
        vessel=ship, name=NOW, pennant="T-99", navy=american, from_edtf="1983-10"
    )
    port = f.PortFactory(key="malta", name="Valletta", country="MT")
    for key, day in (("v80", "1980-03-02"), ("v83", "1983"), ("v90", "1990-03-02")):
        visit = f.VisitFactory(key=key, port=port, arrival_edtf=day, departure_edtf="")
        f.VisitParticipantFactory(visit=visit, vessel=ship, navy=None)
        f.published(visit)
    drill = f.ExerciseFactory(key="drill", name="Drill", start_edtf="1981-05", end_edtf="")
    f.ExerciseParticipantFactory(exercise=drill, vessel=ship, navy=None)
    voyage = f.DeploymentFactory(
        key="voyage", name="Voyage", lead_navy=british, start_edtf="1982-01", end_edtf="1982-03"
    )
    f.AssignmentFactory(deployment=voyage, vessel=ship)
    for record in (drill, voyage):
        f.published(record)
    return ship


@pytest.mark.parametrize(
    ("path", "shown", "not_shown"),
    [
        ("/visits/v80/", (f"{THEN} at Valletta", "A-77", "Royal Navy"), ("T-99", "United States")),
        (
            "/visits/v83/",
            (f"Northmoor or {NOW} at Valletta", "United Kingdom or United"),
            ("A-77",),
        ),
        ("/visits/v90/", (f"{NOW} at Valletta", "T-99"), ("Northmoor", "Royal Navy")),
        ("/exercises/drill/", (THEN, "United Kingdom"), ("United States",)),
        ("/deployments/voyage/", (THEN, "A-77", "Royal Navy"), ("T-99", "United States")),
        ("/deployments/", (THEN,), ()),
        ("/navies/rn/", (THEN, "now United States Navy", f"{THEN} at", "Voyage"), ("March 1990",)),
        ("/navies/usn/", (f"{NOW} at Valletta",), ("Voyage", "March 1980")),
        ("/countries/GB/", (f"{THEN} at Valletta",), ("March 1990",)),
        ("/countries/US/", (f"{NOW} at Valletta",), ("March 1980",)),
    ],
)
def test_a_ship_on_pages_is_what_she_was_then(
    client: Client, sold: Vessel, path: str, shown: tuple[str, ...], not_shown: tuple[str, ...]
) -> None:
    text = client.get(path).text
    main = text[text.index("<main") : text.index("</main>")]
    assert [words for words in shown if words not in main] == []
    assert [words for words in not_shown if words in main] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("visits/?navy=rn", {"v80", "v83"}),
        ("visits/?navy=usn", {"v83", "v90"}),
        ("visits/?participant_country=GB", {"v80", "v83"}),
        ("visits/?participant_country=US", {"v83", "v90"}),
        ("visits/?q=northmoor", {"v80", "v83", "v90"}),
        ("visits/?q=orion", {"v80", "v83", "v90"}),
        ("exercises/?country=GB", {"drill"}),
        ("exercises/?country=US", set()),
        ("deployments/?country=US", set()),
        ("vessels/?navy=rn", {"orion-star"}),
        ("vessels/?navy=usn", {"orion-star"}),
        ("vessels/?country=GB", {"orion-star"}),
        ("vessels/?q=northmoor", {"orion-star"}),
    ],
)
def test_a_ship_is_found_by_whose_she_was_then(
    client: Client, sold: Vessel, query: str, expected: set[str]
) -> None:
    found = client.get(f"/api/v1/{query}").json()["results"]
    assert {each["key"] for each in found} == expected


def test_a_ship_in_the_api_is_what_she_was_then(client: Client, sold: Vessel) -> None:
    (before,) = client.get("/api/v1/visits/v80/").json()["participants"]
    assert (before["vessel"]["key"], before["vessel"]["name"]) == ("orion-star", THEN)
    assert before["country"]["code"] == "GB"
    then = before["vessel_then"]
    assert (then["names"], then["pennants"]) == (["Northmoor"], ["A-77"])
    assert [navy["key"] for navy in then["navies"]] == ["rn"]
    (open_,) = client.get("/api/v1/visits/v83/").json()["participants"]
    assert open_["country"] is None
    assert [each["code"] for each in open_["countries"]] == ["GB", "US"]
    entries = client.get("/api/v1/timeline/?kind=visit").json()["results"]
    said = {
        each["id"]: (
            [ship["name"] for ship in each["vessels"]],
            [country["code"] for country in each["countries"]],
        )
        for each in entries
    }
    assert said == {
        "visit:v80": ([THEN], ["GB", "MT"]),
        "visit:v83": ([f"Northmoor or {NOW}"], ["GB", "MT", "US"]),
        "visit:v90": ([NOW], ["MT", "US"]),
    }


def test_staff_see_the_ship_as_she_was(admin_client: Client, sold: Vessel) -> None:
    for kind in ("visit", "exercise", "deployment"):
        assert THEN in admin_client.get(f"/admin/deployments/{kind}/").text, kind


@pytest.fixture
@f.together()
def group(db: None) -> Navy:
    """A group without a country at Valletta: a German ship by name, and three without."""
    navy: Navy = f.NavyFactory(key="group", name="Standing Group", country="")
    ship = f.VesselFactory(name="Beryl", navy=f.NavyFactory(name="German Navy", country="DE"))
    port = f.PortFactory(name="Valletta", country="MT")
    for key, who in (
        ("named", {"vessel": ship}),
        ("counted", {"vessel": None, "count": 3, "type": "frigates"}),
    ):
        visit = f.VisitFactory(key=key, port=port)
        f.VisitParticipantFactory(visit=visit, navy=navy, **who)
        f.published(visit)
    return navy


def test_a_ship_of_a_group_is_of_her_own_state_on_pages(client: Client, group: Navy) -> None:
    named, counted = (client.get(f"/visits/{key}/").text for key in ("named", "counted"))
    assert all(words in named for words in ("Germany", "Standing Group", "Beryl"))
    assert "Multinational" not in named
    who = counted[counted.index('id="who"') :]
    assert "Germany" not in who[: who.index("</section>")]
    entry = client.get("/").text
    assert "Standing Group" in entry[entry.index("Beryl at Valletta") :]
    germany = client.get("/countries/DE/").text
    went = germany[germany.index('id="went"') :]
    assert "Beryl at Valletta" in went
    assert "Standing Group (" not in went
    malta: Any = client.get("/countries/MT/").text
    ledger = malta[malta.index('id="ledger-came"') :]
    assert "Germany" in ledger[: ledger.index("</section>")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("navy=group", {"named", "counted"}),
        ("participant_country=DE", {"named"}),
        ("navy=group&participant_country=DE", {"named"}),
    ],
)
def test_a_group_and_a_country_both_find_a_ship(
    client: Client, group: Navy, query: str, expected: set[str]
) -> None:
    found = client.get(f"/api/v1/visits/?{query}").json()["results"]
    assert {each["key"] for each in found} == expected

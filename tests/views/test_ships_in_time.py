"""Ships that were renamed and sold: pages, lists, ledgers, API and admin."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import factories as f
from tests.support import kept_for_a_module

pytestmark = pytest.mark.django_db

THEN, NOW = "Northmoor (now Orion Star)", "Orion Star"


@pytest.fixture(scope="module", autouse=True)
def sold(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A British ship until September 1983, an American one since, at Malta in three years."""
    with kept_for_a_module(django_db_blocker):
        make_sold()
        yield


@f.together()
def make_sold() -> None:
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
    client: Client, path: str, shown: tuple[str, ...], not_shown: tuple[str, ...]
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
    client: Client, query: str, expected: set[str]
) -> None:
    found = client.get(f"/api/v1/{query}").json()["results"]
    assert {each["key"] for each in found} == expected


def test_a_ship_in_the_api_is_what_she_was_then(client: Client) -> None:
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


def test_staff_see_the_ship_as_she_was(admin_client: Client) -> None:
    for kind in ("visit", "exercise", "deployment"):
        assert THEN in admin_client.get(f"/admin/deployments/{kind}/").text, kind

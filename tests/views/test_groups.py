"""Ships of a group without a country: pages, lists, ledgers and API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from deployments.models import Navy
from tests import factories as f

pytestmark = pytest.mark.django_db


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
    entry = client.get("/timeline/").text
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

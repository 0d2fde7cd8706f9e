"""A search reads the index where it is, however many rows match, and what is public only."""

from __future__ import annotations

import pytest
from django.test import Client

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.public import PublicWords
from deployments.public.words import MOST, place
from deployments.services import publishing

from ..factories import (
    DeploymentFactory,
    PortFactory,
    PortNameFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)

pytestmark = pytest.mark.django_db

ROWS = 24_500
LETTERS = "a b c d e f g h i j k l"


def test_twelve_letters_are_looked_for_in_very_many_rows(client: Client) -> None:
    participant = VisitParticipantFactory(
        visit=VisitFactory(key="seen"), vessel=VesselFactory(name=LETTERS)
    )
    published(participant.visit)
    PublicWords.objects.bulk_create(
        PublicWords(
            place=place("visit", 1 + n // 7, MOST - n),
            entry_place=place("timeline", 1 + n // 7, MOST - n),
            record_type="visit",
            record_id=MOST - n,
            words=LETTERS,
        )
        for n in range(ROWS)
    )
    for address in ("/api/v1/timeline/", "/api/v1/visits/"):
        answer = client.get(address, {"q": LETTERS}).json()
        assert [row.get("key") or row["record"]["key"] for row in answer["results"]] == ["seen"]


def found(client: Client, query: str) -> list[set[str]]:
    """Where the visit is found: in the lists of the API, and on pages."""
    lists = [client.get(f"/api/v1/{name}/", {"q": query}).json() for name in ("visits", "timeline")]
    listed = [{r.get("key") or r["record"]["key"] for r in each["results"]} for each in lists]
    keys = [each & {"seen"} for each in listed]
    for address in ("/timeline/", "/visits/"):
        page = client.get(address, {"q": query}).content.decode()
        keys.append({"seen"} if "/visits/seen/" in page else set())
    return keys


SEEN, NOT_SEEN = [{"seen"}] * 4, [set()] * 4


def test_what_is_not_public_finds_nothing(client: Client) -> None:
    voyage = DeploymentFactory(name="Quixotic")
    published(VisitFactory(key="seen", summary="Seen off Dulcinea", deployment=voyage))
    assert found(client, "dulcinea") == SEEN
    assert found(client, "quixotic") == NOT_SEEN
    published(voyage)
    assert found(client, "quixotic") == SEEN
    publishing.withdraw(record=voyage, public_reason="wrong", origin=Origin.COMMAND)
    assert found(client, "quixotic") == NOT_SEEN
    assert found(client, "dulcinea") == SEEN


def test_another_name_of_a_port_finds_its_visits_at_once(client: Client) -> None:
    port = PortFactory(name="Kochi")
    published(VisitFactory(key="seen", port=port))
    assert found(client, "cochin") == NOT_SEEN
    name = PortNameFactory(port=port, name="Cochin")
    assert found(client, "cochin") == SEEN
    with change_set(origin=Origin.COMMAND):
        name.delete()
    assert found(client, "cochin") == NOT_SEEN
    assert found(client, "kochi") == SEEN

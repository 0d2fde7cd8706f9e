"""A search reads the index where it is, however many rows match, and published ones only."""

from __future__ import annotations

import pytest
from django.test import Client

from deployments.models import RecordIndex
from deployments.services import indexing

from ..factories import VesselFactory, VisitFactory, VisitParticipantFactory, published

pytestmark = pytest.mark.django_db

ROWS = 24_500
LETTERS = "a b c d e f g h i j k l"


def test_twelve_letters_are_looked_for_in_very_many_rows(client: Client) -> None:
    participant = VisitParticipantFactory(
        visit=VisitFactory(key="seen"), vessel=VesselFactory(name=LETTERS)
    )
    published(participant.visit)
    RecordIndex.objects.bulk_create(
        RecordIndex(
            record_type="vessel",
            record_id=participant.vessel_id + 1 + n,
            search_text=f" {LETTERS} ",
            signature="public" if n % 2 else "",
        )
        for n in range(ROWS)
    )
    for address in ("/api/v1/timeline/", "/api/v1/visits/"):
        answer = client.get(address, {"q": LETTERS}).json()
        assert [row.get("key") or row["record"]["key"] for row in answer["results"]] == ["seen"]


def test_the_words_of_a_draft_find_nothing(client: Client) -> None:
    participant = VisitParticipantFactory(vessel=VesselFactory(name="Quixotic"))
    published(participant.visit)
    row = RecordIndex.objects.get(record_type="vessel", record_id=participant.vessel_id)
    assert client.get("/api/v1/timeline/", {"q": "quixotic"}).json()["results"]
    row.signature = ""
    row.save()
    assert not client.get("/api/v1/timeline/", {"q": "quixotic"}).json()["results"]
    indexing.index_records(type(participant.vessel), [participant.vessel_id])
    assert client.get("/api/v1/timeline/", {"q": "quixotic"}).json()["results"]

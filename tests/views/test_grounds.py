"""A page says what its record rests on, and counts nothing that the public does not see."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from deployments.models import Visit
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
@f.together()
def visit(season: Any) -> Visit:
    """A visit that a newspaper and the navy report."""
    visit = f.VisitFactory(key="told", arrival_edtf="2025-03", departure_edtf="")
    f.VisitParticipantFactory(visit=visit, vessel=season.vessel)
    f.cite(visit, source=f.published(f.SourceFactory(kind="news", publisher="Gazette")))
    navy = f.SourceFactory(kind="official", publisher="italian navy")
    f.cite(visit, source=f.published(navy))
    return f.published(visit)


def test_the_page_and_the_api_say_what_it_rests_on(client: Client, visit: Visit) -> None:
    assert "Rests on the navy itself and 1 news medium." in client.get("/visits/told/").text
    assert client.get("/api/v1/visits/told/").json()["rests_on"] == {
        "words": "Rests on the navy itself and 1 news medium.",
        "independent": 2,
        "official": True,
        "retracted": 0,
    }


def test_what_is_a_draft_counts_nowhere(client: Client, visit: Visit) -> None:
    house = f.OrganisationFactory(kind="news medium")
    f.CitationFactory(target_visit=visit, source=f.SourceFactory(kind="book"))
    with f.together():
        for kind in ("academic", "book"):
            source = f.published(f.SourceFactory(kind=kind, publisher_record=house))
            f.cite(visit, source=source, via=f.SourceFactory(retracted=True, publisher="Herald"))
    text = client.get("/visits/told/").text
    assert "the navy itself, 1 academic work, 1 book and 1 news medium." in text
    f.published(house)
    assert "the navy itself, 1 academic work and 1 news medium." in client.get("/visits/told/").text


def test_every_occurrence_says_it(client: Client, season: Any) -> None:
    for record in (season.deployment, season.exercise, season.engagement, season.commentary):
        assert "Rests on 1 other source." in client.get(record.get_absolute_url()).text
    assert "Rests on" not in client.get(season.vessel.get_absolute_url()).text

"""Pages of organisations and of coverage, and where other pages name them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_organisation_lists_its_people_what_it_published_and_what_it_hosted(
    client: Client,
) -> None:
    paper = make.published(
        make.OrganisationFactory(key="paper", name="Domino Theory", kind="news medium")
    )
    person = make.PersonFactory(name="A. Writer")
    make.AffiliationFactory(person=person, organisation="Domino", organisation_record=paper)
    make.published(person)
    make.published(make.SourceFactory(title="A splash", publisher_record=paper))
    make.published(make.ExerciseFactory(name="Talks at sea", host_organisation=paper))
    make.PersonFactory(name="Not published")
    page = client.get("/organisations/paper/").content.decode()
    for text in ("Domino Theory", "News medium", "A. Writer", "A splash", "Talks at sea"):
        assert text in page
    assert "Not published" not in page
    assert "Domino Theory" in client.get("/organisations/").content.decode()


def test_the_words_of_the_source_stay_beside_the_record(client: Client) -> None:
    paper = make.published(make.OrganisationFactory(key="paper", name="Domino Theory"))
    person = make.PersonFactory(key="writer")
    make.AffiliationFactory(person=person, organisation="the magazine", organisation_record=paper)
    make.published(person)
    page = client.get("/people/writer/").content.decode()
    assert '<a href="/organisations/paper/"><bdi>the magazine</bdi></a>' in page


def test_an_organisation_that_is_not_public_is_not_named(client: Client) -> None:
    hidden = make.OrganisationFactory(key="hidden", name="Hidden House")
    make.published(make.SourceFactory(key="s", publisher="House", publisher_record=hidden))
    answer = client.get("/api/v1/sources/s/").json()
    assert (answer["publisher"], answer["publisher_record"]) == ("House", None)
    assert "Hidden House" not in client.get("/sources/s/").content.decode()


def test_coverage_stands_on_the_page_of_what_was_followed(client: Client) -> None:
    navy = make.published(make.NavyFactory(key="marina", name="Marina Militare"))
    coverage = make.CoverageFactory(
        key="marina-2024", navy=navy, completeness="most", notes="Press releases only."
    )
    assert "Most of it" not in client.get("/navies/marina/").content.decode()
    make.published(coverage)
    page = client.get("/navies/marina/").content.decode()
    assert 'href="/coverage/marina-2024/"' in page
    page = client.get("/coverage/marina-2024/").content.decode()
    for text in ("Marina Militare", "Most of it", "June to October 2024", "Press releases only."):
        assert text in page


def test_a_text_in_another_language_is_shown_with_its_translator(client: Client) -> None:
    visit = make.VisitFactory(key="v", summary="She called at Yokosuka.")
    make.TranslationFactory(
        record_visit=visit, language="it", text="Fece scalo a Yokosuka.", translator="M. Rossi"
    )
    assert client.get("/visits/v/").status_code == 404
    make.published(visit)
    page = client.get("/visits/v/").content.decode()
    assert '<div lang="it" dir="auto"><p>Fece scalo a Yokosuka.</p></div>' in page
    assert "Translated by M. Rossi" in page
    assert client.get("/api/v1/visits/v/").json()["translations"] == [
        {
            "text_of": "summary",
            "language": "it",
            "text": "Fece scalo a Yokosuka.",
            "translator": "M. Rossi",
        }
    ]


def test_a_participant_with_only_a_vessel_stands_for_her_navys_country(client: Client) -> None:
    ship = make.VesselFactory(navy=make.NavyFactory(country="US"))
    visit = make.VisitFactory(key="v")
    make.VisitParticipantFactory(visit=visit, vessel=ship, navy=None)
    make.published(visit)
    [row] = client.get("/api/v1/visits/v/").json()["participants"]
    assert row["country"]["code"] == "US"
    found = client.get("/api/v1/visits/", {"participant_country": "US"}).json()["results"]
    assert [each["key"] for each in found] == ["v"]
    assert "United States" in client.get("/visits/v/").content.decode()


def test_pages_and_api_list_one_day_in_the_same_order(client: Client) -> None:
    port = make.PortFactory(name="Yokosuka")
    for key in ("b", "a", "c"):
        ship = make.VesselFactory(name=f"Ship {key}")
        visit = make.VisitFactory(key=key, port=port)
        make.VisitParticipantFactory(visit=visit, vessel=ship)
        make.published(visit)
    api = [each["key"] for each in client.get("/api/v1/visits/").json()["results"]]
    page = client.get("/visits/").content.decode()
    places = [page.index(f'href="/visits/{key}/"') for key in api]
    assert api == ["a", "b", "c"]
    assert places == sorted(places)

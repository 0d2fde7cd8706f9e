"""Documents are fetched once, and a page waits for those that are still to be written."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deployments.models import PublicDocument
from deployments.pages.reading import Documents, NotReady, parsed
from deployments.shapes import Link
from tests import factories as f

pytestmark = pytest.mark.django_db


def link(record_type: str, key: str) -> Link:
    address = f"/{record_type}/{key}/"
    return {
        "record_type": record_type,
        "key": key,
        "name": key,
        "api_url": address,
        "html_url": address,
    }


def test_all_that_is_named_is_fetched_in_one_query_and_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    f.published(f.NavyFactory(key="italian-navy", country="IT"))
    f.published(f.SourceFactory(key="gazette", publisher="Gazette"))
    f.SourceFactory(key="draft")
    documents = Documents()
    navy, source, draft = (
        link("navy", "italian-navy"),
        link("source", "gazette"),
        link("source", "draft"),
    )
    with django_assert_num_queries(1):
        documents.fetch([navy, None, source, source, draft])
        documents.fetch([source, draft])
    assert documents.country_of(navy) == "IT"
    found = documents.source(source)
    assert found is not None
    assert found["publisher"] == "Gazette"
    assert documents.source(draft) is None


def test_a_document_that_is_still_to_be_written_is_not_read() -> None:
    with pytest.raises(NotReady):
        parsed("")


def test_a_page_whose_document_is_still_to_be_written_says_so(client: Client) -> None:
    person = f.published(f.PersonFactory(key="dian"))
    PublicDocument.objects.filter(record_type="person").update(text="")
    answer = client.get(person.get_absolute_url())
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert answer["Cache-Control"] == "no-store"
    assert "The site is being updated." in answer.content.decode()


def test_until_documents_have_their_keys_no_page_is_said_to_lead_nowhere(client: Client) -> None:
    person = f.published(f.PersonFactory(key="dian"))
    nobody = reverse("deployments:person-detail", args=["nobody"])
    assert client.get(nobody).status_code == 404
    PublicDocument.objects.filter(record_type="person").update(key="#1", text="")
    for address in (person.get_absolute_url(), nobody):
        assert client.get(address).status_code == 503
    assert client.get(reverse("deployments:port-detail", args=["nowhere"])).status_code == 404

"""A source that was taken back says so wherever it bears: on pages and in the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from deployments.models import Source
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
@f.together()
def retracted(season: Any) -> Source:
    """A retracted article that the visit and the statement cite and through which one is known."""
    source = f.published(
        f.SourceFactory(
            key="log",
            title="Port log",
            publisher="Gazette",
            retracted=True,
            retraction_edtf="2024-10",
            retracted_by="its publisher",
            retraction_reason="The log was invented.",
            retraction_url="https://example.org/notice",
        )
    )
    f.cite(season.visit, source=source)
    f.cite(season.exercise, via=source)
    f.cite(season.commentary, source=source)
    return source


def test_its_page_says_when_by_whom_why_and_where(client: Client, retracted: Source) -> None:
    text = client.get(retracted.get_absolute_url()).text
    head = text[text.index("<h1") : text.index("</header>", text.index("<h1"))]
    for words in ("Retracted", "October 2024", "its publisher", "The log was invented."):
        assert words in head
    assert 'href="https://example.org/notice"' in head
    assert 'class="retracted"' in client.get("/sources/").text


@pytest.mark.parametrize("kind", ["visit", "exercise", "commentary"])
def test_every_record_that_cites_it_says_so(
    client: Client, season: Any, retracted: Source, kind: str
) -> None:
    record = getattr(season, kind)
    text = client.get(record.get_absolute_url()).text
    assert 'class="retracted"' in text[text.index('id="sources"') :]
    told = client.get(f"/api/v1/{record.plural}/{record.key}/").json()["citations"]
    assert [each["retracted"] for each in told].count(True) == 1


def test_it_is_marked_on_the_timeline(client: Client, retracted: Source) -> None:
    assert client.get("/timeline/").text.count('class="retracted"') == 2


def test_the_api_gives_it_in_full(client: Client, retracted: Source) -> None:
    told = client.get("/api/v1/sources/log/").json()
    assert told["retracted"] is True
    assert told["retraction_date"]["edtf"] == "2024-10"
    assert told["retracted_by"] == "its publisher"
    assert told["retraction_reason"] == "The log was invented."
    assert told["retraction_url"] == "https://example.org/notice"


def test_other_sources_are_not_marked(client: Client, season: Any) -> None:
    assert 'class="retracted"' not in client.get(season.visit.get_absolute_url()).text
    assert 'class="retracted"' not in client.get("/timeline/").text


def test_a_retraction_does_not_lie_before_the_publication() -> None:
    with pytest.raises(ValidationError, match="lies before"):
        f.SourceFactory(retracted=True, published_edtf="2024-09", retraction_edtf="2024-08")


def test_a_retracted_source_stays_public_and_bears_publication(client: Client) -> None:
    visit = f.VisitFactory()
    f.cite(visit, source=f.published(f.SourceFactory(retracted=True)))
    assert client.get(f.published(visit).get_absolute_url()).status_code == 200

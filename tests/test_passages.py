"""From a passage's first and last words to a link, on pages and in the API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from deployments.bundle.exporting import export_bundle
from deployments.models import PublicDocument
from deployments.passages import link
from tests import factories as make

PAGE = "https://example.org/a"


@pytest.mark.parametrize(
    ("url", "start", "end", "expected"),
    [
        (PAGE, "The carrier", "in Japan", f"{PAGE}#:~:text=The%20carrier,in%20Japan"),
        (PAGE, "The carrier", "", f"{PAGE}#:~:text=The%20carrier"),
        (PAGE, "in August", "in August", f"{PAGE}#:~:text=in%20August"),
        (PAGE, "27-29 May, he said", "A&B", f"{PAGE}#:~:text=27%2D29%20May%2C%20he%20said,A%26B"),
        (PAGE, "横須賀", "", f"{PAGE}#:~:text=%E6%A8%AA%E9%A0%88%E8%B3%80"),
        (f"{PAGE}?x=1#part", "so", "", f"{PAGE}?x=1#part:~:text=so"),
        (f"{PAGE}.pdf", "so", "", ""),
        (f"{PAGE}.PDF?download=1", "so", "", ""),
        (f"{PAGE}?of=x.pdf", "so", "", f"{PAGE}?of=x.pdf#:~:text=so"),
        ("", "so", "", ""),
        (PAGE, "", "", ""),
    ],
)
def test_a_link_leads_to_the_words(url: str, start: str, end: str, expected: str) -> None:
    assert link(url, start, end) == expected


def shown(client: Client, **fields: Any) -> tuple[dict[str, Any], str]:
    """The first citation of a visit in the API, and the page of the visit."""
    visit = make.VisitFactory(key="v")
    source = make.published(make.SourceFactory(url=PAGE, language="it"))
    make.cite(visit, source=source, **fields)
    make.cite(visit)
    make.published(visit)
    answer = client.get("/api/v1/visits/v/").json()
    return answer["citations"][0], client.get("/visits/v/").text


@pytest.mark.django_db
def test_a_citation_links_to_its_passage(client: Client) -> None:
    citation, page = shown(client, paragraph=2, passage_start="La nave", passage_end="a Tokyo")
    url = f"{PAGE}#:~:text=La%20nave,a%20Tokyo"
    assert citation["passage"] == {"paragraph": 2, "start": "La nave", "end": "a Tokyo", "url": url}
    assert f'<a href="{url}" lang="it"><bdi>“La nave … a Tokyo”</bdi></a>' in page
    assert "(paragraph 2)" in page


@pytest.mark.django_db
def test_a_locator_stands_for_the_paragraph(client: Client) -> None:
    citation, page = shown(client, paragraph=2, locator="second column")
    assert citation["passage"] == {"paragraph": 2, "start": "", "end": "", "url": ""}
    assert "(second column)" in page
    assert "paragraph 2" not in page


@pytest.mark.django_db
def test_what_is_not_noted_is_null(client: Client) -> None:
    assert shown(client)[0]["passage"] is None


@pytest.mark.django_db
def test_a_passage_known_through_another_source_is_in_that_one(client: Client) -> None:
    relay = make.published(make.SourceFactory(url="https://relay.example/", language="en"))
    citation, page = shown(client, via=relay, passage_start="The carrier")
    assert citation["passage"]["url"] == "https://relay.example/#:~:text=The%20carrier"
    assert 'lang="en"><bdi>“The carrier”' in page


@pytest.mark.django_db
def test_the_words_of_a_source_that_is_not_public_are_not_shown(client: Client) -> None:
    citation, page = shown(client, via=make.SourceFactory(), passage_start="Hidden words")
    assert (citation["via"], citation["passage"]) == (None, None)
    assert "Hidden words" not in page


@pytest.mark.django_db
def test_a_hidden_passage_is_in_no_public_file_and_its_change_is_no_public_change(
    tmp_path: Path,
) -> None:
    hidden = make.SourceFactory(key="relay")
    visit = make.VisitFactory(key="v")
    row = make.cite(visit, via=hidden, paragraph=7, passage_start="Hidden words", passage_end="end")
    make.cite(visit, passage_start="Shown words")
    make.published(visit)
    documents = PublicDocument.objects.filter(record_type="visit")
    before = documents.get().changed_at
    with make.together():
        row.refresh_from_db()
        row.passage_start = "Hidden still"
        row.save()
    assert documents.get().changed_at == before

    export_bundle(tmp_path / "public", public=True)
    text = (tmp_path / "public" / "citations.csv").read_text()
    assert "Shown words" in text
    assert "Hidden" not in text
    export_bundle(tmp_path / "whole")
    assert "7,Hidden still,end" in (tmp_path / "whole" / "citations.csv").read_text()

    make.published(hidden)
    assert documents.get().changed_at > before
    export_bundle(tmp_path / "public", public=True, force=True)
    assert "7,Hidden still,end" in (tmp_path / "public" / "citations.csv").read_text()


@pytest.mark.django_db
def test_an_archived_copy_is_linked_where_the_page_has_no_address(client: Client) -> None:
    visit = make.VisitFactory(key="v")
    source = make.SourceFactory(url="", archived_url="https://archive.example/1")
    make.cite(visit, source=make.published(source), passage_start="so")
    make.published(visit)
    [citation] = client.get("/api/v1/visits/v/").json()["citations"]
    assert citation["passage"]["url"] == "https://archive.example/1#:~:text=so"


@pytest.mark.django_db
def test_the_end_of_a_passage_needs_its_start() -> None:
    citation = make.CitationFactory()
    citation.passage_end = "in Japan"
    with pytest.raises(ValidationError, match="Give the first words of the passage, too"):
        citation.full_clean()

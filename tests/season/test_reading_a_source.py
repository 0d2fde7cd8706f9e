"""A source is read in its own order, beside what others say; its numbers are those of the pages
on doubt."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from deployments.choices import BEARING_OUT
from deployments.kinds import KINDS
from deployments.pages import records, sources
from tests.season.test_doubt import PARTS, every
from tests.season.test_evidence import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

ARTICLE = "domino-cavour"
HAPPENED = [kind for kind in KINDS.values() if kind.is_occurrence]
PLACE = re.compile(r'<(?:div|details) class="(?:more )?place">')


def read(key: str) -> sources.Page:
    """What the page of a source shows."""
    found: Any = records.read("source", key)
    return sources.source(found, sources.first_citing(found))


def all_read(client: Client) -> Iterator[sources.Page]:
    return map(read, every(client, "sources"))


def parts(document: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """The citations of a record, then those of each of its parts."""
    yield document["citations"]
    for name in PARTS:
        for each in document.get(name, ()):
            yield each.get("citations", [])


def test_the_article_is_read_from_its_first_paragraph_to_its_last(client: Client) -> None:
    page = client.get(f"/sources/{ARTICLE}/").text
    places = PLACE.split(page)[1:]
    headings = [re.findall(r"<h3>([^<]+?) ?<", each)[0] for each in places]
    numbers = [int(each.removeprefix("Paragraph ")) for each in headings[:-1]]
    assert numbers == sorted(set(numbers))
    assert headings[-1] == "No passage noted"
    cited = [
        (row, urlsplit(document["html_url"]).path)
        for kind in KINDS.values()
        for document in every(client, kind.plural).values()
        for rows in parts(document)
        for row in rows
        if row["source"]["key"] == ARTICLE
    ]
    assert len(cited) == 79
    for row, address in cited:
        place = places[numbers.index(row["passage"]["paragraph"])]
        assert f'href="{html.escape(row["passage"]["url"])}"' in place, row
        assert f'href="{address}"' in place, row
        assert row["supports"] in words(place), row
    counted = sum(int(number) for number in re.findall(r"(\d+) claims?[,<]", page))
    assert f"It makes {counted} claims here." in page
    assert counted == page.count('class="claim"') > len(cited)


def test_each_claim_stands_beside_what_others_say(client: Client) -> None:
    page = client.get(f"/sources/{ARTICLE}/").text
    number = page.count('<div class="claim">')
    for claim in page.split('<div class="claim">')[1:]:
        beside = words(claim.partition('class="others"')[2].partition("</div>")[0])
        assert re.search(r"others? |No other source|supported by|Others say|Mentioned", beside)
    alone = page.count('<p class="alone">')
    assert f"{alone} stand on it alone." in page
    assert 0 < alone < number
    five_months = page.partition("calls the deployment five months long")[2]
    assert "Others say:" in (beside := five_months.partition('class="claim"')[0])
    assert "about four months" in beside
    assert "2 others support it too:" in beside


def test_what_stands_on_one_source_is_what_its_page_says(client: Client) -> None:
    """As many records as ``/single-source/`` counts, each with its source, and no other."""
    known = {key: each["retracted"] for key, each in every(client, "sources").items()}
    found = {kind.plural: set[tuple[str, str]]() for kind in HAPPENED}
    for page in all_read(client):
        for each in page.supported:
            kind = KINDS[each.document["record_type"]]
            own = [claim for claim in each.claims if claim.row and not claim.part]
            if each.is_borne_out and each.is_alone:
                assert all(claim.is_alone for claim in own if claim.row["stance"] in BEARING_OUT)
                if kind.is_occurrence and not page.source["retracted"]:
                    found[kind.plural].add((each.document["key"], page.source["key"]))
    for kind in HAPPENED:
        single = every(client, kind.plural, "sources=1")
        wanted = {
            (key, row["source"]["key"])
            for key, each in single.items()
            for row in each["citations"]
            if row["stance"] in BEARING_OUT and not known[row["source"]["key"]]
        }
        assert found[kind.plural] == wanted, kind
    text = client.get("/single-source/").text
    numbers = [int(number) for number in re.findall(r'<span class="count">(\d+)</span>', text)]
    assert sorted(numbers) == sorted(len(each) for each in found.values() if each)


def test_what_differs_is_what_the_sources_disagree_on(client: Client) -> None:
    """Whatever is shown as disputed differs in some source; who supports it is contradicted."""
    differing: set[tuple[str, str, str]] = set()
    contradicted: set[tuple[str, str, str]] = set()
    for page in all_read(client):
        for claim in page.claims:
            if claim.row is None:
                continue
            about = (
                claim.document["html_url"],
                f"{claim.part} {claim.row['aspect']}",
                page.source["key"],
            )
            if claim.differs:
                differing.add(about)
            if claim.is_contradicted:
                contradicted.add(about)
    assert differing
    disputed = {
        urlsplit(each["html_url"]).path
        for kind in KINDS.values()
        for each in every(client, kind.plural, "disputed=yes").values()
    }
    assert {address for address, _on, _source in differing} == disputed
    assert {address for address, _on, _source in contradicted} <= disputed
    for page in all_read(client):
        for claim in page.claims:
            row = claim.row
            if row is None or row["stance"] not in BEARING_OUT:
                continue
            on = (claim.document["html_url"], f"{claim.part} {row['aspect']}")
            against = {source for *where, source in differing if tuple(where) == on}
            assert claim.is_contradicted is bool(against - {page.source["key"]}), on


def test_a_claim_that_differs_says_what_is_recorded_and_by_whom(client: Client) -> None:
    page = client.get(f"/sources/{ARTICLE}/").text
    there = page.partition("reported to be visiting Okinawa at the same time")[2]
    claim = words(there.partition('<div class="claim">')[0])
    assert "(recorded: 30 August 2024 – between 31 August and 3 September 2024 )" in claim
    assert "Contradicted by" in claim
    assert "Difesa Online" in claim
    assert "No other source says this." in claim

"""What is in doubt can be asked for: where sources disagree, and what rests on a single one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from deployments.choices import AGAINST, BEARING_OUT
from deployments.kinds import KINDS
from tests.season.test_evidence import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

HAPPENED = [kind for kind in KINDS.values() if kind.is_occurrence]
PARTS = ("participants", "assignments", "affiliations")

Found = dict[str, dict[str, Any]]


def every(client: Client, plural: str, asked: str = "") -> Found:
    """All documents of a kind that the API finds, by key."""
    found: Found = {}
    address: str | None = f"/api/v1/{plural}/?page_size=100&{asked}"
    while address:
        answer = client.get(address).json()
        found |= {each["key"]: each for each in answer["results"]}
        address = answer["next"]
    return found


def cited(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The citations of a record and of its parts."""
    parts = [part for name in PARTS for part in document.get(name, ())]
    return (row for each in (document, *parts) for row in each.get("citations", ()))


def disputed(document: dict[str, Any]) -> bool:
    return any(row["stance"] in AGAINST for row in cited(document))


def voices(document: dict[str, Any], standing: set[str]) -> int:
    """On how many sources, of those that were not retracted, a record itself rests."""
    rows = (row for row in document["citations"] if row["stance"] in BEARING_OUT)
    return len({row["source"]["key"] for row in rows} & standing)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.plural)
def test_disputed_is_what_a_source_contradicts(client: Client, kind: Any) -> None:
    documents = every(client, kind.plural)
    wanted = {key for key, each in documents.items() if disputed(each)}
    assert every(client, kind.plural, "disputed=yes").keys() == wanted
    assert every(client, kind.plural, "disputed=false").keys() == documents.keys() - wanted
    for key in wanted:
        page = client.get(documents[key]["html_url"]).text
        assert 'id="disagreement"' in page


@pytest.mark.parametrize("kind", HAPPENED, ids=lambda kind: kind.plural)
def test_what_happened_is_found_by_the_number_of_its_sources(client: Client, kind: Any) -> None:
    documents = every(client, kind.plural)
    sources = every(client, "sources")
    standing = {key for key, each in sources.items() if not each["retracted"]}
    for number in (1, 2, 5):
        wanted = {key for key, each in documents.items() if voices(each, standing) == number}
        assert every(client, kind.plural, f"sources={number}").keys() == wanted
    several = every(client, kind.plural, "sources=1&sources=2")
    assert {voices(each, standing) for each in several.values()} <= {1, 2}


@pytest.mark.parametrize("kind", HAPPENED, ids=lambda kind: kind.plural)
def test_what_nobody_graded_is_found(client: Client, kind: Any) -> None:
    documents = every(client, kind.plural)
    reliability = {key: each["reliability"] for key, each in every(client, "sources").items()}
    graded = {
        key
        for key, each in documents.items()
        if any(row["credibility"] or reliability[row["source"]["key"]] for row in cited(each))
    }
    assert every(client, kind.plural, "ungraded=no").keys() == graded
    assert every(client, kind.plural, "ungraded=yes").keys() == documents.keys() - graded


def test_visits_are_found_of_which_nobody_reported_the_end(client: Client) -> None:
    visits = every(client, "visits")
    unknown = {key for key, each in visits.items() if each["departure"] is None}
    assert len(unknown) > 20
    assert every(client, "visits", "departure_known=no").keys() == unknown


@pytest.mark.parametrize("asked", ["sources=0", "sources=many", "sources=1.5", "disputed=maybe"])
def test_what_cannot_be_read_is_refused_with_what_would_be(client: Client, asked: str) -> None:
    answer = client.get(f"/api/v1/visits/?{asked}")
    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert error["parameter"] == asked.partition("=")[0]
    assert re.search(r"1 to 999|true, false", error["detail"])
    page = client.get(f"/visits/?{asked}")
    assert page.status_code == 200
    assert error["detail"] in words(page.text)


def test_disagreements_stand_side_by_side(client: Client) -> None:
    """Of each kind the first five, with both sides; then the way to all of them."""
    page = client.get("/disagreements/")
    shown = words(page.text)
    for kind in HAPPENED[::-1]:
        number = len(every(client, kind.plural, "disputed=yes"))
        heading = f'<h2 id="{kind.plural}">'
        assert (heading in page.text) is bool(number)
        if number:
            section = page.text.partition(heading)[2].partition("</section>")[0]
            assert f'<span class="count">{number}</span>' in section
            assert section.count("<article") == min(number, 5)
            assert section.count("Others say") >= min(number, 5)
            assert (f"/{kind.plural}/?disputed=true" in section) is (number > 5)
    assert "As recorded here" in shown


def test_what_rests_on_one_source_says_which(client: Client) -> None:
    page = client.get("/single-source/").text
    for kind in HAPPENED:
        number = len(every(client, kind.plural, "sources=1"))
        section = page.partition(f'<h2 id="{kind.plural}">')[2].partition("</section>")[0]
        if not number:
            assert not section
            continue
        rows = section.partition('<ul class="records">')[2].split('<p class="name">')[1:]
        assert len(rows) == min(number, 12)
        for row in rows:
            assert row.count('href="/sources/') >= 1
            assert "No source is cited" not in row
        assert f"{number} of " in words(section)


def test_both_are_reached_from_every_page(client: Client) -> None:
    page = client.get("/about/").text
    for address in ("/disagreements/", "/single-source/"):
        assert page.count(f'href="{address}"') == 2

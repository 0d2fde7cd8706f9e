"""How well it is known, by what is public: on a source, a voyage and the page on method."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from deployments.models import Source
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
@f.together()
def log(season: Any) -> Source:
    """A source that two records rest on, one of them alone, and that contradicts a third."""
    source = f.published(f.SourceFactory(key="log", title="Port log"))
    f.cite(season.visit, source=source, paragraph=3)
    alone = f.VisitFactory(deployment=season.deployment, arrival_edtf="2025", departure_edtf="")
    f.cite(alone, source=source, credibility=2)
    f.published(alone)
    f.cite(season.exercise, source=source, stance="differs", value="x")
    f.CitationFactory(target_visit=f.VisitFactory(), source=source, locator="page 2")
    return source


def test_a_source(client: Client, log: Source) -> None:
    text = client.get(log.get_absolute_url()).text
    assert "3 citations: 1 located, 1 graded" in text
    assert "1 of 2 records rest on it alone" in text


def test_a_source_is_no_longer_alone_beside_one_that_stands(client: Client, log: Source) -> None:
    [alone] = [
        row.target_visit for row in log.citings.filter(credibility=2).select_related("target_visit")
    ]
    f.cite(alone, source=f.published(f.SourceFactory(retracted=True)))
    assert "1 of 2 records rest on it alone" in client.get(log.get_absolute_url()).text
    f.cite(alone)
    assert "0 of 2 records rest on it alone" in client.get(log.get_absolute_url()).text


def test_a_voyage_with_its_stops(client: Client, season: Any, log: Source) -> None:
    f.cite(season.visit, source=f.published(f.SourceFactory(archived_url="https://example.org/a")))
    text = client.get(season.deployment.get_absolute_url()).text
    assert "5 citations: 1 located, 1 graded" in text
    assert "4 sources: 1 archived" in text
    assert "1 of 2 stops rest on a single source" in text


def test_the_page_on_method(client: Client, log: Source) -> None:
    text = client.get("/about/").text
    assert "8 citations: 1 located, 1 graded" in text
    assert "6 sources: 0 archived" in text
    assert "5 of 6 records of what happened rest on a single source" in text


def test_nothing_is_said_of_nothing(client: Client) -> None:
    assert "citation:" not in client.get("/about/").text


def test_a_passage_that_is_withheld_is_not_counted(client: Client) -> None:
    visit = f.VisitFactory()
    f.cite(visit, via=f.SourceFactory(), paragraph=3)
    f.published(visit)
    assert "1 citation: 0 located, 0 graded" in client.get("/about/").text


def test_of_much_that_a_source_says_the_first_is_shown_and_what_differs_before_all(
    client: Client, season: Any, log: Source
) -> None:
    for paragraph in range(4, 8):
        f.cite(season.visit, source=log, paragraph=paragraph, supports=f"line {paragraph}")
    f.cite(season.visit, source=log, paragraph=8, supports="end", stance="differs", value="x")
    text = client.get(season.visit.get_absolute_url()).text
    sources = text[text.index('id="sources"') :]
    of_it = sources[sources.index("Port log") :]
    shown, _more, folded = of_it[: of_it.index("</details>")].partition('<details class="more">')
    assert re.findall(r"paragraph (\d)", shown) == ["8", "3", "4"]
    assert "3 more: Citations" in folded
    assert re.findall(r"paragraph (\d)", folded) == ["5", "6", "7"]

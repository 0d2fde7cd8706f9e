"""The search over everything: what it shows of odd questions, of drafts, and to machines."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from deployments.choices import Origin
from deployments.models import Vessel
from deployments.pages import found
from deployments.public import everywhere
from deployments.services import publishing
from tests import factories as f

pytestmark = pytest.mark.django_db

ODD = (
    *('"', "'", '"cavour', "cav*", "a AND (b OR", "NEAR(a b)", "-", "!!!", "¿?", "%", "\\", "_"),
    *("<script>alert(1)</script>", "a:b", "a", "é", "\u202ecavour", "\u200b", "مرحبا", "שלום"),
    *(
        "ship " * 39,
        "x" * 200,
        "☃",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ),
    *("', 1); DROP TABLE x; --", "{{ 7 * 7 }}", "1" * 100, "の", "横", "\n\t"),
)
OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def ask(client: Client, query: str) -> str:
    """The page of a search."""
    answer = client.get("/search/", {"q": query})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("query", ODD)
def test_an_odd_question_gets_a_calm_page(client: Client, query: str) -> None:
    f.published(f.VesselFactory(name="Cavour"))
    answer = client.get("/search/", {"q": query})
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert "{{" not in query or "49" not in answer.text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("x" * 201, 200, "at most 200 characters"),
        (" ".join(f"word{n}" for n in range(13)), 200, "at most 12 words"),
        ("x" * 10_000, 414, "Address too long"),
        ("cavour\0", 400, "null character"),
    ],
)
def test_what_cannot_be_asked_is_said(client: Client, query: str, status: int, said: str) -> None:
    answer = client.get("/search/", {"q": query})
    assert answer.status_code == status
    assert said in answer.text


def test_a_question_keeps_its_words_in_the_box_and_asks_no_index(client: Client) -> None:
    text = ask(client, 'say "hello" & <b>')
    assert 'value="say &#34;hello&#34; &amp; &lt;b&gt;"' in text
    assert '<meta name="robots" content="noindex">' in text
    assert '<link rel="canonical" href="http://testserver/search/?q=say' in text
    assert "noindex" not in client.get("/").text


def test_an_empty_question_leads_to_the_page_that_explains(client: Client) -> None:
    answer = client.get("/search/", {"q": ""})
    assert (answer.status_code, answer["Location"]) == (302, "/search/")
    assert "One box for all that is published" in ask(client, " ")
    assert "There is no filter “colour” here" in client.get("/search/?colour=red").text


def test_the_box_stands_on_every_page(client: Client) -> None:
    for address in ("/", "/search/", "/vessels/", "/about/", "/no/such/page/"):
        text = client.get(address).text
        assert re.search(
            r'<form class="site-search" role="search" method="get" action="/search/"', text
        )
        assert '<label class="visually-hidden" for="site-q">' in text


def test_a_browser_learns_to_ask(client: Client) -> None:
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    described = ElementTree.fromstring(answer.content)  # noqa: S314
    [page] = [
        each for each in described.iter(f"{OPEN_SEARCH}Url") if each.attrib["type"] == "text/html"
    ]
    assert page.attrib["template"] == "http://testserver/search/?q={searchTerms}"
    assert 'rel="search" type="application/opensearchdescription+xml"' in client.get("/").text
    again = client.get("/opensearch.xml", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_what_is_not_public_is_neither_found_nor_meant(client: Client) -> None:
    f.VesselFactory(name="Zephyranthes", pennant="Z 77")
    gone: Vessel = f.published(f.VesselFactory(name="Quetzalcoatlus", pennant="Q 78"))
    assert "/vessels/" in ask(client, "Quetzalcoatlus")
    assert "<bdi>Quetzalcoatlus</bdi>" in ask(client, "Quetzalcoatlas")
    publishing.withdraw(record=gone, public_reason="Twice.", origin=Origin.COMMAND)
    for query in ("Zephyranthes", "Quetzalcoatlus", "Z77", "Q 78"):
        assert "Nothing published has this." in ask(client, query)
    for misspelt, name in (("Zephyrantes", "Zephyranthes"), ("Quetzalcoatlas", "Quetzalcoatlus")):
        text = ask(client, misspelt)
        assert name.lower() not in text.lower()
        assert "mean" not in text[text.index("<main") :]


def test_a_few_hits_by_other_words_leave_room_for_a_name(client: Client) -> None:
    f.published(f.VesselFactory(name="Cavour"))
    f.published(f.VisitFactory(key="heard", summary="Heard as Cavor on the radio."))
    text = ask(client, "Cavor")
    assert "/visits/heard/" in text
    assert re.search(r"Did you mean\s+<a href=\"/search/\?q=Cavour\"><bdi>Cavour</bdi></a>\?", text)
    assert "Did you mean" not in ask(client, "Heard")  # near nothing
    assert "Did you mean" not in ask(client, "radio")


def test_all_of_one_name_stand_first_and_those_with_the_word_in_it_next(client: Client) -> None:
    navy = f.NavyFactory(name="Navy of Sirius")
    f.published(f.VesselFactory(key="other", name="Aldebaran", navy=navy))
    f.published(f.VesselFactory(key="second", name="Sirius Star", pennant="S 2"))
    f.published(f.VesselFactory(key="first", name="Sirius", pennant="S 9"))
    f.published(f.PortFactory(key="port", name="Sirius"))
    text = ask(client, "sirius")
    assert re.findall(r'<p class="name"><a href="([^"]+)"', text) == [
        *("/vessels/first/", "/vessels/second/", "/vessels/other/"),
        *("/ports/port/", f"/navies/{navy.key}/"),
    ]


def test_very_many_are_not_counted_to_the_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (everywhere, found):
        monkeypatch.setattr(module, "MOST", 3)
    monkeypatch.setattr("deployments.views.search.MOST", 3)
    monkeypatch.setattr(found, "SHOWN", 2)
    for number in range(5):
        f.published(f.VisitFactory(key=f"call-{number}", summary="Dulcinea"))
    text = ask(client, "dulcinea")
    assert "more than 3" in text
    assert 'href="/visits/?q=dulcinea">All: Visits<' in text


def test_a_search_asks_no_more_where_there_is_more(client: Client) -> None:
    @f.together()
    def make(*numbers: int) -> None:
        for number in numbers:
            port = f.PortFactory(name=f"Dulcinea harbour {number}", country="IT")
            ship = f.VesselFactory(name=f"Dulcinea {number}")
            visit = f.VisitFactory(summary="Dulcinea", port=port)
            f.VisitParticipantFactory(visit=visit, vessel=ship)
            f.published(visit)
            f.published(f.DeploymentFactory(name=f"Dulcinea {number}"))
            f.published(f.CommentaryFactory(summary="Dulcinea"))

    def asked(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            ask(client, query)
        return len(queries)

    questions = ("dulcinea", "dulcinaea", "dulcinea harbour", "Italian")
    make(*range(8))
    few = {query: asked(query) for query in questions}
    make(*range(8, 16))
    assert {query: asked(query) for query in questions} == few
    assert max(few.values()) <= 8

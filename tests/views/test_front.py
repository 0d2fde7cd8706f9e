"""The front page: what is new, what is asked, and where the timeline is that once stood there."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.services import publishing
from tests import factories as f
from tests.season.test_evidence import words

pytestmark = pytest.mark.django_db


def section(client: Client, name: str) -> str:
    """The words of a section of the front page; nothing where it is not there."""
    found = re.search(
        rf'<section class="section" aria-labelledby="{name}">(.*?)</section>',
        client.get("/").text,
        re.DOTALL,
    )
    return words(found[1]) if found else ""


def test_an_empty_site_says_so(client: Client) -> None:
    assert "Nothing has been published yet." in client.get("/").text
    assert section(client, "asked") == section(client, "new") == ""


@pytest.mark.parametrize(
    "query",
    [
        "port=yokosuka&from=2024-08",
        "country=JP&country=IT",
        "period=2024-08",
        "order=oldest",
        "plans=all",
        "cursor=x",
        "q=caf%C3%A9",
        "q=&kind=visit",
        "port=yokosuka&utm_source=mail",
    ],
)
def test_a_question_to_the_timeline_leads_to_where_it_stands_now(
    query: str, client: Client
) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/timeline/?{query}"


@pytest.mark.parametrize("query", ["utm_source=mail", "fbclid=1", "colour=red"])
def test_what_the_timeline_does_not_know_is_no_question_to_it(query: str, client: Client) -> None:
    assert client.get(f"/?{query}").status_code == 200


@f.together()
def said() -> None:
    question = f.published(f.QuestionFactory(text="Why was it sent?"))
    for _number in range(2):
        statement = f.CommentaryFactory()
        f.AnswerFactory(commentary=statement, question=question)
        f.published(statement)


def test_questions_with_most_answers_are_shown(client: Client) -> None:
    said()
    f.published(f.QuestionFactory(text="Who asked?"))
    assert "Why was it sent? 2 answers" in section(client, "asked")
    assert "Who asked?" not in section(client, "asked")
    assert "2 statements so far" in words(client.get("/").text)


def test_what_is_new_is_shown_and_what_is_withdrawn_is_not(client: Client) -> None:
    with f.together():
        visit = f.VisitFactory(arrival_edtf="2024-08-22", departure_edtf="2024-08-27")
        f.VisitParticipantFactory(visit=visit, vessel=f.VesselFactory(name="Cavour"))
        f.published(visit)
        draft = f.VisitFactory(notes="A draft")
    new = section(client, "new")
    assert "Cavour at" in new
    assert "Published on" in new
    assert "22–27 August 2024" in new
    assert draft.port.name not in new

    with change_set(origin=Origin.COMMAND, reason="a port is named otherwise"):
        port = visit.port
        port.name = "Elsewhere"
        port.save()
    assert section(client, "new").count("Published on") == 1, "it did not change itself"

    with change_set(origin=Origin.COMMAND, reason="a summary"):
        visit.refresh_from_db()
        visit.summary = "A call on the way."
        visit.save()
    assert "Changed on" in section(client, "new")
    assert "Published on" not in section(client, "new"), "each record once"

    publishing.withdraw(record=visit, public_reason="It was another ship.", origin=Origin.COMMAND)
    assert section(client, "new") == ""

"""The pages of dossiers: sections with their records and reasons, days, and what they cite."""

from __future__ import annotations

import pytest
from django.test import Client

from deployments.models import Dossier, Record, Visit
from deployments.pages.records import MOST_DOSSIERS
from tests import factories as make

pytestmark = pytest.mark.django_db


def section(text: str, id: str) -> str:  # noqa: A002
    """A section of a page, by the id of its heading."""
    start = text.index(f'id="{id}"')
    return text[start : text.find("</section>", start)]


def named(dossier: Dossier, number: int, record: Record, why: str) -> None:
    """Let a section of a dossier name a record."""
    make.DossierItemFactory(
        dossier=dossier, section=number, why=why, **{record.record_type: record}
    )


@pytest.fixture
def visit() -> Visit:
    """Public, cited from a source, planned: nobody says that it was made."""
    with make.together():
        found: Visit = make.VisitFactory(
            key="a-plan", certainty="planned", port=make.PortFactory(key="kure", name="Kure")
        )
        make.VisitParticipantFactory(visit=found, vessel=make.VesselFactory(name="Cavour"))
        make.cite(found, source=make.published(make.SourceFactory(title="The Paper says")))
    return make.published(found)


@pytest.fixture
def dossier(visit: Visit) -> Dossier:
    """Of two sections: what was planned, and what is not known."""
    with make.together():
        found: Dossier = make.DossierFactory(
            key="on-a-plan", title="On a plan", introduction="What became of it."
        )
        make.DossierSectionFactory(dossier=found, number=1, heading="What was planned", text="")
        make.DossierSectionFactory(
            dossier=found,
            number=2,
            heading="What we do not know",
            text="Nobody says.",
            unknown=True,
        )
        question = make.published(make.QuestionFactory(text="Why go?", introduction="Long."))
        said = make.published(make.CommentaryFactory(key="said", summary="Because."))
        named(found, 1, visit, "The plan itself.")
        named(found, 1, question, "What was asked.")
        named(found, 1, said, "What was answered.")
        named(found, 2, visit.port, "Where it should have been.")
    return make.published(found)


def test_sections_show_their_records_with_the_reasons(dossier: Dossier, client: Client) -> None:
    text = client.get("/dossiers/on-a-plan/").text
    assert "<h1><bdi>On a plan</bdi></h1>" in text
    assert '<p class="lede">What became of it.</p>' in text
    first = section(text, "section-1")
    assert '<li class="entry visit planned">' in first
    assert '<span class="certainty planned">Planned</span>' in first
    assert '<p class="reason">The plan itself.</p>' in first
    assert "Why go?" in first
    assert "Long." not in first  # the reason stands in place of what introduces it
    assert first.index("The plan itself.") < first.index("What was asked.")
    assert first.index("What was asked.") < first.index("What was answered.")
    gap = section(text, "section-2")
    assert '<div class="prose notice"><p>Nobody says.</p></div>' in gap
    assert "Where it should have been." in gap


def test_it_says_what_its_records_cite_and_when_it_was_revised(
    dossier: Dossier, client: Client
) -> None:
    text = client.get("/dossiers/on-a-plan/").text
    assert "The Paper says" in section(text, "grounds")
    assert "for 1 record" in section(text, "grounds")
    assert "Last revised" in text
    assert 'href="/api/v1/dossiers/on-a-plan/"' in text
    assert client.get("/dossiers/on-a-plan/timeline.svg").status_code == 200


def test_without_days_there_is_no_picture(client: Client) -> None:
    make.published(make.DossierFactory(key="on-a-port"))
    assert "<svg" not in section(client.get("/dossiers/on-a-port/").text, "section-1")
    assert client.get("/dossiers/on-a-port/timeline.svg").status_code == 404


def test_a_dossier_without_records_of_its_own_sources_is_no_source_of_theirs(
    visit: Visit, dossier: Dossier, client: Client
) -> None:
    source = visit.citations.get().source  # type: ignore[attr-defined]
    with make.together():
        other = make.DossierFactory(key="on-the-paper", title="On the paper")
        named(other, 1, source, "Where it stood.")
    make.published(other)
    text = client.get(source.get_absolute_url()).text
    assert "kind-dossier" not in text
    assert "On the paper" in section(text, "dossiers")


def test_a_record_says_which_dossiers_name_it(
    visit: Visit, dossier: Dossier, client: Client
) -> None:
    beside = section(client.get("/visits/a-plan/").text, "dossiers")
    assert '<a href="/dossiers/on-a-plan/"><bdi>On a plan</bdi></a>' in beside
    question = dossier.items.get(question__isnull=False).question  # type: ignore[attr-defined]
    assert "On a plan" in section(client.get(question.get_absolute_url()).text, "dossiers")
    with make.together():
        for number in range(MOST_DOSSIERS):
            other = make.DossierFactory(key=f"more-{number}")
            named(other, 1, visit, "Again.")
            make.published(other)
    beside = section(client.get("/visits/a-plan/").text, "dossiers")
    assert beside.count('href="/dossiers/') == MOST_DOSSIERS + 1
    assert 'href="/dossiers/?visit=a-plan"' in beside
    assert "of 6<" in client.get("/dossiers/?visit=a-plan").text


def test_a_draft_names_nothing(visit: Visit, client: Client) -> None:
    draft = make.DossierFactory(key="a-draft")
    named(draft, 1, visit, "Not yet.")
    assert 'id="dossiers"' not in client.get("/visits/a-plan/").text
    assert client.get("/dossiers/a-draft/").status_code == 404


def test_the_list_says_what_each_is_about(dossier: Dossier, client: Client) -> None:
    text = client.get("/dossiers/").text
    assert "On a plan" in text
    assert "What became of it." in text
    assert "4 records" in text


def test_a_long_section_opens_in_place(client: Client) -> None:
    with make.together():
        dossier = make.DossierFactory(key="long")
        for number in range(8):
            visit = make.VisitFactory(key=f"visit-{number}")
            named(dossier, 1, make.published(visit), f"Reason {number}.")
    make.published(dossier)
    first = section(client.get("/dossiers/long/").text, "section-1")
    assert first.count('class="reason"') == 8
    assert first[: first.index("<details")].count('class="reason"') == 4
    assert "4 more" in first

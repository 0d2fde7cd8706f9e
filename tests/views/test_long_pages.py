"""A page of a record that much is known of shows the first of it, says how much there is, and leads
to a list of all of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from deployments.changes.service import change_set
from deployments.choices import Origin, Position
from deployments.models import Record
from deployments.pages import glance, in_its_order, sources
from deployments.pages.sections import LIMIT, LISTED
from deployments.public import questions
from tests import factories as f

pytestmark = pytest.mark.django_db

SAID = LIMIT + 3
"""Statements that are made: more than a section shows."""


def section(text: str, id: str) -> str:  # noqa: A002
    """A section of a page, by the id of its heading."""
    start = text.index(f'id="{id}"')
    return text[start : text.find("</section>", start)]


def led_to(part: str) -> str:
    """The address of the list of all of a section."""
    (found,) = re.findall(r'<p class="more"><a href="([^"]+)">All', part)
    return unescape(found)


def number_in(client: Client, address: str) -> int:
    """How many records a list finds."""
    found = re.search(r"of (\d+)<", client.get(address).text)
    assert found is not None
    return int(found[1])


def assert_goes_on(client: Client, part: str, shown: int, whole: int, most: int) -> None:
    """That a part shows the most that it may, says how many there are, and leads to all."""
    assert shown == most
    assert f'<span class="count">{whole}</span>' in part
    assert f"All {whole}: " in part
    assert number_in(client, led_to(part)) == whole


def statements(part: str) -> list[str]:
    """The statements that are shown, by their numbers in what they say."""
    return re.findall(r"<p>Said no\. (\d+)</p>", part)


@pytest.fixture
def said() -> tuple[Record, Record, Record, Record]:
    """A person, a question, a theme and a navy, and statements on all of them, one each day."""
    person, question = f.PersonFactory(), f.QuestionFactory()
    theme, navy = f.ThemeFactory(), f.published(f.NavyFactory())
    with change_set(origin=Origin.COMMAND, reason="statements"):
        for number in range(1, SAID + 1):
            given = f.CommentaryFactory(
                person=person, date_edtf=f"2024-01-{number:02d}", summary=f"Said no. {number}"
            )
            f.AnswerFactory(commentary=given, question=question)
            f.ThemePositionFactory(commentary=given, theme=theme, position=Position.ASSERTS)
            f.SubjectFactory(commentary=given, country="", navy=navy)
            f.published(given)
        for record in (question, theme):
            f.published(record)
    return person, question, theme, navy


LATEST = [str(number) for number in range(SAID - LIMIT + 1, SAID + 1)]


def test_the_latest_statements_are_shown_in_the_order_said(
    client: Client, said: tuple[Record, ...]
) -> None:
    person, question, theme, navy = said
    for record, id in ((person, "views"), (theme, "asserts"), (navy, "said")):  # noqa: A001
        part = section(client.get(record.get_absolute_url()).text, id)
        assert statements(part) == LATEST, id
        assert f"The latest {LIMIT} are shown here." in part
        assert_goes_on(client, part, len(statements(part)), SAID, LIMIT)
    text = client.get(question.get_absolute_url()).text
    assert statements(text) == LATEST
    assert f"{SAID} answers from 1 person, in the order they were given." in text
    assert number_in(client, led_to(text)) == SAID


def test_people_are_not_counted_of_very_many_answers(
    client: Client, said: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    question = said[1]
    monkeypatch.setattr(questions, "MOST_COUNTED", SAID)
    assert f"{SAID} answers from 1 person" in client.get("/perspectives/questions/").text
    monkeypatch.setattr(questions, "MOST_COUNTED", SAID - 1)
    for address in ("/perspectives/questions/", "/perspectives/", question.get_absolute_url()):
        text = client.get(address).text
        assert f"{SAID} answers" in text, address
        assert "from 1 person" not in text, address


def test_a_cell_of_who_answered_what_leads_to_the_latest_and_to_all(
    client: Client, said: tuple[Record, ...]
) -> None:
    text = client.get("/perspectives/").text
    cells = re.findall(r'<td><a class="dot".*?</td>', text, re.DOTALL)
    assert len(cells) == 1
    links = re.findall(r'href="([^"]+)"', cells[0])
    assert len(links) == glance.CELL + 1
    assert f"statement {SAID}" in cells[0]
    assert number_in(client, unescape(links[-1])) == SAID


def test_those_of_whom_most_was_said_are_shown_at_a_glance(
    client: Client, said: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, question, theme, _navy = said
    other = f.CommentaryFactory(person__name="Somebody else")
    f.AnswerFactory(commentary=other, question__text="Asked once?")
    f.ThemePositionFactory(commentary=other, theme__name="Met once")
    f.published(other)
    whole = client.get("/perspectives/").text
    for words in ("Somebody else", "Asked once?", "Met once"):
        assert words in whole
    assert "All questions" not in whole
    monkeypatch.setattr(glance, "SHOWN", 1)
    monkeypatch.setattr(glance, "PEOPLE", 1)
    part = client.get("/perspectives/").text
    for words in ("Somebody else", "Asked once?", "Met once"):
        assert words not in part
    for record in (person, question, theme):
        assert str(record) in part
    for words in ("All questions", "All themes", "All people"):
        assert words in part


def test_what_others_said_about_a_person_is_told_from_what_they_said(client: Client) -> None:
    person = f.published(f.PersonFactory(name="Meloni"))
    f.published(f.CommentaryFactory(person=person, summary="Her own."))
    of_herself = f.CommentaryFactory(person=person, summary="On herself.")
    f.SubjectFactory(commentary=of_herself, country="", person=person)
    f.published(of_herself)
    of_another = f.CommentaryFactory(summary="On her.")
    f.SubjectFactory(commentary=of_another, country="", person=person)
    f.published(of_another)
    text = client.get(person.get_absolute_url()).text
    about = section(text, "about")
    assert '<span class="count">1</span>' in about
    assert "On her." in about
    assert "On herself." not in about
    assert '<span class="count">2</span>' in section(text, "views")


def test_the_ships_and_voyages_of_a_navy(client: Client) -> None:
    navy, other = f.published(f.NavyFactory()), f.published(f.NavyFactory())
    with change_set(origin=Origin.COMMAND, reason="a fleet"):
        for number in range(LISTED + 2):
            f.published(f.VesselFactory(navy=navy))
            day = f"2024-01-{number + 1:02d}"
            f.published(f.DeploymentFactory(lead_navy=navy, start_edtf=day, end_edtf="2024-03-01"))
        f.published(f.VesselFactory(navy=other))
    text = client.get(navy.get_absolute_url()).text
    for id in ("deployments", "ships"):  # noqa: A001
        part = section(text, id)
        assert_goes_on(client, part, part.count('<p class="name">'), LISTED + 2, LISTED)
    few = section(client.get(other.get_absolute_url()).text, "ships")
    assert "All" not in few
    assert few.count('<p class="name">') == 1


def test_what_rests_on_a_source_goes_on_page_by_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = f.published(f.SourceFactory())
    keys = set()
    with change_set(origin=Origin.COMMAND, reason="cited much"):
        for _number in range(LIMIT + 2):
            vessel = f.VesselFactory()
            f.cite(vessel, source=source)
            keys.add(f.published(vessel).key)
    page = source.get_absolute_url()
    text = client.get(page).text
    assert f"{LIMIT + 2} of {LIMIT + 2} records rest on it alone" in text
    says = section(text, "says")
    assert says.count('<p class="name">') == LIMIT + 2
    assert f'href="{page}?kind=vessel"' in text
    monkeypatch.setattr(sources, "MOST_WEIGHED", LIMIT + 1)
    weighed_no_more = client.get(page).text
    assert f"{LIMIT + 2} records rest on it" in weighed_no_more
    assert "rest on it alone" not in weighed_no_more
    part = section(weighed_no_more, "kind-vessel")
    assert f"The first {LIMIT} are shown here." in part
    assert part.count('<p class="name">') == LIMIT
    met: set[str] = set()
    address = led_to(part)
    for _page in range(2):
        answer = client.get(address).text
        met |= set(re.findall(r'<p class="name"><a href="/vessels/([^/]+)/"', answer))
        if following := re.search(r'rel="next" href="([^"]+)"', answer):
            address = unescape(following[1])
    assert met == keys
    assert "All that it says" in answer
    assert client.get(f"{page}?kind=vessel&cursor=nonsense").status_code == 200
    assert "There is no filter" in client.get(f"{page}?page=2").text


def test_what_a_source_says_goes_on_part_by_part(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = f.published(f.SourceFactory())
    with change_set(origin=Origin.COMMAND, reason="read to its end"):
        visit = f.VisitFactory()
        for number in range(1, 8):
            f.cite(visit, source=source, paragraph=8 - number, supports=f"Said no. {number}")
        f.published(visit)
    monkeypatch.setattr(in_its_order, "PART", 3)
    page = source.get_absolute_url()
    address, said = page, []
    for number in range(1, 4):
        text = client.get(address).text
        assert f"Part {number} of 3." in text
        assert "It makes 7 claims here." in text
        said += re.findall(r"Said no\. (\d+)", section(text, "says"))
        following = re.search(r'rel="next" href="([^"]+)"', text)
        assert bool(following) is (number < 3)
        address = unescape(following[1]) if following else ""
    assert said == list("7654321")
    for wrong in ("4", "0", "many", "9999999"):
        text = client.get(f"{page}?part={wrong}").text
        assert f"There is no part “{wrong}”." in text
        assert "Part 1 of 3." in text

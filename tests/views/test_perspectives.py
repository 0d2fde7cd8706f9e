"""Questions, themes, people, commentary, and the table of who answered what."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests import factories as f

pytestmark = pytest.mark.django_db


def test_answers_side_by_side_with_the_affiliation_when_said(client: Client, season: Any) -> None:
    then = f.AffiliationFactory(person=season.person, organisation="Bologna")
    f.AffiliationFactory(person=season.person, organisation="Another university, later")
    f.CommentaryAffiliationFactory(commentary=season.commentary, affiliation=then)
    f.AnswerFactory(commentary=f.CommentaryFactory(summary="A draft."), question=season.question)
    text = client.get(season.question.get_absolute_url()).text
    assert "1 answer from 1 person" in text
    assert "Visibility matters." in text
    assert "Bologna" in text
    assert "Another university" not in text
    assert "A draft." not in text


def test_a_theme_in_three_columns_and_why_one_is_empty(client: Client, season: Any) -> None:
    text = client.get(season.theme.get_absolute_url()).text
    doubts = text[text.index('id="doubts"') : text.index('id="mixed"')]
    assert "Visibility matters." in doubts
    assert text.count("No recorded statement.") == 2


def test_views_over_time(client: Client, season: Any) -> None:
    later = f.CommentaryFactory(
        person=season.person, summary="And again.", date_edtf="2025-01", second_hand=True
    )
    f.published(later)
    text = client.get(season.person.get_absolute_url()).text
    assert text.index("Visibility matters.") < text.index("And again.")
    assert "at second hand" in text
    assert "Why Japan?" in text


def test_commentary(client: Client, season: Any) -> None:
    text = client.get(season.commentary.get_absolute_url()).text
    for words in ("Visibility matters.", "Dian", "Doubts", "Prestige", "Why Japan?", "Yokosuka"):
        assert words in text
    assert "Affiliation at the time not known" in text


def test_overview_counts_what_is_published(client: Client, season: Any) -> None:
    unasked = f.published(f.QuestionFactory(text="And then?"))
    f.AnswerFactory(commentary=f.CommentaryFactory(person=season.person), question=season.question)
    text = client.get("/perspectives/").text
    assert "1 answer from 1 person" in text
    assert unasked.text in text
    assert "no answer recorded" in text
    assert "Doubts 1" in text
    assert text.count('class="dot"') == 1
    assert "1 statement" in text


def test_overview_of_nothing_says_so(client: Client) -> None:
    text = client.get("/perspectives/").text
    assert "No question has been published yet." in text
    assert "<table" not in text


def test_what_a_page_is_about_is_not_said_again_under_each_statement(
    client: Client, season: Any
) -> None:
    f.SubjectFactory(commentary=season.commentary, country="", vessel=season.vessel)

    def about(record: Any) -> list[str]:
        text = client.get(record.get_absolute_url()).text
        [line] = re.findall(r"About (<a href=.*?)</p>", text)
        return re.findall(r'href="([^"]+)"', line)

    visit, vessel = (each.get_absolute_url() for each in (season.visit, season.vessel))
    assert about(season.visit) == [vessel]
    assert about(season.vessel) == [visit]
    assert set(about(season.question)) == {visit, vessel}

"""What was said word by word: of any length, in its own language and in translation."""

from __future__ import annotations

import pytest
from django.test import Client

from deployments.models import Commentary
from tests import factories as f

pytestmark = pytest.mark.django_db

LONG = "\n\n".join(["Our ships go where our partners are, and they come back with friends."] * 8)
"""More than five hundred characters in several paragraphs."""


@f.together()
def said(**fields: str) -> Commentary:
    """A public statement with its words in English as the paper translated them."""
    statement = f.CommentaryFactory(key="neri-1", **fields)
    f.AnswerFactory(commentary=statement)
    f.TranslationFactory(
        record_visit=None,
        record_commentary=statement,
        text_of="quote",
        language="en",
        text="It is a matter\nof prestige.",
        translator="Test Gazette",
    )
    return f.published(statement)


def test_the_page_sets_the_original_beside_its_translation(client: Client) -> None:
    statement = said(quote="È una questione di prestigio.", language="it")
    text = client.get(statement.get_absolute_url()).text
    assert 'lang="it" dir="auto"><p>“È una questione di prestigio.”' in text
    assert '<p lang="en" dir="auto">“It is a matter<br>of prestige.”' in text
    assert "English, translated by Test Gazette" in text
    assert "In other languages" not in text


def test_what_is_known_in_translation_only_is_not_taken_for_the_original(client: Client) -> None:
    statement = said(language="it")
    text = client.get(statement.get_absolute_url()).text
    assert 'class="quote" lang="it"' not in text
    assert '<p lang="en" dir="auto">“It is a matter' in text


def test_answers_show_both_too(client: Client) -> None:
    statement = said(quote="È una questione di prestigio.", language="it")
    text = client.get(statement.answers.get().question.get_absolute_url()).text
    assert "È una questione di prestigio." in text
    assert "English, translated by Test Gazette" in text


def test_the_api_gives_both_with_their_languages(client: Client) -> None:
    said(quote="È una questione di prestigio.", language="it")
    told = client.get("/api/v1/commentary/neri-1/").json()
    assert (told["language"], told["quote"]) == ("it", "È una questione di prestigio.")
    assert told["translations"] == [
        {
            "text_of": "quote",
            "language": "en",
            "text": "It is a matter\nof prestige.",
            "translator": "Test Gazette",
        }
    ]


def test_a_statement_is_found_by_its_translation(client: Client) -> None:
    said(quote="È una questione di prestigio.", language="it")
    assert "neri-1" in client.get("/commentary/?q=matter+of+prestige").text


def test_a_long_quotation_keeps_its_length_and_its_lines(client: Client) -> None:
    statement = said(quote=LONG, language="en")
    statement.refresh_from_db()
    assert statement.quote == LONG
    assert client.get("/api/v1/commentary/neri-1/").json()["quote"] == LONG
    assert client.get(statement.get_absolute_url()).text.count("come back with friends.") == 8
    assert client.get("/timeline/").text.count("come back with friends.") == 3

"""Quotations that break a rule."""

from __future__ import annotations

from typing import Any

from deployments.models import Commentary, Record
from tests.factories import CommentaryFactory, SourceFactory, TranslationFactory, cite, published
from tests.rules.broken.registry import breaks


def translated(statement: Commentary, **fields: Any) -> Commentary:
    """``statement`` with its words in another language."""
    values = {"text_of": "quote", "language": "en", "text": "So it is.", "translator": "us"}
    TranslationFactory(record_visit=None, record_commentary=statement, **values | fields)
    return statement


@breaks("quotation-long")
def three_hundred_and_one_characters() -> Record:
    return CommentaryFactory(quote="x" * 301, language="en")


@breaks("quotation-long")
def long_in_translation() -> Record:
    return translated(CommentaryFactory(quote="短い", language="ja"), text="x" * 301)


@breaks("source-quoted-at-length")
def many_quotations_of_one_source() -> Record:
    source = published(SourceFactory())
    for number in range(3):
        statement = CommentaryFactory(quote=f"{number}" * 201, language="en")
        cite(statement, source=source)
        published(statement)
    return source


@breaks("quotation-language-unknown")
def in_no_language() -> Record:
    return CommentaryFactory(quote="So it is.")


@breaks("quotation-in-another-script")
def english_that_is_said_to_be_japanese() -> Record:
    return CommentaryFactory(quote="So it is.", language="ja")


@breaks("quotation-in-another-script")
def a_translation_that_is_none() -> Record:
    return translated(CommentaryFactory(quote="そうです", language="ja"), text="そうです")


@breaks("quotation-translator-unknown")
def translated_by_nobody() -> Record:
    return translated(CommentaryFactory(quote="È così.", language="it"), translator="")

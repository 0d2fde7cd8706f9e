"""What was said, by whom, in which capacity, and where they stand on a theme."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst

from ..choices import TranslatedText
from ..models import Commentary
from .citations import language, source_line, via
from .names import subjects
from .values import Shown, country, date


def affiliations(statement: Commentary) -> list[str]:
    """The affiliations that the person held when it was said."""
    return [str(row.affiliation) for row in statement.commentary_affiliations.all()]


def positions(statement: Commentary) -> list[Shown]:
    """The themes on which a position is taken."""
    return [
        {
            "position": row.position,
            "position_label": str(capfirst(row.get_position_display())),
            "theme": row.theme.name,
            "url": row.theme.get_absolute_url(),
        }
        for row in statement.theme_positions.all()
    ]


def questions(statement: Commentary) -> list[Shown]:
    """The questions that it answers."""
    return [
        {"url": row.question.get_absolute_url(), "name": row.question.text}
        for row in statement.answers.all()
    ]


def quotation(record: Commentary) -> Shown:
    """What was said word by word, and as it was translated; its translations must be at hand."""
    return {
        "text": record.quote,
        "lang": record.language,
        "translations": [
            {
                "text": row.text,
                "lang": row.language,
                "language": str(capfirst(language(row.language))),
                "translator": row.translator,
            }
            for row in record.translations.all()
            if row.text_of == TranslatedText.QUOTE
        ],
    }


def statement(record: Commentary, *, about: bool = True, asked: bool = True) -> Shown:
    """What was said, without the person.

    With ``about`` its subjects must be prefetched, with ``asked`` the questions it answers.
    """
    return {
        "url": record.get_absolute_url(),
        "date": date(record.date),
        "medium": record.in_words("medium") if record.medium != "unknown" else "",
        "second_hand": record.second_hand,
        "via": via(record.via),
        "summary": record.summary,
        "quotation": quotation(record),
        "positions": positions(record),
        "about": subjects(list(record.subjects.all())) if about else [],
        "questions": questions(record) if asked else [],
        "sources": source_line(record.citations.all()),
    }


def answers(
    records: Iterable[Commentary], *, about: bool = True, asked: bool = True
) -> list[Shown]:
    """Statements by person and capacity, in the order given."""
    found: dict[tuple[int, str, tuple[str, ...]], Shown] = {}
    for record in records:
        held = tuple(affiliations(record))
        shown = found.setdefault(
            (record.person.pk, record.speaker, held),
            {
                "person": record.speaker,
                "person_url": record.person.get_absolute_url(),
                "country": country(record.person.country),
                "affiliations": held,
                "statements": [],
            },
        )
        shown["statements"].append(statement(record, about=about, asked=asked))
    return list(found.values())

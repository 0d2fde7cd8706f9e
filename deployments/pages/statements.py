"""What was said, by whom, in which capacity, and where they stand on a theme."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence

from django.utils.text import capfirst

from ..choices import Position, TranslatedText
from ..shapes import Affiliation, AffiliationThen, Commentary, Link
from .citations import language, source_line, via
from .names import how_said, link, subjects
from .reading import Documents, sources_of
from .values import Shown, country, date, label, read

UNDATED = datetime.date.max
"""Sorts statements without a date after all others."""


def named(statements: Iterable[Commentary]) -> Iterable[Link | None]:
    """All of which something is shown with statements."""
    for statement in statements:
        yield statement["person"]
        yield statement["via"]
        yield from sources_of(statement["citations"])


def in_order_said(statements: Iterable[Commentary]) -> list[Commentary]:
    """Statements by date, those without one last; then by key."""
    return sorted(statements, key=_when)


def _when(statement: Commentary) -> tuple[datetime.date, str]:
    when = read(statement["date"])
    return when.sort_day if when else UNDATED, statement["key"]


def held(affiliation: Affiliation | AffiliationThen) -> str:
    """An affiliation in words."""
    role, organisation = affiliation["role"], affiliation["organisation"]
    return f"{role}, {organisation}" if role else organisation


def affiliations(statement: Commentary) -> list[str]:
    """The affiliations that the person held when it was said."""
    return [held(row) for row in statement["affiliations"]]


def positions(statement: Commentary) -> list[Shown]:
    """The themes on which a position is taken."""
    return [
        {
            "position": row["position"],
            "position_label": str(capfirst(label(Position, row["position"]))),
            "theme": row["theme"]["name"],
            "url": row["theme"]["html_url"],
        }
        for row in statement["themes"]
    ]


def questions(statement: Commentary) -> list[Shown]:
    """The questions that it answers."""
    return [link(question) for question in statement["questions"]]


def quotation(statement: Commentary) -> Shown:
    """What was said word by word, and as it was translated."""
    return {
        "text": statement["quote"],
        "lang": statement["language"],
        "locator": "",
        "translations": [
            {
                "text": row["text"],
                "lang": row["language"],
                "language": str(capfirst(language(row["language"]))),
                "translator": row["translator"],
            }
            for row in statement["translations"]
            if row["text_of"] == TranslatedText.QUOTE
        ],
    }


def statement(
    record: Commentary,
    documents: Documents,
    *,
    asked: bool = True,
    told: Collection[tuple[str, str]] = (),
) -> Shown:
    """What was said, without the person; ``asked``: with the questions that it answers.

    What the page itself is about, ``told`` as kinds and keys, is not said again.
    """
    return {
        "url": record["html_url"],
        "date": date(read(record["date"])),
        "medium": how_said(record),
        "second_hand": record["second_hand"],
        "via": via(record["via"], documents),
        "summary": record["summary"],
        "quotation": quotation(record),
        "positions": positions(record),
        "about": subjects(record["subjects"], told=told),
        "questions": questions(record) if asked else [],
        "sources": source_line(record["citations"], documents),
    }


def answers(
    records: Iterable[Commentary],
    documents: Documents,
    *,
    asked: bool = True,
    told: Collection[tuple[str, str]] = (),
) -> list[Shown]:
    """Statements by person and capacity, in the order given; for the rest see :func:`statement`."""
    found: dict[tuple[str, str, Sequence[str]], list[Commentary]] = {}
    for record in records:
        key = (record["person"]["key"], record["speaker"], tuple(affiliations(record)))
        found.setdefault(key, []).append(record)
    return [
        {
            "person": speaker,
            "person_url": said[0]["person"]["html_url"],
            "country": country(documents.country_of(said[0]["person"])),
            "affiliations": capacity,
            "statements": [statement(record, documents, asked=asked, told=told) for record in said],
        }
        for (_person, speaker, capacity), said in found.items()
    ]

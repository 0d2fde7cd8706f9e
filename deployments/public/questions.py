"""Who answered which question: read from the facets of statements, without their documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import connections

from .documents import SPEAKER, PublicFacet
from .numbers import of_each

MOST_COUNTED = 200
"""Answers to one question whose people are counted; of more it is not said from how many."""

_GIVEN = (
    'SELECT document_id, value, key, sort_day FROM "deployments_publicfacet"'
    " WHERE record_type = 'commentary' AND name = 'question' AND value = %s"
    " ORDER BY sort_day DESC, key LIMIT %s"
)
_BY = (
    f" JOIN \"deployments_publicfacet\" s ON s.document_id = a.document_id AND s.name = '{SPEAKER}'"
)
_COUNTED = (
    "SELECT * FROM (SELECT CAST(%s AS bigint), COUNT(*), COUNT(DISTINCT s.value)"  # noqa: S608
    f" FROM ({_GIVEN}) a{_BY}) x"
)
_NAMED = (
    "SELECT * FROM (SELECT a.value, s.value AS speaker, a.sort_day, a.key"  # noqa: S608
    f" FROM ({_GIVEN}) a{_BY}) x"
)


class Answered(NamedTuple):
    """How many answers a question has, and from how many people; None where that is not counted."""

    answers: int
    people: int | None


NO_ANSWER = Answered(0, 0)


def answered(questions: Sequence[int]) -> dict[int, Answered]:
    """How often questions, by their ids, were answered: at most two queries."""
    if not questions:
        return {}
    with connections[PublicFacet.objects.db].cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([_COUNTED] * len(questions)),
            [each for pk in questions for each in (pk, str(pk), MOST_COUNTED + 1)],
        )
        found = {pk: Answered(answers, people) for pk, answers, people in cursor.fetchall()}
    many = {
        pk: ("commentary", "question", str(pk))
        for pk, each in found.items()
        if each.answers > MOST_COUNTED
    }
    counted = of_each(set(many.values())) if many else {}
    found.update((pk, Answered(counted.get(many[pk], found[pk].answers), None)) for pk in many)
    return found


class Answer(NamedTuple):
    """The ids of a question and of who answered it; the day and the key of the statement."""

    question: int
    person: int
    day: str
    """As ISO writes it; that of ``orders.UNDATED`` where none is known."""
    statement: str


def latest(questions: Sequence[int], most: int) -> list[Answer]:
    """The latest answers to each of these questions, ``most`` of each: one query."""
    if not questions:
        return []
    with connections[PublicFacet.objects.db].cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([_NAMED] * len(questions)),
            [each for pk in questions for each in (str(pk), most)],
        )
        rows: list[tuple[str, str, date | str, str]] = cursor.fetchall()
    return [Answer(int(asked), int(who), str(day), key) for asked, who, day, key in rows]

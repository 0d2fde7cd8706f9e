"""What was said at a glance: questions, themes and people, and who answered which question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from ..addresses import address
from ..orders import UNDATED
from ..public.documents import SPEAKER
from ..public.numbers import Most, most_frequent
from ..public.questions import NO_ANSWER, Answer, answered, latest
from ..shapes import Document, Person, Question, Theme
from . import lines
from .perspectives import positions_on, statements_given
from .reading import Documents
from .values import Shown, filtered

SHOWN = 30
"""Questions and themes that are shown: those of which most was said."""

COLUMNS = 15
"""Questions in the table of who answered what."""

PEOPLE = 50
"""People that are shown: those who said most."""

CELL, READ = 3, 100
"""Statements of one person that a cell of the table leads to, and the latest answers to one
question that are read for it."""


class Among(NamedTuple):
    """Records of a kind by id, how often each is met in statements, and whether there are more."""

    found: Mapping[int, Document]
    number: Mapping[int, int]
    more: bool


def everything() -> Shown:
    """Questions, themes and people, and who answered which question: five queries."""
    documents = Documents()
    asked, named, spoke = most_said(documents)
    questions = cast("dict[int, Question]", dict(asked.found))
    themes = cast("dict[int, Theme]", dict(named.found))
    people = cast("dict[int, Person]", dict(spoke.found))
    given = answered(list(questions))
    taken = positions_on(themes)
    order = sorted(
        questions,
        key=lambda pk: (-given.get(pk, NO_ANSWER).answers, questions[pk]["key"]),
    )[:SHOWN]
    by_positions = sorted(
        themes,
        key=lambda pk: (-sum(taken[pk].values()), themes[pk]["name"], themes[pk]["key"]),
    )[:SHOWN]
    by_name = sorted(people, key=lambda pk: lines.by_name(people[pk]))
    return {
        "questions": [lines.question(questions[pk], *given.get(pk, NO_ANSWER)) for pk in order],
        "themes": [lines.theme(themes[pk], taken[pk]) for pk in by_positions],
        "people": [
            {
                **lines.person(people[pk], documents),
                "where": statements_given(spoke.number[pk]),
            }
            for pk in by_name
        ],
        "more_questions": asked.more or len(questions) > SHOWN,
        "more_themes": named.more or len(themes) > SHOWN,
        "more_people": spoke.more,
        "shown": SHOWN,
        "shown_people": PEOPLE,
        "matrix": matrix(
            {pk: questions[pk] for pk in order if given.get(pk, NO_ANSWER).answers},
            {pk: people[pk] for pk in by_name},
        ),
    }


def most_said(documents: Documents) -> tuple[Among, Among, Among]:
    """The questions, themes and people of which, or by whom, most was said: two queries.

    Of questions and themes also the first by key, of which nothing may have been said yet.
    """
    kinds = {"question": "question", "theme": "theme", "person": SPEAKER}
    met = most_frequent(
        Most("commentary", "question", SHOWN + 1),
        Most("commentary", "theme", SHOWN + 1),
        Most("commentary", SPEAKER, PEOPLE + 1),
    )
    number = {kind: {int(value): n for value, n in met[facet]} for kind, facet in kinds.items()}
    found = documents.by_id_and_first(
        {kind: list(each) for kind, each in number.items()},
        {"question": SHOWN + 1, "theme": SHOWN + 1},
    )
    of_kind: dict[str, dict[int, Document]] = {kind: {} for kind in kinds}
    for (kind, pk), document in found.items():
        of_kind[kind][pk] = document
    people = [pk for pk in number["person"] if pk in of_kind["person"]]
    shown = {pk: of_kind["person"][pk] for pk in people[:PEOPLE]}
    return (
        Among(of_kind["question"], number["question"], len(number["question"]) > SHOWN),
        Among(of_kind["theme"], number["theme"], len(number["theme"]) > SHOWN),
        Among(shown, number["person"], len(people) > PEOPLE),
    )


def matrix(questions: Mapping[int, Question], people: Mapping[int, Person]) -> Shown | None:
    """Who answered which question: people down, questions (by number) across. One query.

    Of many questions it has the first ones, and of many answers the latest.
    """
    if not questions:
        return None
    columns = list(questions)[:COLUMNS]
    given: dict[tuple[int, int], list[Answer]] = defaultdict(list)
    for each in latest(columns, READ):
        given[each.person, each.question].append(each)
    rows: list[Shown] = []
    for who, person in people.items():
        cells = [cell(given.get((who, asked), ()), person, questions[asked]) for asked in columns]
        if any(each["answers"] for each in cells):
            rows.append({"name": person["called"], "url": person["html_url"], "cells": cells})
    return {
        "columns": [
            {
                "number": number,
                "url": questions[pk]["html_url"],
                "text": questions[pk]["text"],
            }
            for number, pk in enumerate(columns, start=1)
        ],
        "rows": rows,
        "more": len(questions) > len(columns),
    }


def cell(given: Sequence[Answer], person: Person, question: Question) -> Shown:
    """The latest answers of a person to a question, in the order given, and the way to all."""
    said = sorted(given, key=_when)
    shown = [
        {"url": address("deployments:commentary-detail", each.statement), "number": number}
        for number, each in enumerate(said, start=1)
    ][-CELL:]
    more = len(said) > CELL
    return {
        "answers": shown,
        "all_url": filtered("commentary-list", person=person["key"], question=question["key"])
        if more
        else "",
    }


def _when(answer: Answer) -> tuple[bool, str, str]:
    """Sorts answers by day, those without one last; then by key."""
    return answer.day == UNDATED.isoformat(), answer.day, answer.statement

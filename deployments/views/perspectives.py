"""Pages of what was said: people, commentary, questions, themes, and all of them at a glance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..choices import EntryKind, Position, TranslatedText
from ..models import Answer, Citation, Commentary, Person, Question, Theme, ThemePosition
from ..presenters import citations, names, rows, statements
from ..presenters.contradictions import contradictions
from ..presenters.values import (
    Shown,
    country_fact,
    date,
    date_fact,
    fact,
    filtered,
    record_value,
)
from . import sections, tallies
from .base import PAGES, DetailPage, Page
from .kinds import Kind
from .sections import Section


class PerspectivesPage(Page):
    """Questions, themes and people, and who answered which question."""

    template_name = "deployments/perspectives.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        counted, stood = tallies.answers(), tallies.positions()
        questions = sorted(
            Question.objects.published(),
            key=lambda row: (-counted.get(row.pk, {}).get("answers", 0), row.key),
        )
        themes = sorted(
            Theme.objects.published(),
            key=lambda row: (-sum(stood.get(row.pk, {}).values()), row.name, row.key),
        )
        spoke = tallies.people()
        everyone = Person.objects.for_list().order_by(*Person.by_name(), "key")
        people = [row for row in everyone if row.pk in spoke]
        return self.page(
            title=_("Perspectives"),
            description=_("What experts and officials said: questions, answers and positions."),
            questions=[rows.question(row, counted.get(row.pk, {})) for row in questions],
            themes=[rows.theme(row, stood.get(row.pk, {})) for row in themes],
            people=[
                {**rows.person(row), "where": statements_given(spoke[row.pk])} for row in people
            ],
            matrix=answer_matrix(questions, people),
        )


def statements_given(number: int) -> str:
    """How many statements a person made."""
    return ngettext("%(number)d statement", "%(number)d statements", number) % {"number": number}


def answer_matrix(questions: Sequence[Question], people: Sequence[Person]) -> Shown | None:
    """Who answered which question: people down, questions (by number) across."""
    given: dict[tuple[int, int], list[Commentary]] = defaultdict(list)
    for row in Answer.objects.published().with_public("commentary__person", "question"):
        given[row.commentary.person.pk, row.question.pk].append(row.commentary)
    asked = [row for row in questions if any(key[1] == row.pk for key in given)]
    if not asked:
        return None
    lines = []
    for person in people:
        cells = [
            [
                {"url": said.get_absolute_url(), "number": number}
                for number, said in enumerate(
                    sections.in_order_said(given[person.pk, question.pk]), start=1
                )
            ]
            for question in asked
        ]
        if any(cells):
            lines.append({"name": person.called, "url": person.get_absolute_url(), "cells": cells})
    return {
        "columns": [
            {"number": number, "url": row.get_absolute_url(), "text": row.text}
            for number, row in enumerate(asked, start=1)
        ],
        "rows": lines,
    }


@PAGES.register(Question)
class QuestionPage(DetailPage):
    """A question with its answers side by side."""

    model = Question
    kind = Kind(
        11,
        gettext_lazy("Question"),
        gettext_lazy("Questions"),
        gettext_lazy("What readers ask. Each page lays the answers side by side."),
        gettext_lazy("No question has been published yet."),
        gettext_lazy("Filter questions"),
    )
    under = "perspectives/"
    template_name = "deployments/question.html"

    @classmethod
    def lines(cls, records: Sequence[Question]) -> list[Shown]:  # type: ignore[override]
        answered = tallies.answers()
        return [rows.question(record, answered.get(record.pk, {})) for record in records]

    def present(self, record: Question) -> Shown:
        given = Answer.objects.published().filter(question=record).values("commentary")
        said = list(Commentary.objects.for_detail().filter(pk__in=given))
        people = len({row.person.pk for row in said})
        tally = {"answers": len(said), "people": people}
        return {
            "title": record.text,
            "lede": record.introduction,
            "description": names.comma(record.text, rows.answered(tally)),
            "answered": str(capfirst(rows.answered(tally))) if said else "",
            "answers": statements.answers(sections.in_order_said(said), asked=False),
        }


@PAGES.register(Theme)
class ThemePage(DetailPage):
    """A theme with who asserts it, who doubts it and who is mixed."""

    model = Theme
    kind = Kind(
        12,
        gettext_lazy("Theme"),
        gettext_lazy("Themes"),
        gettext_lazy("Lines of argument, with who asserts them, who doubts them and who is mixed."),
        gettext_lazy("No theme has been published yet."),
        gettext_lazy("Filter themes"),
    )
    under = "perspectives/"
    template_name = "deployments/theme.html"

    @classmethod
    def lines(cls, records: Sequence[Theme]) -> list[Shown]:  # type: ignore[override]
        stood = tallies.positions()
        return [rows.theme(record, stood.get(record.pk, {})) for record in records]

    def present(self, record: Theme) -> Shown:
        taken = dict(
            ThemePosition.objects.published()
            .filter(theme=record)
            .values_list("commentary", "position")
        )
        said = sections.in_order_said(Commentary.objects.for_detail().filter(pk__in=taken))
        by_position = {
            value: [row for row in said if taken[row.pk] == value] for value in Position.values
        }
        words = [
            f"{capfirst(label)}: {len(by_position[value])}" for value, label in Position.choices
        ]
        return {
            "title": record.name,
            "lede": record.introduction or _("Who asserts it, who doubts it, and who says both."),
            "description": f"{record.name}. {', '.join(words)}",
            "columns": [
                {
                    "position": value,
                    "label": str(capfirst(label)),
                    "count": len(by_position[value]),
                    "answers": statements.answers(by_position[value]),
                }
                for value, label in Position.choices
            ],
        }


@PAGES.register(Person)
class PersonPage(DetailPage):
    """A person: affiliations as known, and views over time."""

    model = Person
    kind = Kind(
        9,
        gettext_lazy("Person"),
        gettext_lazy("People"),
        gettext_lazy("Experts, officials, officers and journalists who are quoted."),
        gettext_lazy("No person has been published yet."),
        gettext_lazy("Filter people"),
    )
    main_filters = ("q", "country", "kind", "theme")
    template_name = "deployments/person.html"

    def present(self, record: Person) -> Shown:
        said = sections.in_order_said(Commentary.objects.for_detail().filter(person=record))
        attended = sections.involving("person", record.pk).filter(kind=EntryKind.ENGAGEMENT)
        meant = sections.involving("person", record.pk).filter(kind=EntryKind.STATEMENT)
        engagements, about = sections.entry_sections(
            Section(
                "engagements",
                _("Was there"),
                attended,
                _("No occasion with this person has been published."),
                filtered("timeline", person=record.key, kind=EntryKind.ENGAGEMENT),
            ),
            Section(
                "about",
                _("What others said about them"),
                meant.exclude(commentary__person=record),
                "",
                filtered("timeline", person=record.key, kind=EntryKind.STATEMENT),
            ),
        )
        cited: list[tuple[Citation, str]] = [(row, "") for row in record.citations.all()]
        for row in record.affiliations.all():
            cited += [(each, str(row)) for each in row.citations.all()]
        held = [str(row) for row in record.affiliations.all()]
        return {
            "title": record.called,
            "description": names.comma(record.called, *held[:2], statements_given(len(said))),
            "also_known": names.native(record.native_name, record.country),
            "facts": [
                fact(_("Capacity"), [str(capfirst(rows.said(record, "kind")))]),
                names.others(record),
                fact(_("Name"), [_("not given by the sources") if record.is_unnamed else ""]),
                country_fact(_("Country"), record.country),
                fact(_("Affiliations"), [affiliation(row) for row in record.affiliations.all()]),
            ],
            "leading": [{"id": "views", "heading": _("Views over time")}],
            "views": [
                {
                    "affiliations": statements.affiliations(row),
                    "statement": statements.statement(row, asked=False),
                    "questions": statements.questions(row),
                }
                for row in said
            ],
            "contradictions": contradictions(cited),
            "sections": [section for section in (engagements, about) if section["entries"]],
            "sources": citations.numbered(cited),
        }


def affiliation(row: Any) -> Shown:
    """An affiliation, with the day for which it is known."""
    when = _("as of %(date)s") % {"date": row.as_of} if row.as_of else _("date not known")
    organisation = row.organisation_record
    url = organisation.get_absolute_url() if organisation else ""
    return {"text": str(row), "url": url, "note": when}


@PAGES.register(Commentary)
class CommentaryPage(DetailPage):
    """One statement, with who said it in which capacity, what it answers and what it is about."""

    model = Commentary
    kind = Kind(
        5,
        gettext_lazy("Statement"),
        gettext_lazy("Commentary"),
        gettext_lazy(
            "What was said, by whom and in which capacity, in our words and a few of theirs."
        ),
        gettext_lazy("No commentary has been published yet."),
        gettext_lazy("Filter commentary"),
    )
    main_filters = ("q", "person", "question", "theme", "position", "from", "to")
    template_name = "deployments/commentary.html"

    def present(self, record: Commentary) -> Shown:
        held = statements.affiliations(record)
        title = record.title
        return {
            "title": title,
            "description": names.comma(title, record.summary),
            "summary": record.summary,
            "quotation": {
                **statements.quotation(record),
                "locator": record.quote_locator,
            },
            "translations": [
                row for row in record.translations.all() if row.text_of != TranslatedText.QUOTE
            ],
            "positions": statements.positions(record),
            "facts": [
                fact(_("Said by"), [record_value(record.person, record.speaker)]),
                country_fact(_("Country"), record.person.country),
                fact(_("In the capacity of"), held or [_("Affiliation at the time not known")]),
                date_fact(_("Date"), date(record.date)),
                fact(_("How"), [str(capfirst(rows.said(record, "medium")))]),
                fact(_("Language"), [citations.language(record.language)]),
                fact(_("At second hand"), [relayed(record)]),
                fact(
                    _("About"),
                    [
                        {"text": each["name"], "url": each["url"]}
                        for each in names.subjects(list(record.subjects.all()))
                    ],
                ),
            ],
            "questions": statements.questions(record),
            "contradictions": contradictions((row, "") for row in record.citations.all()),
        }


def relayed(record: Commentary) -> Shown | str:
    """Through which source a statement is known, where it is so at second hand."""
    if record.via is not None:
        return {
            "text": _("via %(source)s") % {"source": citations.name(record.via)},
            "url": record.via.get_absolute_url(),
        }
    return _("Yes") if record.second_hand else ""

"""What was said: people, statements, questions, themes, and all of them at a glance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import wording
from ..choices import EntryKind, Medium, PersonKind, Position, TranslatedText
from ..public.documents import PublicDocument
from ..public.entries import TimelineEntry
from ..shapes import Affiliation, Commentary, Document, Person, Question, Theme, code_of
from . import citations, lines, names, records, statements
from .contradictions import Cited, contradictions
from .reading import Documents, having, parsed, sources_of
from .records import Read
from .sections import Entries, Section, involving, statements_on
from .values import Shown, country_fact, date, date_fact, fact, filtered, linked, read, word


def question(record: Read[Question]) -> Shown:
    """A question with its answers side by side."""
    asked, documents = record.document, record.documents
    said = said_of("question", [record.id], documents)
    record.fetch(*statements.named(said))
    people = len({row["person"]["key"] for row in said})
    answered = lines.answered(len(said), people)
    return {
        "title": asked["text"],
        "lede": asked["introduction"],
        "description": wording.comma(asked["text"], answered),
        "answered": str(capfirst(answered)) if said else "",
        "answers": statements.answers(said, documents, asked=False),
    }


def theme(record: Read[Theme]) -> Shown:
    """A theme with who asserts it, who doubts it and who is mixed."""
    named, documents = record.document, record.documents
    said = said_of("theme", [record.id], documents)
    record.fetch(*statements.named(said))
    taken: dict[str, list[Commentary]] = {position: [] for position in Position.values}
    for row in said:
        for stand in row["themes"]:
            if stand["theme"]["key"] == named["key"]:
                taken[stand["position"]].append(row)
    words = [f"{capfirst(label)}: {len(taken[value])}" for value, label in Position.choices]
    return {
        "title": named["name"],
        "lede": named["introduction"] or _("Who asserts it, who doubts it, and who says both."),
        "description": f"{named['name']}. {', '.join(words)}",
        "columns": [
            {
                "position": value,
                "label": str(capfirst(label)),
                "count": len(taken[value]),
                "answers": statements.answers(taken[value], documents),
            }
            for value, label in Position.choices
        ],
    }


def said_of(facet: str, ids: Iterable[int], documents: Documents) -> list[Commentary]:
    """The statements that involve one of these records, in the order said: one query."""
    found = documents.fetch_all(having("commentary", facet, *ids))
    return statements.in_order_said(cast("Iterable[Commentary]", found))


def person(record: Read[Person]) -> Shown:
    """A person: affiliations as known, and views over time."""
    who, documents = record.document, record.documents
    attended = Section(
        "engagements",
        _("Was there"),
        involving("person", record.id, EntryKind.ENGAGEMENT),
        _("No occasion with this person has been published."),
        filtered("timeline", person=who["key"], kind=EntryKind.ENGAGEMENT),
    )
    about = Section(
        "about",
        _("What others said about them"),
        TimelineEntry.objects.none(),
        "",
        filtered("timeline", person=who["key"], kind=EntryKind.STATEMENT),
    )
    cited: list[Cited] = [(row, "") for row in who["citations"]]
    for held in who["affiliations"]:
        cited += [(row, statements.held(held)) for row in held["citations"]]
    found = Entries(
        documents,
        attended,
        said=statements_on("person", record.id),
        named=sources_of(row for row, _on in cited),
    )
    views = [row for row in found.statements if row["person"]["key"] == who["key"]]
    others = found.told_of([row for row in found.statements if row not in views])
    about.found, about.count = others[: about.limit], len(others)
    affiliations = [statements.held(row) for row in who["affiliations"]]
    code = code_of(who["country"])
    kind = word(PersonKind, who["kind"], who["kind_said"])
    return {
        "title": who["called"],
        "description": wording.comma(
            who["called"], *affiliations[:2], statements_given(len(views))
        ),
        "also_known": names.native(who["native_name"], code),
        "facts": [
            fact(_("Capacity"), [str(capfirst(kind))]),
            names.others(who["name"], who["names"]),
            fact(_("Name"), [_("not given by the sources") if who["is_unnamed"] else ""]),
            country_fact(_("Country"), code),
            fact(_("Affiliations"), map(affiliation, who["affiliations"])),
        ],
        "leading": [{"id": "views", "heading": _("Views over time")}],
        "views": [
            {
                "affiliations": statements.affiliations(row),
                "statement": statements.statement(row, documents, asked=False),
                "questions": statements.questions(row),
            }
            for row in views
        ],
        "contradictions": contradictions(cited, documents),
        "sections": [found.shown(section) for section in (attended, about) if section.found],
        "sources": citations.numbered(cited, documents),
    }


def statements_given(number: int) -> str:
    """How many statements a person made."""
    return ngettext("%(number)d statement", "%(number)d statements", number) % {"number": number}


def affiliation(row: Affiliation) -> Shown:
    """An affiliation, with the day for which it is known."""
    as_of, organisation = read(row["as_of"]), row["organisation_record"]
    return {
        "text": statements.held(row),
        "url": organisation["html_url"] if organisation else "",
        "note": _("as of %(date)s") % {"date": as_of} if as_of else _("date not known"),
    }


def commentary(record: Read[Commentary]) -> Shown:
    """One statement: who said it in which capacity, what it answers and what it is about."""
    given, documents = record.document, record.documents
    record.fetch(*statements.named([given]))
    title, summary = names.statement_title(given), given["summary"]
    held = statements.affiliations(given)
    medium = word(Medium, given["medium"], given["medium_said"])
    return {
        "title": title,
        "description": wording.comma(title, summary),
        "summary": summary,
        "quotation": {**statements.quotation(given), "locator": given["quote_locator"]},
        "translations": records.translations(
            row for row in given["translations"] if row["text_of"] != TranslatedText.QUOTE
        ),
        "positions": statements.positions(given),
        "facts": [
            fact(_("Said by"), [linked(given["person"], given["speaker"])]),
            country_fact(_("Country"), documents.country_of(given["person"])),
            fact(_("In the capacity of"), held or [_("Affiliation at the time not known")]),
            date_fact(_("Date"), date(read(given["date"]))),
            fact(_("How"), [str(capfirst(medium))]),
            fact(_("Language"), [citations.language(given["language"])]),
            fact(_("At second hand"), [relayed(given, documents)]),
            fact(
                _("About"),
                [
                    {"text": each["name"], "url": each["url"]}
                    for each in names.subjects(given["subjects"])
                ],
            ),
        ],
        "questions": statements.questions(given),
        "contradictions": contradictions(((row, "") for row in given["citations"]), documents),
    }


def relayed(statement: Commentary, documents: Documents) -> Shown | str:
    """Through which source a statement is known, where it is so at second hand."""
    source = documents.source(statement["via"])
    if source is not None:
        return {
            "text": _("via %(source)s") % {"source": citations.name(source)},
            "url": source["html_url"],
        }
    return _("Yes") if statement["second_hand"] else ""


# Lines ------------------------------------------------------------------------------------------


def question_lines(found: Mapping[int, Document], documents: Documents) -> list[Shown]:
    """Questions by id as lines of an index: one query."""
    said = Said(said_of("question", found, documents))
    return [said.question(row) for row in cast("Iterable[Question]", found.values())]


def theme_lines(found: Mapping[int, Document], documents: Documents) -> list[Shown]:
    """Themes by id as lines of an index: one query."""
    said = Said(said_of("theme", found, documents))
    return [said.theme(row) for row in cast("Iterable[Theme]", found.values())]


# All of them ------------------------------------------------------------------------------------


class Said:
    """Statements, and what they answer and take a position on, by key."""

    def __init__(self, rows: Iterable[Commentary]) -> None:
        self.by_person: Counter[str] = Counter()
        self.answers: dict[str, list[Commentary]] = defaultdict(list)
        self.given: dict[tuple[str, str], list[Commentary]] = defaultdict(list)
        self.positions: dict[str, Counter[str]] = defaultdict(Counter)
        for row in statements.in_order_said(rows):
            self.by_person[row["person"]["key"]] += 1
            for asked in row["questions"]:
                self.answers[asked["key"]].append(row)
                self.given[asked["key"], row["person"]["key"]].append(row)
            for stand in row["themes"]:
                self.positions[stand["theme"]["key"]][stand["position"]] += 1

    def question(self, document: Question) -> Shown:
        """The line of a question."""
        answers = self.answers[document["key"]]
        people = {row["person"]["key"] for row in answers}
        return lines.question(document, len(answers), len(people))

    def theme(self, document: Theme) -> Shown:
        """The line of a theme."""
        return lines.theme(document, self.positions[document["key"]])


def everything() -> Shown:
    """Questions, themes and people, and who answered which question: one query."""
    documents = Documents()
    kinds = ("question", "theme", "person", "commentary")
    found: dict[str, list[Document]] = {kind: [] for kind in kinds}
    rows = PublicDocument.objects.filter(record_type__in=kinds)
    for kind, text in rows.order_by("key").values_list("record_type", "text"):
        found[kind].append(parsed(text))
    said = Said(cast("list[Commentary]", found["commentary"]))
    questions = cast("list[Question]", found["question"])
    questions.sort(key=lambda row: -len(said.answers[row["key"]]))
    themes = cast("list[Theme]", found["theme"])
    themes.sort(key=lambda row: (-said.positions[row["key"]].total(), row["name"], row["key"]))
    everyone = cast("list[Person]", found["person"])
    people = sorted((row for row in everyone if said.by_person[row["key"]]), key=lines.by_name)
    return {
        "questions": [said.question(row) for row in questions],
        "themes": [said.theme(row) for row in themes],
        "people": [
            {**lines.person(row, documents), "where": statements_given(said.by_person[row["key"]])}
            for row in people
        ],
        "matrix": answer_matrix(questions, people, said),
    }


def answer_matrix(
    questions: Sequence[Question], people: Sequence[Person], said: Said
) -> Shown | None:
    """Who answered which question: people down, questions (by number) across."""
    asked = [row for row in questions if said.answers[row["key"]]]
    if not asked:
        return None
    rows: list[Shown] = []
    for person in people:
        cells = [
            [
                {"url": row["html_url"], "number": number}
                for number, row in enumerate(
                    said.given.get((question["key"], person["key"]), ()), start=1
                )
            ]
            for question in asked
        ]
        if any(cells):
            rows.append({"name": person["called"], "url": person["html_url"], "cells": cells})
    return {
        "columns": [
            {"number": number, "url": row["html_url"], "text": row["text"]}
            for number, row in enumerate(asked, start=1)
        ],
        "rows": rows,
    }

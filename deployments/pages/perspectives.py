"""What was said: people, statements, questions, themes, and all of them at a glance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import wording
from ..choices import EntryKind, Medium, PersonKind, Position, TranslatedText
from ..public import numbers
from ..public.documents import POSITIONS, SPEAKER
from ..public.involving import Statement, about_person
from ..public.questions import NO_ANSWER, answered
from ..public.shown import Having
from ..public.words import TIMELINE
from ..shapes import Affiliation, Commentary, Document, Person, Question, Theme, code_of
from . import citations, lanes, lines, names, records, statements
from .contradictions import contradictions, with_parts
from .reading import Documents, sources_of
from .records import Read
from .sections import LIMIT, Counted, Entries, Section, involving, onwards, the_latest
from .values import Shown, country_fact, date, date_fact, fact, filtered, linked, read, word


def question(record: Read[Question]) -> Shown:
    """A question with its latest answers side by side."""
    asked, documents = record.document, record.documents
    (given,) = documents.first(Having("commentary", "question", record.id, LIMIT))
    said = statements.in_order_said(cast("list[Commentary]", given.documents))
    record.fetch(*statements.named(said))
    if given.count > LIMIT:
        people = answered([record.id])[record.id].people
    else:
        people = len({row["person"]["key"] for row in said})
    words = lines.answered(given.count, people)
    return {
        "title": asked["text"],
        "lede": asked["introduction"],
        "description": wording.comma(asked["text"], words),
        "answered": str(capfirst(words)) if said else "",
        "picture": lanes.shown(asked["text"], list(lanes.speakers(said)), "answers"),
        "answers": statements.answers(said, documents, asked=False),
        **onwards(given.count, LIMIT, the_latest(LIMIT), "commentary-list", question=asked["key"]),
    }


def theme(record: Read[Theme]) -> Shown:
    """A theme with who asserts it, who doubts it and who is mixed, the latest of each."""
    named, documents = record.document, record.documents
    taken = documents.first(
        *(
            Having("commentary", POSITIONS, f"{record.id}:{position}", LIMIT)
            for position in Position.values
        )
    )
    said = [cast("list[Commentary]", each.documents) for each in taken]
    record.fetch(*statements.named(row for rows in said for row in rows))
    words = [
        f"{capfirst(label)}: {each.count}"
        for (_value, label), each in zip(Position.choices, taken, strict=True)
    ]
    return {
        "title": named["name"],
        "lede": named["introduction"] or _("Who asserts it, who doubts it, and who says both."),
        "description": f"{named['name']}. {', '.join(words)}",
        "columns": [
            {
                "position": value,
                "label": str(capfirst(label)),
                "answers": statements.answers(statements.in_order_said(rows), documents),
                **onwards(
                    each.count,
                    LIMIT,
                    the_latest(LIMIT),
                    "commentary-list",
                    theme=named["key"],
                    position=value,
                ),
            }
            for (value, label), each, rows in zip(Position.choices, taken, said, strict=True)
        ],
    }


def person(record: Read[Person]) -> Shown:
    """A person: affiliations as known, and the latest views over time."""
    who, documents = record.document, record.documents
    said, named_in, met_in = counted_of(record.id)
    counted = numbers.of_each({said, named_in, met_in})
    (own,) = documents.first(Having("commentary", SPEAKER, record.id, LIMIT), counted=counted)
    attended = Section(
        "engagements",
        _("Was there"),
        engagements_of(record.id, counted.get(met_in, 0)),
        _("No occasion with this person has been published."),
        filtered("timeline", person=who["key"], kind=EntryKind.ENGAGEMENT),
    )
    about = Section(
        "about",
        _("What others said about them"),
        others_on(record.id, counted.get(named_in, 0) - own.count),
        "",
        filtered("timeline", person=who["key"], kind=EntryKind.STATEMENT),
    )
    cited = with_parts(who)
    views = statements.in_order_said(cast("list[Commentary]", own.documents))
    found = Entries(
        documents,
        attended,
        about,
        named=[*sources_of(row for row, _on in cited), *statements.named(views)],
    )
    affiliations = [statements.held(row) for row in who["affiliations"]]
    code = code_of(who["country"])
    kind = word(PersonKind, who["kind"], who["kind_said"])
    return {
        "title": who["called"],
        "description": wording.comma(who["called"], *affiliations[:2], statements_given(own.count)),
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
        "onwards": onwards(
            own.count, LIMIT, the_latest(LIMIT), "commentary-list", person=who["key"]
        ),
        "contradictions": contradictions(cited, documents),
        "sections": [found.shown(section) for section in (attended, about) if section.found],
        "sources": citations.numbered(cited, documents),
    }


def counted_of(person: int) -> tuple[numbers.Option, numbers.Option, numbers.Option]:
    """What is counted of a person: the statements they made, those that involve them, made or
    not, and the engagements.
    """
    named_in = numbers.of_kind("person", EntryKind.STATEMENT)
    met_in = numbers.of_kind("person", EntryKind.ENGAGEMENT)
    return (
        ("commentary", SPEAKER, str(person)),
        (TIMELINE, named_in, str(person)),
        (TIMELINE, met_in, str(person)),
    )


def engagements_of(person: int, count: int) -> Counted:
    """The ``count`` engagements that a person took part in."""
    rows = involving("person", person, EntryKind.ENGAGEMENT)
    return Counted(partial(rows.parts, newest=True), count)


def others_on(person: int, count: int) -> Counted:
    """The ``count`` statements of others that are about a person; none where it is not above 0."""

    def parts(number: int, limit: int) -> list[Statement]:
        return [about_person(person, number, min(limit, count))] if count > 0 else []

    return Counted(parts, max(0, count))


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


def question_lines(found: Mapping[int, Document], _documents: Documents) -> list[Shown]:
    """Questions by id as lines of an index: one query."""
    given = answered(list(found))
    questions = cast("Mapping[int, Question]", found)
    return [lines.question(row, *given.get(pk, NO_ANSWER)) for pk, row in questions.items()]


def theme_lines(found: Mapping[int, Document], _documents: Documents) -> list[Shown]:
    """Themes by id as lines of an index: one query."""
    taken = positions_on(list(found))
    themes = cast("Mapping[int, Theme]", found)
    return [lines.theme(row, taken[pk]) for pk, row in themes.items()]


def positions_on(themes: Iterable[int]) -> Mapping[int, Mapping[str, int]]:
    """How many statements take each position on these themes, by their ids: one query."""
    options = {
        ("commentary", POSITIONS, f"{theme}:{position}"): (theme, position)
        for theme in themes
        for position in Position.values
    }
    taken: dict[int, Counter[str]] = defaultdict(Counter)
    for option, number in numbers.of_each(options.keys()).items():
        theme, position = options[option]
        taken[theme][position] = number
    return taken

"""A line for each record in an index of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Never, cast

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import countries, languages
from ..choices import (
    Completeness,
    Followed,
    HullType,
    OrganisationKind,
    PersonKind,
    PortKind,
    Position,
    SourceKind,
)
from ..shapes import (
    Coverage,
    Deployment,
    Document,
    Dossier,
    Link,
    Navy,
    Organisation,
    Person,
    Port,
    Question,
    Source,
    Theme,
    Vessel,
    code_of,
)
from ..wording import comma, join_words
from .citations import authors, language_name
from .names import native
from .reading import Documents
from .statements import held
from .values import Shown, country, date, period, read, word

NOTHING_MORE: Shown = {
    "lang": "",
    "native": {},
    "note": "",
    "tally": [],
    "country": None,
    "where": "",
    "date": None,
    "match": None,
    "grade": "",
    "retracted": False,
}
"""What a line shows beside the name, where it is known; each kind of record has some of it."""


INTRODUCTION_WORDS = 40
"""Words of the introduction of a dossier in its line."""


def named(document: Document) -> Iterable[Link | None]:
    """All of which the line of a record shows more than its name."""
    if document["record_type"] == "deployment":
        yield cast("Deployment", document)["lead_navy"]


def navy(document: Navy, _documents: Documents) -> Shown:
    """A navy, with its own name for itself."""
    code = code_of(document["country"])
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["called"],
        "native": native(document["native_name"], code),
        "note": document["abbreviation"],
        "country": country(code),
        "where": "" if code else document["country_said"] or countries.name(""),
    }


def vessel(document: Vessel, _documents: Documents) -> Shown:
    """A ship under the name she bore last."""
    code, named = code_of(document["country"]), document["vessel_class"]
    ship_class = _("%(name)s class") % {"name": named} if named else ""
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["called"],
        "native": native(document["native_name"], code),
        "note": capfirst(comma(hull_type(document), ship_class, document["pennant"])),
        "country": country(code),
        "where": document["navy"]["name"],
    }


def hull_type(document: Vessel) -> str:
    """The type of a ship, where it is known."""
    return word(HullType, document["hull_type"], document["hull_type_said"])


def port(document: Port, _documents: Documents) -> Shown:
    """A port or an area."""
    code = code_of(document["country"])
    base = _("naval base") if document["naval_base"] else ""
    area = _("area") if document["kind"] == PortKind.AREA else ""
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["called"],
        "native": native(document["native_name"], code),
        "note": capfirst(comma(area, base, document["unlocode"])),
        "country": country(code),
        "where": document["country_said"],
    }


def deployment(document: Deployment, documents: Documents) -> Shown:
    """A deployment with its ships."""
    ships = dict.fromkeys(row["vessel_then"]["called"] for row in document["assignments"])
    lead = document["lead_navy"]
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["called"],
        "note": join_words(list(ships)),
        "country": country(documents.country_of(lead)),
        "where": lead["name"],
        "date": period(read(document["start"]), read(document["end"])) or {},
    }


def person(document: Person, _documents: Documents) -> Shown:
    """A person with the affiliations known."""
    code = code_of(document["country"])
    affiliations = "; ".join(held(row) for row in document["affiliations"])
    kind = word(PersonKind, document["kind"], document["kind_said"])
    unnamed = _("unnamed") if document["is_unnamed"] else ""
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["called"],
        "native": native(document["native_name"], code),
        "note": capfirst(comma(unnamed, affiliations or kind)),
        "country": country(code),
    }


def organisation(document: Organisation, _documents: Documents) -> Shown:
    """An organisation, with its own name for itself."""
    code = code_of(document["country"])
    kind = word(OrganisationKind, document["kind"], document["kind_said"])
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["called"],
        "native": native(document["native_name"], code),
        "note": capfirst(kind),
        "country": country(code),
    }


def source(document: Source, _documents: Documents) -> Shown:
    """A source with its publisher."""
    kind = word(SourceKind, document["kind"], document["kind_said"])
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["title"],
        "lang": languages.of_title(document["title"], document["language"]),
        "note": comma(document["publisher"], authors(document)),
        "where": capfirst(comma(kind, language_name(document["language"]))),
        "date": date(read(document["published_date"])),
        "grade": document["reliability"],
        "retracted": document["retracted"],
    }


def coverage(document: Coverage, _documents: Documents) -> Shown:
    """What was followed, when and how completely."""
    code, whom = code_of(document["country"]), document["navy"] or document["port"]
    words = {
        "followed": capfirst(Followed(document["followed"]).label),
        "completeness": Completeness(document["completeness"]).label,
    }
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": whom["name"] if whom else countries.name(code),
        "note": _("%(followed)s: %(completeness)s") % words,
        "country": country(code),
        "date": period(read(document["since"]), read(document["until"])),
    }


def dossier(document: Dossier, _documents: Documents) -> Shown:
    """A dossier with the beginning of its introduction, and how many records it names."""
    number = sum(len(section["items"]) for section in document["sections"])
    words = ngettext("%(number)d record", "%(number)d records", number)
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["called"],
        "note": Truncator(document["introduction"]).words(INTRODUCTION_WORDS),
        "where": words % {"number": number},
    }


def by_name(document: Person) -> tuple[bool, str, str]:
    """Sorts people by name; those of whom there is but a description stand last."""
    return document["is_unnamed"], document["name"].lower(), document["key"]


def question(document: Question, answers: int, people: int | None) -> Shown:
    """A question with the number of answers and of people who gave them."""
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["text"],
        "note": answered(answers, people),
    }


def answered(answers: int, people: int | None) -> str:
    """How many answers there are, and from how many people, where that was counted."""
    if not answers:
        return _("no answer recorded")
    words = ngettext("%(number)d answer", "%(number)d answers", answers) % {"number": answers}
    if people is None:
        return words
    given = ngettext("from %(number)d person", "from %(number)d people", people)
    return f"{words} {given % {'number': people}}"


def theme(document: Theme, taken: Mapping[str, int]) -> Shown:
    """A theme with the number of statements that assert it, doubt it or are mixed."""
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["called"],
        "note": "" if any(taken.values()) else _("no position recorded"),
        "tally": [
            {"position": value, "label": str(capfirst(words)), "number": taken[value]}
            for value, words in Position.choices
            if taken.get(value)
        ],
    }


LINES: Mapping[str, Callable[[Never, Documents], Shown]] = {
    "navy": navy,
    "vessel": vessel,
    "port": port,
    "deployment": deployment,
    "person": person,
    "organisation": organisation,
    "source": source,
    "coverage": coverage,
    "dossier": dossier,
}
"""The line of each kind of record whose line needs no tally, given its document and those that were
fetched."""


def every(found: Iterable[Document], documents: Documents) -> list[Shown]:
    """The lines of records of kinds whose lines need no tally: at most one query."""
    rows = list(found)
    documents.fetch(link for document in rows for link in named(document))
    return [LINES[document["record_type"]](cast("Never", document), documents) for document in rows]

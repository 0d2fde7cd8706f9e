"""A line for each record in an index of records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import HullType, Medium, PersonKind, Position, SourceKind
from ..models import (
    Deployment,
    Navy,
    Person,
    Port,
    Question,
    Record,
    Source,
    Theme,
    Vessel,
)
from .citations import authors, language_name
from .names import comma
from .values import Shown, country, date, join_words, period

UNSAID = (HullType.UNKNOWN, Medium.UNKNOWN, PersonKind.UNKNOWN, SourceKind.UNKNOWN)
"""Values that are not worth a word in a line."""


def said(value: str, words: str) -> str:
    """The words of a vocabulary's value, or nothing where it says that nothing is known."""
    return "" if value in UNSAID else words


def hull_type(vessel: Vessel) -> str:
    """The type of a ship in the source's word where it has one."""
    return said(vessel.hull_type, vessel.hull_type_said or vessel.get_hull_type_display())


def navy(record: Navy) -> Shown:
    """A navy, with its own name for itself."""
    return {
        "url": record.get_absolute_url(),
        "name": record.name,
        "note": comma(record.native_name, record.abbreviation),
        "country": country(record.country),
        "where": "" if record.country else record.country_name,
    }


def vessel(record: Vessel) -> Shown:
    """A ship under the name she bore last."""
    ship_class = _("%(name)s class") % {"name": record.vessel_class} if record.vessel_class else ""
    return {
        "url": record.get_absolute_url(),
        "name": record.name,
        "note": capfirst(comma(hull_type(record), ship_class, record.pennant)),
        "country": country(record.navy.country),
        "where": record.navy.name,
    }


def port(record: Port) -> Shown:
    """A port or an area."""
    base = _("naval base") if record.naval_base else ""
    return {
        "url": record.get_absolute_url(),
        "name": record.name,
        "note": capfirst(
            comma(_("area") if record.is_area else "", base, record.native_name, record.unlocode)
        ),
        "country": country(record.country),
    }


def deployment(record: Deployment) -> Shown:
    """A deployment with its ships."""
    ships = list(dict.fromkeys(row.vessel.name for row in record.assignments.all()))
    return {
        "url": record.get_absolute_url(),
        "name": record.name,
        "note": join_words(ships),
        "country": country(record.lead_navy.country),
        "where": record.lead_navy.name,
        "date": period(record.start, record.end) or date(None) or {},
    }


def person(record: Person) -> Shown:
    """A person with the affiliations known."""
    held = "; ".join(str(row) for row in record.affiliations.all())
    return {
        "url": record.get_absolute_url(),
        "name": record.name,
        "note": held or capfirst(said(record.kind, record.kind_in_words)),
        "country": country(record.country),
    }


def source(record: Source) -> Shown:
    """A source with its publisher."""
    kind = said(record.kind, record.kind_in_words)
    return {
        "url": record.get_absolute_url(),
        "name": record.title,
        "lang": record.language,
        "note": comma(record.publisher, authors(record)),
        "where": capfirst(comma(kind, language_name(record.language))),
        "date": date(record.published_date),
        "grade": record.reliability,
    }


def question(record: Question, tally: Mapping[str, int]) -> Shown:
    """A question with the number of answers and of people who gave them."""
    return {"url": record.get_absolute_url(), "name": record.text, "note": answered(tally)}


def answered(tally: Mapping[str, int]) -> str:
    """How many answers there are, from how many people."""
    answers, people = tally.get("answers", 0), tally.get("people", 0)
    if not answers:
        return _("no answer recorded")
    words = ngettext("%(number)d answer", "%(number)d answers", answers) % {"number": answers}
    given = ngettext("from %(number)d person", "from %(number)d people", people)
    return f"{words} {given % {'number': people}}"


def theme(record: Theme, tally: Mapping[str, int]) -> Shown:
    """A theme with the number of statements that assert it, doubt it or are mixed."""
    return {
        "url": record.get_absolute_url(),
        "name": record.name,
        "note": "" if any(tally.values()) else _("no position recorded"),
        "tally": [
            {
                "position": value,
                "label": str(capfirst(label)),
                "number": tally.get(value, 0),
            }
            for value, label in Position.choices
            if tally.get(value, 0)
        ],
    }


PRESENTERS: dict[type[Record], Callable[[Any], Shown]] = {
    Navy: navy,
    Vessel: vessel,
    Port: port,
    Deployment: deployment,
    Person: person,
    Source: source,
}
"""The line of each kind of record whose line needs no tally."""


def row(record: Record) -> Shown:
    """The line of a record of one of these kinds."""
    return PRESENTERS[type(record)](record)

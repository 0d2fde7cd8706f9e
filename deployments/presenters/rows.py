"""A line for each record in an index of records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import languages
from ..choices import Position
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
    VesselIdentity,
)
from ..models.times import called
from ..registry import Registry
from .citations import authors, language_name
from .names import comma, native
from .values import Shown, country, date, join_words, period

LINES: Registry[Callable[[Any], Shown]] = Registry("line in an index")
"""The line of each kind of record whose line needs no tally."""


def said(record: Record, name: str) -> str:
    """An open word of a record as it is shown, or nothing where nothing is known."""
    return record.in_words(name) if record.says(name) else ""


@LINES.register(Navy)
def navy(record: Navy) -> Shown:
    """A navy, with its own name for itself."""
    return {
        "url": record.get_absolute_url(),
        "name": record.called,
        "native": native(record.native_name, record.country),
        "note": record.abbreviation,
        "country": country(record.country),
        "where": "" if record.country else record.country_in_words,
    }


@LINES.register(Vessel)
def vessel(record: Vessel) -> Shown:
    """A ship under the name she bore last."""
    ship_class = _("%(name)s class") % {"name": record.vessel_class} if record.vessel_class else ""
    return {
        "url": record.get_absolute_url(),
        "name": record.called,
        "native": native(record.native_name, record.navy.country),
        "note": capfirst(comma(said(record, "hull_type"), ship_class, record.pennant)),
        "country": country(record.navy.country),
        "where": record.navy.called,
    }


def former(record: Vessel, navy: Navy, held: Sequence[VesselIdentity]) -> Shown:
    """A ship that ``navy`` once had, by the names, numbers and time of these identities."""
    names = list(dict.fromkeys(row.name for row in held))
    pennants = dict.fromkeys(row.pennant for row in held)
    return {
        **vessel(record),
        "name": called(names, record),
        "note": capfirst(comma(said(record, "hull_type"), *pennants)),
        "country": country(navy.country),
        "where": _("now %(navy)s") % {"navy": record.navy.name},
        "date": period(held[0].held_from, held[-1].held_to),
    }


@LINES.register(Port)
def port(record: Port) -> Shown:
    """A port or an area."""
    base = _("naval base") if record.naval_base else ""
    return {
        "url": record.get_absolute_url(),
        "name": record.called,
        "native": native(record.native_name, record.country),
        "note": capfirst(comma(_("area") if record.is_area else "", base, record.unlocode)),
        "country": country(record.country),
        "where": record.country_said,
    }


@LINES.register(Deployment)
def deployment(record: Deployment) -> Shown:
    """A deployment with its ships."""
    ships = list(dict.fromkeys(row.vessel_then.called for row in record.assignments.all()))
    return {
        "url": record.get_absolute_url(),
        "name": record.called,
        "note": join_words(ships),
        "country": country(record.lead_navy.country),
        "where": record.lead_navy.called,
        "date": period(record.start, record.end) or date(None) or {},
    }


@LINES.register(Person)
def person(record: Person) -> Shown:
    """A person with the affiliations known."""
    held = "; ".join(str(row) for row in record.affiliations.all())
    return {
        "url": record.get_absolute_url(),
        "name": record.called,
        "native": native(record.native_name, record.country),
        "note": capfirst(
            comma(_("unnamed") if record.is_unnamed else "", held or said(record, "kind"))
        ),
        "country": country(record.country),
    }


@LINES.register(Source)
def source(record: Source) -> Shown:
    """A source with its publisher."""
    kind = said(record, "kind")
    return {
        "url": record.get_absolute_url(),
        "name": record.title,
        "lang": languages.of_title(record.title, record.language),
        "note": comma(record.publisher, authors(record)),
        "where": capfirst(comma(kind, language_name(record.language))),
        "date": date(record.published_date),
        "grade": record.reliability,
        "retracted": record.retracted,
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
        "name": record.called,
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


def row(record: Record) -> Shown:
    """The line of a record of a kind whose line needs no tally."""
    return LINES[record.record_type](record)

"""What records are called where they are only mentioned."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import languages
from ..choices import EntryKind
from ..letters import fold
from ..models import Exercise, Organisation, Person, Port, Record, Subject, Visit
from ..models.times import spoken_of
from . import participants
from .values import Shown, country, fact


def visit_title(visit: Visit, kind: str = EntryKind.VISIT) -> str:
    """Who was where; the participants must be prefetched."""
    who, number = participants.title(list(visit.participants.all()))
    if not who:
        pattern = {
            EntryKind.DEPARTURE: _("Departure from %(place)s"),
            EntryKind.RETURN: _("Return to %(place)s"),
        }.get(EntryKind(kind), _("Visit to %(place)s"))
    elif kind == EntryKind.DEPARTURE:
        pattern = ngettext("%(who)s leaves %(place)s", "%(who)s leave %(place)s", number)
    elif kind == EntryKind.RETURN:
        pattern = ngettext("%(who)s returns to %(place)s", "%(who)s return to %(place)s", number)
    else:
        pattern = _("%(who)s at %(place)s")
    return pattern % {"who": who, "place": visit.place}


def exercise_title(exercise: Exercise) -> str:
    """The name of an exercise and its area, unless the name says it."""
    said = f" {fold(exercise.name)} "
    return comma(exercise.called, "" if f" {fold(exercise.area)} " in said else exercise.area)


def others(bearer: Organisation | Person | Port, *undated: str) -> Shown:
    """The other names, each with the time in which it was borne; they must be at hand."""
    rows = [row for row in bearer.names.all() if row.name != bearer.name]
    return fact(
        _("Other names"),
        [
            *(name.strip() for name in undated),
            *(
                {
                    "text": row.name,
                    "lang": row.language,
                    "note": comma(row.dates_in_words, row.notes),
                }
                for row in rows
            ),
        ],
    )


def lay_in(port: Port) -> Shown:
    """The country that a port lies in, and those that it lay in before or after."""
    rows = [row for row in port.names.all() if row.country]
    return fact(
        _("Country"),
        [
            {"country": country(port.country)} if port.country else port.country_said,
            *({"country": country(row.country), "note": row.dates_in_words} for row in rows),
        ],
    )


def comma(*parts: str) -> str:
    """What is known, with commas between."""
    return ", ".join(part for part in parts if part)


def native(name: str, country: str) -> Shown:
    """What something of ``country`` is called in its own language, and which that is."""
    return {"text": name, "lang": languages.of_name(name, country)} if name else {}


def link(record: Record) -> Shown:
    """A record in passing."""
    return {"url": record.get_absolute_url(), "name": record.called}


def subjects(rows: Sequence[Subject]) -> list[Shown]:
    """What a commentary is about."""
    found = []
    for row in rows:
        if row.country:
            shown = country(row.country)
        else:
            target = row.target
            shown = link(target) if isinstance(target, Record) else None
            if shown is not None and (then := spoken_of(row)):
                shown["name"] = then.called
        if shown is not None:
            found.append(shown)
    return found

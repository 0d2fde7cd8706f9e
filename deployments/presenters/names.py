"""What records are called where they are only mentioned."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import EntryKind
from ..models import Commentary, Engagement, Record, Subject, Visit
from . import participants
from .values import Shown, country


def visit_title(visit: Visit, kind: str = EntryKind.VISIT) -> str:
    """Who was where; the participants must be prefetched."""
    who, number = participants.title(list(visit.participants.all()))
    if not who:
        return stop(visit)
    if kind == EntryKind.DEPARTURE:
        pattern = ngettext("%(who)s leaves %(place)s", "%(who)s leave %(place)s", number)
    elif kind == EntryKind.RETURN:
        pattern = ngettext("%(who)s returns to %(place)s", "%(who)s return to %(place)s", number)
    else:
        pattern = _("%(who)s at %(place)s")
    return pattern % {"who": who, "place": visit.port.name}


def stop(visit: Visit) -> str:
    """A visit by its place and dates, where its participants are not at hand."""
    return comma(_("visit to %(place)s") % {"place": visit.port.name}, visit.dates_in_words)


def comma(*parts: str) -> str:
    """What is known, with commas between."""
    return ", ".join(part for part in parts if part)


def statement_title(statement: Commentary) -> str:
    """Who said it, and how."""
    medium = statement.medium_in_words if statement.medium != "unknown" else ""
    return comma(statement.person.name, medium)


def name(record: Record) -> str:
    """A record by its name, or by what stands for one."""
    if isinstance(record, Visit):
        return str(capfirst(stop(record)))
    if isinstance(record, Commentary):
        return comma(statement_title(record), record.dates_in_words)
    if isinstance(record, Engagement):
        return record.name
    return str(getattr(record, "name", "") or getattr(record, "title", "") or record)


def link(record: Record) -> Shown:
    """A record in passing."""
    return {"url": record.get_absolute_url(), "name": name(record)}


def subjects(rows: Sequence[Subject]) -> list[Shown]:
    """What a commentary is about."""
    found = []
    for row in rows:
        if row.country:
            shown = country(row.country)
        else:
            target = next((getattr(row, key) for key in row.targets if getattr(row, key)), None)
            shown = link(target) if target is not None else None
        if shown is not None:
            found.append(shown)
    return found

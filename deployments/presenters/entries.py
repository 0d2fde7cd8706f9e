"""Entries of the timeline and of itineraries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from ..choices import EntryKind, Match
from ..models import Commentary, Deployment, Engagement, Exercise, Record, TimelineEntry, Visit
from ..models.names import named_then
from ..registry import Registry
from . import citations, names, outcomes, participants, statements
from .values import Shown, countries_of, country, date, period

ENTRIES: Registry[Callable[[Any, str], Shown]] = Registry("entry of a timeline")
"""What an entry shows of each kind of record, given the kind of the entry."""

QUOTE_WORDS = 50
"""Words of a quotation that an entry shows; its own page has all of them."""


def entry(row: TimelineEntry, record: Record, *, one_day: bool = False) -> Shown:
    """One entry with the record it tells of (``for_list()``).

    Where it was found by days, it says how sure it is that it was there then; ``one_day``: they
    are but one.
    """
    shown = ENTRIES[record.record_type](record, row.kind)
    return {**shown, "match": matching(getattr(row, "match", None), one_day=one_day)}


def matching(match: str | None, *, one_day: bool) -> Shown | None:
    """How sure it is that something was there on the days asked for, in words."""
    if match is None:
        return None
    if match == Match.CERTAIN:
        words = _("Certain that day") if one_day else _("Certainly within these days")
    else:
        words = _("Possibly that day") if one_day else _("Possibly within these days")
    return {"match": match, "label": words}


def _shown(kind: str, record: Record, **more: object) -> Shown:
    sources, left_out = citations.line(record.citations.all())  # type: ignore[attr-defined]
    return {
        "kind": kind,
        "kind_label": str(capfirst(EntryKind(kind).label)),
        "url": record.get_absolute_url(),
        "certainty": "confirmed",
        "sources": sources,
        "sources_more": left_out,
        **more,
    }


@ENTRIES.register(Visit)
def visit(record: Visit, kind: str = EntryKind.VISIT) -> Shown:
    """A port call, or the departure or return that it tells."""
    groups, left_out = participants.line(record.participants.all())
    when = period(record.arrival, record.departure)
    if kind == EntryKind.DEPARTURE:
        when = date(record.departure)
    elif kind == EntryKind.RETURN and record.departure is None:
        when = date(record.arrival)
    return _shown(
        kind,
        record,
        certainty=record.certainty,
        certainty_label=str(capfirst(record.get_certainty_display())),
        title=names.visit_title(record, kind),
        date=when,
        participants=groups,
        participants_more=left_out,
        summary=record.summary,
        outcome=outcomes.became(record),
    )


@ENTRIES.register(Exercise)
def exercise(record: Exercise, _kind: str) -> Shown:
    """An exercise."""
    groups, left_out = participants.line(record.participants.all())
    return _shown(
        EntryKind.EXERCISE,
        record,
        certainty=record.certainty,
        certainty_label=str(capfirst(record.get_certainty_display())),
        title=names.exercise_title(record),
        date=period(*record.stretch),
        participants=groups,
        participants_more=left_out,
        summary=record.summary,
        outcome=outcomes.became(record),
    )


@ENTRIES.register(Engagement)
def engagement(record: Engagement, _kind: str) -> Shown:
    """A diplomatic occasion, under its own word."""
    return _shown(
        EntryKind.ENGAGEMENT,
        record,
        kind_label=str(capfirst(record.in_words("kind")))
        if record.kind != "unknown"
        else str(capfirst(EntryKind.ENGAGEMENT.label)),
        title=record.called,
        date=period(*record.stretch),
        participants=[
            {"country": country(row.country)} for row in record.engagement_countries.all()
        ],
        summary=record.summary,
    )


@ENTRIES.register(Commentary)
def commentary(record: Commentary, _kind: str) -> Shown:
    """What somebody said."""
    return _shown(
        EntryKind.STATEMENT,
        record,
        title=record.title,
        speaker="; ".join(statements.affiliations(record)),
        date=date(record.date),
        summary=record.summary,
        quote=Truncator(record.quote).words(QUOTE_WORDS),
        quote_lang=record.language,
    )


@ENTRIES.register(Deployment)
def voyage(record: Deployment, kind: str) -> Shown:
    """The beginning or the end of a deployment that no visit tells."""
    ships: dict[tuple[str, ...], Shown] = {}
    for row in record.assignments.all():
        then = row.vessel_then
        party = ships.setdefault(
            tuple(navy.key for navy in then.navies),
            {"country": countries_of(then.countries), "navy": "", "ships": [], "said": []},
        )
        party["ships"].append(participants.ship(then))
    port = record.origin_port
    if kind == EntryKind.RETURN:
        title = _("%(deployment)s ends") % {"deployment": record.called}
    elif port is not None:
        title = _("%(deployment)s leaves %(place)s") % {
            "deployment": record.called,
            "place": named_then(port, record.start),
        }
    else:
        title = _("%(deployment)s begins") % {"deployment": record.called}
    return _shown(
        kind,
        record,
        title=title,
        date=date(record.end if kind == EntryKind.RETURN else record.start),
        participants=list(ships.values()),
        summary="",
    )

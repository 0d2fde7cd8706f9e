"""Entries of the timeline and of itineraries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from django.utils import dateformat
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..choices import EntryKind
from ..models import Commentary, Deployment, Engagement, Exercise, Record, TimelineEntry, Visit
from ..models.index import UNDATED
from . import citations, names, participants, statements
from .values import Shown, country, date, period


def entry(row: TimelineEntry, record: Record) -> Shown:
    """One entry with the record it tells of (``for_list()``)."""
    if isinstance(record, Visit):
        return visit(record, row.kind)
    if isinstance(record, Exercise):
        return exercise(record)
    if isinstance(record, Engagement):
        return engagement(record)
    if isinstance(record, Commentary):
        return commentary(record)
    return voyage(cast(Deployment, record), row.kind)


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


def visit(record: Visit, kind: str = EntryKind.VISIT) -> Shown:
    """A port call, or the departure or return that it tells."""
    groups, left_out = participants.line(record.participants.all())
    instead = record.superseded_by
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
        superseded_by={
            "url": instead.get_absolute_url(),
            "title": names.name(instead),
        }
        if instead
        else None,
    )


def exercise(record: Exercise) -> Shown:
    """An exercise."""
    groups, left_out = participants.line(record.participants.all())
    return _shown(
        EntryKind.EXERCISE,
        record,
        certainty=record.certainty,
        certainty_label=str(capfirst(record.get_certainty_display())),
        title=names.comma(record.name, record.area),
        date=period(record.start, record.end),
        participants=groups,
        participants_more=left_out,
        summary=record.summary,
    )


def engagement(record: Engagement) -> Shown:
    """A diplomatic occasion, under its own word."""
    return _shown(
        EntryKind.ENGAGEMENT,
        record,
        kind_label=str(capfirst(record.kind_in_words))
        if record.kind != "unknown"
        else str(capfirst(EntryKind.ENGAGEMENT.label)),
        title=record.name,
        date=period(record.start, record.end),
        participants=[
            {"country": country(row.country)} for row in record.engagement_countries.all()
        ],
        summary=record.summary,
    )


def commentary(record: Commentary) -> Shown:
    """What somebody said."""
    return _shown(
        EntryKind.STATEMENT,
        record,
        title=names.statement_title(record),
        speaker="; ".join(statements.affiliations(record)),
        date=date(record.date),
        summary=record.summary,
        quote=record.quote,
        quote_lang=record.language,
    )


def voyage(record: Deployment, kind: str) -> Shown:
    """The beginning or the end of a deployment that no visit tells."""
    ships: dict[str, Shown] = {}
    for row in record.assignments.all():
        navy = row.vessel.navy
        party = ships.setdefault(
            navy.key, {"country": country(navy.country), "navy": "", "ships": [], "said": []}
        )
        party["ships"].append(participants.ship(row.vessel))
    port = record.origin_port
    if kind == EntryKind.RETURN:
        title = _("%(deployment)s ends") % {"deployment": record.name}
    elif port is not None:
        title = _("%(deployment)s leaves %(place)s") % {
            "deployment": record.name,
            "place": port.name,
        }
    else:
        title = _("%(deployment)s begins") % {"deployment": record.name}
    return _shown(
        kind,
        record,
        title=title,
        date=date(record.end if kind == EntryKind.RETURN else record.start),
        participants=list(ships.values()),
        summary="",
    )


def by_month(rows: Iterable[tuple[TimelineEntry, Shown]]) -> list[Shown]:
    """Entries under the month of the day they are sorted by; those without a date by themselves.

    An entry known only by its year stands in the first month it may have happened in; its own
    words say no more than is known.
    """
    found: list[Shown] = []
    for row, shown in rows:
        day = row.sort_day
        key = "undated" if day == UNDATED else f"{day:%Y-%m}"
        if not found or found[-1]["key"] != key:
            label = _("Date not known") if day == UNDATED else dateformat.format(day, "F Y")
            found.append({"key": key, "label": label, "entries": []})
        found[-1]["entries"].append(shown)
    return found


def shown(rows: Sequence[tuple[TimelineEntry, Record]]) -> list[Shown]:
    """Entries with their records, in the order given."""
    return [entry(row, record) for row, record in rows]

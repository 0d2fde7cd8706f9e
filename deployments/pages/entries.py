"""Entries of the timeline and of itineraries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import Certainty, EngagementKind, EntryKind, Match
from ..models.index import TimelineEntry
from ..registry import Registry
from . import citations, names, outcomes, participants, periods, statements
from .reading import Documents, sources_of
from .shapes import (
    Commentary,
    Deployment,
    Document,
    Engagement,
    Exercise,
    Link,
    Plannable,
    Visit,
)
from .values import (
    UNKNOWN,
    Shown,
    codes_of,
    countries_of,
    country,
    date,
    in_words,
    label,
    period,
    read,
)

Told = tuple[TimelineEntry, Document]
"""An entry, and the document of the record it tells of."""

ENTRIES: Registry[Callable[..., Shown]] = Registry("entry of a timeline")
"""What an entry shows of each kind of record, given its document, the kind of the entry and the
documents that were fetched."""

QUOTE_WORDS = 50
"""Words of a quotation that an entry shows; its own page has all of them."""


def fetch(found: Iterable[TimelineEntry], documents: Documents) -> list[Told]:
    """Entries with their documents, and all that these name, in the order given: two queries.

    An entry whose record was withdrawn since it was read is left out.
    """
    rows = list(found)
    fetched = documents.fetch_ids((row.record_type, row.record_id) for row in rows)
    told = [
        (row, fetched[row.record_type, row.record_id])
        for row in rows
        if (row.record_type, row.record_id) in fetched
    ]
    documents.fetch(link for _row, document in told for link in named(document))
    return told


def named(document: Document, *, in_full: bool = False) -> Iterable[Link | None]:
    """All of which an entry that tells of ``document`` shows something.

    With ``in_full`` all that is shown of its participants anywhere.
    """
    yield from sources_of(document["citations"])
    if document["record_type"] in ("visit", "exercise"):
        planned = cast("Visit | Exercise", document)
        rows = planned["participants"]
        yield from participants.named(rows) if in_full else participants.navies_named(rows)
        yield from outcomes.named(planned)


def entry(
    row: TimelineEntry, document: Document, documents: Documents, *, one_day: bool = False
) -> Shown:
    """One entry with the document of the record it tells of.

    Where it was found by days, it says how sure it is that it was there then; ``one_day``: they
    are but one.
    """
    return {
        **of_record(document, row.kind, documents),
        "match": matching(getattr(row, "match", None), one_day=one_day),
    }


def of_record(document: Document, kind: str, documents: Documents) -> Shown:
    """A record as an entry of a kind."""
    return ENTRIES[document["record_type"]](document, kind, documents)


def matching(match: str | None, *, one_day: bool) -> Shown | None:
    """How sure it is that something was there on the days asked for, in words."""
    if match is None:
        return None
    if match == Match.CERTAIN:
        words = _("Certain that day") if one_day else _("Certainly within these days")
    else:
        words = _("Possibly that day") if one_day else _("Possibly within these days")
    return {"match": match, "label": words}


def _shown(kind: str, document: Document, documents: Documents, **more: object) -> Shown:
    sources, left_out = citations.line(document["citations"], documents)
    return {
        "kind": kind,
        "kind_label": str(capfirst(label(EntryKind, kind))),
        "url": document["html_url"],
        "certainty": "confirmed",
        "sources": sources,
        "sources_more": left_out,
        **more,
    }


def _planned(document: Plannable, days: outcomes.Stretch, documents: Documents) -> Shown:
    """What is said alike of visits and exercises."""
    return {
        "certainty": document["certainty"],
        "certainty_label": str(capfirst(label(Certainty, document["certainty"]))),
        "summary": document["summary"],
        "outcome": outcomes.became(document, days, documents),
    }


@ENTRIES.register("visit")
def visit(document: Visit, kind: str, documents: Documents) -> Shown:
    """A port call, or the departure or return that it tells."""
    groups, left_out = participants.line(document["participants"], documents)
    arrival, departure = read(document["arrival"]), read(document["departure"])
    when = period(arrival, departure)
    if kind == EntryKind.DEPARTURE:
        when = date(departure)
    elif kind == EntryKind.RETURN and departure is None:
        when = date(arrival)
    return _shown(
        kind,
        document,
        documents,
        title=visit_title(document, kind),
        date=when,
        participants=groups,
        participants_more=left_out,
        **_planned(document, (arrival, departure), documents),
    )


def visit_title(visit: Visit, kind: str = EntryKind.VISIT) -> str:
    """Who was where."""
    who, number = participants.title(visit["participants"])
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
    return pattern % {"who": who, "place": visit["place"]}


@ENTRIES.register("exercise")
def exercise(document: Exercise, _kind: str, documents: Documents) -> Shown:
    """An exercise."""
    groups, left_out = participants.line(document["participants"], documents)
    days = outcomes.exercise_dates(document)
    return _shown(
        EntryKind.EXERCISE,
        document,
        documents,
        title=names.exercise_title(document),
        date=period(*days),
        participants=groups,
        participants_more=left_out,
        **_planned(document, days, documents),
    )


@ENTRIES.register("engagement")
def engagement(document: Engagement, _kind: str, documents: Documents) -> Shown:
    """A diplomatic occasion, under its own word."""
    kind = document["kind"]
    days = outcomes.stretch(kind, read(document["start"]), read(document["end"]))
    shown = _shown(
        EntryKind.ENGAGEMENT,
        document,
        documents,
        title=document["called"],
        date=period(*days),
        participants=[
            {"country": country(represented["code"])} for represented in document["countries"]
        ],
        summary=document["summary"],
    )
    if kind != UNKNOWN:
        shown["kind_label"] = str(capfirst(in_words(EngagementKind, kind, document["kind_said"])))
    return shown


@ENTRIES.register("commentary")
def commentary(document: Commentary, _kind: str, documents: Documents) -> Shown:
    """What somebody said."""
    return _shown(
        EntryKind.STATEMENT,
        document,
        documents,
        title=names.statement_title(document),
        speaker="; ".join(statements.affiliations(document)),
        date=date(read(document["date"])),
        summary=document["summary"],
        quote=Truncator(document["quote"]).words(QUOTE_WORDS),
        quote_lang=document["language"],
    )


@ENTRIES.register("deployment")
def voyage(document: Deployment, kind: str, documents: Documents) -> Shown:
    """The beginning or the end of a deployment that no visit tells."""
    called, place = document["called"], document["origin_place"]
    ends = kind == EntryKind.RETURN
    if ends:
        title = _("%(deployment)s ends") % {"deployment": called}
    elif document["origin_port"] is not None:
        title = _("%(deployment)s leaves %(place)s") % {"deployment": called, "place": place}
    else:
        title = _("%(deployment)s begins") % {"deployment": called}
    return _shown(
        kind,
        document,
        documents,
        title=title,
        date=date(read(document["end"] if ends else document["start"])),
        participants=_fleet(document),
        summary="",
    )


def _fleet(document: Deployment) -> list[Shown]:
    """The ships of a deployment, by their navies then."""
    ships: dict[tuple[str, ...], list[Shown]] = {}
    found: list[Shown] = []
    for row in document["assignments"]:
        then = row["vessel_then"]
        navies = tuple(navy["key"] for navy in then["navies"])
        if navies not in ships:
            ships[navies] = []
            whose = countries_of(codes_of(then["countries"]))
            found.append({"country": whose, "navy": "", "ships": ships[navies], "said": []})
        ships[navies].append(participants.ship(row["vessel"], then))
    return found


def by_period(told: Iterable[Told], documents: Documents, *, one_day: bool = False) -> list[Shown]:
    """Entries under the month that is known of them, or under their year where none is.

    Those without a date stand by themselves; ``one_day`` is that of :func:`entry`.
    """
    under: dict[str, list[Shown]] = {}
    found: list[Shown] = []
    for row, document in told:
        name = periods.name(row.period)
        if name not in under:
            under[name] = []
            words = periods.in_words(row.period)
            found.append({"key": name, "label": words, "entries": under[name]})
        under[name].append(entry(row, document, documents, one_day=one_day))
    return found

"""Entries of the timeline and of itineraries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Never, cast

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from .. import wording
from ..choices import Certainty, EngagementKind, EntryKind, Match
from ..public.entries import TimelineEntry
from ..shapes import (
    Commentary,
    Deployment,
    Document,
    Engagement,
    Exercise,
    Link,
    Occurrence,
    Visit,
    codes_of,
)
from . import citations, names, outcomes, participants, periods, statements
from .reading import Documents, sources_of
from .stretches import stretch_of
from .values import UNKNOWN, Shown, countries_of, country, date, in_words, label, period

Told = tuple[TimelineEntry, Document]
"""An entry, and the document of the record it tells of."""

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
    return ENTRIES[document["record_type"]](cast("Never", document), kind, documents)


def matching(match: str | None, *, one_day: bool) -> Shown | None:
    """How sure it is that something was there on the days asked for, in words."""
    if match is None:
        return None
    if match == Match.CERTAIN:
        words = _("Certain that day") if one_day else _("Certainly within these days")
    else:
        words = _("Possibly that day") if one_day else _("Possibly within these days")
    return {"match": match, "label": words}


class Headline(NamedTuple):
    """What stands at the head of an entry: title, date and summary."""

    title: str
    date: Shown | None
    summary: str


def headline(document: Occurrence, kind: str) -> Headline:
    """The head of a record as an entry of a kind, which needs no other documents."""
    summary = "" if document["record_type"] == "deployment" else document["summary"]
    return Headline(title(document, kind), when(document, kind), summary)


def title(document: Document, kind: str) -> str:
    """What an entry of a kind is called."""
    match document["record_type"]:
        case "visit":
            return visit_title(cast("Visit", document), kind)
        case "exercise":
            training = cast("Exercise", document)
            return names.with_area(training["called"], training["name"], training["area"])
        case "commentary":
            return names.statement_title(cast("Commentary", document))
        case "deployment":
            return voyage_title(cast("Deployment", document), kind)
    return document["called"]


def visit_title(visit: Visit, kind: str = EntryKind.VISIT) -> str:
    """Who was where."""
    return wording.who_was_where(visit["participants"], visit["place"], kind)


def voyage_title(voyage: Deployment, kind: str) -> str:
    """That a deployment begins or ends."""
    called = voyage["called"]
    if kind == EntryKind.RETURN:
        return _("%(deployment)s ends") % {"deployment": called}
    if voyage["origin_port"] is None:
        return _("%(deployment)s begins") % {"deployment": called}
    place = voyage["origin_place"]
    return _("%(deployment)s leaves %(place)s") % {"deployment": called, "place": place}


def when(document: Document, kind: str) -> Shown | None:
    """The date of an entry of a kind: of a departure or return its own day."""
    start, end = stretch_of(document)
    if document["record_type"] == "deployment":
        return date(end if kind == EntryKind.RETURN else start)
    if kind == EntryKind.DEPARTURE:
        return date(end)
    if kind == EntryKind.RETURN and end is None:
        return date(start)
    return period(start, end)


# By kind ----------------------------------------------------------------------------------------


def _shown(kind: str, document: Occurrence, documents: Documents, **more: object) -> Shown:
    sources, left_out = citations.line(document["citations"], documents)
    return {
        "kind": kind,
        "kind_label": str(capfirst(label(EntryKind, kind))),
        "url": document["html_url"],
        "certainty": "confirmed",
        "certainty_label": "",
        "match": None,
        "reason": "",
        "speaker": "",
        "quote": "",
        "quote_lang": "",
        "outcome": None,
        "participants": [],
        "participants_more": 0,
        "sources": sources,
        "sources_more": left_out,
        **headline(document, kind)._asdict(),
        **more,
    }


def _planned(kind: str, document: Visit | Exercise, documents: Documents) -> Shown:
    """What is shown alike of visits and exercises."""
    groups, left_out = participants.line(document["participants"], documents)
    return _shown(
        kind,
        document,
        documents,
        certainty=document["certainty"],
        certainty_label=str(capfirst(label(Certainty, document["certainty"]))),
        participants=groups,
        participants_more=left_out,
        outcome=outcomes.became(document, documents),
    )


def visit(document: Visit, kind: str, documents: Documents) -> Shown:
    """A port call, or the departure or return that it tells."""
    return _planned(kind, document, documents)


def exercise(document: Exercise, _kind: str, documents: Documents) -> Shown:
    """An exercise."""
    return _planned(EntryKind.EXERCISE, document, documents)


def engagement(document: Engagement, _kind: str, documents: Documents) -> Shown:
    """A diplomatic occasion, under its own word."""
    kind, said = document["kind"], document["kind_said"]
    represented: list[Shown] = [
        {"country": country(each["code"]), "navy": "", "ships": [], "said": []}
        for each in document["countries"]
    ]
    shown = _shown(EntryKind.ENGAGEMENT, document, documents, participants=represented)
    if kind != UNKNOWN:
        shown["kind_label"] = str(capfirst(in_words(EngagementKind, kind, said)))
    return shown


def commentary(document: Commentary, _kind: str, documents: Documents) -> Shown:
    """What somebody said."""
    return _shown(
        EntryKind.STATEMENT,
        document,
        documents,
        speaker="; ".join(statements.affiliations(document)),
        quote=Truncator(document["quote"]).words(QUOTE_WORDS),
        quote_lang=document["language"],
    )


def voyage(document: Deployment, kind: str, documents: Documents) -> Shown:
    """The beginning or the end of a deployment that no visit tells."""
    return _shown(kind, document, documents, participants=_fleet(document))


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


ENTRIES: Mapping[str, Callable[[Never, str, Documents], Shown]] = {
    "visit": visit,
    "exercise": exercise,
    "engagement": engagement,
    "commentary": commentary,
    "deployment": voyage,
}
"""What an entry shows of each kind of record, given its document, the kind of the entry and the
documents that were fetched."""


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

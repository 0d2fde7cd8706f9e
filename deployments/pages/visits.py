"""A port call: who, when, how sure, and what went on around it."""

from __future__ import annotations

from datetime import date as day
from datetime import timedelta
from typing import cast

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import dates, wording
from ..choices import NOT_PRESENT, Certainty, EntryKind, PortKind, Purpose
from ..public.documents import PublicDocument
from ..public.entries import STANDS_FOR, TimelineEntry, TimelineEntryQuerySet, TimelineFacet
from ..shapes import Deployment, Link, Port, Visit, codes_of
from . import citations, names, outcomes, participants
from .contradictions import Cited, contradictions
from .entries import visit_title
from .names import dates_in_words
from .reading import parsed
from .records import Read
from .sections import CALLS, OLDEST_FIRST, Entries, Section, statements_on, stream, telling_of
from .stretches import stretch_of
from .values import UNKNOWN, Shown, countries_fact, date, date_fact, fact, in_words, label, linked

Days = tuple[day, day]
"""The first and the last day of a stay."""

AROUND_DAYS = 14
"""Days before and after a visit within which exercises of its ships are shown with it."""


def visit(record: Read[Visit]) -> Shown:
    """What the page of a visit shows."""
    call, documents = record.document, record.documents
    rows = call["participants"]
    record.fetch(
        call["port"],
        call["deployment"],
        *participants.named(rows),
        *ships(call),
        *outcomes.named(call),
    )
    kinds = TimelineEntry.objects.filter(slug=f"visit:{call['key']}").values_list("kind", flat=True)
    kind = kinds.first() or EntryKind.VISIT
    title = visit_title(call, kind)
    cited: list[Cited] = [(row, "") for row in call["citations"]]
    for participant in rows:
        cited += [(row, wording.called(participant)) for row in participant["citations"]]
    arrival, departure = stretch_of(call)
    came, left = dates.ends(arrival, departure)
    outcome = outcomes.became(call, documents)
    exercises, engagements, around = sections(record)
    found = Entries(
        documents, exercises, engagements, *around, said=statements_on("visit", record.id)
    )
    words = label(Certainty, call["certainty"])
    port = documents.get(call["port"], Port)
    return {
        "title": title,
        "description": wording.comma(title, dates_in_words(arrival, departure), call["summary"]),
        "lede": call["summary"],
        "entry_kind": kind,
        "kicker": label(EntryKind, kind),
        "certainty": call["certainty"],
        "certainty_label": capfirst(words),
        "outcome": outcome,
        "supersedes": [names.link(row) for row in call["supersedes"]],
        "facts": [
            fact(_("Port"), [linked(call["port"], call["place"])]),
            countries_fact(codes_of(call["countries"]), port["country_said"] if port else ""),
            date_fact(_("Arrival"), date(came)),
            date_fact(_("Departure"), date(left)),
            fact(_("Certainty"), [str(capfirst(words))]),
            fact(_("Outcome"), [str(outcome["words"])]),
            fact(_("Purpose"), [purpose(call)]),
            fact(_("Host"), [linked(call["host"])]),
            fact(_("Deployment"), [linked(call["deployment"])]),
        ],
        "leading": [{"id": "who", "heading": _("Who was there")}],
        "participants": [participants.visitor(row, documents) for row in rows],
        "contradictions": contradictions(cited, documents),
        "sections": [
            found.shown(engagements),
            found.shown(exercises),
            *map(found.shown, around),
            found.said(_("No statement about this visit has been published.")),
        ],
        "unknown": unknown(record),
        "sources": citations.numbered(cited, documents),
    }


def sections(record: Read[Visit]) -> tuple[Section, Section, list[Section]]:
    """The exercises around a visit, the engagements beside it, and who was there meanwhile."""
    exercises = Section(
        "exercises",
        _("Exercises around it"),
        exercises_around(record),
        _("No exercise of these ships within two weeks has been published."),
        note=_("Exercises of the same ships from two weeks before to two weeks after."),
        order=OLDEST_FIRST,
    )
    engagements = Section(
        "engagements",
        _("Engagements beside it"),
        telling_of("engagement", "visit", record.id),
        _("No ceremony, reception or other occasion has been published."),
        order=OLDEST_FIRST,
    )
    if record.document["certainty"] in NOT_PRESENT:
        return exercises, engagements, []
    certainly, possibly = company(record)
    return (
        exercises,
        engagements,
        [
            Section(
                "certainly",
                _("Certainly in port at the same time"),
                certainly,
                _("None is certain from the dates known."),
                order=OLDEST_FIRST,
            ),
            Section(
                "possibly",
                _("Possibly in port at the same time"),
                possibly,
                _("None is possible from the dates known."),
                note=_("The dates known leave room for both: a day shared is possible, no more."),
                order=OLDEST_FIRST,
            ),
        ],
    )


def purpose(call: Visit) -> Shown:
    """The purpose, with its code of UN/EDIFACT 8025 where the list has one."""
    if call["purpose"] == UNKNOWN and not call["purpose_said"]:
        return {"text": _("not known")}
    code = call["purpose_code"]
    words = in_words(Purpose, call["purpose"], call["purpose_said"])
    note = _("UN/EDIFACT 8025: %(code)d") % {"code": code} if code else ""
    return {"text": str(capfirst(words)), "note": note}


def unknown(record: Read[Visit]) -> list[str]:
    """What no source here says of a visit."""
    call = record.document
    found = []
    if call["certainty"] not in NOT_PRESENT:
        voyage = record.documents.get(call["deployment"], Deployment)
        start, end = stretch_of(voyage) if voyage else (None, None)
        found += unknown_days(call, start, end, of_voyage=voyage is not None)
    if outcomes.was_not_found(call):
        found.append(_("What became of this plan."))
    return found


def unknown_days(
    call: Visit,
    start: dates.FuzzyDate | None,
    end: dates.FuzzyDate | None,
    *,
    of_voyage: bool,
) -> list[str]:
    """Which end of a stay is not known, given the dates of the voyage that it is of.

    The first departure and the last arrival of a voyage have no other.
    """
    stay = stretch_of(call)
    place = {"place": call["place"], "dates": dates_in_words(*stay)}
    arrival, departure = dates.ends(*stay)
    opens = of_voyage and departure == start
    closes = of_voyage and arrival == end
    if arrival is None and departure is None:
        return [_("When they were at %(place)s.") % place]
    if arrival is None and not opens:
        return [_("When they came to %(place)s (%(dates)s).") % place]
    if departure is None and not closes:
        return [_("When they left %(place)s (%(dates)s).") % place]
    return []


# Around it --------------------------------------------------------------------------------------


def ships(call: Visit) -> list[Link]:
    """The ships that are named in a visit."""
    return [row["vessel"] for row in call["participants"] if row["vessel"] is not None]


def possible_days(call: Visit) -> Days | None:
    """The days on which a stay may have been, if any is known."""
    days = call["days"]
    if days is None or days["possible_from"] is None or days["possible_to"] is None:
        return None
    return day.fromisoformat(days["possible_from"]), day.fromisoformat(days["possible_to"])


def exercises_around(record: Read[Visit]) -> TimelineEntryQuerySet:
    """Entries of exercises of the ships of a visit, near it in time; the ships were fetched."""
    days = possible_days(record.document)
    ids = [record.documents.id_of(each) for each in ships(record.document)]
    known = [each for each in ids if each is not None]
    if days is None or not known:
        return TimelineEntry.objects.none()
    margin = timedelta(days=AROUND_DAYS)
    found = stream().with_facet("vessel", known, [EntryKind.EXERCISE])
    return found.possibly_between(days[0] - margin, days[1] + margin)


def company(record: Read[Visit]) -> tuple[TimelineEntryQuerySet, TimelineEntryQuerySet]:
    """Entries of other ships' stays at the same port that certainly, or only possibly, overlap.

    Planned and cancelled stops are no company. Another stay of these very ships is none either.
    Who is in one area need not be in one place: see ``copresence.engine``. The port and the ships
    were fetched.
    """
    call, documents = record.document, record.documents
    nobody = TimelineEntry.objects.none()
    days, port = possible_days(call), documents.get(call["port"], Port)
    port_id = documents.id_of(call["port"])
    if days is None or port is None or port_id is None or call["certainty"] in NOT_PRESENT:
        return nobody, nobody
    # The days leave fewer than the port does.
    there = Exists(_facets("port").filter(value=str(port_id)))
    found = stream().filter(there, kind__in=CALLS, visit__isnull=False).present()
    met = found.exclude(visit=record.id).possibly_between(*days)
    for hole in call["days"]["holes"] if call["days"] else ():
        met = met.exclude(possible_from__gte=hole["first"], possible_to__lte=hole["last"])
    met = met.filter(Exists(_facets(STANDS_FOR))).exclude(visit__in=_of_these_alone(record, met))
    certain = _certain_days(call)
    if certain is None or port["kind"] == PortKind.AREA:
        return nobody, met
    return met.certainly_between(*certain), met.not_certainly_between(*certain)


def _certain_days(call: Visit) -> Days | None:
    days = call["days"]
    if days is None or days["certain_from"] is None or days["certain_to"] is None:
        return None
    return day.fromisoformat(days["certain_from"]), day.fromisoformat(days["certain_to"])


def _facets(name: str) -> QuerySet[TimelineFacet]:
    return TimelineFacet.objects.filter(entry=OuterRef("pk"), facet=name)


def _of_these_alone(record: Read[Visit], met: TimelineEntryQuerySet) -> list[int]:
    """Ids of the visits among ``met`` in which nobody took part but the ships of this one.

    Where the index knows a ship of theirs and no other, the documents decide, as somebody without
    a name may have been there too: one query.
    """
    keys = {ship["key"] for ship in ships(record.document)}
    ids = [str(record.documents.id_of(ship)) for ship in ships(record.document)]
    if not ids:
        return []
    vessels = _facets("vessel")
    doubted = met.filter(Exists(vessels.filter(value__in=ids)))
    doubted = doubted.exclude(Exists(vessels.exclude(value__in=ids))).order_by()
    rows = PublicDocument.objects.filter(record_type="visit", record_id__in=doubted.values("visit"))
    return [
        record_id
        for record_id, text in rows.values_list("record_id", "text")
        if all(
            row["vessel"] is not None and row["vessel"]["key"] in keys
            for row in cast("Visit", parsed(text))["participants"]
        )
    ]

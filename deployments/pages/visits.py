"""A port call: who, when, how sure, and what went on around it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as day
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import dates, wording
from ..choices import CALLS, NOT_PRESENT, Certainty, EntryKind, Match, PortKind, Purpose
from ..dates.spans import shift
from ..public import around
from ..public.around import Days
from ..public.entries import TimelineEntry
from ..public.involving import Statement
from ..shapes import Deployment, Document, Link, Port, Visit, codes_of
from . import citations, lines, names, outcomes, participants, sailings
from .contradictions import contradictions, with_parts
from .entries import visit_title
from .names import dates_in_words
from .reading import parsed
from .records import Read
from .sections import NOTHING, Counted, Entries, Section, beside, listed, statements_on
from .stretches import stretch_of
from .values import (
    UNKNOWN,
    Shown,
    countries_fact,
    date,
    date_fact,
    fact,
    filtered,
    in_words,
    label,
    linked,
)

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
    cited = with_parts(call)
    arrival, departure = stretch_of(call)
    came, left = dates.ends(arrival, departure)
    outcome = outcomes.became(call, documents)
    exercises, engagements, company_there = sections(record)
    found = Entries(
        documents, exercises, engagements, *company_there, said=statements_on("visit", record.id)
    )
    words = label(Certainty, call["certainty"])
    port = documents.get(call["port"], Port)
    met = [document for each in company_there for _row, document in found.told(each.found)]
    sailed = put_to_sea(call, port, met)
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
        "company_url": in_company(call),
        "leading": [{"id": "who", "heading": _("Who was there")}],
        "participants": [participants.visitor(row, documents) for row in rows],
        "contradictions": contradictions(cited, documents),
        "sections": [
            found.shown(engagements),
            found.shown(exercises),
            *map(found.shown, company_there),
            *([listed("sailed", _("Put to sea the same day"), sailed, "")] if sailed else []),
            found.said(_("No statement about this visit has been published."), visit=call["key"]),
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
        newest_first=False,
    )
    engagements = Section(
        "engagements",
        _("Engagements beside it"),
        beside(record.id),
        _("No ceremony, reception or other occasion has been published."),
        newest_first=False,
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
                meanwhile(record, Match.CERTAIN),
                newest_first=False,
            ),
            Section(
                "possibly",
                _("Possibly in port at the same time"),
                possibly,
                _("None is possible from the dates known."),
                meanwhile(record, Match.POSSIBLE),
                note=_("The dates known leave room for both: a day shared is possible, no more."),
                newest_first=False,
            ),
        ],
    )


def meanwhile(record: Read[Visit], match: Match) -> str:
    """Where all that was in the port on the days of a visit is listed, and the visit itself."""
    call = record.document
    days = (certain_days if match == Match.CERTAIN else possible_days)(call)
    if days is None:
        return ""
    first, last = (each.isoformat() for each in days)
    asked = {"port": call["port"]["key"], "kind": list(CALLS), "from": first, "to": last}
    return filtered("timeline", **asked, match=match.value)


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


def exercises_around(record: Read[Visit]) -> Counted:
    """Entries of exercises of the ships of a visit, near it in time; the ships were fetched."""
    days, known = possible_days(record.document), known_ships(record)
    if days is None or not known:
        return NOTHING
    near = shift(days[0], -AROUND_DAYS), shift(days[1], AROUND_DAYS)
    return Counted(lambda number, limit: [around.exercises(known, near, number, limit)])


def known_ships(record: Read[Visit]) -> list[int]:
    """The ids of the ships that are named in a visit and were fetched."""
    ids = [record.documents.id_of(each) for each in ships(record.document)]
    return [each for each in ids if each is not None]


def company(record: Read[Visit]) -> tuple[Counted, Counted]:
    """Entries of other ships' stays at the same port that certainly, or only possibly, overlap.

    Planned and cancelled stops are no company. Another stay of these very ships is none either.
    Who is in one area need not be in one place: see ``copresence.engine``. The port and the ships
    were fetched.
    """
    call, documents = record.document, record.documents
    days, port = possible_days(call), documents.get(call["port"], Port)
    port_id = documents.id_of(call["port"])
    if days is None or port is None or port_id is None or call["certainty"] in NOT_PRESENT:
        return NOTHING, NOTHING
    stay = around.Stay(record.id, port_id, days, holes(call))
    apart = of_these_alone(record, stay)
    certain = None if port["kind"] == PortKind.AREA else certain_days(call)

    def met(*, surely: bool) -> Counted:
        def parts(number: int, limit: int) -> list[Statement]:
            return [stay.company(certain, apart, number, limit, surely=surely)]

        return Counted(parts)

    return NOTHING if certain is None else met(surely=True), met(surely=False)


def in_company(call: Visit) -> str:
    """Where all is told that lay in the port on the days of a visit, and with whom."""
    days = possible_days(call)
    if days is None or call["certainty"] in NOT_PRESENT:
        return ""
    first, last = (each.isoformat() for each in days)
    return filtered("company", **{"port": call["port"]["key"], "from": first, "to": last})


def put_to_sea(call: Visit, port: Port | None, met: Iterable[Document]) -> list[Shown]:
    """Those who left the port on a day on which a visit's ships left, or may have, as lines.

    Of those ``met`` in port that are shown on its page; from an area nobody puts to sea.
    """
    if port is None or port["kind"] == PortKind.AREA:
        return []
    left = [
        (each, cast("Visit", document))
        for document in met
        for each in sailings.together(call, cast("Visit", document))
    ]
    left.sort(key=lambda row: (row[0].match is not Match.CERTAIN, row[0].day, row[1]["key"]))
    return [
        {
            **lines.NOTHING_MORE,
            "url": other["html_url"],
            "name": wording.title(other["participants"])[0] or visit_title(other),
            "date": date(dates.parse(each.day.isoformat())),
            "match": {
                "match": each.match.value,
                "label": str(capfirst(label(Match, each.match.value))),
            },
        }
        for each, other in left
    ]


def certain_days(call: Visit) -> Days | None:
    """The days on which a stay certainly was, if there are any."""
    days = call["days"]
    if days is None or days["certain_from"] is None or days["certain_to"] is None:
        return None
    return day.fromisoformat(days["certain_from"]), day.fromisoformat(days["certain_to"])


def holes(call: Visit) -> list[Days]:
    """The days between those of a stay, on which it was not."""
    days = call["days"]
    return [
        (day.fromisoformat(hole["first"]), day.fromisoformat(hole["last"]))
        for hole in (days["holes"] if days else ())
    ]


def of_these_alone(record: Read[Visit], stay: around.Stay) -> list[int]:
    """Ids of the visits met in which nobody took part but the ships of this one.

    Where the index knows a ship of theirs and no other, the documents decide, as somebody without
    a name may have been there too: one query.
    """
    known = known_ships(record)
    if not known:
        return []
    keys = {ship["key"] for ship in ships(record.document)}
    return [
        record_id
        for record_id, text in stay.of_ships_alone(known)
        if all(
            row["vessel"] is not None and row["vessel"]["key"] in keys
            for row in cast("Visit", parsed(text))["participants"]
        )
    ]

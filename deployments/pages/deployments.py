"""A voyage: its stops in order, its ships, what it took part in and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates
from ..choices import CALLS, NOT_PRESENT, EntryKind, Role
from ..drawing import Lane
from ..public.entries import TimelineEntry
from ..shapes import Assignment, Deployment, Navy, Visit, codes_of
from . import citations, entries, evidence, lanes, participants, visits
from .contradictions import Cited, contradictions, with_parts
from .names import dates_in_words
from .reading import Documents, sources_of
from .records import Read
from .sections import Entries, Section, involving
from .stretches import stretch_of
from .values import (
    Shown,
    countries_of,
    country_fact,
    date_fact,
    day_url,
    fact,
    filtered,
    in_words,
    linked,
    period,
    read,
)

STOPS = 100
"""Stops that an itinerary shows: more than any voyage known has."""

GAP_DAYS = 10
"""Days between two stops of a voyage from which on a reader is told that nothing is recorded."""


def deployment(record: Read[Deployment]) -> Shown:
    """What the page of a deployment shows."""
    voyage, documents = record.document, record.documents
    cited = with_parts(voyage)
    involved = partial(involving, "deployment", record.id)
    stops = Section(
        "itinerary", _("Itinerary"), involved(*CALLS), "", limit=STOPS, newest_first=False
    )
    exercises = Section(
        "exercises",
        _("Exercises"),
        involved(EntryKind.EXERCISE),
        _("No exercise of its ships in this time has been published."),
        filtered("timeline", deployment=voyage["key"], kind=EntryKind.EXERCISE),
        newest_first=False,
    )
    engagements = Section(
        "engagements",
        _("Engagements"),
        involved(EntryKind.ENGAGEMENT),
        _("No ceremony, reception or other occasion has been published."),
        filtered("timeline", deployment=voyage["key"], kind=EntryKind.ENGAGEMENT),
        newest_first=False,
    )
    found = Entries(
        documents,
        stops,
        exercises,
        engagements,
        said=involved(EntryKind.STATEMENT),
        named=[voyage["lead_navy"], *sources_of(row for row, _on in cited)],
        in_full=True,
    )
    told = found.told(sorted(stops.found, key=in_time))
    calls = [cast("Visit", document) for row, document in told if row.visit_id]
    start, end = stretch_of(voyage)
    on_lanes = list(drawn(voyage, found, told, exercises, engagements))
    picture = lanes.shown(voyage["called"], on_lanes, "itinerary")
    navy = documents.get(voyage["lead_navy"], Navy)
    return {
        "title": voyage["called"],
        "lede": voyage["summary"],
        "facts": [
            fact(_("Lead navy"), [linked(voyage["lead_navy"])]),
            country_fact(_("Country"), documents.country_of(voyage["lead_navy"])),
            fact(_("Country"), [navy["country_said"] if navy else ""]),
            date_fact(_("Dates"), period(start, end)),
            fact(_("Length"), [length(start, end)]),
            fact(_("Length as said"), [length_as_said(voyage)]),
            fact(_("From"), [linked(voyage["origin_port"])]),
            fact(_("Evidence"), evidence_of(voyage, cited, calls, documents)),
        ],
        "itinerary": {
            "id": "itinerary",
            "heading": _("Itinerary"),
            "count": stops.count
            if len(stops.found) == STOPS
            else sum(1 for row in stops.found if row.visit_id and row.certainty not in NOT_PRESENT),
            "more_url": filtered("timeline", deployment=voyage["key"])
            if len(stops.found) == STOPS
            else "",
            "note": _(
                "In order of time, with the stops its ships made in other groups. Planned and "
                "cancelled stops are marked and not counted."
            ),
            "entries": itinerary(told, documents),
            "reason": _("No stop of this voyage has been published."),
        },
        "ships": [ship(row, documents) for row in voyage["assignments"]],
        "picture": picture,
        "leading": [
            *([picture] if picture else []),
            {"id": "itinerary", "heading": _("Itinerary")},
            {"id": "ships", "heading": _("Ships")},
        ],
        "contradictions": contradictions(cited, documents),
        "sections": [
            found.shown(exercises),
            found.shown(engagements),
            found.said(
                _("No statement about this voyage has been published."), deployment=voyage["key"]
            ),
        ],
        "unknown": unknown(start, end, calls),
        "sources": citations.numbered(cited, documents),
    }


def drawn(
    voyage: Deployment,
    found: Entries,
    stops: Iterable[entries.Told],
    exercises: Section,
    engagements: Section,
) -> Iterator[Lane]:
    """The lanes of the picture of a voyage: its ships, what went on ashore, and what was said."""
    assigned = ((row["vessel"]["key"], row["vessel_then"]) for row in voyage["assignments"])
    ships = lanes.Ships({key: lanes.Ship.then(then) for key, then in assigned})
    ships.add(lanes.rows_of(stops))
    ships.add(lanes.rows_of(found.told(exercises.found)))
    yield from ships.lanes()
    yield lanes.ashore(lanes.rows_of(found.told(engagements.found)))
    yield lanes.said(found.statements)


def in_time(row: TimelineEntry) -> tuple[bool, date, int, date, str]:
    """Sorts entries by day, those without one last; a departure comes first of a day.

    Of two that may have begun on the same day, the one that is over first comes first.
    """
    rank = {EntryKind.DEPARTURE: 0, EntryKind.RETURN: 2}.get(EntryKind(row.kind), 1)
    last = row.possible_to or row.sort_day
    return row.sort_day == date.min, row.sort_day, rank, last, row.slug


def ship(row: Assignment, documents: Documents) -> Shown:
    """A ship of a deployment, with her role and when she joined and left."""
    then = row["vessel_then"]
    return {
        "country": countries_of(codes_of(then["countries"])),
        "navies": [{"name": navy["name"], "url": navy["html_url"]} for navy in then["navies"]],
        "name": then["called"],
        "url": row["vessel"]["html_url"],
        "pennant": participants.pennant(then),
        "role": capfirst(in_words(Role, row["role"], row["role_said"])),
        "dates": dates_in_words(read(row["joined"]), read(row["left"])),
        "identified_as": None,
        "as_said": "",
        "deployment": None,
        "note": row["note"],
        "sources": citations.source_line(row["citations"], documents),
    }


def itinerary(stops: Sequence[entries.Told], documents: Documents) -> list[Shown]:
    """Stops in order, with the gaps in which nothing is recorded."""
    shown: list[Shown] = []
    until: date | None = None
    for row, document in stops:
        if row.certainty not in NOT_PRESENT and row.possible_from and row.possible_to:
            if until and (row.possible_from - until).days > GAP_DAYS:
                shown.append({"gap": gap(until, row.possible_from)})
            until = max(until, row.possible_to) if until else row.possible_to
        shown.append(entries.entry(row, document, documents))
    return shown


def gap(after: date, before: date) -> Shown:
    """What is not known between two stops."""
    days = (before - after).days - 1
    text = ngettext(
        "No stop is recorded for %(days)d day: at sea, or not found.",
        "No stop is recorded for %(days)d days: at sea, or not found.",
        days,
    )
    first, last = after + timedelta(days=1), before - timedelta(days=1)
    words = dates.display_range(dates.parse(first.isoformat()), dates.parse(last.isoformat()))
    return {
        "date": {"words": words, "datetime": "", "fuzzy": False, "url": day_url(first)},
        "text": text % {"days": days},
    }


def length(start: dates.FuzzyDate | None, end: dates.FuzzyDate | None) -> str:
    """How many days a voyage lasted, where both days are known exactly."""
    if start is None or end is None or not (start.is_exact and end.is_exact):
        return ""
    assert start.earliest is not None
    assert end.latest is not None
    days = (end.latest - start.earliest).days + 1
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def length_as_said(voyage: Deployment) -> str:
    """How long a source says that it lasted, in numbers or in words alone."""
    duration, words = voyage["duration"], voyage["duration_words"]
    return str(dates.parse_duration(duration, words)) if duration else words


def evidence_of(
    voyage: Deployment, cited: Sequence[Cited], calls: Iterable[Visit], documents: Documents
) -> list[str]:
    """How well a voyage is known, with its ships and the stops made in it."""
    rows = [row for row, _on in cited]
    own = [
        visit
        for visit in calls
        if visit["deployment"] and visit["deployment"]["key"] == voyage["key"]
    ]
    for visit in own:
        rows += visit["citations"]
        for participant in visit["participants"]:
            rows += participant["citations"]
    lines = evidence.of(rows, documents).in_words()
    single, every = evidence.on_a_single_source((visit["citations"] for visit in own), documents)
    if every:
        stops = ngettext(
            "%(single)d of %(number)d stop rests on a single source",
            "%(single)d of %(number)d stops rest on a single source",
            every,
        )
        lines.append(stops % {"single": single, "number": every})
    return lines


def unknown(
    start: dates.FuzzyDate | None, end: dates.FuzzyDate | None, stops: Iterable[Visit]
) -> list[str]:
    """What no source here says of a voyage."""
    found = []
    if start is None:
        found.append(_("When it began."))
    if end is None:
        found.append(_("When it ended."))
    for stop in stops:
        if stop["certainty"] not in NOT_PRESENT:
            found += visits.unknown_days(stop, start, end, of_voyage=True)
    return found

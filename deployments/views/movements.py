"""Pages of deployments and visits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import dates, timeline
from ..choices import NOT_PRESENT, EntryKind
from ..copresence.places import where
from ..models import Assignment, Citation, Deployment, TimelineEntry, Visit, VisitParticipant
from ..models.base import UNDATED
from ..presenters import citations, entries, names, outcomes, participants
from ..presenters.contradictions import contradictions
from ..presenters.values import (
    Shown,
    countries_fact,
    countries_of,
    country_fact,
    date_fact,
    fact,
    filtered,
    period,
    record_value,
)
from ..presenters.values import (
    date as date_of,
)
from . import evidence, sections
from .base import PAGES, DetailPage
from .kinds import Kind
from .sections import CALLS, Section

GAP_DAYS = 10
"""Days between two stops of a voyage from which on a reader is told that nothing is recorded."""

AROUND_DAYS = 14
"""Days before and after a visit within which exercises of its ships are shown with it."""


@PAGES.register(Deployment)
class DeploymentPage(DetailPage):
    """A voyage: its stops in order, its ships, what it took part in and what was said of it."""

    model = Deployment
    kind = Kind(
        1,
        gettext_lazy("Deployment"),
        gettext_lazy("Deployments"),
        gettext_lazy(
            "Named voyages and task groups: who sailed, from where, when, and where they called."
        ),
        gettext_lazy("No deployment has been published yet."),
        gettext_lazy("Filter deployments"),
    )
    main_filters = ("q", "country", "navy", "vessel", "from", "to")
    template_name = "deployments/deployment.html"

    def present(self, record: Deployment) -> Shown:
        involved = sections.involving("deployment", record.pk)
        stops = sorted(involved.filter(kind__in=CALLS), key=in_time)
        hydrated = sections.pairs(stops)
        exercises, engagements = sections.entry_sections(
            Section(
                "exercises",
                _("Exercises"),
                sections.oldest_first(involved.filter(kind=EntryKind.EXERCISE)),
                _("No exercise of its ships in this time has been published."),
                filtered("timeline", deployment=record.key, kind=EntryKind.EXERCISE),
            ),
            Section(
                "engagements",
                _("Engagements"),
                sections.oldest_first(involved.filter(kind=EntryKind.ENGAGEMENT)),
                _("No ceremony, reception or other occasion has been published."),
                filtered("timeline", deployment=record.key, kind=EntryKind.ENGAGEMENT),
            ),
        )
        cited: list[tuple[Citation, str]] = [(row, "") for row in record.citations.all()]
        for row in record.assignments.all():
            cited += [(each, row.vessel_then.called) for each in row.citations.all()]
        ships = [assignment(row) for row in record.assignments.all()]
        return {
            "title": record.called,
            "lede": record.summary,
            "facts": [
                fact(_("Lead navy"), [record_value(record.lead_navy)]),
                country_fact(_("Country"), record.lead_navy.country),
                fact(_("Country"), [record.lead_navy.country_said]),
                date_fact(_("Dates"), period(record.start, record.end)),
                fact(_("Length"), [length(record.start, record.end)]),
                fact(_("Length as said"), [str(record.said_to_last or "")]),
                fact(_("From"), [record_value(record.origin_port)]),
                fact(_("Evidence"), evidence.of_voyage(record)),
            ],
            "itinerary": {
                "id": "itinerary",
                "heading": _("Itinerary"),
                "count": sum(
                    1 for row in stops if row.visit_id and row.certainty not in NOT_PRESENT
                ),
                "note": _(
                    "In order of time, with the stops its ships made in other groups. Planned and "
                    "cancelled stops are marked and not counted."
                ),
                "entries": itinerary(hydrated),
                "reason": _("No stop of this voyage has been published."),
            },
            "ships": ships,
            "leading": [
                {"id": "itinerary", "heading": _("Itinerary")},
                {"id": "ships", "heading": _("Ships")},
            ],
            "contradictions": contradictions(cited),
            "sections": [
                exercises,
                engagements,
                sections.said(
                    sections.statements_of(involved),
                    _("No statement about this voyage has been published."),
                ),
            ],
            "unknown": unknown_of(record, [each for _row, each in hydrated]),
            "sources": citations.numbered(cited),
        }


def in_time(row: TimelineEntry) -> tuple[bool, date, int, date, str]:
    """Sorts entries by day, those without one last; a departure comes first of a day.

    Of two that may have begun on the same day, the one that is over first comes first.
    """
    rank = {EntryKind.DEPARTURE: 0, EntryKind.RETURN: 2}.get(EntryKind(row.kind), 1)
    last = row.possible_to or row.sort_day
    return row.sort_day == UNDATED, row.sort_day, rank, last, row.slug


def assignment(row: Assignment) -> Shown:
    """A ship of a deployment, with her role and when she joined and left."""
    then = row.vessel_then
    return {
        "country": countries_of(then.countries),
        "navies": [{"name": navy.called, "url": navy.get_absolute_url()} for navy in then.navies],
        "name": then.called,
        "url": row.vessel.get_absolute_url(),
        "pennant": participants.pennant(then),
        "role": capfirst(row.in_words("role")),
        "dates": row.dates_in_words,
        "note": row.note,
        "sources": citations.source_line(row.citations.all()),
    }


def itinerary(stops: Sequence[tuple[TimelineEntry, Any]]) -> list[Shown]:
    """Stops in order, with the gaps in which nothing is recorded."""
    shown: list[Shown] = []
    until: date | None = None
    for row, record in stops:
        if row.certainty not in NOT_PRESENT and row.possible_from and row.possible_to:
            if until and (row.possible_from - until).days > GAP_DAYS:
                shown.append({"gap": gap(until, row.possible_from)})
            until = max(until, row.possible_to) if until else row.possible_to
        shown.append(entries.entry(row, record))
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
        "date": {"words": words, "datetime": "", "fuzzy": False},
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


def unknown_of(record: Deployment, stops: Iterable[Any]) -> list[str]:
    """What no source here says of a voyage."""
    found = []
    if record.start is None:
        found.append(_("When it began."))
    if record.end is None:
        found.append(_("When it ended."))
    for stop in stops:
        if isinstance(stop, Visit) and stop.is_presence:
            found += unknown_days(stop, record)
    return found


def unknown_days(visit: Visit, voyage: Deployment | None) -> list[str]:
    """Which end of a stay is not known; the first departure and last arrival have no other."""
    place = {"place": visit.place, "dates": visit.dates_in_words}
    arrival, departure = dates.ends(visit.arrival, visit.departure)
    opens = voyage is not None and departure == voyage.start
    closes = voyage is not None and arrival == voyage.end
    if arrival is None and departure is None:
        return [_("When they were at %(place)s.") % place]
    if arrival is None and not opens:
        return [_("When they came to %(place)s (%(dates)s).") % place]
    if departure is None and not closes:
        return [_("When they left %(place)s (%(dates)s).") % place]
    return []


@PAGES.register(Visit)
class VisitPage(DetailPage):
    """A port call: who, when, how sure, and what went on around it."""

    model = Visit
    kind = Kind(
        2,
        gettext_lazy("Visit"),
        gettext_lazy("Visits"),
        gettext_lazy(
            "Port calls, newest first. Planned and cancelled ones are marked and never counted."
        ),
        gettext_lazy("No visit has been published yet."),
        gettext_lazy("Filter visits"),
    )
    main_filters = (
        "q",
        "country",
        "participant_country",
        "port",
        "from",
        "to",
        "match",
        "certainty",
    )
    template_name = "deployments/visit.html"

    def present(self, record: Visit) -> Shown:
        entry = TimelineEntry.objects.filter(visit=record).first()
        kind = entry.kind if entry else EntryKind.VISIT
        rows = list(record.participants.all())
        title = names.visit_title(record, kind)
        cited: list[tuple[Citation, str]] = [(row, "") for row in record.citations.all()]
        for row in rows:
            cited += [(each, participants.called(row)) for each in row.citations.all()]
        certainly, possibly = company(record, entry, rows)
        exercises, engagements, company_certain, company_possible = sections.entry_sections(
            Section(
                "exercises",
                _("Exercises around it"),
                exercises_around(entry, rows),
                _("No exercise of these ships within two weeks has been published."),
                note=_("Exercises of the same ships from two weeks before to two weeks after."),
            ),
            Section(
                "engagements",
                _("Engagements beside it"),
                sections.oldest_first(
                    sections.stream().filter(kind=EntryKind.ENGAGEMENT, engagement__visit=record)
                ),
                _("No ceremony, reception or other occasion has been published."),
            ),
            Section(
                "certainly",
                _("Certainly in port at the same time"),
                certainly,
                _("None is certain from the dates known."),
            ),
            Section(
                "possibly",
                _("Possibly in port at the same time"),
                possibly,
                _("None is possible from the dates known."),
                note=_("The dates known leave room for both: a day shared is possible, no more."),
            ),
        )
        around = [company_certain, company_possible]
        if not record.is_presence:
            around = []
        arrival, departure = dates.ends(record.arrival, record.departure)
        outcome = outcomes.became(record)
        unknown = unknown_days(record, record.deployment) if record.is_presence else []
        if outcomes.was_not_found(record):
            unknown.append(_("What became of this plan."))
        return {
            "title": title,
            "description": names.comma(title, record.dates_in_words, record.summary),
            "lede": record.summary,
            "entry_kind": kind,
            "kicker": str(EntryKind(kind).label),
            "certainty": record.certainty,
            "certainty_label": capfirst(record.get_certainty_display()),
            "outcome": outcome,
            "supersedes": [names.link(row) for row in record.supersedes.all()],
            "facts": [
                fact(_("Port"), [record_value(record.port, record.place)]),
                countries_fact(record.countries, record.port.country_said),
                date_fact(_("Arrival"), date_of(arrival)),
                date_fact(_("Departure"), date_of(departure)),
                fact(_("Certainty"), [str(capfirst(record.get_certainty_display()))]),
                fact(_("Outcome"), [outcome["words"]]),
                fact(_("Purpose"), [purpose(record)]),
                fact(_("Host"), [record_value(record.host)]),
                fact(_("Deployment"), [record_value(record.deployment)]),
            ],
            "leading": [{"id": "who", "heading": _("Who was there")}],
            "participants": [participants.visitor(row) for row in rows],
            "contradictions": contradictions(cited),
            "sections": [
                engagements,
                exercises,
                *around,
                sections.said(
                    sections.statements_of(sections.involving("visit", record.pk)),
                    _("No statement about this visit has been published."),
                ),
            ],
            "unknown": unknown,
            "sources": citations.numbered(cited),
        }


def purpose(record: Visit) -> Shown | None:
    """The purpose, with its code of UN/EDIFACT 8025 where the list has one."""
    if not record.says("purpose"):
        return {"text": _("not known")}
    code = record.purpose_code
    note = _("UN/EDIFACT 8025: %(code)d") % {"code": code} if code else ""
    return {"text": str(capfirst(record.in_words("purpose"))), "note": note}


def exercises_around(entry: TimelineEntry | None, rows: Iterable[VisitParticipant]) -> Any:
    """Entries of exercises of the ships of a visit, near it in time."""
    ships = [row.vessel_id for row in rows if row.vessel is not None]
    if entry is None or entry.possible_from is None or entry.possible_to is None or not ships:
        return TimelineEntry.objects.none()
    margin = timedelta(days=AROUND_DAYS)
    found = sections.involving("vessel", *ships).filter(kind=EntryKind.EXERCISE)
    near = found.possibly_between(entry.possible_from - margin, entry.possible_to + margin)
    return sections.oldest_first(near)


def company(
    record: Visit, entry: TimelineEntry | None, rows: Iterable[VisitParticipant]
) -> tuple[Any, Any]:
    """Entries of other ships' stays at the same port that certainly, or only possibly, overlap.

    Planned and cancelled stops are no company. Another stay of these very ships is none either.
    Who is in one area need not be in one place: see ``copresence.engine``.
    """
    nobody = TimelineEntry.objects.none()
    if entry is None or entry.possible_from is None or not record.is_presence:
        return nobody, nobody
    own = {row.vessel_id for row in rows if row.vessel is not None}
    strangers = Q(visit__in=visits_of_others(own))
    found = sections.involving("port", record.port.pk).present()
    found = found.filter(kind__in=CALLS, visit__isnull=False).exclude(visit=record)
    found = sections.oldest_first(found.filter(strangers))
    possible = found.possibly_between(entry.possible_from, entry.possible_to)
    for hole in timeline.days(entry).holes:
        possible = possible.exclude(possible_from__gte=hole.first, possible_to__lte=hole.last)
    lie = where(record.port, record.port)
    if entry.certain_from is None or lie is None or not lie.is_one_place:
        return nobody, possible
    certain = found.certainly_between(entry.certain_from, entry.certain_to)
    return certain, possible.exclude(pk__in=certain.order_by().values("pk"))


def visits_of_others(own: set[int | None]) -> Any:
    """Ids of visits in which somebody took part who is not among ``own``."""
    others = VisitParticipant.objects.published()
    return others.filter(Q(vessel__isnull=True) | ~Q(vessel__in=own)).values("visit")

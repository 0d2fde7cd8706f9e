"""A day: who surely and possibly lay in which port, who came and left, what was said and published.

What was only planned, or was called off, stands apart and is counted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates
from ..choices import CALLS, Certainty, EntryKind, Match
from ..public.days import CALL, EXERCISE, OCCASION, PLAN, SAID, number_of
from ..public.entries import TimelineEntry
from ..shapes import Exercise, Visit
from . import entries, lines, participants
from .day_sections import Call, Section, by_port, possible
from .moves import ARRIVAL, DEPARTURE
from .on_days import Event, OnDays, event_line, line
from .presence import Group, ends_of, there
from .values import Shown, day_url, filtered, month_url

MOST = 40
"""Entries of one part that are shown: so many that are sure, and as many others."""

WIDE_DAYS = 31
"""What is known to more days than these is no event of one of them: it is only counted."""


def one(day: date) -> Shown:
    """What the page of a day shows: five queries."""
    number = number_of(day.year, day.month, day.day)
    found = OnDays(day, day, (number, number), MOST)
    wide = Wide()
    told = [*in_port(found, day), *exercises(found, day), *moved(found, day, wide)]
    told += [*said(found, day, wide), published(found)]
    surely = [section for section in told if section.count and not section.is_possible]
    possibly = [section for section in told if section.count and section.is_possible]
    plans = planned(found)
    title, lede = in_words(day), summed_up(surely, possibly)
    return {
        "title": title,
        "description": f"{title}: {lede}",
        "lede": lede,
        "sections": [*surely, *possibly, *([plans] if plans.count else [])],
        "wide": wide.in_words(),
        "missing": [each.heading for each in told if not (each.count or each.is_possible)],
        "timeline_url": filtered("timeline", on=day.isoformat()),
        "nothing": not (surely or possibly or plans.count),
        "crumbs": [
            {"url": reverse("deployments:day-list"), "label": _("Days")},
            {"url": month_url(day), "label": str(dates.parse(day.isoformat()[:7]))},
        ],
        "before_url": day_url(found.before) if found.before else "",
        "before": in_words(found.before) if found.before else "",
        "after_url": day_url(found.after) if found.after else "",
        "after": in_words(found.after) if found.after else "",
    }


@dataclass
class Wide:
    """How many entries are dated to so many days that they tell nothing of one of them."""

    number: int = 0

    def leaves_out(self, first: date | None, last: date | None) -> bool:
        """Whether some days are too many; if so, it is counted."""
        too_many = first is None or last is None or (last - first).days > WIDE_DAYS
        self.number += too_many
        return too_many

    def in_words(self) -> str:
        """That there are some; empty where there are none."""
        words = ngettext(
            "%(number)d more entry has a date of more than a month in which this day lies.",
            "%(number)d more entries have dates of more than a month in which this day lies.",
            self.number,
        )
        return words % {"number": self.number} if self.number else ""


def in_words(day: date) -> str:
    """A day, as all dates are said."""
    return str(dates.parse(day.isoformat()))


def summed_up(surely: Iterable[Section], possibly: Iterable[Section]) -> str:
    """What is sure of the day, in one line."""
    words = [_counted(section.id, section.count) for section in surely]
    if words:
        return _("Certain: %(what)s.") % {"what": ", ".join(words)}
    if any(possibly):
        return _("Nothing is certain of this day. What is possible stands below.")
    return _("Nothing is recorded of this day alone.")


def _counted(section: str, number: int) -> str:
    words = {
        "in-port": ngettext("%(number)d port call", "%(number)d port calls", number),
        "exercises": ngettext("%(number)d exercise", "%(number)d exercises", number),
        "arrived": ngettext("%(number)d arrival", "%(number)d arrivals", number),
        "left": ngettext("%(number)d departure", "%(number)d departures", number),
        "engagements": ngettext("%(number)d occasion", "%(number)d occasions", number),
        "said": ngettext("%(number)d statement", "%(number)d statements", number),
        "published": ngettext(
            "%(number)d source published", "%(number)d sources published", number
        ),
    }
    return words[section] % {"number": number}


def _pair(name: str, surely: str, possibly: str, note: str = "") -> tuple[Section, Section]:
    """Two sections: of what is sure, and of what is possible, which ``note`` explains."""
    sure = Section(name, surely)
    return sure, Section(f"possibly-{name}", possibly, note=note, is_possible=True)


def _within_dates() -> str:
    return _("On some day within the dates given; nobody reported on which.")


# In port, and at exercise -----------------------------------------------------------------------


def in_port(found: OnDays, day: date) -> Iterator[Section]:
    """Who was certainly in port, then who possibly was, port by port."""
    calls = [
        Call(row, cast("Visit", document), group)
        for row, document in found.all_of(CALL)
        for group in there(cast("Visit", document), day)
    ]
    asked = {"on": day.isoformat(), "kind": list(CALLS)}
    certain = {**asked, "match": Match.CERTAIN.value}
    pair = _pair("in-port", _("Certainly in port"), _("Possibly in port"))
    for section, filters in zip(pair, (certain, asked), strict=True):
        is_sure = not section.is_possible
        of_it = [each for each in calls if each.group.is_sure is is_sure]
        read, count = len(found.of(CALL, sure=is_sure)), found.count(CALL, sure=is_sure)
        section.count = len({each.row.slug for each in of_it}) + count - read
        section.groups = by_port(of_it, found.documents)
        if is_sure and any(each.visit["certainty"] != Certainty.CONFIRMED for each in of_it):
            section.note = _("Certain by their dates; how sure a call itself is stands beside it.")
        section.shows_first(read, count, filtered("timeline", **filters))
        yield section


def exercises(found: OnDays, day: date) -> Iterator[Section]:
    """The exercises that certainly were that day, with those who were there; then the others."""
    told = [
        (row, cast("Exercise", document), group)
        for row, document in found.all_of(EXERCISE)
        for group in there(cast("Exercise", document), day)
    ]
    url = filtered("timeline", on=day.isoformat(), kind=EntryKind.EXERCISE)
    for section in _pair("exercises", _("At exercise"), _("Possibly at exercise")):
        is_sure = not section.is_possible
        of_it = [each for each in told if each[2].is_sure is is_sure]
        read, count = len(found.of(EXERCISE, sure=is_sure)), found.count(EXERCISE, sure=is_sure)
        section.count = len({row.slug for row, _record, _group in of_it}) + count - read
        section.entries = [_exercise(found, day, *each) for each in of_it]
        section.shows_first(read, count, url)
        yield section


def _exercise(
    found: OnDays, day: date, row: TimelineEntry, record: Exercise, group: Group
) -> Shown:
    rows, more = participants.line(group.rows, found.documents)
    said = [_its_days(record, day), group.reason] if group.is_sure else [group.reason]
    return line(
        row,
        record,
        found.documents,
        participants=rows,
        participants_more=more,
        reason=" ".join(filter(None, said)),
        **({} if group.is_sure else possible(record["certainty"])),
    )


def _its_days(record: Exercise, day: date) -> str:
    """Whether a day is known to be the first or the last of something."""
    start, end = ends_of(record)
    begins = start is not None and start.is_exact and start.earliest == day
    ends = end is not None and end.is_exact and end.latest == day
    if begins and ends:
        return _("On this day alone.")
    if begins:
        return _("It begins on this day.")
    return _("It ends on this day.") if ends else ""


# Who came and left ------------------------------------------------------------------------------


def moved(found: OnDays, day: date, wide: Wide) -> Iterator[Section]:
    """Who arrived, and who left; and who possibly did."""
    events = [(each, each.matches(day)) for each in found.events()]
    for end, id_, surely, possibly in (
        (ARRIVAL, "arrived", _("Arrived"), _("Possibly arrived")),
        (DEPARTURE, "left", _("Left"), _("Possibly left")),
    ):
        sure, others = _pair(id_, surely, possibly, _within_dates())
        sure.entries = [
            event_line(each, found.documents)
            for each, match in events
            if each.end == end and match is Match.CERTAIN
        ]
        near = [
            each
            for each, match in events
            if each.end == end and match is Match.POSSIBLE and not wide.leaves_out(*each.bounds)
        ]
        near.sort(key=_width)
        others.entries = [
            {**event_line(each, found.documents), **possible(each.row.certainty)} for each in near
        ]
        for section in (sure, others):
            section.count = len(section.entries)
            yield section


def _width(event: Event) -> int:
    first, last = event.bounds
    return (last - first).days


# What was said and published --------------------------------------------------------------------


def said(found: OnDays, day: date, wide: Wide) -> Iterator[Section]:
    """Occasions and statements of the day, and those that possibly are."""
    for part, id_, headings, kind in (
        (OCCASION, "engagements", (_("Occasions"), _("Possible occasions")), EntryKind.ENGAGEMENT),
        (SAID, "said", (_("Said"), _("Possibly said")), EntryKind.STATEMENT),
    ):
        sure, others = _pair(id_, *headings, _within_dates())
        url = filtered("timeline", on=day.isoformat(), kind=kind)
        sure.entries = [entries.entry(*each, found.documents) for each in found.of(part, sure=True)]
        sure.count = found.count(part, sure=True)
        sure.shows_first(len(sure.entries), sure.count, url)
        read = found.of(part, sure=False)
        near = [
            each for each in read if not wide.leaves_out(each[0].possible_from, each[0].possible_to)
        ]
        others.entries = [line(*each, found.documents, speaker="") for each in near]
        others.count = found.count(part, sure=False) - (len(read) - len(near))
        others.shows_first(len(near), others.count, url)
        yield from (sure, others)


def published(found: OnDays) -> Section:
    """The sources that were published on the day."""
    rows = [lines.source(source, found.documents) for source, _number in found.sources()]
    section = Section("published", _("Published"), found.number_published, records=rows)
    section.shows_first(len(rows), found.number_published)
    return section


def planned(found: OnDays) -> Section:
    """What was planned or called off for the day: it is no presence, and is counted nowhere."""
    shown = [line(*each, found.documents) for each in found.of(PLAN, sure=False)]
    note = _("Announced for days that include this one. None of it is counted above.")
    count = found.count(PLAN, sure=False)
    section = Section("planned", _("Planned or called off"), count, shown, note=note)
    section.shows_first(len(shown), count)
    return section

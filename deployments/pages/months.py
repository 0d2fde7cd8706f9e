"""A month day by day, what is known of it but not to the day, and the months there are."""

from __future__ import annotations

import calendar
from collections import defaultdict
from datetime import date
from typing import cast

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import dates, wording
from ..choices import CALLS, Certainty
from ..public import numbers
from ..public.days import CALL, EXERCISE, OCCASION, SAID, number_of
from ..public.entries import TimelineEntry
from ..shapes import Document, Exercise, Visit
from ..wording import comma
from . import entries, lanes, lines, periods
from .by_day import by_day, dated, weekday, weeks, with_weekday
from .day_sections import Section, port_group
from .on_days import OnDays, dated_by
from .values import Shown, day_url, filtered, label, month_url
from .values import date as shown_date

MOST = 150
"""Entries of one part that are read: those that are sure on some day, and as many others."""


def every() -> list[Shown]:
    """The years and months under which anything stands, newest first: one query."""
    years: dict[int, list[Shown]] = defaultdict(list)
    names = periods.months_in_words()
    for period, number in sorted(numbers.by_period().items(), reverse=True):
        year, month = divmod(period, 100)
        if month:
            url = month_url(date(year, month, 1))
            years[year].append({"url": url, "label": names[month], "number": number})
    return [{"label": f"{year:04d}", "months": found[::-1]} for year, found in years.items()]


def one(first: date) -> Shown:
    """What the page of a month shows: five queries."""
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    between = number_of(first.year, first.month), number_of(first.year, first.month, 99)
    found = OnDays(first, last, between, MOST)
    month = first.isoformat()[:7]
    title = str(dates.parse(month))
    known = by_day(found, first, last)
    told = (in_port(found, first, last), exercises(found), some_day(found, first, last))
    kept = [each for each in told if each.count]
    lede = _summed_up(found)
    before, after = found.before, found.after
    return {
        "title": title,
        "description": f"{title}: {lede}",
        "lede": lede,
        "crumbs": [{"url": reverse("deployments:day-list"), "label": _("Days")}],
        "weekdays": [weekday(number) for number in range(7)],
        "weeks": weeks(found, first, last),
        "picture": _picture(found, title, first, last, kept[0].id if kept else "events"),
        "listed": [
            {"url": day_url(day), "label": with_weekday(day), "items": items}
            for day, items in sorted(known.items())
        ],
        "sections": kept,
        "nothing": not (known or kept),
        "timeline_url": filtered("timeline", on=month),
        "before_url": month_url(before) if before else "",
        "before": str(dates.parse(before.isoformat()[:7])) if before else "",
        "after_url": month_url(after) if after else "",
        "after": str(dates.parse(after.isoformat()[:7])) if after else "",
    }


def _picture(found: OnDays, title: str, first: date, last: date, beside: str) -> Shown | None:
    """A lane for each ship that is named, then occasions and what was said in the month.

    ``beside`` is the first of the lists that say the same in words.
    """
    moving = lanes.rows_of([*found.all_of(CALL), *found.all_of(EXERCISE)])
    ships = lanes.Ships(lanes.named(moving))
    ships.add(moving)
    ashore, spoken = (
        [
            (row, document)
            for row, document in found.all_of(part)
            if _lies_within(dated_by(document)[0], first, last)
        ]
        for part in (OCCASION, SAID)
    )
    every = [
        *ships.lanes(),
        lanes.ashore(lanes.rows_of(ashore)),
        lanes.said(document for _row, document in spoken),
    ]
    return lanes.shown(title, every, beside, (first, last))


def _lies_within(when: dates.FuzzyDate | None, first: date, last: date) -> bool:
    """Whether a date surely lies between two days."""
    return (
        when is not None
        and when.earliest is not None
        and when.latest is not None
        and first <= when.earliest <= when.latest <= last
    )


def _summed_up(found: OnDays) -> str:
    """How much there is in the month, in one line."""
    said = []
    for part, heading in (
        (CALL, _("port calls")),
        (EXERCISE, _("exercises")),
        (OCCASION, _("occasions")),
        (SAID, _("statements")),
    ):
        surely, possibly = found.count(part, sure=True), found.count(part, sure=False)
        if surely or possibly:
            words = {"what": heading, "surely": surely, "possibly": possibly}
            pattern = _("%(what)s: %(surely)d")
            if possibly:
                pattern = (
                    _("%(what)s: %(surely)d, possibly %(possibly)d more")
                    if surely
                    else _("%(what)s: possibly %(possibly)d")
                )
            said.append(pattern % words)
    if found.number_published:
        said.append(_("sources published: %(number)d") % {"number": found.number_published})
    return f"{'. '.join(map(capfirst, said))}." if said else _("Nothing is recorded of this month.")


# In the month as a whole ------------------------------------------------------------------------


def in_port(found: OnDays, first: date, last: date) -> Section:
    """Who was in port on some day of the month, port by port, in order of time."""
    calls = found.all_of(CALL)
    ports: dict[str, list[Shown]] = {}
    of: dict[str, Visit] = {}
    for row, document in sorted(calls, key=lambda each: (each[0].sort_day, each[0].slug)):
        visit = cast("Visit", document)
        key = visit["port"]["key"]
        of.setdefault(key, visit)
        who, _number = wording.title(visit["participants"])
        name = who or entries.visit_title(visit, row.kind)
        notes = [_how_surely(row, first, last), _certainty(visit)]
        ports.setdefault(key, []).append(_row(visit, name, comma(*notes), entries.when(visit, "")))
    order = sorted(of, key=lambda key: (-len(ports[key]), of[key]["place"], key))
    count = found.count(CALL, sure=True) + found.count(CALL, sure=False)
    section = Section("in-port", _("In port"), count)
    section.groups = [port_group(of[key], records=ports[key]) for key in order]
    url = filtered("timeline", on=first.isoformat()[:7], kind=list(CALLS))
    section.shows_first(len(calls), count, url)
    return section


def _how_surely(row: TimelineEntry, first: date, last: date) -> str:
    """Whether a stay lasted all month, or is no more than possible in it."""
    since, until = row.certain_from, row.certain_to
    if since is None or until is None or since > last or until < first:
        return _("possibly in this month")
    return _("all month") if since <= first and last <= until else ""


def _certainty(record: Visit | Exercise) -> str:
    certainty = record["certainty"]
    return "" if certainty == Certainty.CONFIRMED else label(Certainty, certainty)


def _row(document: Document, name: object, note: object, when: Shown | None) -> Shown:
    """A line of an index."""
    line: Shown = {"url": document["html_url"], "name": name, "note": note, "date": when}
    return {**lines.NOTHING_MORE, **line}


def exercises(found: OnDays) -> Section:
    """The exercises that were, or may have been, on some day of the month, in order of time."""
    told = found.all_of(EXERCISE)
    rows = []
    for row, document in sorted(told, key=lambda each: (each[0].sort_day, each[0].slug)):
        title, when = entries.title(document, row.kind), entries.when(document, row.kind)
        rows.append(_row(document, title, _certainty(cast("Exercise", document)), when))
    count = found.count(EXERCISE, sure=True) + found.count(EXERCISE, sure=False)
    section = Section("exercises", _("Exercises"), count, records=rows)
    section.shows_first(len(rows), count)
    return section


def some_day(found: OnDays, first: date, last: date) -> Section:
    """What was on some day of the month, and nobody knows for sure on which."""
    told = [
        (when, item)
        for when, item in dated(found)
        if not when.is_exact and _lies_within(when, first, last)
    ]
    told.sort(key=lambda each: (each[0].earliest, each[0].latest))
    rows: list[Shown] = [
        {
            **lines.NOTHING_MORE,
            "url": item["url"],
            "name": item["title"],
            "where": item["label"],
            "note": item["certainty_label"],
            "date": shown_date(when),
        }
        for when, item in told
    ]
    of_month = number_of(first.year, first.month)
    sources = [source for source, number in found.sources() if number == of_month]
    rows += [lines.source(source, found.documents) for source in sources]
    return Section(
        "some-day",
        _("On some day of the month"),
        len(rows),
        records=rows,
        note=_("Known to a part of the month or to the month alone, or not for sure."),
    )

"""A month day by day, what is known of it but not to the day, and the months there are."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import cast

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates
from ..choices import Certainty, EntryKind, Match
from ..public import numbers
from ..public.days import CALL, EXERCISE, OCCASION, SAID, number_of
from ..shapes import Document, Visit
from . import entries, lines, periods
from .day_sections import Call, Section, by_port
from .on_days import OnDays, dated_by
from .presence import Doubtful, Group, there
from .values import Shown, day_url, filtered, label, month_url
from .values import date as shown_date

MOST = 150
"""Entries of one part that are read: those that are sure on some day, and as many others."""

Item = Shown
"""What stands in the line of a day, for the macro ``day``."""


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
    by_day = _by_day(found, first, last)
    kept = [
        each
        for each in (_all_month(found, first, last), _some_day(found, first, last))
        if each.count
    ]
    lede = _summed_up(found)
    before, after = found.before, found.after
    return {
        "title": title,
        "description": f"{title}: {lede}",
        "lede": lede,
        "crumbs": [{"url": reverse("deployments:day-list"), "label": _("Days")}],
        "weekdays": [_weekday(number) for number in range(7)],
        "weeks": _weeks(found, first, last),
        "listed": [
            {"url": day_url(day), "label": _with_weekday(day), "items": items}
            for day, items in sorted(by_day.items())
        ],
        "sections": kept,
        "nothing": not (by_day or kept),
        "timeline_url": filtered("timeline", on=month),
        "before_url": month_url(before) if before else "",
        "before": str(dates.parse(before.isoformat()[:7])) if before else "",
        "after_url": month_url(after) if after else "",
        "after": str(dates.parse(after.isoformat()[:7])) if after else "",
    }


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


def _with_weekday(day: date) -> str:
    """A day with the name of its weekday."""
    words = {"weekday": _weekday(day.weekday()), "day": str(dates.parse(day.isoformat()))}
    return _("%(weekday)s, %(day)s") % words


def _weekday(number: int) -> str:
    return (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )[number]


# Day by day -------------------------------------------------------------------------------------


def _by_day(found: OnDays, first: date, last: date) -> Mapping[date, list[Item]]:
    """What is known to the day: who came and left, what began and ended, was said and published."""
    by_day: dict[date, list[Item]] = defaultdict(list)
    for when, item in _dated(found):
        if when.is_exact and when.earliest is not None and first <= when.earliest <= last:
            by_day[when.earliest].append(item)
    published: dict[int, int] = defaultdict(int)
    for _source, number in found.sources():
        published[number % 100] += 1
    for day, number in published.items():
        if day:
            on = first.replace(day=day)
            words = ngettext("%(number)d source", "%(number)d sources", number)
            url = f"{day_url(on)}#published"
            title = words % {"number": number}
            by_day[on].append({"kind": "", "label": _("Published"), "title": title, "url": url})
    return by_day


def _dated(found: OnDays) -> Iterator[tuple[dates.FuzzyDate, Item]]:
    """What has a date, with it; the date may be fuzzy."""
    for event in sorted(found.events(), key=lambda event: event.end):
        yield event.when, _item(event.document, event.kind, "", event.title)
    for _row, document in found.all_of(EXERCISE):
        start, end = dated_by(document)
        if start is not None:
            yield start, _of(document, EntryKind.EXERCISE, _("Exercise begins"))
        if end is not None and end != start:
            yield end, _of(document, EntryKind.EXERCISE, _("Exercise ends"))
    for part, kind in ((OCCASION, EntryKind.ENGAGEMENT), (SAID, EntryKind.STATEMENT)):
        words = str(capfirst(label(EntryKind, kind)))
        for _row, document in found.all_of(part):
            start, _end = dated_by(document)
            if start is not None:
                yield start, _of(document, kind, words)


def _of(document: Document, kind: str, words: str) -> Item:
    return _item(document, kind, words, entries.title(document, kind))


def _item(document: Document, kind: str, words: str, title: str) -> Item:
    certainty = cast("Visit", document).get("certainty", Certainty.CONFIRMED)
    is_sure = certainty == Certainty.CONFIRMED
    return {
        "kind": kind,
        "label": words,
        "title": title,
        "url": document["html_url"],
        "certainty": certainty,
        "certainty_label": "" if is_sure else label(Certainty, certainty),
    }


def _weeks(found: OnDays, first: date, last: date) -> list[list[Shown]]:
    """The month as weeks from Monday on; days of which anything is certain have a link."""
    known = _known(found, first, last)
    days: list[Shown] = [{"number": 0, "url": ""} for _each in range(first.weekday())]
    for number in range(1, last.day + 1):
        url = day_url(first.replace(day=number)) if number in known else ""
        days.append({"number": number, "url": url})
    days += [{"number": 0, "url": ""} for _each in range(-len(days) % 7)]
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _known(found: OnDays, first: date, last: date) -> set[int]:
    """The days of a month of which anything is certain, or on which a source was published."""
    known = {number % 100 for _source, number in found.sources()}
    for part in (CALL, EXERCISE, OCCASION, SAID):
        for row, _document in found.all_of(part):
            if row.certain_from is not None and row.certain_to is not None:
                day, until = max(first, row.certain_from), min(last, row.certain_to)
                while day <= until:
                    known.add(day.day)
                    day += timedelta(days=1)
    return known


# Not known to the day ---------------------------------------------------------------------------


def _all_month(found: OnDays, first: date, last: date) -> Section:
    """Who was certainly in port from the first day to the last."""
    calls = []
    for row, document in found.of(CALL, sure=True):
        record = cast("Doubtful", document)
        both = [
            {row["key"]: row for row in group.rows}
            for day in (first, last)
            for group in there(record, day)
            if group.match is Match.CERTAIN
        ]
        if len(both) == 2:
            rows = [each for key, each in both[0].items() if key in both[1]]
            if rows or not record["participants"]:
                calls.append(Call(row, cast("Visit", document), Group(Match.CERTAIN, rows)))
    groups = by_port(calls, found.documents)
    return Section("all-month", _("In port all month"), len(calls), groups=groups)


def _some_day(found: OnDays, first: date, last: date) -> Section:
    """What was on some day of the month, and nobody knows on which."""

    def is_of_it(when: dates.FuzzyDate | None) -> bool:
        return (
            when is not None
            and not when.is_exact
            and when.earliest is not None
            and when.latest is not None
            and first <= when.earliest <= when.latest <= last
        )

    told: list[tuple[dates.FuzzyDate, Shown]] = []
    for when, item in _dated(found):
        if is_of_it(when):
            told.append((when, item))
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

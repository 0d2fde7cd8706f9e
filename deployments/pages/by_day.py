"""A month day by day: what is known to the day, and the days of which anything is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates
from ..choices import Certainty, EntryKind
from ..public.days import CALL, EXERCISE, OCCASION, SAID
from ..shapes import Document, Visit
from . import entries
from .on_days import OnDays, dated_by
from .values import Shown, day_url, label

Item = Shown
"""What stands in the line of a day, for the macro ``day``."""


def with_weekday(day: date) -> str:
    """A day with the name of its weekday."""
    words = {"weekday": weekday(day.weekday()), "day": str(dates.parse(day.isoformat()))}
    return _("%(weekday)s, %(day)s") % words


def weekday(number: int) -> str:
    return (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )[number]


def by_day(found: OnDays, first: date, last: date) -> Mapping[date, list[Item]]:
    """What is known to the day: who came and left, what began and ended, was said and published."""
    found_by_day: dict[date, list[Item]] = defaultdict(list)
    for when, item in dated(found):
        if when.is_exact and when.earliest is not None and first <= when.earliest <= last:
            found_by_day[when.earliest].append(item)
    published: dict[int, int] = defaultdict(int)
    for _source, number in found.sources():
        published[number % 100] += 1
    for day, number in published.items():
        if day:
            on = first.replace(day=day)
            words = ngettext("%(number)d source", "%(number)d sources", number)
            url = f"{day_url(on)}#published"
            title = words % {"number": number}
            found_by_day[on].append(
                {"kind": "", "label": _("Published"), "title": title, "url": url}
            )
    return found_by_day


def dated(found: OnDays) -> Iterator[tuple[dates.FuzzyDate, Item]]:
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


def weeks(found: OnDays, first: date, last: date) -> list[list[Shown]]:
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

"""The front page: dossiers, the busiest months of late as a picture, what is asked, what is new."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Never, cast

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import clock, dates
from ..choices import PublicOperation
from ..kinds import COMMENTARY, DEPLOYMENT, DOSSIER, ENGAGEMENT, EXERCISE, QUESTION, VISIT
from ..public import numbers
from ..public.entries import TimelineEntry
from ..public.log import PublicChange
from ..public.numbers import Most, most_frequent
from ..shapes import Document, Dossier, Exercise, Question, Visit
from ..wording import comma, join_words
from . import lanes, lines, periods
from .brief import BRIEF
from .lanes import Row
from .reading import Documents
from .values import Shown, filtered, label, month_url

DOSSIERS = 5
"""Dossiers that are shown, the first by key."""

LATE = 36
"""Months before the latest one under which anything stands, among which the busiest are."""

DRAWN = 120
"""Entries of the busiest months that are read for the picture."""

SHIPS = 16
"""Ships that have a lane in it, those of which most is recorded: with more it weighs too much."""

ASKED = 4
"""Questions that are shown, those with most answers."""

NEW = 6
"""Records that are shown of those that were published or changed last."""

CHANGES = 200
"""The latest changes that are looked through for them; one change set may have very many."""

NOTE_WORDS = 18
"""Words of what is said of a record that are shown."""

LATELY = timedelta(days=7)
"""How long before the last change another still is called new."""

HAPPENED = [kind.record_type for kind in (VISIT, EXERCISE, ENGAGEMENT, COMMENTARY, DEPLOYMENT)]
"""The kinds that are counted, and shown as new: what else changes mostly does so with these."""


def shown() -> Shown:
    """What the front page shows: seven queries."""
    documents = Documents()
    months = busiest(numbers.by_period())
    entries = list(TimelineEntry.objects.beginning_in(months)[:DRAWN])
    asked = most_frequent(Most(COMMENTARY.record_type, "question", ASKED))["question"]
    changes = latest_changes()
    wanted: dict[str, set[int]] = defaultdict(set)
    wanted[QUESTION.record_type] = {int(value) for value, _number in asked}
    for entry in entries:
        wanted[entry.record_type].add(entry.record_id)
    for change in changes:
        wanted[change.record_type].add(change.record_id)
    fetched = documents.by_id_and_first(wanted, {DOSSIER.record_type: DOSSIERS + 1})
    changed = [
        (change, fetched[change.record_type, change.record_id])
        for change in changes
        if (change.record_type, change.record_id) in fetched
    ]
    documents.fetch(link for _change, document in changed for link in lines.named(document))
    drawn = [
        (entry.kind, fetched[entry.record_type, entry.record_id])
        for entry in entries
        if (entry.record_type, entry.record_id) in fetched
    ]
    questions = [
        (cast("Question", fetched[QUESTION.record_type, int(value)]), number)
        for value, number in asked
        if (QUESTION.record_type, int(value)) in fetched
    ]
    dossiers = [each for each in fetched.values() if each["record_type"] == DOSSIER.record_type]
    dossiers.sort(key=itemgetter("key"))
    return {
        "dossiers": [
            lines.dossier(cast("Dossier", each), documents) for each in dossiers[:DOSSIERS]
        ],
        "more_dossiers": len(dossiers) > DOSSIERS,
        "recorded": recorded(numbers.of_occurrences(*HAPPENED)),
        "picture": picture(drawn, months),
        "months": [{"url": month_url(month), "label": in_words(month)} for month in months],
        "questions": [lines.question(question, number, None) for question, number in questions],
        "new": [new_line(change, document, documents) for change, document in changed],
        "new_url": since(changes),
    }


def recorded(counted: Mapping[str, int]) -> str:
    """How much is recorded, in words; nothing where there is nothing."""
    visits, exercises, engagements, said, _voyages = (counted[kind] for kind in HAPPENED)
    words = [
        (visits, ngettext("%(number)d visit", "%(number)d visits", visits)),
        (exercises, ngettext("%(number)d exercise", "%(number)d exercises", exercises)),
        (engagements, ngettext("%(number)d engagement", "%(number)d engagements", engagements)),
        (said, ngettext("%(number)d statement", "%(number)d statements", said)),
    ]
    return join_words([each % {"number": number} for number, each in words if number])


# The picture ------------------------------------------------------------------------------------


def busiest(standing: Mapping[int, int]) -> list[date]:
    """Two months that follow each other, the first days of each, under which most stands.

    ``standing`` says how many entries stand under each period. Only those of late count, without
    what is to come; of several that are equally busy the last ones. One month where there is but
    one, none where there is none.
    """
    today = clock.latest_day()
    in_months = {
        year * 12 + month - 1: number
        for period, number in standing.items()
        for year, month in [divmod(period, 100)]
        if month and (year, month) <= (today.year, today.month)
    }
    if not in_months:
        return []
    latest = max(in_months)
    late = [month for month in in_months if month > latest - LATE]
    first = max(late, key=lambda month: (in_months[month] + in_months.get(month + 1, 0), month))
    return [
        date(month // 12, month % 12 + 1, 1) for month in (first, first + 1) if month in in_months
    ]


def in_words(month: date) -> str:
    """A month as a heading."""
    return periods.in_words(month.year * 100 + month.month)


def of_months(months: Sequence[date]) -> str:
    """Months as a heading: “August and September 2024”."""
    if len({month.year for month in months}) > 1:
        return join_words([in_words(month) for month in months])
    *before, last = months
    return join_words([*(periods.month_in_words(month.month) for month in before), in_words(last)])


def last_day(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def picture(rows: Iterable[Row], months: Sequence[date]) -> Shown | None:
    """Where ships were in these months, each on a lane; then what was said."""
    if not months:
        return None
    told = [row for row in rows if row[1]["record_type"] in lanes.FORMS]
    moving = [row for row in told if row[1]["record_type"] in lanes.ENDS]
    kept = most_recorded(moving)
    ships = lanes.Ships(kept)
    ships.add(row for row in moving if kept.keys() & ships_in(row))
    spoken = [row[1] for row in told if row[1]["record_type"] == COMMENTARY.record_type]
    heading, every = of_months(months), [*ships.lanes(), lanes.said(spoken)]
    days = months[0], last_day(months[-1])
    return lanes.shown(heading, every, "months", days, file="", heading=heading)


def most_recorded(moving: Sequence[Row]) -> dict[str, lanes.Ship]:
    """The ships of which most is told there, by their keys, in the order of their lanes."""
    often = Counter(key for row in moving for key in ships_in(row))
    most = {key for key, _number in often.most_common(SHIPS)}
    return {key: ship for key, ship in lanes.named(moving).items() if key in most}


def ships_in(row: Row) -> set[str]:
    """The keys of the ships that are named in a visit or an exercise."""
    people = cast("Visit | Exercise", row[1])["participants"]
    return {each["vessel"]["key"] for each in people if each["vessel"] is not None}


# What is new ------------------------------------------------------------------------------------


def latest_changes() -> list[PublicChange]:
    """The records that were published or changed last, each once: one query."""
    found: dict[tuple[str, int], PublicChange] = {}
    for change in PublicChange.objects.own()[:CHANGES]:
        if change.record_type in HAPPENED:
            found.setdefault((change.record_type, change.record_id), change)
    there = [each for each in found.values() if each.operation != PublicOperation.WITHDRAWN]
    return there[:NEW]


def new_line(change: PublicChange, document: Document, documents: Documents) -> Shown:
    """A record as a line, with what became of it and when."""
    line = BRIEF[change.record_type](cast("Never", document), documents)
    when = cast("Shown | None", line["date"])
    happened = str(when["words"]) if when else ""
    became = _("%(what)s on %(day)s") % {
        "what": capfirst(label(PublicOperation, change.operation)),
        "day": dates.parse(change.at.date().isoformat()),
    }
    return {
        **line,
        "note": Truncator(comma(happened, str(line["note"]))).words(NOTE_WORDS),
        "date": None,
        "where": became,
    }


def since(changes: Sequence[PublicChange]) -> str:
    """Where all that changed lately is found; nothing where nothing did."""
    if not changes:
        return ""
    day = max(change.at for change in changes).date() - LATELY
    return filtered("timeline", updated_since=day.isoformat())

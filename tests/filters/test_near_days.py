"""What lies in a window is looked for near its days, and all of it is found: on every page."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from pytest_django import DjangoDbBlocker

from deployments import paging
from deployments.fields.words import Phrase, Sought
from deployments.orders import UNDATED
from deployments.public import (
    PublicDocument,
    PublicFacet,
    PublicWords,
    TimelineEntry,
    TimelineFacet,
    documents_of,
)
from deployments.public.having import documents_having, entries_having
from deployments.public.window import DAYS_AFTER, DAYS_BEFORE, InWindow, Window, reaches_far
from deployments.public.words import TIMELINE, SearchedQuerySet, place, rank_in_period, rank_of_day
from tests.factories import VisitFactory, together
from tests.support import kept_for_a_module

pytestmark = pytest.mark.django_db

NUMBER = 48
PORTS = ("1", "2")
WORD: Sought = ((Phrase(("port",)),),)
START = date(2010, 1, 1)

LENGTHS = (0, 0, 1, 5, 30, DAYS_BEFORE, DAYS_BEFORE + 1, 200, DAYS_AFTER, DAYS_AFTER + 1, 1500)
"""Days between the day of a list and the first or last possible one, those of most among them."""


def days_of(chance: random.Random) -> dict[str, Any]:
    """The day by which an entry stands in lists, its period, and days on which it was possible."""
    day = START + timedelta(days=chance.randrange(2500))
    first, last = (timedelta(days=chance.choice(LENGTHS)) for _bound in range(2))
    month = chance.choice((0, day.month))
    return {
        "sort_day": day,
        "period": day.year * 100 + month,
        "possible_from": day - first,
        "possible_to": day + last,
        "reaches_far": reaches_far(day, day - first, day + last),
    }


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Visits in one port, the other, both or none; some of which the word tells; one undated."""
    chance = random.Random(3)  # noqa: S311
    with kept_for_a_module(django_db_blocker):
        with together():
            visits = [VisitFactory() for _number in range(NUMBER)]
        for number, visit in enumerate(visits):
            days = days_of(chance) if number else {"sort_day": UNDATED, "period": 0}
            day = days["sort_day"]
            known = {"record_type": "visit", "record_id": visit.pk, "sort_day": day}
            document = PublicDocument.objects.create(
                **known, key=visit.key, text="{}", changed_at="2024-08-01T00:00Z"
            )
            entry = TimelineEntry.objects.create(
                visit=visit, slug=f"visit:{visit.key}", kind="visit", **days
            )
            for port in PORTS:
                if chance.random() < 0.6:
                    PublicFacet.objects.create(
                        document=document, name="port", value=port, key=visit.key, **known
                    )
                    TimelineFacet.objects.create(
                        entry=entry,
                        facet="port",
                        value=port,
                        kind="visit",
                        period=days["period"],
                        sort_day=day,
                    )
            if chance.random() < 0.7:
                PublicWords.objects.create(
                    place=place("visit", rank_of_day(day), document.pk),
                    entry_place=place(TIMELINE, rank_in_period(days["period"], day), entry.pk),
                    record_type="visit",
                    record_id=visit.pk,
                    words="port",
                )
        yield


def windows() -> Iterator[Window]:
    """Some of a day, a month, a year, and open ones; at the ends of the world, too."""
    chance = random.Random(5)  # noqa: S311
    for length in (0, 0, 0, 3, 30, 90, 365, 365, 2000):
        first = START + timedelta(days=chance.randrange(-1600, 4000))
        yield Window(first, first + timedelta(days=length))
        yield Window(first, None)
        yield Window(None, first)
    yield Window(date.min, date.min)
    yield Window(date.min, date.max)


Rows = SearchedQuerySet[Any]

LISTS: dict[str, tuple[Rows, str, str, Sequence[Sequence[paging.Column]]]] = {
    "documents": (documents_of("visit"), "record_id", "visit", [paging.NEWEST_FIRST]),
    "entries": (
        TimelineEntry.objects.filter(in_stream=True),
        "pk",
        "",
        [paging.TIMELINE, paging.TIMELINE_OLDEST_FIRST],
    ),
}

ASKED: dict[str, Callable[[Rows, str], Rows]] = {
    "nothing else": lambda rows, _kind: rows,
    "a port": lambda rows, kind: rows.having(having(kind, "1")),
    "two ports": lambda rows, kind: rows.having(having(kind, *PORTS)),
    "a port and more": lambda rows, kind: (
        rows.having(having(kind, "2")).exclude(certainty="x")
        if not kind
        else rows.having(having(kind, "2")).exclude(name="x")
    ),
    "a word": lambda rows, kind: rows.found_by(kind or TIMELINE, WORD),
    "a word in a port": lambda rows, kind: rows.having(having(kind, "1")).found_by(
        kind or TIMELINE, WORD
    ),
}


def having(kind: str, *ports: str) -> Any:
    return documents_having(kind, "port", ports) if kind else entries_having("port", ports)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("listed", LISTS)
def test_all_that_lies_in_a_window_is_on_its_pages_in_order(listed: str, asked: str) -> None:
    rows, reference, kind, orders = LISTS[listed]
    rows = ASKED[asked](rows.all(), kind)
    seen = set()
    for days in windows():
        window = Window(days.first, days.last, record_type=kind)
        for order in orders:
            expected = list(
                paging.ordered(rows.filter(InWindow(F(reference), window)), order).values_list(
                    "pk", flat=True
                )
            )
            found = rows.lying_in(reference, window)
            assert found.count() == len(expected)
            assert pages(found, order, 2) == expected, window
            seen.add(len(expected))
    assert len(seen) > 5


def pages(rows: Rows, order: Sequence[paging.Column], size: int) -> list[int]:
    """The ids of all rows, page by page, each of which is the one before the next."""
    found: list[int] = []
    cursor = ""
    shown: list[int] = []
    while True:
        page = paging.page(rows, order=order, size=size, cursor=cursor)
        if cursor and page.previous:
            before = paging.page(rows, order=order, size=size, cursor=page.previous)
            assert [row.pk for row in before.rows] == shown
        shown = [row.pk for row in page.rows]
        found += shown
        if page.next is None:
            return found
        cursor = page.next


@pytest.mark.parametrize(
    ("before", "after", "far"),
    [
        (0, 0, False),
        (DAYS_BEFORE, DAYS_AFTER, False),
        (DAYS_BEFORE + 1, 0, True),
        (0, DAYS_AFTER + 1, True),
    ],
)
def test_days_far_from_that_of_a_list_are_told(before: int, after: int, far: bool) -> None:
    first, last = (START + timedelta(days=days) for days in (-before, after))
    assert reaches_far(START, first, last) is far


def test_what_lies_far_from_the_days_is_not_read() -> None:
    """No entry there reaches far: neither end of the list is looked at."""
    TimelineEntry.objects.update(reaches_far=False)
    day = START + timedelta(days=1200)
    with connection.cursor() as cursor:
        first, last = Window(day, day).listed(cursor)
        assert Window(None, day).listed(cursor) == (None, last)
        assert Window(day, None).listed(cursor) == (first, None)
    assert first == day - timedelta(days=DAYS_AFTER)
    assert last == day + timedelta(days=DAYS_BEFORE)
    near = documents_of("visit").filter(sort_day__gte=first, sort_day__lte=last)
    assert 0 < near.count() < NUMBER / 2
    asked = documents_of("visit").lying_in("record_id", Window(day, day, record_type="visit"))
    assert str(first) in str(asked.query)
    of_port = documents_of("visit").having(documents_having("visit", "port", ["1"]))
    asked = of_port.lying_in("record_id", Window(day, day, record_type="visit"))
    assert str(first) in str(asked.query)


def test_entries_that_were_stored_before_are_told_by_the_migration() -> None:
    told = dict(TimelineEntry.objects.values_list("pk", "reaches_far"))
    assert set(told.values()) == {True, False}
    TimelineEntry.objects.update(reaches_far=False)
    migration = import_module("deployments.migrations.0023_entries_reach_far")
    with connection.cursor() as cursor:
        migration.find(None, SimpleNamespace(connection=connection, execute=cursor.execute))
    assert dict(TimelineEntry.objects.values_list("pk", "reaches_far")) == told

"""What lies in a window of days is what queries of the ORM say of it, for every odd window."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from pytest_django import DjangoDbBlocker

from deployments.choices import NOT_PRESENT, Certainty
from deployments.orders import UNDATED
from deployments.public import PublicDocument, TimelineEntry, TimelineStretch
from deployments.public.window import HowSure, InWindow, Window
from tests.factories import DeploymentFactory, VesselFactory, VisitFactory, together
from tests.support import kept_for_a_module

pytestmark = pytest.mark.django_db

RECORDS = 24
DAYS = 12
Bounds = dict[str, date | None]


def day(number: int) -> date:
    return date(2024, 7, 31) + timedelta(days=number)


def bounds(chance: random.Random) -> Bounds:
    """Possible days, and sometimes certain ones within them."""
    first, second, third, last = sorted(chance.choices(range(1, DAYS + 1), k=4))
    certain = (day(second), day(third)) if chance.random() < 0.6 else (None, None)
    return {
        "possible_from": day(first),
        "possible_to": day(last),
        "certain_from": certain[0],
        "certain_to": certain[1],
    }


@pytest.fixture(scope="module")
def ships(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[int]]:
    """Entries of all sorts: with holes and without, with ships whose days are known and without.

    Gives the ids of three ships; nobody knows the days of the last one.
    """
    chance = random.Random(7)  # noqa: S311
    with kept_for_a_module(django_db_blocker):
        with together():
            named = [VesselFactory().pk for _number in range(3)]
            records = {
                "visit": [VisitFactory() for _number in range(RECORDS)],
                "deployment": [DeploymentFactory() for _number in range(RECORDS)],
            }
        for record_type, made in records.items():
            for record in made:
                document = {"record_type": record_type, "record_id": record.pk}
                PublicDocument.objects.create(
                    **document, key=record.key, text="{}", changed_at="2024-08-01T00:00Z"
                )
                kinds = ["visit"] if record_type == "visit" else ["", "departure", "return"]
                for kind in kinds:
                    days: Bounds = bounds(chance) if chance.random() < 0.9 else {}
                    entry = TimelineEntry.objects.create(
                        **{record_type: record},
                        slug=f"{record.key}-{kind}",
                        kind=kind,
                        in_stream=kind != "",
                        certainty=chance.choice(Certainty.values),
                        sort_day=UNDATED,
                        **days,
                    )
                    for vessel in (None, None, *named[:2]):
                        if days and chance.random() < 0.4:
                            TimelineStretch.objects.create(
                                entry=entry, vessel_id=vessel, **bounds(chance)
                            )
        yield named


def overlapping(how: str, first: date | None, last: date | None) -> Q:
    condition = Q(**{f"{how}_from__isnull": False})
    if last is not None:
        condition &= Q(**{f"{how}_from__lte": last})
    if first is not None:
        condition &= Q(**{f"{how}_to__gte": first})
    return condition


def plainly(window: Window) -> Q:
    """That an entry lies in a window, as the ORM says it."""
    how = "certain" if window.certain else "possible"
    days = (window.first, window.last)
    condition = overlapping("possible" if window.ships else how, *days)
    if window.present:
        condition &= ~Q(certainty__in=NOT_PRESENT)
    whole = TimelineStretch.objects.filter(entry=OuterRef("pk"), vessel__isnull=True)
    unbroken = ~Exists(whole) | Exists(whole.filter(overlapping("possible", *days)))
    if window.certain:
        otherwise = overlapping("certain", *days)
    else:
        otherwise = Q(unbroken) if None not in days else Q()
    if not window.ships:
        return condition & otherwise
    theirs = TimelineStretch.objects.filter(entry=OuterRef("pk"), vessel__in=window.ships)
    there = theirs.filter(overlapping(how, *days))
    return condition & (Q(Exists(there)) | (Q(~Exists(theirs)) & otherwise))


def entries_of(record_type: str) -> QuerySet[TimelineEntry]:
    """The entries that hold the days of a document, for a subquery of it."""
    entries = TimelineEntry.objects.filter(**{record_type: OuterRef("record_id")})
    return entries.filter(kind="") if record_type == "deployment" else entries


BOUNDS = [
    *((day(number), day(number)) for number in (1, 4, 7, DAYS)),
    *((day(first), day(last)) for first, last in ((2, 4), (4, 9), (1, DAYS), (DAYS + 1, 40))),
    *((None, day(number)) for number in (0, 3, 8)),
    *((day(number), None) for number in (3, 8, DAYS + 1)),
]


def windows(ships: Collection[int], record_type: str) -> Iterator[Window]:
    known, _other, unknown = ships
    for days, named, certain, present in product(
        BOUNDS, ((), (known,), (unknown,), tuple(ships)), (False, True), (False, True)
    ):
        yield Window(*days, named, certain, present, record_type)


def sure(rows: QuerySet[Any], certain: Any) -> dict[int, str]:
    """Which rows there are, and how sure they are."""
    return dict(rows.annotate(match=certain).order_by("pk").values_list("pk", "match"))


def by_case(condition: Any) -> Case:
    return Case(
        When(condition, then=Value("certain")),
        default=Value("possible"),
        output_field=CharField(),
    )


@pytest.mark.parametrize("record_type", ["visit", "deployment"])
def test_documents_in_a_window_are_those_with_such_an_entry(
    record_type: str, ships: list[int]
) -> None:
    documents = PublicDocument.objects.of_kind(record_type)
    entries, seen = entries_of(record_type), set()
    for window in windows(ships, record_type):
        surely = plainly(Window(window.first, window.last, window.ships, True, True))
        expected = sure(
            documents.filter(Exists(entries.filter(plainly(window)))),
            by_case(Exists(entries.filter(surely))),
        )
        found = documents.filter(InWindow(F("record_id"), window))
        assert sure(found, HowSure("record_id", window)) == expected, window
        seen.add((len(expected), *expected.values()))
    assert len(seen) > 40  # windows tell rows apart


def test_entries_in_a_window_are_those_with_such_days(ships: list[int]) -> None:
    seen = set()
    for window in windows(ships, ""):
        surely = plainly(Window(window.first, window.last, window.ships, True, True))
        expected = sure(TimelineEntry.objects.filter(plainly(window)), by_case(surely))
        found = TimelineEntry.objects.filter(InWindow(F("pk"), window))
        assert sure(found, HowSure("pk", window)) == expected, window
        seen.add((len(expected), *expected.values()))
    assert len(seen) > 60


def test_a_window_can_be_left_out_and_asked_within_other_queries(ships: list[int]) -> None:
    for certain in (False, True):
        window = Window(day(3), day(5), tuple(ships[:1]), certain)
        inside = TimelineEntry.objects.filter(plainly(window))
        outside = TimelineEntry.objects.exclude(InWindow(F("pk"), window))
        assert set(outside) == set(TimelineEntry.objects.exclude(pk__in=inside.values("pk")))
        nested = TimelineEntry.objects.filter(InWindow(F("pk"), window)).order_by().values("visit")
        documents = PublicDocument.objects.of_kind("visit").filter(record_id__in=nested)
        visits = inside.values_list("visit", flat=True)
        assert set(documents.values_list("record_id", flat=True)) == set(visits) - {None}
        assert documents

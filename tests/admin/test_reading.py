"""Lists read pages and days as Django would find them, and say of each record what it would say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.admin.templatetags.admin_list import items_for_result
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.test import Client

from deployments import search
from deployments.admin import lists
from deployments.admin.days import DaysOfAll, DaysOfSome, Part
from deployments.admin.lines import lines
from deployments.admin.movements import NEWEST_ARRIVAL, VisitAdmin
from deployments.models import RECORD_MODELS, Deployment, Record, RecordIndex, Source, Visit
from tests import factories as make
from tests.admin.pages import url
from tests.admin.test_lists import rows_of

pytestmark = pytest.mark.django_db

DAYS = (
    *("0001-01-01", "0999-12-31", "1899-12-31", "1900-01-01", "1999-12-31", "2000-02-29"),
    *("2024-01-31", "2024-02-29", "2024-03-01", "2024-08-22", "2024-08-22", "2024-08-23"),
    *("2024-12-31", "2025-01-01", "9999-12-31"),
)
PARTS: tuple[Part, ...] = ("year", "month", "day")


@pytest.fixture
def dated() -> None:
    """Visits on the edges of years and months, and some without a day."""
    port = make.published(make.PortFactory())
    for day in (*DAYS, "", "", "", ""):
        make.VisitFactory(port=port, arrival_edtf=day, departure_edtf="")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    ("year", "month"),
    [
        ("", ""),
        ("2024", ""),
        ("2024", "8"),
        ("2024", "2"),
        ("1900", "2"),
        ("9999", "12"),
        ("1", ""),
    ],
)
def test_days_are_those_that_there_are(dated: None, part: Part, year: str, month: str) -> None:
    rows: QuerySet[Any] = Visit.objects.all()
    rows = rows.filter(arrival_earliest__year=year) if year else rows
    rows = rows.filter(arrival_earliest__month=month) if month else rows
    there_are = list(rows.dates("arrival_earliest", part))
    in_all = DaysOfAll.within(Visit, "arrival_earliest", year, month)
    assert in_all is not None
    assert in_all.dates("arrival_earliest", part) == there_are
    assert DaysOfSome.of(rows, "arrival_earliest").dates("arrival_earliest", part) == there_are


def test_the_first_and_the_last_day(dated: None) -> None:
    first, last = date(1, 1, 1), date(9999, 12, 31)
    in_all = DaysOfAll.within(Visit, "arrival_earliest", "", "")
    assert in_all is not None
    assert in_all.aggregate() == {"first": first, "last": last}
    nothing = {"first": None, "last": None}
    none = Visit.objects.filter(arrival_earliest__isnull=True)
    assert DaysOfSome.of(none, "arrival_earliest").aggregate() == nothing
    none_at_all = DaysOfAll.within(Source, "published_earliest", "", "")
    assert none_at_all is not None
    assert none_at_all.aggregate() == nothing


@pytest.mark.parametrize(("year", "month"), [("", "8"), ("x", ""), ("2024", "13"), ("0", "")])
def test_there_are_no_such_days(year: str, month: str) -> None:
    assert DaysOfAll.within(Visit, "arrival_earliest", year, month) is None


@pytest.mark.long
@pytest.mark.parametrize("sorted_at_once", [0, 1_000])
@pytest.mark.parametrize("narrowed", ["", "status=draft", "arrival_earliest__year=2024"])
@pytest.mark.parametrize("order", ["", "o=2", "o=-1"])
def test_pages_in_a_row_are_the_list(
    *,
    dated: None,
    as_publisher: Client,
    monkeypatch: pytest.MonkeyPatch,
    sorted_at_once: int,
    narrowed: str,
    order: str,
) -> None:
    monkeypatch.setattr(lists, "SORTED_AT_ONCE", sorted_at_once)
    whole = as_publisher.get(f"{url(Visit, 'changelist')}?{narrowed}&{order}").context["cl"]
    assert not whole.multi_page
    monkeypatch.setattr(VisitAdmin, "list_per_page", 4)
    shown: list[Record] = []
    number = 1
    while len(shown) < whole.result_count:
        address = f"{url(Visit, 'changelist')}?{narrowed}&{order}&p={number}"
        shown += as_publisher.get(address).context["cl"].result_list
        number += 1
    assert shown == list(whole.result_list)
    assert shown == list(whole.queryset)
    if not (narrowed or order):
        assert shown == list(Visit.objects.order_by(*NEWEST_ARRIVAL))


@pytest.mark.parametrize("asked", ["", "?_popup=1", "?_popup=1&_to_field=id", "?status=draft"])
@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.__name__)
def test_lines_are_those_of_django(model: type[Record], as_publisher: Client, asked: str) -> None:
    rows_of(model)
    make.FACTORIES[model](key="a-b")
    changelist = as_publisher.get(f"{url(model, 'changelist')}{asked}").context["cl"]
    assert len(changelist.result_list) > 1
    for row, line in zip(changelist.result_list, str(lines(changelist)).splitlines(), strict=True):
        assert line == f"<tr>{''.join(items_for_result(changelist, row, None))}</tr>"


def plainly(model: type[Record], query: str) -> set[int]:
    """What a search finds, in a condition for each word and relation."""
    found: QuerySet[Any] = model._default_manager.order_by()
    for term in search.terms(query):
        occurs = Q()
        for needle in term:
            occurs |= Q(search_text__contains=needle)
        rows = RecordIndex.objects.filter(occurs)
        has = Q(Exists(rows.filter(record_type=model.record_type, record_id=OuterRef("pk"))))
        for path, target in search._paths(model):
            named = rows.filter(record_type=target.record_type).values("record_id")
            leading = model._default_manager.filter(**{f"{path}__in": named})
            has |= Q(pk__in=leading.order_by().values("pk"))
        found = found.filter(has)
    return set(found.values_list("pk", flat=True))


@pytest.mark.long
@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.__name__)
def test_a_search_finds_what_the_plain_conditions_find(model: type[Record]) -> None:
    rows_of(model)
    rows_of(model)
    words = {
        word
        for text in RecordIndex.objects.values_list("search_text", flat=True)
        for word in text.split()
    }
    assert len(words) > 5
    number = 0
    for query in (*sorted(words), "", "---", "日", " ".join(sorted(words)[:2])):
        found = list(search.search(model._default_manager.order_by(), query))
        assert {record.pk for record in found} == plainly(model, query), query
        assert len(found) == len(set(found)), query
        number += len(found)
    assert number


def test_a_deployment_is_listed_once_however_many_of_its_visits_are_found(
    as_publisher: Client,
) -> None:
    deployment = make.DeploymentFactory()
    for port in make.PortFactory.create_batch(2, name="Quinquereme"):
        make.VisitFactory(deployment=deployment, port=port, summary="Of a quinquereme")
    page = as_publisher.get(url(Deployment, "changelist"), {"q": "quinquereme"})
    assert list(page.context["cl"].result_list) == [deployment]

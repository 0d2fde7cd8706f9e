"""The first page of what has a value of a facet is read in the order of the facet's index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from deployments import paging
from deployments.public import PublicDocument, PublicFacet, documents_of
from deployments.public.having import documents_having
from deployments.public.words import SearchedQuerySet
from tests.support import kept_for_a_module

pytestmark = pytest.mark.django_db

NUMBER = 40
PORTS = ("1", "2")


@pytest.fixture(scope="module", autouse=True)
def documents(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Visits, some of one day, of one port or another or both; and others with the same facet."""
    with kept_for_a_module(django_db_blocker):
        for number in range(NUMBER):
            for record_type in ("visit", "commentary"):
                days = {"sort_day": date(2024, 8, 1) + timedelta(days=number * 7 % 11)}
                known = {"record_type": record_type, "record_id": number, **days}
                # Neither in the order of their days nor of their ids.
                known["key"] = f"{number * 17 % NUMBER:03}"
                document = PublicDocument.objects.create(
                    **known, text="{}", changed_at="2024-08-01T00:00Z"
                )
                for port in PORTS:
                    if number % 5 and (number % 2 == 0 or port == "1"):
                        PublicFacet.objects.create(
                            document=document, name="port", value=port, **known
                        )
        yield


def of_ports(*ports: str) -> SearchedQuerySet[PublicDocument]:
    return documents_of("visit").having(documents_having("visit", "port", ports))


def in_order(ports: Sequence[str]) -> list[str]:
    """The keys of the visits of these ports, newest first."""
    facets = PublicFacet.objects.filter(record_type="visit", value__in=ports)
    rows = sorted(set(facets.values_list("sort_day", "key")), key=lambda row: row[1])
    return [key for _day, key in sorted(rows, key=lambda row: row[0], reverse=True)]


@pytest.mark.parametrize("ports", [("1",), ("2",), PORTS, ("3",)])
@pytest.mark.parametrize("size", [1, 2, 5, 16, 31, 32, 33, NUMBER])
def test_pages_have_all_that_has_it_in_order(size: int, ports: tuple[str, ...]) -> None:
    found, cursor = [], ""
    expected = in_order(ports)
    for number in range(NUMBER + 1):
        rows = of_ports(*ports)
        page = paging.page(rows, order=paging.NEWEST_FIRST, size=size, cursor=cursor)
        keys = [row.key for row in page.rows]
        assert keys == expected[number * size : (number + 1) * size]
        by_number = paging.page_by_number(
            rows, order=paging.NEWEST_FIRST, size=size, number=number + 1
        )
        assert [row.key for row in by_number.rows] == keys
        found += keys
        if page.next is None:
            break
        cursor = page.next
    assert found == expected


def test_a_page_backwards_is_the_one_before() -> None:
    def page(cursor: str = "") -> paging.Page[PublicDocument]:
        return paging.page(of_ports("1"), order=paging.NEWEST_FIRST, size=5, cursor=cursor)

    first = page()
    second = page(first.next or "")
    assert [row.key for row in page(second.previous or "").rows] == [row.key for row in first.rows]


def test_one_query_reads_the_first_page_and_further_conditions_hold() -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = paging.page(of_ports("1"), order=paging.NEWEST_FIRST, size=3)
    assert len(asked) == 1
    assert [row.key for row in page.rows] == in_order(["1"])[:3]
    wanted = set(in_order(["1"])[10:])
    narrowed = paging.page(of_ports("1").filter(key__in=wanted), order=paging.NEWEST_FIRST, size=3)
    assert [row.key for row in narrowed.rows] == in_order(["1"])[10:13]
    by_name = paging.page(of_ports("1"), order=(paging.Column("key"),), size=3)
    assert [row.key for row in by_name.rows] == sorted(in_order(["1"]))[:3]

"""Lists and forms read no more rows of four times as many visits; a search reads the index once.

Counting all records of a kind is named: the list says how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test import Client

from bench.world import Sizes, fill
from deployments.admin import lists
from deployments.models import Visit
from deployments.search import terms
from deployments.services import statistics
from tests.admin.pages import url
from tests.plans import reading

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("growth")]

FEW = Sizes(
    visits=700,
    vessels=60,
    deployments=40,
    ports=20,
    navies=12,
    sources=75,
    people=12,
    statements=40,
)
MANY = replace(FEW, visits=FEW.visits * 4)
SHARE = 1.2
SPARE = 1_500
"""Steps or rows by which a page may read more: other records stand on it, with more ships."""


@contextmanager
def world(sizes: Sizes) -> Iterator[None]:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL random_page_cost = 1.1")
                # A list is too small here for a hash of all citations, as it is with a million.
                cursor.execute("SET LOCAL work_mem = '64kB'")
                cursor.execute("SET LOCAL hash_mem_multiplier = 1")
        fill(sizes)
        statistics.update()
        yield
        transaction.set_rollback(True)


def read() -> dict[str, int]:
    """Rows that each page reads."""
    a_list, some = url(Visit, "changelist"), Visit.objects.order_by("pk")
    pages = {
        "list": a_list,
        "page 3": f"{a_list}?p=3",
        "form": url(some[300]),
        "new": url(Visit, "add"),
    }
    for address in pages.values():
        reading.rows_read(address)
    return {name: reading.rows_read(address) for name, address in pages.items()}


@pytest.mark.long
def test_pages_read_no_more_of_more_visits(
    as_publisher: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_plan = reading._in_plan
    monkeypatch.setattr(reading, "_client", as_publisher)
    monkeypatch.setattr(reading, "_counted_whole", lambda _statement: 0)
    monkeypatch.setattr(
        reading,
        "_in_plan",
        lambda each: 0 if each[0].startswith("SELECT COUNT(*)") else in_plan(each),
    )
    monkeypatch.setattr(lists, "SORTED_AT_ONCE", 100)
    with world(FEW):
        few = read()
    with world(MANY):
        many = read()
    assert all(few.values())
    grown = {name: (few[name], many[name]) for name in few}
    assert not {n: (a, b) for n, (a, b) in grown.items() if b > SHARE * a + SPARE}, grown


@pytest.mark.parametrize("query", ["frigate", "frigate navy", "quinquereme"])
def test_a_search_reads_the_index_once_for_each_word(as_publisher: Client, query: str) -> None:
    address = f"{url(Visit, 'changelist')}?q={query}"
    as_publisher.get(address)
    with reading._statements() as statements:
        as_publisher.get(address)
    asked = [sql for sql, _params in statements if "recordindex" in sql]
    assert len(asked) == len(terms(query))

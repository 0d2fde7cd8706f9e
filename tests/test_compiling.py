"""What is kept of a query's SQL is what Django would put together, for every query of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client

from deployments import compiling
from deployments.models import (
    Citation,
    Port,
    PublicDocument,
    PublicFacet,
    TimelineEntry,
    Vessel,
    Visit,
    VisitParticipant,
)
from deployments.public.window import HowSure, InWindow, Window

from .leaks import surface
from .leaks.world import build
from .test_query_counts import admin_addresses, public_addresses

pytestmark = pytest.mark.django_db


def converters_of(compiler: SQLCompiler) -> dict[int, list[str]]:
    """By column, the functions by which its values are converted when they are read."""
    columns = [each for each, _sql, _alias in compiler.select or ()]
    found = compiler.get_converters(columns)
    return {at: [each.__qualname__ for each in functions] for at, (functions, _c) in found.items()}


def said(compiler: SQLCompiler, ask: Callable[[], Any]) -> tuple[Any, ...]:
    """All that whoever runs a query takes from its compiler."""
    try:
        sql = ask()
    except EmptyResultSet:
        return ("nothing can match",)
    columns = [(repr(each), sql, alias) for each, sql, alias in compiler.select or ()]
    return (
        sql,
        columns,
        re.sub(r" at 0x\w+", "", repr(compiler.klass_info)),
        compiler.annotation_col_map,
        compiler.col_count,
        compiler.has_extra_select,
        converters_of(compiler),
    )


class Compared:
    """How many queries were compiled, and how many of them from what was kept."""

    asked = 0
    kept = 0


@contextmanager
def compared() -> Iterator[Compared]:
    """Compare each query with what Django's own compiler gives for it, where it is compiled."""
    compiled = compiling.Compiler.as_sql
    counted = Compared()

    def both(self: compiling.Compiler, *args: Any, **kwargs: Any) -> Any:
        djangos = self.connection.ops.compiler("SQLCompiler")
        plain = djangos(self.query.clone(), self.connection, self.using, self.elide_empty)
        expected = said(plain, lambda: plain.as_sql(*args, **kwargs))
        assert said(self, lambda: compiled(self, *args, **kwargs)) == expected
        counted.asked += 1
        counted.kept += self.setup is not None
        return compiled(self, *args, **kwargs)

    compiling.Compiler.kept.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiling.Compiler, "as_sql", both)
        yield counted


@pytest.mark.long
def test_every_query_of_the_site_is_what_django_would_ask(admin_client: Client) -> None:
    with compared() as counted:
        world = build()  # each record is published: change sets settle
        for client, asked in (
            (Client(), public_addresses(world)),
            (admin_client, admin_addresses(world)),
        ):
            for address in asked.values():
                cache.clear()
                assert client.get(address).status_code == 200, address
        for address in surface.requests(world):  # with filters, and where nothing is
            cache.clear()
            assert Client().get(address).status_code < 500, address
        call_command("check_records")
    assert counted.asked > 3_500
    assert counted.kept > counted.asked / 2  # each shape is put together once


VISITS = Visit.objects.published()


def in_window(*days: int, **more: Any) -> Any:
    """Documents of visits in a window of days of 2024, with how sure they are."""
    window = Window(*(date(2024, 8, day) for day in days), record_type="visit", **more)
    found = PublicDocument.objects.filter(InWindow(F("record_id"), window))
    return found.annotate(match=HowSure("record_id", window)).values_list("match", "key")


SHAPES: dict[str, Callable[[], Any]] = {
    "all": lambda: Visit.objects.all(),
    "filtered": lambda: VISITS.filter(port__country="JP"),
    "by a null relation": lambda: VISITS.filter(deployment__isnull=True),
    "outer join": lambda: Visit.objects.filter(Q(deployment__key="a") | Q(port__key="b")),
    "excluded": lambda: Port.objects.exclude(visits__deployment__key="a"),
    "both ways": lambda: Vessel.objects.filter(navy__country="JP", home_port__country="JP"),
    "the same table twice": lambda: Port.objects.filter(visits__key="a").filter(visits__key="b"),
    "with relations": lambda: VisitParticipant.objects.select_related("navy", "vessel__navy"),
    "with all relations": lambda: Visit.objects.select_related(),
    "some columns": lambda: Visit.objects.only("key", "port__key").select_related("port"),
    "without some": lambda: Visit.objects.defer("notes"),
    "values": lambda: Visit.objects.values_list("port__key", "key", "arrival_earliest"),
    "values by name": lambda: Visit.objects.values("key", place=F("port__key")),
    "annotated": lambda: Visit.objects.annotate(place=F("port__key")).order_by("place"),
    "told apart": lambda: Vessel.objects.told_apart().order_by("apart", "-key"),
    "reversed": lambda: TimelineEntry.objects.all().reverse(),
    "by an expression": lambda: Port.objects.order_by(Lower("name").desc()),
    "without order": lambda: Port.objects.order_by(),
    "a part": lambda: Port.objects.order_by("key")[3:7],
    "distinct": lambda: Port.objects.values_list("country", flat=True).distinct(),
    "counted": lambda: Port.objects.values("country").annotate(number=Count("pk")),
    "of others": lambda: Visit.objects.filter(port__in=Port.objects.filter(country="JP")[:3]),
    "where others are": lambda: Visit.objects.filter(
        Exists(Citation.objects.filter(target_visit=OuterRef("pk"), source__key="a"))
    ),
    "together": lambda: (
        Port.objects.order_by()
        .values_list("key")
        .union(Vessel.objects.order_by().values_list("key"))
    ),
    "extra": lambda: Port.objects.extra(select={"one": "1"}),
    "none": lambda: Port.objects.filter(pk__in=[]),
    "in a window": lambda: in_window(1, 2),
    "in another window": lambda: in_window(3, 5),
    "in a window of ships": lambda: in_window(1, 2, ships=(5, 6)),
    "in a window of other ships": lambda: in_window(1, 2, ships=(7, 8)),
    "ordered by a match": lambda: in_window(1, 2).order_by("match", "key"),
    "in a window, whole": lambda: in_window(1, 2).values_list(),
    "facets": lambda: PublicFacet.objects.filter(document__key="a", value__in=["1", "2"]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_query_asked_again_is_the_same(name: str) -> None:
    with compared():
        for _again in range(3):
            list(SHAPES[name]())
        SHAPES[name]().exists()
        SHAPES[name]().count()


def test_queries_that_differ_in_anything_but_values_are_kept_apart() -> None:
    names = [name for name in SHAPES if name != "none"]  # of which there is no SQL
    compiling.Compiler.kept.clear()
    first = [str(SHAPES[name]().query) for name in names]
    assert [str(SHAPES[name]().query) for name in names] == first
    for name, sql in zip(names, first, strict=True):
        compiling.Compiler.kept.clear()
        assert str(SHAPES[name]().query) == sql


def test_a_query_can_be_narrowed_after_it_was_asked() -> None:
    rows = VISITS.filter(port__country="JP").select_related("port")
    with compared() as counted:
        for _again in range(2):
            list(rows)
            list(rows.filter(port__key="a", deployment__key="b").order_by("deployment__key"))
            list(rows.all())
    assert counted.kept


def test_windows_that_differ_in_their_days_alone_are_put_together_once() -> None:
    compiling.Compiler.kept.clear()
    for first in range(1, 5):
        list(in_window(first, 9))
    assert len(compiling.Compiler.kept) == 1


def test_what_is_kept_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_SHAPES", 2)
    compiling.Compiler.kept.clear()
    for name in ("key", "country", "name", "kind"):
        list(Port.objects.order_by(name))
        assert 1 <= len(compiling.Compiler.kept) <= 2


def test_values_are_never_kept() -> None:
    compiling.Compiler.kept.clear()
    keys = ["first", "second"]
    asked = [Port.objects.filter(key=key).query.sql_with_params() for key in keys]
    assert [params for _sql, params in asked] == [(key,) for key in keys]
    assert len(compiling.Compiler.kept) == 1
    assert connection.vendor in next(iter(compiling.Compiler.kept))  # type: ignore[operator]

"""Nothing has a limit that comes from its size: every page, endpoint and command, with many rows.

The world is just above what SQLite takes in one condition, 1,000; ``make large`` makes one of
tens of thousands of rows.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from deployments import rules
from deployments.filters import FILTERSETS, TimelineFilterSet
from deployments.models import RECORD_MODELS, Citation, Navy, Port, Vessel, Visit
from deployments.services import checking, derived
from deployments.views.base import PAGES

from ..leaks import surface
from ..support import kept_for_a_module
from .kept import kept_world
from .world import FULL, OVER, World, build

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.xdist_group("large")]

ALL = bool(os.environ.get("LARGE"))
SIZES = FULL if ALL else OVER

VARIABLES = 1_000
"""What SQLite takes in one statement here; it takes 32,766 where it was not built for more."""


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """The large world, made once for all tests of this module; the one that takes long is kept."""
    if ALL:
        directory = request.config.cache.mkdir("large")
        with django_db_blocker.unblock(), kept_world(SIZES, directory) as made, few_variables():
            yield made
    else:
        with kept_for_a_module(django_db_blocker), few_variables():
            yield build(SIZES)


@contextmanager
def few_variables() -> Iterator[None]:
    """Let SQLite refuse a statement with many variables, as its builds do for others."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    before = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, VARIABLES)
    yield
    connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)


def lists() -> Iterator[tuple[str, Any]]:
    """Every list: its address, and its filters."""
    for model in RECORD_MODELS:
        filter_set = FILTERSETS[model.record_type]
        yield reverse(f"deployments:{model.record_type}-list"), filter_set
        yield reverse(f"api:{model.plural}-list"), filter_set
    yield reverse("deployments:timeline"), TimelineFilterSet
    yield reverse("api:timeline"), TimelineFilterSet


def details(world: World) -> Iterator[str]:
    """The page and the API's answer for the record of each kind that all the rows name."""
    for model in RECORD_MODELS:
        key = world[model][0].key
        yield reverse(f"deployments:{model.record_type}-detail", args=[key])
        yield reverse(f"api:{model.plural}-detail", args=[key])
    for model, record in ((Port, world[Port][-1]), (Visit, world[Visit][1])):  # names, ships
        yield reverse(f"deployments:{model.record_type}-detail", args=[record.key])
        yield reverse(f"api:{model.plural}-detail", args=[record.key])


def well_formed(each: Any, world: World) -> str:
    """A value that a filter takes: the first that suits its description."""
    tried = [*surface.values(each, world).all, "9074729", "Q42", "JPYOS", "1..40000"]
    schema = each.schema()
    if schema.get("type") == "integer":
        return str(schema["minimum"])
    pattern = re.compile(schema.get("pattern", ""))
    return next(value for value in tried if pattern.search(value))


def refused(addresses: Iterable[str]) -> list[str]:
    """The addresses that give no answer, each with what they give instead."""
    client = Client(raise_request_exception=False)
    answers = ((client.get(address).status_code, address) for address in addresses)
    return [f"{status} {address}" for status, address in answers if status != 200]


def test_all_rows_that_there_should_be_name_one_record(world: World) -> None:
    visit, port = world[Visit][0], world[Port][0]
    assert Citation.objects.filter(target_visit=visit).count() == SIZES.citations
    assert Visit.objects.filter(port=port).published().count() == SIZES.visits


def test_every_record_answers_however_many_rows_name_it(world: World) -> None:
    assert not refused(details(world))


def test_every_page_that_is_no_records_answers(world: World) -> None:
    found = [reverse(name) for name in sorted(surface.PLAIN_PAGES | surface.PLAIN_API)]
    found += [reverse("deployments:country-detail", args=[code]) for code in ("IT", "JP", "FR")]
    found += [reverse("deployments:pair", args=codes) for codes in (("IT", "JP"), ("FR", "US"))]
    found += [
        reverse("deployments:day", args=["1960-01-01"]),
        reverse("deployments:month", args=["1960-01"]),
    ]
    found += [f"/search/?{urlencode({'q': words})}" for words in ("port", "visit 7", "portt", "IT")]
    assert not refused(found)


def test_every_picture_answers_or_is_none(world: World) -> None:
    pictured = [kind for kind, page in PAGES.items() if page.pictured]
    found = [
        reverse(f"deployments:{kind}-picture", args=[world[surface.TYPES[kind]][0].key])
        for kind in pictured
    ]
    found.append(reverse("deployments:month-picture", args=["1960-01"]))
    none = {f"404 {address}" for address in found}  # with too many lanes there is no picture
    assert set(refused(found)) <= none


def test_every_list_answers_by_pages_of_500(world: World) -> None:
    found = [address for address, _filters in lists()]
    found += [f"{address}?page_size=500&count=true" for address in found if "/api/" in address]
    assert not refused(found)


def test_twelve_words_are_looked_for_in_everything(world: World) -> None:
    words = urlencode({"q": "v e s l p o r t n a i d"})
    assert not refused(f"{address}?{words}" for address in (reverse("api:timeline"), "/visits/"))


@pytest.mark.parametrize(
    ("address", "filter_set"), [pytest.param(*each, id=each[0]) for each in lists()]
)
def test_a_list_answers_by_every_filter(address: str, filter_set: Any, world: World) -> None:
    assert not refused(
        f"{address}?{urlencode({name: well_formed(each, world)})}"
        for name, each in filter_set.base_filters.items()
    )


def test_following_a_list_to_its_end_gives_every_record_once(world: World) -> None:
    client, address, keys = Client(), "/api/v1/visits/?page_size=500", []
    while address:
        answer = client.get(address).json()
        keys += [row["key"] for row in answer["results"]]
        address = answer["next"]
    assert len(keys) == len(set(keys)) == SIZES.visits


def test_two_parties_that_met_very_often_are_answered(world: World) -> None:
    vessel, navy = world[Vessel][0].key, world[Navy][0].key
    for parties in (
        f"vessel={vessel}&country=IT",
        f"navy={navy}&country=IT",
        "country=IT&country=JP",
    ):
        assert not refused([f"/api/v1/copresence/?{parties}&page_size=500", f"/company/?{parties}"])


def test_the_company_of_one_that_called_very_often_is_answered(world: World) -> None:
    asked = {model.record_type: world[model][0].key for model in (Vessel, Navy, Port)}
    found = [f"/company/?{name}={key}" for name, key in asked.items()] + ["/company/?country=IT"]
    assert not refused([*found, f"{found[2]}&from=2000&to=2030"])


def test_an_export_gives_every_row(world: World, tmp_path: Path) -> None:
    for published in (True, False):
        call_command(
            "export_records", str(tmp_path / "all"), published=published, force=True, verbosity=0
        )
        with (tmp_path / "all" / "citations.csv").open() as lines:
            assert sum(1 for _line in lines) == Citation.objects.count() + 1


@pytest.mark.skipif(not ALL, reason="a second look at every row takes minutes: make large")
def test_the_index_is_as_a_rebuild_makes_it(world: World) -> None:
    assert list(derived.differences()) == []


@pytest.mark.skipif(not ALL, reason="a second look at every row takes minutes: make large")
def test_check_records_finds_no_fault(world: World) -> None:
    faults = [result for result in checking.check_all() if result.kind.is_fault]
    assert faults == []
    assert rules.impossible(world[Visit][0]) == []

"""Visits are found by the days of the ships that are asked for, each as sure as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.factories import VesselFactory
from tests.services.test_windows import call, day, found
from tests.support import kept_for_a_module

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def vague(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A visit in August of two ships, one of which is certainly elsewhere on some days."""
    with kept_for_a_module(django_db_blocker):
        cavour, alpino = VesselFactory(key="cavour"), VesselFactory(key="alpino")
        call(day(10), day(12), cavour, key="there")
        call(day(12), day(20), alpino, key="away")
        call("2024-08", "2024-08", cavour, alpino, key="vague")
        yield


@pytest.mark.parametrize(
    ("ships", "days", "is_found"),
    [
        (["cavour"], {"on": day(9)}, True),
        (["cavour"], {"on": day(10)}, False),
        (["cavour"], {"on": day(12)}, False),
        (["cavour"], {"on": day(13)}, True),
        (["cavour"], {"from": day(10), "to": day(12)}, False),
        (["cavour"], {"from": day(9), "to": day(12)}, True),
        (["cavour"], {"from": day(10), "to": day(13)}, True),
        (["cavour"], {"from": day(10)}, True),
        (["cavour"], {"to": day(12)}, True),
        (["alpino"], {"on": day(10)}, True),
        (["alpino"], {"on": day(12)}, False),
        (["cavour", "alpino"], {"on": day(10)}, True),
        ([], {"on": day(11)}, True),
        ([], {"on": day(12)}, False),
        ([], {"from": day(12)}, True),
        ([], {"from": day(12), "to": day(13)}, True),
    ],
)
def test_days_are_those_of_the_ships_that_are_asked_for(
    ships: list[str], days: dict[str, str], is_found: bool
) -> None:
    asked = {**days, **({"vessel": ships} if ships else {})}
    assert ("vague possible" in found(**asked)) is is_found


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"on": day(10), "vessel": ["cavour"]}, {"there certain"}),
        ({"on": day(10), "vessel": ["cavour"], "match": "certain"}, {"there certain"}),
        ({"on": day(13), "vessel": ["cavour"]}, {"vague possible"}),
        ({"on": day(13), "vessel": ["cavour"], "match": "certain"}, set()),
        (
            {"from": day(9), "to": day(10), "vessel": ["cavour"]},
            {"there certain", "vague possible"},
        ),
        ({"on": day(12)}, {"there certain", "away certain"}),
        ({"on": "2024-08"}, {"there certain", "away certain", "vague possible"}),
    ],
)
def test_what_is_found_says_how_sure_it_is(asked: dict[str, Any], expected: set[str]) -> None:
    assert found(**asked) == expected

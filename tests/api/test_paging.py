"""Walking a list by its cursors meets every row once, forwards and backwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from deployments.choices import Origin
from deployments.models import Visit
from deployments.services import publishing
from tests import factories as make

pytestmark = pytest.mark.django_db

ORDER = ["v-06", "v-05", "v-03", "v-04", "v-02", "v-01", "v-00"]
"""Newest first, by key within a day, without a date last."""


@pytest.fixture
@make.together()
def visits() -> None:
    days = ["", "2024-01", "2024-02-02", "2024-03-03", "2024-03-03", "[..2024-04-04]", "2024-05-05"]
    port = make.published(make.PortFactory())
    for number, day in enumerate(days):
        make.published(
            make.VisitFactory(key=f"v-{number:02}", port=port, arrival_edtf=day, departure_edtf="")
        )


def walk(address: str | None, towards: str) -> tuple[list[str], list[str]]:
    """Keys and addresses met on the way."""
    keys: list[str] = []
    met: list[str] = []
    while address:
        page: Any = Client().get(address).json()
        keys += [one["key"] for one in page["results"]][:: 1 if towards == "next" else -1]
        met.append(address)
        address = page[towards]
    return keys, met


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_every_row_is_met_once_in_both_directions(visits: None, size: int) -> None:
    start = f"/api/v1/visits/?page_size={size}"
    forwards, addresses = walk(start, "next")
    assert forwards == ORDER
    backwards, _met = walk(addresses[-1], "previous")
    assert backwards == ORDER[::-1]


def test_the_first_page_has_no_previous_and_the_last_no_next(visits: None) -> None:
    page = Client().get("/api/v1/visits/?page_size=500").json()
    assert (page["next"], page["previous"]) == (None, None)
    assert "count" not in page


def test_rows_that_come_and_go_shift_nothing(visits: None) -> None:
    first = Client().get("/api/v1/visits/?page_size=3").json()
    port = Visit.objects.first().port  # type: ignore[union-attr]
    newer = make.VisitFactory(key="newer", port=port, arrival_edtf="2025", departure_edtf="")
    between = make.VisitFactory(
        key="v-03b", port=port, arrival_edtf="2024-03-03", departure_edtf=""
    )
    make.published(newer)
    make.published(between)
    anchor = Visit.objects.get(key="v-03")
    publishing.withdraw(record=anchor, public_reason="Never took place.", origin=Origin.COMMAND)
    rest, met = walk(first["next"], "next")
    assert rest == ["v-03b", "v-04", "v-02", "v-01", "v-00"]
    back, _met = walk(met[-1], "previous")
    assert back == [*rest[::-1], "v-05", "v-06", "newer"]


def test_a_page_past_the_end_leads_back(visits: None) -> None:
    start = Client().get("/api/v1/visits/?page_size=6").json()
    publishing.withdraw(
        record=Visit.objects.get(key="v-00"), public_reason="Never.", origin=Origin.COMMAND
    )
    past = Client().get(start["next"]).json()
    assert (past["results"], past["next"]) == ([], None)
    assert walk(past["previous"], "previous")[0] == ORDER[-2::-1]


def test_cursors_keep_the_filters_and_the_count(visits: None) -> None:
    page = Client().get("/api/v1/visits/?page_size=2&from=2024-03-02&count=true").json()
    assert page["count"] == 5
    assert "from=2024-03-02" in page["next"]
    keys, _met = walk(page["next"], "next")
    assert [one["key"] for one in page["results"]] + keys == ORDER[:5]


def test_references_are_ordered_by_key() -> None:
    for key in ("b", "a", "c"):
        make.published(make.NavyFactory(key=key, name=f"Navy {'cab'['abc'.index(key)]}"))
    assert walk("/api/v1/navies/?page_size=1", "next")[0] == ["a", "b", "c"]


def test_the_timeline_is_walked_newest_first(visits: None) -> None:
    make.published(make.CommentaryFactory(key="said", date_edtf="2024-03-03"))
    address: str | None = "/api/v1/timeline/?page_size=3"
    ids: list[str] = []
    while address:
        page = Client().get(address).json()
        ids += [one["id"] for one in page["results"]]
        address = page["next"]
    assert ids == [
        "visit:v-06",
        "visit:v-04",
        "visit:v-03",
        "statement:said",
        "visit:v-02",
        "visit:v-01",
        "visit:v-05",  # on or before 4 April: no month is sure, so it ends the year
        "visit:v-00",
    ]

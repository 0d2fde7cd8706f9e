"""What readers type, and what they must find of it in the season: once found, never lost.

``queries.csv`` has a line for each query: the list that is searched, what has to be among the
hits, and what must not be. More may be found; a line only ever gains keys.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.test import Client

from deployments.models import RECORD_MODELS
from deployments.search import search

TABLE = Path(__file__).with_name("queries.csv")
MODELS = {model.plural: model for model in RECORD_MODELS}


def table() -> list[dict[str, str]]:
    """The lines of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found_by_readers(client: Client, kind: str, query: str) -> set[str]:
    """The keys that the API lists for a query, on all its pages."""
    found: set[str] = set()
    address, given = f"/api/v1/{kind}/", {"q": query, "page_size": "100"}
    while address:
        answer = client.get(address, given).json()
        found.update(row.get("key") or row["id"] for row in answer["results"])
        address, given = answer["next"], {}
    return found


def found_by_staff(kind: str, query: str) -> set[str]:
    """The keys that the admin's lists and choices find."""
    return set(search(MODELS[kind]._default_manager.all(), query).values_list("key", flat=True))


def keys(cell: str) -> set[str]:
    """The keys in a cell."""
    return {key.strip() for key in cell.split(";") if key.strip()}


def test_the_table_has_every_kind_and_no_query_twice() -> None:
    asked = [(row["kind"], row["query"]) for row in table()]
    assert len(asked) == len(set(asked)) >= 80
    assert {kind for kind, _query in asked} == {*MODELS, "timeline"}
    assert all(row["finds"] for row in table())


@pytest.mark.django_db
def test_what_readers_and_staff_find_in_the_season(season: None, client: Client) -> None:
    wrong = []
    for row in table():
        kind, query = row["kind"], row["query"]
        hits = {"readers": found_by_readers(client, kind, query)}
        if kind in MODELS:
            hits["staff"] = found_by_staff(kind, query)
        for who, found in hits.items():
            lost, beside = keys(row["finds"]) - found, keys(row["leaves_out"]) & found
            if lost or beside:
                wrong.append(f"{who}, {kind}, “{query}”: lost {lost}, found beside {beside}")
    assert not wrong, "\n".join(wrong)

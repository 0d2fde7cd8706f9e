"""How many queries each page, endpoint and admin list makes: a baseline, and no growth with rows.

``tests/query_counts.json`` is the baseline. After a change that is meant, write it anew with
``make query-counts`` and review the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deployments.models import RECORD_MODELS, ChangeSet

from .leaks.surface import addresses, routes
from .leaks.world import build, grow

pytestmark = pytest.mark.django_db

NOTHING = {"api:nothing", "deployments:day-otherwise-written"}
"""Routes that answer 404 to everything, or lead elsewhere at the most."""

BASELINE = Path(__file__).with_name("query_counts.json")


def public_addresses(world: Any) -> dict[str, str]:
    """One address for each public route: the full record, or the list without filters."""
    found = {}
    for route in routes():
        if not route.name.startswith("admin:") and route.name not in NOTHING:
            first = addresses(route, world)
            if first:
                found[route.name] = first[0]
    return found


def admin_addresses(world: Any) -> dict[str, str]:
    """The list and the form of every registered model of the app."""
    found = {}
    for model in admin.site._registry:
        if model not in (*RECORD_MODELS, ChangeSet):
            continue  # rows are reached from their record's form
        name = f"admin:deployments_{model._meta.model_name}"
        found[f"{name}_changelist"] = reverse(f"{name}_changelist")
        if model in RECORD_MODELS:
            found[f"{name}_change"] = reverse(f"{name}_change", args=[world[model][1].pk])
    return found


def count(client: Client, address: str) -> int:
    """The queries of one request, once what is cached for the process is there."""
    cache.clear()
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_queries_do_not_grow_with_rows_and_equal_the_baseline(admin_client: Client) -> None:
    world = build()
    grow(world, 2)
    public, staff = public_addresses(world), admin_addresses(world)
    clients = [*((Client(), item) for item in public.items())]
    clients += [(admin_client, item) for item in staff.items()]
    few = {name: count(client, address) for client, (name, address) in clients}
    grow(world, 5, name="many")
    many = {name: count(client, address) for client, (name, address) in clients}
    grown = {name: (few[name], many[name]) for name in few if many[name] > few[name]}
    assert not grown, grown
    if os.environ.get("WRITE_QUERY_COUNTS"):
        BASELINE.write_text(json.dumps(dict(sorted(few.items())), indent=1) + "\n")
    assert json.loads(BASELINE.read_text()) == few, "review, then: make query-counts"

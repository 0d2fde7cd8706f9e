"""Drafts never leak: every public answer is the same with and without unpublished twins.

What has no public address of its own answers there like an unknown one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.core.cache import cache

from deployments import querysets
from deployments.choices import Origin, Status
from deployments.models import OWNED_MODELS, RECORD_MODELS, Dossier, PublicChange, Record
from deployments.services import derived, door, publishing

from ..factories import FACTORIES, DossierItemFactory, cite, published
from . import surface
from .world import (
    MARK,
    RECORD_TYPES,
    TWIN_STATUSES,
    add_twins,
    build,
    links,
    make_twin,
    twin_key,
    twin_values,
)

pytestmark = pytest.mark.django_db

World = dict[type[Record], list[Record]]


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    """Time stands still, so that two answers differ only by what is in the database."""
    with time_machine.travel(datetime.fromisoformat(surface.NOW), tick=False):
        cache.clear()
        yield
        cache.clear()


def differences(before: dict[str, surface.Answer], after: dict[str, surface.Answer]) -> list[str]:
    """Where two walks differ, with the first lines that do."""
    found = [
        f"{address}: only one of the walks came here" for address in before.keys() ^ after.keys()
    ]
    found += [
        f"{address}: {explain(before[address], after[address])}"
        for address in before.keys() & after.keys()
        if before[address] != after[address]
    ]
    return sorted(found)


def without_position(answers: dict[str, surface.Answer]) -> dict[str, surface.Answer]:
    """Answers without the headers that say up to where the public side has changed."""
    told = {"X-Position", "ETag"}
    return {
        address: (status, tuple(each for each in headers if each[0] not in told), body)
        for address, (status, headers, body) in answers.items()
    }


def explain(first: surface.Answer, second: surface.Answer) -> str:
    if first[0] != second[0]:
        return f"status {first[0]} became {second[0]}"
    if first[1] != second[1]:
        return f"headers {set(first[1]) ^ set(second[1])}"
    lines = difflib.unified_diff(
        first[2].decode(errors="replace").replace(",", ",\n").splitlines(),
        second[2].decode(errors="replace").replace(",", ",\n").splitlines(),
        n=0,
        lineterm="",
    )
    return " | ".join(line for line in list(lines)[2:8])[:600]


def test_every_route_is_classified() -> None:
    world = build()
    for route in surface.routes():
        surface.addresses(route, world)


def test_an_unclassified_route_fails() -> None:
    with pytest.raises(surface.UnclassifiedRoute, match="new-thing"):
        surface.addresses(surface.Route("deployments:new-thing", "new/", frozenset()), {})


def test_the_world_shows_everything() -> None:
    build()
    for model in (*RECORD_MODELS, *OWNED_MODELS):
        assert model._default_manager.published().exists(), model.__name__  # type: ignore[attr-defined]


@pytest.mark.parametrize("filtered", [False, pytest.param(True, marks=pytest.mark.long)])
def test_unpublished_twins_change_no_answer(*, filtered: bool) -> None:
    """Everywhere, and also where every filter asks for all values, which takes its time."""
    world = build()
    addresses = [each for each in surface.requests(world) if filtered or "?" not in each]
    before, files, kept = surface.walk(addresses), surface.exports(), surface.stored()
    log = surface.logged()
    assert {answer[0] for answer in before.values()} <= {200, 301, 302, 400, 404}
    assert {row[1] for row in kept if row[0] == "PublicDocument"} == set(RECORD_TYPES)
    assert {row[1] for row in log} == set(RECORD_TYPES)
    for model in RECORD_MODELS:
        assert before[world[model][0].get_absolute_url()][0] == 200
    refused = add_twins(world)
    assert refused, "the gate refuses those ties that a published record cannot do without"
    after = surface.walk(addresses)
    assert not differences(before, after), "\n".join(differences(before, after)[:20])
    assert surface.exports() == files
    assert surface.stored() == kept
    assert surface.logged() == log
    shown = [address for address, answer in after.items() if MARK.encode() in answer[2]]
    echoing = [address for address in shown if MARK not in address]
    assert not echoing, echoing
    for route in (each for each in surface.routes() if each.parameters == {"key"}):
        *_, unknown = of_route = surface.addresses(route, world)
        hidden = [address for address in of_route if MARK in address]
        assert len(hidden) == len(TWIN_STATUSES)
        assert after[unknown][0] == 404
        assert {after[address] for address in hidden} == {after[unknown]}, route.name


@pytest.mark.long
def test_what_was_withdrawn_is_gone_from_all_other_addresses() -> None:
    world = build()
    addresses = [each for each in surface.requests(world) if "?" not in each or MARK in each]
    before, files, kept = surface.walk(addresses), surface.exports(), surface.stored()
    once: list[Record] = []
    for model in RECORD_MODELS:
        values = {**twin_values(model, "draft"), **links(model, world, optional=True)}
        record = FACTORIES[model](key=twin_key(model, "draft"), **values)
        if model.is_occurrence:
            cite(record, source=world[RECORD_TYPES["source"]][0])
        if isinstance(record, Dossier):
            DossierItemFactory(dossier=record, port=world[RECORD_TYPES["port"]][0])
        once.append(published(record))
    shown = surface.walk(address for address in addresses if "?" not in address)
    assert any(MARK.encode() in answer[2] for answer in shown.values())
    for record in reversed(once):
        record.refresh_from_db()
        if record.is_published:
            publishing.withdraw(
                record=record,
                public_reason="It did not take place.",
                origin=Origin.COMMAND,
                with_dependants=True,
            )
    after = surface.walk(addresses)
    tombstones = {
        address
        for model in RECORD_MODELS
        for address in addresses
        if f"/{twin_key(model, 'draft')}/" in address and "?" not in address
    }
    for address in tombstones:
        status, _headers, body = after.pop(address)
        before.pop(address)
        assert status == 410, address
        assert b"It did not take place." in body
        assert f"{MARK} name".encode() not in body
    assert not differences(*map(without_position, (before, after))), "\n".join(
        differences(*map(without_position, (before, after)))[:20]
    )
    assert kept <= surface.stored()
    assert {row[:3] for row in surface.stored() - kept} == {
        ("FormerAddress", model.record_type, twin_key(model, "draft")) for model in RECORD_MODELS
    }
    twins = {twin_key(model, "draft") for model in RECORD_MODELS}
    told = PublicChange.objects.filter(key__in=twins)
    assert set(told.values_list("key", flat=True)) == twins
    assert not told.readable().exists()
    left = {name: content for name, content in surface.exports().items() if name in files}
    assert {name: c for name, c in left.items() if name != "withdrawn.csv"} == files


def test_a_seeded_leak_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    world = build()
    addresses = [
        address
        for address in surface.requests(world)
        if address.startswith(("/api/v1/visits/", "/ports/")) and "?" not in address
    ]
    monkeypatch.setattr(querysets.RowQuerySet, "published", lambda self: self.all())
    # The door keeps its statements, which are the right ones.
    monkeypatch.setattr(door, "_published", door._published.__wrapped__)
    before = surface.walk(addresses)
    make_twin(RECORD_TYPES["visit"], Status.DRAFT, world)
    derived.rebuild()  # what was never public is not looked at when it changes
    assert differences(before, surface.walk(addresses))
    assert any(MARK in text for row in surface.stored() for text in row), "at the door"

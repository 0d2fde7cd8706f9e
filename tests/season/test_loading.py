"""What is loaded by statements that are kept is what Django loads, on the whole season."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from deployments import documents
from deployments.choices import Origin
from deployments.documents import facets
from deployments.loading import Loader, all_of, load
from deployments.models import (
    RECORD_MODELS,
    Citation,
    Deployment,
    Port,
    Record,
    Row,
    Vessel,
    Visit,
    VisitParticipant,
)
from deployments.querysets import gated, records_of
from deployments.services import contents, publishing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

ROWS = [model for model in apps.get_models() if issubclass(model, Row)]

Seen = dict[tuple[str, int], dict[str, object]]


def walked(rows: Iterable[Any]) -> Seen:
    """Each row that is reached, by table and key, with its columns and what its relations hold."""
    found: Seen = {}
    todo = list(rows)
    while todo:
        row = todo.pop()
        place = (row._meta.label, row.pk)
        held = {name: value for name, value in row.__dict__.items() if not name.startswith("_")}
        for name, related in row._state.fields_cache.items():
            held[f"to one: {name}"] = related and (related._meta.label, related.pk)
        for name, several in row.__dict__.get("_prefetched_objects_cache", {}).items():
            held[f"to many: {name}"] = [each.pk for each in several]
            todo += [each for each in several if (each._meta.label, each.pk) not in found]
        todo += [
            each
            for each in row._state.fields_cache.values()
            if each is not None and (each._meta.label, each.pk) not in found
        ]
        # A row is reached on several ways, on each with what is asked of it there.
        found.setdefault(place, {}).update(held)
    return found


def by_django(queryset: QuerySet[Any]) -> list[Any]:
    """The rows, with what they prefetch as Django prefetches it."""
    lookups = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
    rows = list(queryset.prefetch_related(None))
    models.prefetch_related_objects(rows, *lookups)
    return rows


def paths_of(model: type[Record]) -> Iterator[QuerySet[Any]]:
    """What documents, digests, facets and entries of a kind are made of."""
    yield documents.shown(model, *contents.paths(model), *facets.paths(model)).order_by("pk")
    if model.is_occurrence:
        entry_paths: tuple[str, ...] = model.entry_paths  # type: ignore[attr-defined]
        yield records_of(model).published().with_public(*entry_paths).order_by("pk")
    yield records_of(model).prefetch_related(*(all_of(model, name) for name in model.owned))


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_every_row_that_is_reached_is_the_same(model: type[Record]) -> None:
    for queryset in paths_of(model):
        ids = list(queryset.values_list("pk", flat=True))
        assert ids
        loaded, expected = Loader(queryset).rows(ids), by_django(queryset)
        assert [row.pk for row in loaded] == [row.pk for row in expected]
        seen = walked(loaded)
        assert seen == walked(expected)
        assert walked(queryset) == seen, "what a queryset prefetches by itself"


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_a_stored_row_is_the_object_that_django_makes_of_it(model: type[Row]) -> None:
    names = [column.attname for column in model._meta.concrete_fields]
    stored = list(model._default_manager.order_by("pk").values_list(*names))
    rows = list(model._default_manager.order_by("pk"))
    for row, values in zip(rows, stored, strict=True):
        made = {**model(*values).__dict__}
        assert {name: value for name, value in row.__dict__.items() if name in made} == {
            **made,
            "_state": row._state,
        }
        assert (row._state.adding, row._state.db) == (False, "default")


def test_a_row_of_which_only_some_columns_are_asked() -> None:
    port = Port.objects.only("key", "name").order_by("pk")[0]
    assert port.get_deferred_fields() >= {"country", "kind"}
    assert port.country == Port.objects.get(pk=port.pk).country


def test_as_many_statements_as_django_asks() -> None:
    queryset = documents.shown(Visit)
    ids = list(queryset.values_list("pk", flat=True))
    loader = Loader(queryset)
    with CaptureQueriesContext(connection) as first:
        loader.rows(ids)
    with CaptureQueriesContext(connection) as again:
        loader.rows(ids)
    with CaptureQueriesContext(connection) as djangos:
        by_django(queryset)
    assert len(first) == len(again) == len(djangos)


@pytest.mark.parametrize("number", [0, 1, 2, 99, 100, 101, 117])
def test_however_many_keys(number: int) -> None:
    ids = list(Visit.objects.order_by("pk").values_list("pk", flat=True))[:number]
    assert len(ids) == number
    loader = Loader(Visit.objects.order_by("-key"))
    expected = list(Visit.objects.filter(pk__in=ids).order_by("-key"))
    assert loader.rows(ids) == expected
    assert loader.rows(set(ids)) == expected
    assert loader.rows(dict.fromkeys(ids, "").keys()) == expected


def test_conditions_and_several_columns() -> None:
    named = VisitParticipant.objects.filter(Q(visit__status="published") & ~Q(note="%s"))
    vessels = list(Vessel.objects.values_list("pk", flat=True))[::2]
    of_them = named.filter(Q(vessel__in=vessels) | Q(identified_as__in=vessels)).order_by("pk")
    loader = Loader(named.order_by("pk"), "vessel", "identified_as")
    assert loader.rows(vessels) == list(of_them)
    assert of_them
    pairs = named.order_by("pk").values_list("visit", "arrival_earliest")
    assert Loader(pairs, "visit__port").rows(
        list(Port.objects.filter(key="yokosuka").values_list("pk", flat=True))
    ) == list(pairs.filter(visit__port__key="yokosuka"))


def test_with_related_rows_in_the_same_statement() -> None:
    queryset = Citation.objects.select_related("source__publisher_record", "via").order_by("pk")
    ids = list(queryset.values_list("pk", flat=True))
    assert walked(Loader(queryset).rows(ids)) == walked(queryset)


def test_what_is_at_hand_is_not_loaded_again() -> None:
    visit = Visit.objects.select_related("port").prefetch_related("participants")[0]
    port, participants = visit.port, visit.participants.all()
    with CaptureQueriesContext(connection) as asked:
        load([visit], gated(Visit, "port", "participants"))
    assert not asked.captured_queries
    assert visit.port is port
    assert visit.participants.all() is participants


def test_what_is_not_public_is_not_loaded() -> None:
    visit = Visit.objects.exclude(deployment=None)[0]
    voyage = Deployment.objects.get(pk=visit.deployment_id)
    publishing.withdraw(record=voyage, public_reason="An error.", origin=Origin.ADMIN)
    (loaded,) = Loader(Visit.objects.with_public("deployment")).rows([visit.pk])
    assert loaded.deployment_id == visit.deployment_id
    with CaptureQueriesContext(connection) as asked:
        assert loaded.deployment is None
    assert not asked.captured_queries

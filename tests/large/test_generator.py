"""What the generator promises: the same world each time, in the same memory however large."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace

import pytest
from django.db import transaction

from bench import world
from bench.rows import R, store
from bench.world import Sizes, fill
from deployments.dates import edtf, words
from deployments.models import Citation, Visit

from .test_generated import SMALL

pytestmark = pytest.mark.django_db


def test_the_same_seed_gives_the_same_world_in_batches_of_any_size() -> None:
    first = told(seed=3)
    assert told(seed=3, batch=7) == first
    assert told(seed=4) != first


def told(*, seed: int, batch: int = world.BATCH) -> list[object]:
    """The visits of a world with what they cite; nothing of it stays."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(world, "BATCH", batch)
        fill(SMALL, seed=seed)
        visits = Visit.objects.order_by("key")
        cited = Citation.objects.order_by("target_visit__key", "source__key", "pk")
        found: list[object] = [
            *visits.values_list("key", "port__key", "deployment__key", "arrival_edtf", "summary"),
            *cited.values_list("target_visit__key", "source__key", "locator"),
        ]
        transaction.set_rollback(True)
    return found


@pytest.mark.long
def test_four_times_the_visits_take_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def stored(rows: Iterable[R]) -> list[R]:
        for cached in (edtf._read, edtf.parse, words._described):
            cached.cache_clear()  # caches with an end, which so few dates do not fill
        return store(rows)

    monkeypatch.setattr(world, "BATCH", 40)
    monkeypatch.setattr(world, "store", stored)
    peak(SMALL)  # what is imported and compiled once
    few, many = (peak(replace(SMALL, visits=number)) for number in (200, 800))
    assert many < few * 1.5


def peak(sizes: Sizes) -> int:
    """The most bytes that filling takes at a time."""
    gc.collect()
    with transaction.atomic():
        tracemalloc.start()
        fill(sizes)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        transaction.set_rollback(True)
    return most


def test_sizes_that_no_world_can_have_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot make 100000 visits"):
        fill(replace(SMALL, visits=100_000))
    with pytest.raises(ValueError, match="at least 70"):
        replace(SMALL, sources=5)

"""The large world is made once, in a database of its own, and found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from deployments.models import Port, Visit

from . import kept
from .world import Sizes

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("large")]

SMALL = Sizes(citations=8, participants=3, visits=10, answers=4, ships=8, names=2)


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="on PostgreSQL it would drop the one of `make proofs`"
)
def test_a_world_is_made_once_and_beside_the_database_of_the_tests(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def found() -> list[int]:
        with kept.kept_world(SMALL, tmp_path) as world:
            assert Visit.objects.filter(port=world[Port][0]).count() == SMALL.visits
            return [visit.pk for visit in world[Visit]]

    with django_db_blocker.unblock():
        made = found()
        assert not Visit.objects.exists()
        monkeypatch.delattr(kept, "build")
        assert found() == made
        assert not Visit.objects.exists()

"""Lists of any length in a condition: as one value where they are long, and the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models import prefetch_related_objects

from deployments.chunks import chunks
from deployments.lookups import MOST_VARIABLES
from deployments.models import Citation, Port, RecordIndex, Source

from .factories import CitationFactory, PortFactory

pytestmark = pytest.mark.django_db

MANY = 70_000
"""More than SQLite takes as variables, and more than PostgreSQL does as parameters, 65,535."""


@pytest.fixture(autouse=True)
def _variables_by_default() -> Iterator[None]:
    """SQLite takes 32,766 variables, as where it was not built for more."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    kind = sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER
    before = connection.connection.setlimit(kind, 32_766)
    yield
    connection.connection.setlimit(kind, before)


def test_a_list_of_many_ids_or_words_finds_what_is_in_it() -> None:
    port, other = PortFactory(), PortFactory(key="other")
    ids = [*range(port.pk + 1_000_000, port.pk + 1_000_000 + MANY), port.pk]
    words = [*(f"no-{n}" for n in range(MANY)), 'it\'s "quoted" \\ é', "other"]
    assert list(Port.objects.filter(pk__in=ids)) == [port]
    assert list(Port.objects.filter(key__in=words)) == [other]
    assert list(Port.objects.exclude(pk__in=ids)) == [other]
    assert list(Port.objects.filter(pk__in=iter([]))) == []
    assert list(Port.objects.filter(names__port__in=ids)) == []
    assert RecordIndex.objects.filter(record_type="port", record_id__in=ids).count() == 1


def test_a_list_with_nothing_and_with_repetitions_finds_the_same() -> None:
    port = PortFactory()
    assert list(Port.objects.filter(pk__in=[None, port.pk] * MOST_VARIABLES)) == [port]
    assert list(Port.objects.filter(lat__in=[0.5 + n for n in range(MOST_VARIABLES + 1)])) == []


def test_a_prefetch_of_a_foreign_key_is_no_chain_of_conditions() -> None:
    cited = CitationFactory()
    rows = [Citation(source_id=cited.source_id + n) for n in range(1_500)]
    prefetch_related_objects(rows, "source")
    assert rows[0].source == Source.objects.get(pk=cited.source_id)


def test_chunks_give_everything_once_and_in_order() -> None:
    assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks(iter(()))) == []

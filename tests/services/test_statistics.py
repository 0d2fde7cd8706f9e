"""The database is told how many rows there are, so that it reads tables the right way."""

from __future__ import annotations

import pytest
from django.db import connection

from deployments.services import rebuilding, statistics
from tests.factories import VisitFactory, published

pytestmark = pytest.mark.django_db

ASKED = {
    "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = %s",
    "postgresql": "SELECT reltuples FROM pg_class WHERE relname = %s",
}


def known(table: str) -> int:
    """How many rows the database believes that a table has."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED[connection.vendor], [table])
        row = cursor.fetchone()
    return int(str(row[0]).split()[0].split(".")[0]) if row else 0


def publish(number: int) -> None:
    for _each in range(number):
        published(VisitFactory())


def test_the_database_looks_at_its_tables() -> None:
    publish(3)
    statistics.update()
    assert (known("deployments_visit"), known("deployments_timelineentry")) == (3, 3)


def test_working_all_out_anew_begins_and_ends_with_it() -> None:
    publish(3)
    run = rebuilding.rebuild(release="this")
    next(run)
    assert known("deployments_visit") == 3
    publish(4)
    assert known("deployments_visit") == 3
    assert list(run)
    assert known("deployments_visit") == 7

"""A request reads as many rows of four times as many visits, but for those named in ``growing``.

Two worlds are made that differ in the number of visits alone, and what each request reads there is
compared: see ``reading`` for how, and ``asked`` for the requests. Limits of counting are lowered to
what is found in the small world, as both are small. ``PLANS=full`` takes the sizes that the public
is promised, 5,000 and 20,000 visits, and many minutes.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from bench.world import Sizes, fill
from deployments.filters import FILTERSETS
from deployments.kinds import KINDS
from deployments.pages import found
from deployments.public import everywhere
from deployments.services import rebuilding, statistics
from deployments.views import lists, periods
from navdiplomacy.release import release

from .asked import LEAST, requests
from .growing import EXCEPTIONS, POSTGRESQL, SQLITE, Growing
from .reading import rows_read

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.xdist_group("plans")]

FEW = Sizes(
    visits=1_000,
    vessels=55,
    deployments=40,
    ports=20,
    navies=12,
    sources=75,
    people=12,
    statements=40,
)
FULL = replace(FEW, visits=5_000, vessels=110, ports=40)
SMALL = FULL if os.environ.get("PLANS") == "full" else FEW
TIMES = 4

SHARE = 1.2
"""How many times as many rows may be read."""

SPARE = {SQLITE: 1_200, POSTGRESQL: 200}
"""What is read beyond its share by no more than this, in steps or rows, is another plan of the same
size, or a page on which other records stand, with more or fewer ships."""

Read = dict[str, tuple[int, int]]
"""What each request, by name, reads in the small and in the large world."""


@pytest.fixture(scope="module")
def read(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Read]:
    """What was read: each world is made once, and is gone after it was asked."""
    patched = pytest.MonkeyPatch()
    with django_db_blocker.unblock(), patched.context() as patch:
        patch.setattr(lists, "MOST_COUNTED", LEAST - 1)
        patch.setattr(periods, "MOST_COUNTED", LEAST - 1)
        for module in (everywhere, found):
            patch.setattr(module, "MOST", LEAST - 1)
        with _world(SMALL):
            addresses = requests()
            few = _read(addresses)
        with _world(replace(SMALL, visits=SMALL.visits * TIMES)):
            many = _read(addresses)
    yield {name: (few[name], many[name]) for name in addresses}


@contextmanager
def _world(sizes: Sizes) -> Iterator[None]:
    with transaction.atomic():
        if connection.vendor == POSTGRESQL:
            with connection.cursor() as cursor:
                # Other tests leave dead rows, and the pages of a table decide about plans: every
                # world begins with none, so that the same code is read by the same plans.
                for truncate in _truncating():
                    cursor.execute(truncate)
                # Both worlds lie in memory, where a row elsewhere costs little more than the next.
                cursor.execute("SET LOCAL random_page_cost = 1.1")
                # All rows are looked at for the statistics, not some by chance.
                cursor.execute("SET LOCAL default_statistics_target = 1000")
        fill(sizes)
        # A server would look at its statistics by itself, but not at rows of an open transaction:
        # without them PostgreSQL works out what is public in plans for tables without rows.
        step = None
        for done in rebuilding.rebuild(release=release()):
            if done.step != step:
                step = done.step
                statistics.update()
        statistics.update()
        yield
        transaction.set_rollback(True)


def _truncating() -> list[str]:
    """The statements that empty the tables of records, and count their numbers from one again."""
    tables = [model._meta.db_table for model in apps.get_app_config("deployments").get_models()]
    return connection.ops.sql_flush(no_style(), tables, reset_sequences=True)


def _read(addresses: Mapping[str, str]) -> dict[str, int]:
    for address in ("/timeline/", "/visits/", "/api/v1/timeline/"):  # what is kept from here on
        rows_read(address)
    return {name: rows_read(address) for name, address in addresses.items()}


def _grown(read: Read) -> dict[str, tuple[int, int]]:
    spare = SPARE[connection.vendor]
    return {name: (few, many) for name, (few, many) in read.items() if many > SHARE * few + spare}


def _named() -> list[Growing]:
    is_full = SMALL is FULL
    return [
        each
        for each in EXCEPTIONS
        if connection.vendor in each.engines and (is_full or not each.in_full)
    ]


def test_what_is_not_named_reads_no_more_of_more_visits(read: Read) -> None:
    names = [name for each in _named() for name in each.names]
    grown = {
        name: numbers
        for name, numbers in _grown(read).items()
        if not any(fnmatchcase(name, pattern) for pattern in names)
    }
    assert not grown, "\n".join(
        f"{many / few:.1f} times, {few} → {many}: {name}" for name, (few, many) in grown.items()
    )


@pytest.mark.skipif(
    connection.vendor == POSTGRESQL, reason="another release of PostgreSQL may take a better plan"
)
def test_what_is_named_reads_more_still(read: Read) -> None:
    grown = _grown(read)
    needless = [name for each in _named() for name in each.names if not fnmatch.filter(grown, name)]
    assert not needless, f"Nothing of this grows any more: {needless}"


def test_every_list_page_and_filter_is_asked_for(read: Read) -> None:
    for kind in KINDS.values():
        for front in ("", "/api"):
            assert f"{front}/{kind.plural}/" in read
            for parameter in FILTERSETS[kind.record_type].base_filters:
                asked = [n for n in read if n.startswith(f"{front}/{kind.plural}/?{parameter} (")]
                has_none = (kind.record_type, parameter) in WITHOUT_VALUES
                assert bool(asked) is not has_none, (kind.record_type, parameter)


WITHOUT_VALUES = {
    ("commentary", "deployment"),
    ("commentary", "engagement"),
    ("commentary", "exercise"),
    ("commentary", "port"),
    ("commentary", "visit"),
    ("coverage", "navy"),
    ("coverage", "port"),
    ("dossier", "commentary"),
    ("dossier", "deployment"),
    ("dossier", "question"),
    ("dossier", "theme"),
    ("dossier", "vessel"),
    ("dossier", "visit"),
    ("engagement", "deployment"),
    ("engagement", "host_organisation"),
    ("engagement", "visit"),
    ("exercise", "deployment"),
    ("exercise", "domain"),
    ("exercise", "host_organisation"),
    ("exercise", "outcome"),
    ("exercise", "vessel"),
    ("navy", "wikidata"),
    ("organisation", "country"),
    ("organisation", "wikidata"),
    ("person", "organisation"),
    ("port", "unlocode"),
    ("source", "publisher_record"),
    ("vessel", "imo"),
    ("vessel", "wikidata"),
    ("visit", "host"),
    ("visit", "host_organisation"),
}
"""Parameters that no record of the generated world has a value for: they are not asked for."""

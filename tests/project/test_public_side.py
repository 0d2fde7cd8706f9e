"""The public side reads public tables alone: seen in every query, and held by the database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoDbBlocker

from deployments import public
from deployments.models import OWNED_MODELS, RECORD_MODELS, RecordIndex
from deployments.public import PUBLIC_MODELS, FormerAddress, role
from deployments.public.words import FULL_TEXT, TABLE, VOCABULARY
from tests.leaks import surface
from tests.leaks.world import build
from tests.support import kept_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("public side")]

PUBLIC = {model._meta.db_table for model in PUBLIC_MODELS}
PARTS = {FULL_TEXT: TABLE, VOCABULARY: TABLE}
"""The full-text index of a public table, which on SQLite is tables of its own."""

NAMED = re.compile(
    r"""\b(?:FROM|JOIN|INTO|UPDATE)\s+"?((?<=")\w+|deployments_\w+)""", re.IGNORECASE
)

HAS_ROLES = "postgresql" in settings.DATABASES["default"]["ENGINE"]

needs_roles = pytest.mark.skipif(
    not HAS_ROLES,
    reason="SQLite has no roles: there the tables that queries name are looked at alone",
)


@contextmanager
def still() -> Iterator[None]:
    """Time stands still, so that two answers differ only by who may read what."""
    with time_machine.travel(datetime.fromisoformat(surface.NOW), tick=False):
        cache.clear()
        yield
    cache.clear()


@contextmanager
def naming(found: set[str]) -> Iterator[None]:
    """Keep the names of the tables that queries name."""

    def keep(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        found.update(PARTS.get(name, name) for name in NAMED.findall(sql))
        return execute(sql, *more)

    with connection.execute_wrapper(keep):
        yield


def test_what_is_public_is_declared_once_and_holds_nothing_curated() -> None:
    for module in iter_modules(public.__path__, f"{public.__name__}."):
        import_module(module.name)
    of_the_app = set(apps.get_app_config("deployments").get_models())
    declared = {model for model in of_the_app if model.__module__.startswith(f"{public.__name__}.")}
    assert set(PUBLIC_MODELS) == declared
    assert len(PUBLIC_MODELS) == len(declared)
    histories = {model.history.model for model in (*RECORD_MODELS, *OWNED_MODELS)}  # type: ignore[attr-defined]
    assert not declared & {*RECORD_MODELS, *OWNED_MODELS, *histories, RecordIndex}


@dataclass
class Walk:
    """The answers at every public address, and the tables that each was read from."""

    asked: list[str]
    answers: dict[str, surface.Answer] = field(default_factory=dict)
    tables: dict[str, set[str]] = field(default_factory=dict)


@pytest.fixture(scope="module", params=[False, pytest.param(True, marks=pytest.mark.long)])
def walk(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Walk]:
    """A world in which every kind of record has some, asked for all that is public of it.

    With every filter, or with one in twenty.
    """
    with kept_for_a_module(django_db_blocker), still():
        public_ones = [each for each in surface.requests(build()) if not each.startswith("/admin/")]
        asked = [
            each
            for number, each in enumerate(public_ones)
            if request.param or not _is_filter(each) or number % 20 == 0
        ]
        found = Walk(asked)
        for address in asked:
            found.tables[address] = set()
            with naming(found.tables[address]):
                found.answers |= surface.walk([address])
        yield found


def _is_filter(address: str) -> bool:
    """Whether an address is one of thousands: a list by one of its filters."""
    return "?" in address and not address.startswith("/search/")


def test_no_public_answer_reads_another_table(walk: Walk) -> None:
    read: dict[str, set[str]] = defaultdict(set)
    for address, tables in walk.tables.items():
        for table in tables - PUBLIC:
            read[table].add(address)
    assert not read, {table: sorted(by)[:3] for table, by in read.items()}
    assert PUBLIC - {FormerAddress._meta.db_table} <= set().union(*walk.tables.values())


def test_a_table_that_is_not_public_would_be_seen() -> None:
    found: set[str] = set()
    with naming(found):
        list(RECORD_MODELS[0].objects.filter(citations__source__title="x"))
    assert {"deployments_navy", "deployments_citation", "deployments_source"} <= found


@contextmanager
def as_public_role() -> Iterator[None]:
    """Ask as the role that may read the public tables alone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.PUBLIC_ROLE)}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@needs_roles
def test_the_role_gets_the_same_answers(walk: Walk) -> None:
    call_command("grant_public_role", verbosity=0)
    with still(), as_public_role():
        answers = surface.walk(walk.asked)
    assert [each for each, answer in answers.items() if walk.answers[each] != answer] == []
    assert sum(1 for status, _headers, _body in answers.values() if status == 200) > 100


def refused(statement: str) -> bool:
    """Whether the database refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "permission denied" in str(error)
    return False


@needs_roles
def test_the_role_can_read_nothing_else_and_write_nothing() -> None:
    call_command("grant_public_role", verbosity=0)
    call_command("grant_public_role", verbosity=0)  # once more changes nothing
    tables = set(connection.introspection.table_names())
    assert tables > PUBLIC
    with as_public_role():
        readable = {each for each in tables if not refused(f'SELECT 1 FROM "{each}"')}  # noqa: S608
        assert readable == PUBLIC
        assert refused("SELECT former FROM deployments_publicchange")
        for table in PUBLIC:
            assert refused(f'DELETE FROM "{table}"'), table  # noqa: S608
    # A table that is public no more is taken from it.
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT ON deployments_citation TO {settings.PUBLIC_ROLE}")
    role.grant()
    with as_public_role():
        assert refused("SELECT 1 FROM deployments_citation LIMIT 1")


@pytest.mark.skipif(HAS_ROLES, reason="PostgreSQL has roles")
def test_where_there_are_no_roles_the_command_says_so() -> None:
    with pytest.raises(CommandError, match="Only PostgreSQL has roles"):
        call_command("grant_public_role")

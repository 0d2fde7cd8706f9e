"""A database that several connections share for real, and people who work on it at once.

Everything in this folder is marked ``race``; ``make races`` runs it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connection

from tests.admin.conftest import person

from .racing import Person, Rounds

ROUNDS = int(os.environ.get("ROUNDS") or 20)
GROUPS = ("editor", "publisher")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and keep them on one worker: they need the machine."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.race)
            item.add_marker(pytest.mark.xdist_group("race"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep SQLite's database in a file: in memory there are no locks to wait for."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        file = tmp_path_factory.mktemp("races") / "races.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(file)
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture
def rounds() -> Rounds:
    """How often each race is run."""
    return Rounds(ROUNDS)


@pytest.fixture(scope="session")
def watches() -> list[Any]:
    """The watch over every write, which is on but while a test is cleared away."""
    return list(connection.execute_wrappers)


@pytest.fixture(autouse=True)
def _committed(watches: list[Any], transactional_db: None) -> Iterator[None]:
    """Rows that other connections see; the groups are made anew, as each test empties all."""
    connection.execute_wrappers[:] = watches
    if connection.vendor == "sqlite":
        assert "races.sqlite3" in str(connection.settings_dict["NAME"]), "run them by themselves"
    if not Group.objects.exists():
        _make_groups()
    yield
    connection.ensure_connection()  # which would put the watch back
    connection.execute_wrappers.clear()


def _make_groups() -> None:
    """Groups that may do everything with records; publishers may publish too."""
    permissions = Permission.objects.filter(content_type__app_label="deployments")
    for name in GROUPS:
        group = Group.objects.create(name=name)
        group.permissions.set(
            permissions if name == "publisher" else permissions.exclude(codename="publish")
        )


@pytest.fixture
def paul(_committed: None) -> Person:
    """A publisher."""
    return Person(person("paul", "publisher"))


@pytest.fixture
def petra(_committed: None) -> Person:
    """Another publisher."""
    return Person(person("petra", "publisher"))


@pytest.fixture
def emma(_committed: None) -> Person:
    """An editor."""
    return Person(person("emma", "editor"))

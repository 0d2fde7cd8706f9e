"""One template database, copied for each worker of pytest-xdist.

The first worker that needs a database runs the migrations and leaves a copy; the others, which
wait for it, take that copy instead of migrating again. On SQLite later runs take it too, as long
as nothing has changed that could make another one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from psycopg import sql
from pytest_django import DjangoDbBlocker

Undo = Callable[[], None]
SHARED = pytest.StashKey[Path]()
ROOT = Path(__file__).resolve().parent.parent


class Worker(Protocol):
    """What is used of a worker as the controlling process sees it."""

    config: pytest.Config
    workerinput: dict[str, str]


class Template:
    """The database that the workers of one run copy; ``shared`` is a directory of that run."""

    def __init__(self, shared: Path) -> None:
        self.lock = shared / "lock"
        self.made = shared / "made"
        self.name = shared.name


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Worker) -> None:
    """Tell a worker the directory that all workers of this run share."""
    stash = node.config.stash
    if SHARED not in stash:
        stash[SHARED] = Path(tempfile.mkdtemp(prefix="navdiplomacy_tests_"))
    node.workerinput["shared"] = str(stash[SHARED])


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove the template when all workers have ended."""
    shared = session.config.stash.get(SHARED, None)
    if shared is None:
        return
    template = Template(shared)
    if template.made.exists() and connection.vendor == "postgresql":
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(template.name)))
    shutil.rmtree(shared)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Give this process a database with every migration applied.

    A folder of tests that needs another one overrides ``django_db_modify_db_settings``.
    """
    worker = getattr(request.config, "workerinput", None)
    kept = request.config.cache.mkdir("databases") / f"{made_of()}.sqlite3"
    with django_db_blocker.unblock():
        if worker:
            undo = copy(Template(Path(worker["shared"])), kept, worker["workerid"])
        else:
            # A folder of tests may have named a file, which has to be that of the database.
            in_memory = (
                connection.vendor == "sqlite" and not connection.settings_dict["TEST"]["NAME"]
            )
            undo = sqlite_copy(kept) if in_memory else migrate()
    yield
    with django_db_blocker.unblock():
        undo()


def migrate() -> Undo:
    """Migrate a database of this process alone."""
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    return partial(teardown_databases, made, verbosity=0)


def made_of() -> str:
    """A name for all that a migrated database depends on: our code, what it rests on, SQLite."""
    found = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    code = (
        path for name in ("deployments", "navdiplomacy") for path in ROOT.glob(f"{name}/**/*.py")
    )
    for path in (ROOT / "requirements.txt", *sorted(code)):
        found.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:32]


def copy(template: Template, kept: Path, worker: str) -> Undo:
    """Copy the template, which the first worker makes while the others wait."""
    with template.lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor == "postgresql":
            undo = postgres_copy(template, worker, made=template.made.exists())
        else:
            undo = sqlite_copy(kept)
        template.made.touch()
    return undo


def sqlite_copy(kept: Path) -> Undo:
    """Fill a database in memory from the file that is kept, or that file from one migrated."""
    if not kept.exists():
        undo = migrate()
        for older in kept.parent.glob("*.sqlite3"):
            older.unlink()
        whole = kept.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(whole)) as file:
            connection.connection.backup(file)
        whole.replace(kept)
        return undo
    name = use("file:copied?mode=memory&cache=shared")
    connection.ensure_connection()
    with closing(sqlite3.connect(kept)) as file:
        file.backup(connection.connection)
    return partial(connection.creation.destroy_test_db, name, verbosity=0)


def postgres_copy(template: Template, worker: str, *, made: bool) -> Undo:
    """Let the server copy the template, having migrated it when no worker has."""
    creation, name = connection.creation, connection.settings_dict["NAME"]
    if not made:
        connection.settings_dict["TEST"]["NAME"] = template.name
        creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    use(template.name)
    creation.clone_test_db(worker, verbosity=0, autoclobber=True)
    use(creation.get_test_db_clone_settings(worker)["NAME"])
    return partial(creation.destroy_test_db, name, verbosity=0)


_LEFT: dict[str, Any] = {}
"""Connections to databases in memory that are not in use: without one, all that is there goes."""


def use(name: str) -> str:
    """Let this process use the database of that name; return the one it used before."""
    before: str = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        if connection.connection is not None:
            _LEFT[before], connection.connection = connection.connection, None
    else:
        connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
    if left := _LEFT.pop(name, None):
        connection.ensure_connection()
        left.close()
    return before

"""The large world of ``make large``, made once and kept for later runs until the code changes.

On PostgreSQL it stays as long as its cluster: ``NAVDIPLOMACY_POSTGRES_HOME``, of
``bin/with-postgres``, names the place of one that is kept.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db import connection, transaction
from psycopg import sql

from deployments.models import RECORD_MODELS
from tests.template_database import ROOT, made_of, use

from .world import Sizes, World, build

MADE_BY = ("tests/large/world.py", "bench/rows.py")


def name_of(sizes: Sizes) -> str:
    """A name for the world of these sizes as the code that there is makes it."""
    found = hashlib.sha256(f"{made_of()} {sizes}".encode())
    for path in MADE_BY:
        found.update((ROOT / path).read_bytes())
    return f"large_{found.hexdigest()[:24]}"


@contextmanager
def kept_world(sizes: Sizes, directory: Path) -> Iterator[World]:
    """Use the database with the world of these sizes inside; it is made when there is none.

    Begins in the database of the tests, which has all tables and no rows. ``directory`` is where
    SQLite keeps files.
    """
    postgresql = connection.vendor == "postgresql"
    at = on_postgresql(sizes) if postgresql else on_sqlite(sizes, directory)
    before = use(at)
    try:
        yield {model: list(model._default_manager.order_by("pk")) for model in RECORD_MODELS}
    finally:
        use(before)


def on_sqlite(sizes: Sizes, directory: Path) -> str:
    """The file with the world."""
    file = directory / f"{name_of(sizes)}.sqlite3"
    if not file.exists():
        for older in directory.glob("large_*"):
            older.unlink()
        begun = file.with_suffix(".begun")
        with closing(sqlite3.connect(begun)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        make(sizes, str(begun))
        begun.rename(file)
    return str(file)


def on_postgresql(sizes: Sizes) -> str:
    """The database with the world, in the cluster of the tests."""
    name = name_of(sizes)
    empty = sql.Identifier(connection.settings_dict["NAME"])
    connection.close()  # a database that is in use is not copied
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        there = {
            row[0]
            for row in server.execute("SELECT datname FROM pg_database WHERE datname ~ '^large_'")
        }
        if name not in there:
            for older in map(sql.Identifier, there):
                server.execute(sql.SQL("DROP DATABASE {}").format(older))
            begun = sql.Identifier(f"{name}_begun")
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(begun, empty))
            make(sizes, f"{name}_begun")
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(begun, sql.Identifier(name)))
    return name


def make(sizes: Sizes, at: str) -> None:
    """Make the world in that database, all or nothing."""
    before = use(at)
    with transaction.atomic():
        build(sizes)
    use(before)

"""The migrations, run from nothing as on a new site, make the tables that the models describe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from tests.support import database_of_its_own

DESCRIBED = {
    "sqlite": "SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": """
        SELECT 'column', table_name, column_name,
               concat_ws(' ', data_type, character_maximum_length, is_nullable, is_identity)
          FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'index', tablename, indexname, regexp_replace(indexdef, '^.* ON ', '')
          FROM pg_indexes WHERE schemaname = 'public'
    """,
}
"""What there is in a database: its kind, its table, its name, and how it is defined."""

Thing = tuple[str, str, str]


def described(connection: BaseDatabaseWrapper) -> Counter[Thing]:
    """What the tables of the app are made of, whatever the order of columns.

    Names that Django makes from a digest are left out: a column that was renamed keeps them.
    """
    tables = {
        model._meta.db_table
        for model in apps.get_app_config("deployments").get_models(include_auto_created=True)
    }
    found: Counter[Thing] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(DESCRIBED[connection.vendor])
        for kind, table, name, definition in cursor.fetchall():
            if table not in tables:
                continue
            if kind == "table":
                found.update((table, "part", part) for part in parts(definition))
                continue
            plain = re.sub(r'^CREATE (UNIQUE )?INDEX "\w+"', r"\1", definition)
            named = "" if re.search(r"_[0-9a-f]{8}(_|$)", name) else name
            found[table, named, plain] += 1
    return found


def parts(sql: str) -> Iterator[str]:
    """The columns and constraints between the outermost brackets of a CREATE TABLE."""
    part, depth = "", 0
    for letter in sql[sql.index("(") + 1 : sql.rindex(")")]:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            yield part.strip()
            part = ""
        else:
            part += letter
    yield part.strip()


@contextmanager
def empty(use: str, file: Path) -> Iterator[tuple[str, BaseDatabaseWrapper]]:
    """An empty database of the engine under test: its address, and a connection to it."""
    with database_of_its_own(use) as given:
        address = given or f"sqlite:///{file}"
        name = urlsplit(given).path.removeprefix("/") if given else str(file)
        other = {**settings.DATABASES["default"], "NAME": name}
        with closing(ConnectionHandler({"default": other})["default"]) as connection:
            yield address, connection


def manage(address: str, *words: str) -> str:
    """Run a management command on a database."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_migrations_from_nothing_make_what_the_models_say_and_can_be_undone(
    tmp_path: Path,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    with (
        django_db_blocker.unblock(),
        empty("migrated", tmp_path / "migrated") as (address, migrated),
        empty("modelled", tmp_path / "modelled") as (_address, modelled),
    ):
        manage(address, "migrate", "--verbosity", "0")
        with modelled.schema_editor() as editor:
            for model in apps.get_models():
                editor.create_model(model)
        found, meant = described(migrated), described(modelled)
        assert sum(meant.values()) > 500
        assert (found - meant, meant - found) == (Counter(), Counter())
        migrated.close()
        assert manage(address, "makemigrations", "--check", "--dry-run") == "No changes detected\n"
        manage(address, "migrate", "deployments", "zero")
        assert described(migrated) == Counter()

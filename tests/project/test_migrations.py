"""The migrations, run from nothing as on a new site, make the tables that the models describe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.db import ConnectionHandler, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from deployments.models import FormerAddress, PublicChange, PublicDocument, TimelineEntry
from deployments.models.base import Occurrence
from tests.project import first_release
from tests.support import database_of_its_own

pytestmark = pytest.mark.long

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
    """An empty database of the engine under test: its address, and a connection named by use."""
    with database_of_its_own(use) as given:
        address = given or f"sqlite:///{file}"
        name = urlsplit(given).path.removeprefix("/") if given else str(file)
        other = {**settings.DATABASES["default"], "NAME": name}
        with closing(ConnectionHandler({"default": other, use: other})[use]) as connection:
            connections[use] = connection
            try:
                yield address, connection
            finally:
                del connections[use]


def manage(address: str, *words: str) -> str:
    """Run a management command on a database."""
    return run(address, "manage.py", *words)


def run(address: str, *words: str) -> str:
    """Run Python on a database."""
    return subprocess.run(
        [sys.executable, *words],
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
            # Django has no words for a full-text index.
            import_module("deployments.migrations.0021_public_words").make(apps, editor)
        found, meant = described(migrated), described(modelled)
        assert sum(meant.values()) > 500
        assert (found - meant, meant - found) == (Counter(), Counter())
        migrated.close()
        assert manage(address, "makemigrations", "--check", "--dry-run") == "No changes detected\n"
        manage(address, "migrate", "deployments", "zero")
        assert described(migrated) == Counter()
        left = [name for name in migrated.introspection.table_names() if "deployments" in name]
        assert not left


MOVED = {"RecordIndex": ("public_digest", "public_changed_at")}
"""Columns of the first release that stand in another table now, by table."""

Rows = dict[str, list[dict[str, object]]]
"""Rows by table, each by column."""


def stored(release: Apps, database: str) -> Rows:
    """Every row of the tables of the first release, read by a release's models.

    In the columns of the first release, those left out that the release has moved elsewhere.
    """
    found = {}
    for model in first_release.models().get_app_config("deployments").get_models():
        name = model._meta.object_name or ""
        read = release.get_model("deployments", name)
        columns = {column.attname for column in model._meta.concrete_fields}
        if release is apps:
            columns.difference_update(MOVED.get(name, ()))
        found[name] = list(read._base_manager.using(database).order_by("pk").values(*columns))
    return found


def as_they_are_now(tables: Rows) -> Rows:
    """What contradicted differs where it gives a value, and else denies; less what has moved."""
    found = deepcopy(tables)
    for name, columns in MOVED.items():
        for row in found[name]:
            for column in columns:
                del row[column]
    for name in ("Citation", "HistoricalCitation"):
        against = [row for row in found[name] if row["stance"] == "contradicts"]
        assert len(against) == 2
        for row in against:
            row["stance"] = "differs" if row["value"] else "denies"
    return found


def test_an_upgrade_keeps_every_row_and_gives_it_its_day_and_can_be_undone(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    with (
        django_db_blocker.unblock(),
        empty("upgraded", tmp_path / "upgraded") as (address, upgraded),
    ):
        release = first_release.models()
        manage(address, "migrate", "deployments", "0002", "--verbosity", "0")
        run(address, "-m", first_release.__name__)
        noon = datetime(2024, 9, 3, 12, tzinfo=UTC)
        indexed = release.get_model("deployments", "RecordIndex")._base_manager
        port = release.get_model("deployments", "Port")._base_manager.using(upgraded.alias).get().pk
        for kind, pk, digest, at in (
            ("visit", 7, "a" * 64, noon),
            ("port", 7, "", None),
            ("port", port, "b" * 64, noon),
        ):
            indexed.using(upgraded.alias).create(
                record_type=kind, record_id=pk, public_digest=digest, public_changed_at=at
            )
        before = stored(release, upgraded.alias)
        assert sum(bool(rows) for rows in before.values()) == 29
        upgraded.close()

        manage(address, "migrate", "--verbosity", "0")
        assert stored(apps, upgraded.alias) == as_they_are_now(before)
        documents = PublicDocument.objects.using(upgraded.alias)
        assert set(documents.values_list("record_type", "key", "text", "digest", "changed_at")) == {
            ("visit", "#7", "", "a" * 64, noon),
            ("port", "yokosuka", "", "b" * 64, noon),
        }
        former = FormerAddress.objects.using(upgraded.alias)
        assert set(
            former.values_list("record_type", "key", "present_key", "withdrawn_on", "reason")
        ) == {
            ("port", "yokosuka-base", "yokosuka", None, ""),
            ("theme", "bases", "ports", None, ""),
            ("theme", "ports", "", date(2024, 9, 2), "Twice."),
        }
        assert PublicChange.objects.using(upgraded.alias).position() == (0, None)
        days = {}
        for model in apps.get_app_config("deployments").get_models():
            if issubclass(model, Occurrence):
                [row] = model._base_manager.using(upgraded.alias)
                [state] = model.history.using(upgraded.alias)
                days[row.key] = (row.sort_day, state.sort_day)
                for was in (row, state.instance):
                    found = was.sort_day
                    was.settle()
                    assert was.sort_day == found
                assert row.version == 0
        assert days == {
            "voyage": (date(2024, 6, 1), date(2024, 6, 1)),
            "call": (date(2024, 8, 22), date(2024, 8, 20)),
            "undated": (date.min, date.min),
            "left": (date(2024, 1, 1), date(2024, 1, 1)),
            "said": (date(2024, 8, 30), date(2024, 8, 30)),
        }
        entries = TimelineEntry.objects.using(upgraded.alias)
        assert dict(entries.values_list("slug", "period")) == {
            "visit:call": 202408,
            "exercise:undated": 0,
            "deployment:voyage": 202406,
            "departure:voyage": 202406,
            "return:voyage": 202409,
        }
        upgraded.close()

        manage(address, "migrate", "deployments", "0002", "--verbosity", "0")
        assert stored(release, upgraded.alias) == before

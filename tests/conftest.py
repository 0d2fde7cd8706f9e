"""What every test shares."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import override_settings
from jinja2 import StrictUndefined

from .history_watch import HistoryWatch
from .template_database import (
    django_db_setup,
    pytest_configure_node,
    pytest_sessionfinish,
)

__all__ = ["django_db_setup", "pytest_configure_node", "pytest_sessionfinish"]

WATCHES: list[HistoryWatch] = []

MISSING = {"public": {"undefined": StrictUndefined}}
"""Options of the engines of templates, by name: what is missing is an error, not left out."""


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not in what was imported: a twentieth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _watch(connection: Any, **_kwargs: Any) -> None:
    if not any(isinstance(wrapper, HistoryWatch) for wrapper in connection.execute_wrappers):
        watch = HistoryWatch(connection)
        WATCHES.append(watch)
        connection.execute_wrappers.append(watch)


@pytest.fixture(scope="session", autouse=True)
def _watch_all_connections() -> Iterator[None]:
    """Watch the history of every write on every connection, those of other threads too."""
    connection_created.connect(_watch, dispatch_uid="history watch")
    _watch(connection)
    yield
    connection_created.disconnect(dispatch_uid="history watch")


@pytest.fixture(autouse=True)
def _no_write_without_history() -> Iterator[None]:
    """Fail a test that wrote to a curated table without a history row and a change set."""
    yield
    found = [violation for watch in WATCHES for violation in watch.take_violations()]
    assert not found, "\n".join(found)


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests() -> Iterator[None]:
    """Change what tests cannot wait for; everything else is as served.

    Static files come from their sources, as hashed names exist after collectstatic only, and
    passwords are hashed by a fast function, as they guard nothing here.
    """
    with override_settings(
        TEMPLATES=[
            {**each, "OPTIONS": {**each["OPTIONS"], **MISSING.get(str(each.get("NAME")), {})}}
            for each in settings.TEMPLATES
        ],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield

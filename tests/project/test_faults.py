"""Where something fails here, whoever asked is told what to do, in the form asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import (
    DatabaseError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.test import Client

from navdiplomacy.faults import is_out_of_reach
from tests.admin.pages import opened

NOTED = "The fault is ours and has been noted."


@pytest.fixture
def window() -> Client:
    """A window in which a failure is an answer."""
    return Client(raise_request_exception=False)


@pytest.fixture
def _without_documents(db: None) -> None:
    """A table that the code expects is missing."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE deployments_publicdocument RENAME TO elsewhere")


@pytest.mark.usefixtures("_without_documents")
def test_a_fault_of_ours_is_said_in_the_form_asked_for(window: Client) -> None:
    page = window.get("/visits/")
    assert (page.status_code, page["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert NOTED in page.content.decode()
    assert "deployments_publicdocument" not in page.content.decode()


@pytest.mark.usefixtures("_without_documents")
def test_a_fault_of_ours_is_problem_details_in_the_api(window: Client) -> None:
    answer = window.get("/api/v1/visits/")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "no-store" in answer["Cache-Control"]
    problem = json.loads(answer.content)
    assert problem["status"] == 500
    assert problem["detail"].startswith(NOTED)


@pytest.mark.django_db
def test_a_form_that_cannot_be_saved_says_how_it_is_kept(admin_user: User, window: Client) -> None:
    window.force_login(admin_user)
    address = "/admin/deployments/port/add/"
    form = opened(window, address) | {"key": "kure", "name": "Kure", "country": "JP"}
    with taking_no_write():
        answer = window.post(address, form)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "reload this page in a minute" in answer.content.decode()


@contextmanager
def taking_no_write() -> Iterator[None]:
    """Let the database refuse every write: on PostgreSQL until the transaction ends."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")
    yield
    if is_sqlite:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


def caused(error: Exception, cause: Exception) -> Exception:
    """An error as Django hands it on."""
    error.__cause__ = cause
    return error


def sqlite(statement: str, path: str = ":memory:") -> sqlite3.Error:
    """What SQLite raises for a statement."""
    with pytest.raises(sqlite3.Error) as raised:
        sqlite3.connect(path).execute(statement)
    return raised.value


def test_a_database_out_of_reach_is_told_from_a_fault(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite3"
    damaged.write_text("no database at all " * 100)
    out_of_reach = [
        caused(DatabaseError(), sqlite("SELECT * FROM sqlite_master", str(damaged))),
        caused(OperationalError(), psycopg.OperationalError()),
        caused(OperationalError(), psycopg.errors.AdminShutdown()),
        caused(InternalError(), psycopg.errors.ReadOnlySqlTransaction()),
        InterfaceError("connection already closed"),
    ]
    faults = [
        caused(OperationalError(), sqlite("SELECT * FROM nothing")),
        caused(ProgrammingError(), psycopg.errors.UndefinedTable()),
        ValidationError("no"),
        None,
    ]
    assert [is_out_of_reach(each) for each in out_of_reach] == [True] * len(out_of_reach)
    assert [is_out_of_reach(each) for each in faults] == [False] * len(faults)

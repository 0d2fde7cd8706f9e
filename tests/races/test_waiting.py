"""Who waits for the one writer waits a bounded time, is told who is writing, and loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client

from deployments.changes.service import change_set
from deployments.changes.writer import Busy
from deployments.choices import Origin, Status
from tests import factories as make
from tests.admin.pages import opened, url

from .racing import Person, race

ON_POSTGRESQL = "An import by ida has been under way since"
ON_SQLITE = "Somebody else is storing changes, or a long import is under way."
AGAIN = "Try again in a moment."


@pytest.fixture(autouse=True)
def _short_wait(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Wait no longer than a test should take; SQLite reads its time when it connects."""
    settings.WRITER_WAIT_SECONDS = 0.2
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.2)
    connection.close()
    yield
    connection.close()


@pytest.fixture
def who() -> str:
    """What is told of the writer; SQLite does not know who that is."""
    return ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL


@contextmanager
def an_import_under_way() -> Iterator[None]:
    """Somebody who holds the lock, on a connection of their own."""
    ida = User.objects.create_user("ida")
    writing, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with change_set(origin=Origin.IMPORT, actor=ida):
                writing.set()
                done.wait()
        finally:
            connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    writing.wait()
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_a_form_comes_back_with_who_is_writing_and_all_that_was_typed(
    who: str, emma: Person
) -> None:
    visit = make.VisitFactory()
    data = opened(emma.client, url(visit)) | {"summary": "What Emma typed"}
    with an_import_under_way():
        answer = emma.post(url(visit), data)
        assert (answer.status, answer.stored) == (200, False)
        for words in ("Nothing was saved.", who, AGAIN, "What Emma typed"):
            assert words in answer.text
        assert emma.client.get(url(visit)).status_code == 200
    assert emma.post(url(visit), data).stored
    visit.refresh_from_db()
    assert visit.summary == "What Emma typed"


def test_actions_and_pages_say_who_is_writing(who: str, paul: Person) -> None:
    port, other = make.published(make.PortFactory()), make.PortFactory()
    with an_import_under_way():
        answers = [
            paul.act("publish", other, port),
            paul.act("send_to_review", other),
            paul.act("delete_selected", other, post="yes"),
            paul.post(url(other, "delete"), {"post": "yes"}),
            paul.rename(port, "another-key"),
            paul.withdraw(port),
        ]
        for answer in answers:
            assert answer.status == 200
            assert who in answer.text
            assert AGAIN in answer.text
    port.refresh_from_db()
    other.refresh_from_db()
    assert (port.status, other.status) == (Status.PUBLISHED, Status.DRAFT)


def test_commands_end_with_who_is_writing(who: str, tmp_path: Path) -> None:
    (tmp_path / "ports.csv").write_text("key,name\nyokosuka,Yokosuka\n", encoding="utf-8")
    with an_import_under_way():
        for command in (["import_records", str(tmp_path)], ["rebuild_index"]):
            with pytest.raises(CommandError, match=who.rstrip(".")):
                call_command(*command)


def test_all_who_wait_are_told_and_not_the_next_alone() -> None:
    def write() -> None:
        with change_set(origin=Origin.COMMAND):
            pass

    with an_import_under_way():
        waited = race(write, write, write)
    assert [type(answer) for answer in waited] == [Busy] * 3
    assert race(write, write, write) == [None] * 3


def test_readers_do_not_wait() -> None:
    port = make.published(make.PortFactory())
    with an_import_under_way():
        assert Client().get(f"/ports/{port.key}/").status_code == 200

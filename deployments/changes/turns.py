"""Turns at writing on SQLite, so that nobody is passed over.

Who waits for SQLite's lock asks again every tenth of a second. Between two change sets of an
import or a rebuild the lock is free for a thousandth of that, and one who waited could be passed
over for as long as the other has work. So whoever begins to write takes a turn first, and gives it
back with the lock in hand: who has just written and wants to write again finds the turn taken, and
comes after. The turn is a lock of the operating system on the folder of the database, which ends
with its process, however that ends. Transactions that write nothing take it as well: with
``BEGIN IMMEDIATE`` they wait for the same lock.

PostgreSQL queues those who wait for a lock by itself.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

STEP = 0.01
"""Seconds between two looks at whether the turn is free."""


def connect() -> None:
    """Let every connection to a SQLite file take turns."""
    connection_created.connect(_installed, dispatch_uid="deployments.changes.turns")


def _installed(*, connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Note: a connection that is opened again keeps its wrappers."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        return
    if _in_turn not in connection.execute_wrappers:
        connection.execute_wrappers.append(_in_turn)


def _in_turn(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Begin a transaction when it is this connection's turn.

    Waiting for the turn and waiting for the lock together take no longer than the connection's
    timeout; who gets no turn in that time tries the lock once more, and fails as SQLite does.
    """
    if not sql.startswith("BEGIN IMMEDIATE"):
        return execute(sql, params, many, context)
    connection = context["connection"]
    patience = float(connection.settings_dict["OPTIONS"].get("timeout", 5.0))
    with _turn(Path(connection.settings_dict["NAME"]).parent, patience) as waited:
        if not waited:
            return execute(sql, params, many, context)
        with _timeout(connection, patience - waited, patience):
            return execute(sql, params, many, context)


@contextmanager
def _turn(folder: Path, patience: float) -> Iterator[float]:
    """Hold the turn; gives the seconds it was waited for, which are ``patience`` for no turn.

    Time is counted by what was slept, as SQLite does: a clock may be set.
    """
    turn = os.open(folder, os.O_RDONLY)
    try:
        waited = 0.0
        while waited < patience and not _taken(turn):
            time.sleep(STEP)
            waited += STEP
        yield min(waited, patience)
    finally:
        os.close(turn)


def _taken(turn: int) -> bool:
    """Take the turn; whether there is nothing to wait for, also where folders have no locks."""
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _timeout(connection: BaseDatabaseWrapper, seconds: float, usual: float) -> Iterator[None]:
    """Wait for SQLite's lock no longer than is left."""
    connection.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
    try:
        yield
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {round(usual * 1000)}")

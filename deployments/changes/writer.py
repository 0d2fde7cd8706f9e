"""One writer at a time, on both engines.

Whoever changes curated rows holds the one lock until the transaction ends, and takes it before
anything is read, so that what is read is what the last writer left. On SQLite the lock is the
database's own, which ``BEGIN IMMEDIATE`` takes (see the settings). On PostgreSQL it is an advisory
lock, taken as the transaction's first statement; at READ COMMITTED each statement after it sees
what was committed until then.

Readers never wait. A writer waits for ``WRITER_WAIT_SECONDS`` and is then told who is writing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..choices import Origin

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LOCK = 1_852_929_654
"""The advisory lock's number; any would do, if nothing else in the database uses it."""

PROGRAM = "navdiplomacy"
BUSY_STATES = {"55P03"}  # lock_not_available
BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class Busy(Exception):
    """The lock was not to be had in time; the text says who has it, and what to do."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock."""

    origin: str
    actor_name: str
    since: datetime


class _StillHeld(Exception):
    """The time to wait is over."""


@contextmanager
def one_writer(*, origin: str, actor: User | None = None) -> Iterator[None]:
    """A transaction that no other writer is in. Raises :class:`Busy` when none can be had.

    ``origin`` and ``actor`` are told to those who wait.
    """
    begun = False
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                _lock(origin, actor)
            begun = True
            yield
    except _StillHeld as held:
        raise Busy(_in_words(_holder())) from held
    except OperationalError as error:
        if begun or not _is_busy(error):
            raise
        raise Busy(_in_words(None)) from error


def _lock(origin: str, actor: User | None) -> None:
    """Wait for the advisory lock, and leave a note of who has it where others can read it."""
    note = f"{PROGRAM} {origin} {actor.pk if actor else ''}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), set_config('application_name', %s, true)",
            [f"{round(settings.WRITER_WAIT_SECONDS * 1000)}ms", note],
        )
        try:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        except OperationalError as error:
            if _is_busy(error):
                raise _StillHeld from error
            raise
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


def _is_busy(error: OperationalError) -> bool:
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & 0xFF in BUSY_CODES
    return getattr(cause, "sqlstate", "") in BUSY_STATES


def _holder() -> Holder | None:
    """Who holds the advisory lock now; None when it was let go, or was taken by something else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name, xact_start FROM pg_locks JOIN pg_stat_activity USING (pid) "
            "WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = %s "
            "AND datname = current_database()",
            [LOCK],
        )
        found = cursor.fetchone()
    note = found[0].split(" ") if found else []
    if len(note) != 3 or note[0] != PROGRAM or found[1] is None:
        return None
    users = get_user_model()._default_manager
    user = users.filter(pk=note[2]).first() if note[2] else None
    return Holder(note[1], user.get_username() if user else "", found[1])


def _in_words(holder: Holder | None) -> str:
    """Who is writing, for somebody who waited in vain."""
    if holder is None:
        who = _("Somebody else is storing changes, or a long import is under way.")
    else:
        since = f"{timezone.localtime(holder.since):%H:%M}"
        if holder.origin == Origin.IMPORT:
            who = (
                _("An import by %(who)s has been under way since %(since)s.")
                if holder.actor_name
                else _("An import has been under way since %(since)s.")
            )
        else:
            who = (
                _("A change by %(who)s has been under way since %(since)s.")
                if holder.actor_name
                else _("A command has been under way since %(since)s.")
            )
        who %= {"who": holder.actor_name, "since": since}
    return who + " " + _("Only one can write at a time. Try again in a moment.")

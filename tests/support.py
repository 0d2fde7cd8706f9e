"""Small helps that have no better place."""

import os
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from psycopg import sql
from pytest_django import DjangoDbBlocker

from deployments.services.pieces import Step


def free_port() -> int:
    """Return a port of this machine that nothing serves now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def told_by(steps: Iterable[Step]) -> list[str]:
    """What these steps find that is not as it should be."""
    return [line for step in steps for found in step.pieces() for line in found.lines]


@contextmanager
def kept_for_a_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let rows that are made inside stay for every test of a module, and go at its end.

    For a fixture of that scope, which asks for ``django_db_setup`` and ``django_db_blocker``.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def requests_within_the_transaction() -> Iterator[None]:
    """Ask the application itself, as a server does, without losing the rows of a test.

    A request closes a connection that it finds in a transaction, as it may not be its own.
    Django's test client sees to that itself.
    """
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in ends:
            signal.connect(close_old_connections)


@contextmanager
def database_of_its_own(use: str) -> Iterator[str | None]:
    """Make an empty database beside that of the tests; None means SQLite, which needs a file."""
    tests = os.environ.get("DATABASE_URL", "")
    if not tests.startswith("postgres"):
        yield None
        return
    name = f"{use}_{os.getpid()}"
    with psycopg.connect(tests, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(tests)._replace(path=f"/{name}"))
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)

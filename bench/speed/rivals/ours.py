"""This project, as ``make run`` serves it with the settings of a public site."""

from __future__ import annotations

from django.db import connection

from ..asking import Ask, of_wsgi
from ..worker import seconds_of


def load() -> Ask:
    """Made ready as before the first request of a server."""
    from navdiplomacy.wsgi import application  # first: it loads the apps

    from navdiplomacy.warming import warm  # isort: skip

    warm(application)
    return of_wsgi(application)


def engine() -> tuple[int, float]:
    """The database's own process for the connection that is kept, and its CPU in seconds.

    Zeros where the database has none.
    """
    if connection.vendor != "postgresql":
        return 0, 0.0
    connection.ensure_connection()
    process = connection.connection.info.backend_pid
    return process, seconds_of(process)

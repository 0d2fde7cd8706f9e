"""Answers where something failed here: a page for readers, problem details from the API.

A database that does not answer is told apart from a fault of ours: the former is over in a while,
and whoever asks does well to ask again (503). Nothing here reads the database.
"""

from __future__ import annotations

import sqlite3
import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from .refusals import is_api, refusal

WAIT = 60
"""Seconds after which to ask again."""

OUT_OF_REACH = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
"""SQLite's primary result codes that tell of its file, and not of a statement:
https://www.sqlite.org/rescode.html."""

READ_ONLY = "25006"
"""What PostgreSQL says to a write where it takes none, as after another server took over:
https://www.postgresql.org/docs/current/errcodes-appendix.html."""


def failed(request: HttpRequest) -> HttpResponse:
    """Answer for the exception that is being handled: 503 where the database is out of reach."""
    if is_out_of_reach(sys.exc_info()[1]):
        detail = _("The database does not answer. Try again in a minute.")
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            detail = _(
                "The database does not answer. What you sent may not have been saved: reload this "
                "page in a minute, and your browser sends it again."
            )
        answer = refusal(request, 503, _("Not available at the moment"), detail)
        answer["Retry-After"] = str(WAIT)
        return answer
    if is_api(request):
        detail = _("The fault is ours and has been noted. Ask again in a moment.")
        return refusal(request, 500, _("Something went wrong here"), detail)
    return server_error(request)


def is_out_of_reach(error: BaseException | None) -> bool:
    """Whether the database gave no answer, as when it is stopped, full or held by someone else.

    SQLite calls a statement with a fault an operational error too; its code tells them apart.
    """
    cause = error.__cause__ if error else None
    if isinstance(error, DatabaseError) and isinstance(cause, sqlite3.Error):
        code: int = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return code & 0xFF in OUT_OF_REACH
    takes_no_write = getattr(cause, "sqlstate", None) == READ_ONLY
    return takes_no_write or isinstance(error, OperationalError | InterfaceError)

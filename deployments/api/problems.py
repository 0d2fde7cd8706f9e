"""Errors as RFC 9457 problem details (``application/problem+json``)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from ..pages.reading import NotReady
from ..public.whereabouts import Whereabouts

CONTENT_TYPE = "application/problem+json"


class BadParameters(exceptions.APIException):
    """A parameter that is unknown, malformed or repeated; names those that are allowed."""

    status_code = 400

    def __init__(self, errors: dict[str, list[str]], allowed: list[str]) -> None:
        super().__init__()
        self.errors = errors
        self.allowed = allowed


class Withdrawn(exceptions.APIException):
    """A record that was public once and is withdrawn: its tombstone."""

    status_code = 410

    def __init__(self, found: Whereabouts) -> None:
        super().__init__()
        self.found = found


def problem(status: int, title: str, detail: str, **more: Any) -> Response:
    """An answer that says what went wrong and what to do."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(body, status=status, content_type=CONTENT_TYPE)


def handler(error: Exception, _context: dict[str, Any]) -> Response | None:
    """Turn an error into a problem; None (a server error) for what is nobody's fault but ours."""
    answer = _answer(error)
    if answer is not None:
        set_rollback()
    return answer


def _answer(error: Exception) -> Response | None:
    match error:
        case BadParameters():
            return problem(
                400,
                _("Bad request"),
                _("A parameter cannot be used as given. See “errors” and “allowed”."),
                errors=[
                    {"parameter": name, "detail": message}
                    for name, messages in error.errors.items()
                    for message in messages
                ],
                allowed=error.allowed,
            )
        case Withdrawn():
            found = error.found
            return problem(
                410,
                _("Gone"),
                _("This record was withdrawn."),
                record_type=found.record_type,
                key=found.key,
                withdrawn_on=found.withdrawn_on,
                reason=found.reason,
            )
        case NotReady():
            answer = problem(
                503,
                _("Not ready"),
                _("The site is being updated. Ask again in a minute."),
            )
            answer["Retry-After"] = str(error.wait)
            return answer
        case Http404() | exceptions.NotFound():
            return problem(404, _("Not found"), _("There is nothing public at this address."))
        case exceptions.MethodNotAllowed():
            answer = problem(
                405, _("Method not allowed"), _("The API is read-only. Use GET, HEAD or OPTIONS.")
            )
            answer["Allow"] = "GET, HEAD, OPTIONS"
            return answer
        case exceptions.NotAcceptable():
            return problem(
                406, _("Not acceptable"), _("This address answers in application/json only.")
            )
        case SuspiciousOperation():
            return problem(400, _("Bad request"), _("The request cannot be read."))
        case exceptions.APIException():
            return problem(error.status_code, str(error.default_detail), str(error.detail))
    return None

"""Sessions, users and messages: for the desk alone.

A public answer depends on nobody, so that nobody is looked for: what Django prepares for that, and
puts away after it, was an eighth of the CPU of a short answer.
"""

from __future__ import annotations

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from .middleware import is_desk


class _AtTheDesk(MiddlewareMixin):
    """A middleware that every other request passes by."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = super().__call__ if is_desk(request) else self.get_response
        return answer(request)  # type: ignore[return-value]  # no view of ours is asynchronous


class Sessions(_AtTheDesk, SessionMiddleware):
    """A session."""


class Users(_AtTheDesk, AuthenticationMiddleware):
    """Who is logged in."""


class Messages(_AtTheDesk, MessageMiddleware):
    """What to tell on the next page."""

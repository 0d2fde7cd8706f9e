"""What every request passes: it can be read, and a HEAD is answered without a body."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from .refusals import is_api, not_found, refusal

MAX_ADDRESS_BYTES = 8_000
"""Bytes of path and query. The server reads a little more, so that the refusal has our words."""
FORM_METHODS = ("POST", "PUT", "PATCH")

Answer = Callable[[HttpRequest], HttpResponseBase]


def is_desk(request: HttpRequest) -> bool:
    """Whether the answer depends on who asks, as below the address of the admin."""
    return not settings.PUBLIC_SIDE and request.path_info.startswith(_desk())


@cache
def _desk() -> str:
    return reverse("admin:index")


def head_without_body(get_response: Answer) -> Answer:
    """Answer HEAD as GET, its ETag and “not modified” included, and send nothing after the headers.

    The server would drop a body too, with a warning for each.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD":
            return get_response(request)
        request.method = "GET"
        response = get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = []
        elif isinstance(response, HttpResponse):
            response.content = b""
        return response

    return answer


def one_policy(get_response: Answer) -> Answer:
    """Say on every answer from where a browser may load what; no view says otherwise.

    Written once: the middleware of ``csp``, by which a view could, puts it together each time.
    """
    policy = build_policy()

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not (settings.DEBUG and response.status_code in (404, 500)):  # Django's own pages
            response[HEADER] = policy
        return response

    return answer


def readable_requests(get_response: Answer) -> Answer:
    """Refuse what no page could use: an address too long, another encoding, a null character.

    A null character is in no text that people write, and makes PostgreSQL fail wherever it
    arrives; so one place refuses it for addresses, forms and cookies of the whole site. Only the
    parameters of the API are left to the API, which says of each what is wrong with it.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = len(request.get_full_path())
        if length > MAX_ADDRESS_BYTES:
            detail = _(
                "The address is %(length)d bytes long; at most %(limit)d are read. Name fewer "
                "values, and ask in several steps."
            )
            values = {"length": length, "limit": MAX_ADDRESS_BYTES}
            return refusal(request, 414, _("Address too long"), detail % values)
        if not _is_utf8(request.encoding):
            detail = _("What is sent here is read as UTF-8. Send it in UTF-8, and say so.")
            return refusal(request, 400, _("Bad request"), detail)
        if "\0" in request.path_info:
            return not_found(request)
        if any("\0" in text for text in _texts(request)):
            detail = _(
                "A null character (%00) is in the address or in what was sent with it. Remove it "
                "and try again."
            )
            return refusal(request, 400, _("Bad request"), detail)
        return get_response(request)

    return answer


def _texts(request: HttpRequest) -> Iterator[str]:
    """All that the request gives to views as text, besides its path."""
    parameters = [] if is_api(request) else [request.GET]
    if request.method in FORM_METHODS:
        parameters.append(request.POST)
    for given in parameters:
        for name, values in given.lists():
            yield name
            yield from map(str, values)
    yield from chain.from_iterable(request.COOKIES.items())


def _is_utf8(encoding: str | None) -> bool:
    """Whether text said to be in ``encoding`` is UTF-8 (ASCII is); nothing said means it is."""
    return encoding is None or codecs.lookup(encoding).name in ("utf-8", "ascii")

"""Says of each public answer up to where the public side had changed, and does no work twice.

A public answer depends on the public side, on what serves it and on what is asked, and on nothing
else: not on who asks. So a label made of these tells whether it is the one that a caller has,
before anything is made: “304 Not Modified” costs one look at the position.
"""

from __future__ import annotations

import hashlib

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from deployments.api.base import OPEN
from deployments.clock import earliest_day
from deployments.public import PublicChange

from .middleware import Answer, is_desk
from .refusals import is_api
from .release import release

POSITION = "X-Position"


def fresh_answers(get_response: Answer) -> Answer:
    """Give public answers their position and ETag; answer 304 to those who have it already."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET" or is_desk(request):
            return get_response(request)
        try:
            # Before anything else is read: what changes meanwhile may be in the answer, whose
            # label is then too old and not asked for again, but never too new.
            position, at = PublicChange.objects.position()
        except DatabaseError:
            return get_response(request)  # which says so, where it needs the database
        label = etag(request, f"{position} {at}")
        if label in map(weak, parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))):
            response = not_modified(request, label)
        else:
            response = get_response(request)
            if response.status_code == 200:
                response["ETag"] = label
                if is_api(request):
                    patch_vary_headers(response, ("Accept",))
                if request.META.get("HTTP_IF_NONE_MATCH") == "*":  # has it, whichever it is
                    response = not_modified(request, label)
        response[POSITION] = str(position)
        return response

    return answer


def etag(request: HttpRequest, state: str) -> str:
    """The label of the answer to ``request`` in a ``state`` of the public side.

    A weak one: the same answer may travel compressed. Pages say of plans that their day is over,
    so that theirs is another every day; the API leaves that to its readers.
    """
    kind = request.META.get("HTTP_ACCEPT", "") if is_api(request) else earliest_day().isoformat()
    asked = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    parts = f"{release()}\n{state}\n{asked}\n{kind}"
    return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


def weak(label: str) -> str:
    """A label as it is compared: whether it is called a weak one makes no difference here."""
    return label if label.startswith("W/") else f"W/{label}"


def not_modified(request: HttpRequest, label: str) -> HttpResponseBase:
    """What tells a cache that its copy is right, with the headers that the answer itself has."""
    response = HttpResponseNotModified()
    response["ETag"] = label
    if is_api(request):
        response["Vary"] = "Accept"
        for name, value in OPEN.items():
            response[name] = value
    else:
        response["Cache-Control"] = "public, no-cache"
    return response

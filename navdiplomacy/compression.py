"""Public answers travel compressed to those who can read them so.

Only public ones: an answer that holds a secret, as forms of the desk do, would tell of it by its
length (BREACH). Static files were compressed once, when they were collected.
"""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from .middleware import Answer, is_desk

_REFUSED = re.compile(r"\bgzip\s*;\s*q=0(\.0*)?\s*(,|$)")
"""That a caller cannot read gzip; Django looks for its name alone."""


class _Public(GZipMiddleware):
    """No random bytes, as nothing is hidden: the same answer is the same bytes for all."""

    max_random_bytes = 0


def compressed_answers(get_response: Answer) -> Answer:
    """Compress public answers to GET by gzip, where that is asked for and makes them shorter."""
    gzip = _Public(get_response)

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method != "GET" or is_desk(request):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if _REFUSED.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return response
        compressed: HttpResponseBase = gzip.process_response(request, response)
        return compressed

    return answer

"""Answers made of stored documents, sent as they are stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import orjson
from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

ADDRESS = b'_url":"'
"""After this an address stands in a document: ``api_url``, ``html_url``, or that of a source."""

_RENDERER = JSONRenderer()


def as_json(data: dict[str, object]) -> bytes:
    """``data`` as the framework writes it, to the byte."""
    written = orjson.dumps(data)
    # Two ends of lines that JSON allows within a string and scripts did not.
    return written.replace(b"\xe2\x80\xa8", rb"\u2028").replace(b"\xe2\x80\xa9", rb"\u2029")


def sent(written: bytes, request: Request) -> HttpResponse:
    """JSON that is ready, in UTF-8, as an answer; indented where that is asked for."""
    accepted = request.accepted_media_type
    if accepted != _RENDERER.media_type and _RENDERER.get_indent(accepted, {}):
        return Response(json.loads(written))
    return HttpResponse(written, content_type=_RENDERER.media_type)


def addressed(documents: Iterable[bytes], request: Request) -> list[bytes]:
    """Stored documents with the addresses of this site.

    Of its own addresses a document has the paths alone, which begin with a slash; those of others
    begin with a scheme. Within a JSON string every quotation mark is escaped: what is replaced can
    be nothing but the beginning of an address.
    """
    site = ADDRESS + f"{request.scheme}://{request.get_host()}/".encode()
    # Not by replace(), which looks for what to replace twice: a third of the CPU.
    return [site.join(each.split(ADDRESS + b"/")) for each in documents]


def matched(document: bytes, match: str) -> bytes:
    """A stored document that says how sure it is that it falls into the days asked for."""
    return document.replace(b'"match":null', b'"match":"%s"' % match.encode(), 1)


def page(around: dict[str, Any], documents: Iterable[bytes], request: Request) -> bytes:
    """A page of stored ``documents`` as ``results``, after what is said ``around`` them."""
    head = as_json(around)
    parts = [head.removesuffix(b"}"), b',"results":[']
    for each in addressed(documents, request):
        parts += (each, b",")
    if parts[-1] == b",":
        parts.pop()
    return b"".join([*parts, b"]}"])  # once: each copy of a page costs as much as reading it

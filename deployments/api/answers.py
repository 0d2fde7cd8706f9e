"""Answers made of stored documents, sent as they are stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

ADDRESSES = (b'"api_url":"', b'"html_url":"')


@dataclass(frozen=True, slots=True)
class Written:
    """JSON that is ready to be sent, in UTF-8."""

    body: bytes


class Renderer(JSONRenderer):
    """Sends what is written as it is, unless an indented answer is asked for."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Any = None,
    ) -> bytes:
        if isinstance(data, Written):
            if not self.get_indent(accepted_media_type or "", renderer_context or {}):
                return data.body
            data = json.loads(data.body)
        answer: bytes = super().render(data, accepted_media_type, renderer_context)
        return answer


def addressed(documents: bytes, request: Request) -> bytes:
    """Stored documents with the addresses of this site, of which they have the paths alone.

    Within a JSON string every quotation mark is escaped: what is replaced can be nothing but the
    beginning of an address.
    """
    site = request.build_absolute_uri("/").encode()
    for name in ADDRESSES:
        documents = documents.replace(name + b"/", name + site)
    return documents


def matched(document: bytes, match: str | None) -> bytes:
    """A stored document that says how sure it is that it falls into the days asked for."""
    if not match:
        return document
    return document.replace(b'"match":null', b'"match":"%s"' % match.encode(), 1)


def page(around: dict[str, Any], documents: Iterable[bytes], request: Request) -> Written:
    """A page of stored ``documents`` as ``results``, after what is said ``around`` them."""
    head: bytes = JSONRenderer().render(around)
    results = addressed(b",".join(documents), request)
    return Written(b'%s,"results":[%s]}' % (head.removesuffix(b"}"), results))

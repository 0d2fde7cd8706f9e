"""Answers made of stored documents, sent as they are stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

ADDRESSES = ("api_url", "html_url")


@dataclass(frozen=True, slots=True)
class Written:
    """JSON that is ready to be sent."""

    text: str


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
                return data.text.encode()
            data = json.loads(data.text)
        answer: bytes = super().render(data, accepted_media_type, renderer_context)
        return answer


def addressed(document: str, request: Request) -> str:
    """A stored document with the addresses of this site, of which it has the paths alone.

    Within a JSON string every quotation mark is escaped: what is replaced can be nothing but the
    beginning of an address.
    """
    site = request.build_absolute_uri("/").rstrip("/")
    for name in ADDRESSES:
        document = document.replace(f'"{name}":"/', f'"{name}":"{site}/')
    return document


def matched(document: str, match: str | None) -> str:
    """A stored document that says how sure it is that it falls into the days asked for."""
    return document.replace('"match":null', f'"match":"{match}"', 1) if match else document


def page(around: dict[str, Any], documents: Iterable[str]) -> Written:
    """A page of ``documents`` as ``results``, after what is said ``around`` them."""
    head = JSONRenderer().render(around).decode().removesuffix("}")
    return Written(f'{head},"results":[{",".join(documents)}]}}')

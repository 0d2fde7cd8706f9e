"""The API's description of itself, in OpenAPI 3.1."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request
from rest_framework.response import Response

from .base import Endpoint
from .problems import CONTENT_TYPE

PROBLEM = {
    "type": "object",
    "description": "What went wrong, as in RFC 9457.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
COMPONENTS: dict[str, dict[str, Any]] = {
    "Problem": PROBLEM,
    "ParameterProblem": {
        "description": "Parameters that cannot be used as given, and those that are allowed.",
        "allOf": [{"$ref": "#/components/schemas/Problem"}],
        "type": "object",
        "required": ["errors", "allowed"],
        "properties": {
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["parameter", "detail"],
                    "properties": {
                        "parameter": {"type": "string"},
                        "detail": {"type": "string"},
                    },
                },
            },
            "allowed": {"type": "array", "items": {"type": "string"}},
        },
    },
    "Tombstone": {
        "description": "A record that was public and is withdrawn.",
        "allOf": [{"$ref": "#/components/schemas/Problem"}],
        "type": "object",
        "required": ["record_type", "key", "withdrawn_on", "reason"],
        "properties": {
            "record_type": {"type": "string"},
            "key": {"type": "string"},
            "withdrawn_on": {"type": "string", "format": "date"},
            "reason": {"type": "string"},
        },
    },
    "Moved": {
        "description": "Where a renamed record is now.",
        "type": "object",
        "required": ["api_url"],
        "properties": {"api_url": {"type": "string", "format": "uri"}},
    },
}


def _answer(description: str, component: str, media: str = CONTENT_TYPE) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{component}"}
    return {"description": description, "content": {media: {"schema": reference}}}


BAD = _answer("A parameter is unknown, malformed, empty or repeated.", "ParameterProblem")
NOT_ACCEPTABLE = _answer("Something other than JSON was asked for.", "Problem")
MOVED = {
    **_answer("The record was renamed.", "Moved", "application/json"),
    "headers": {
        "Location": {"description": "Its address now.", "schema": {"type": "string"}},
    },
}
HEADERS = {
    "X-Position": {
        "description": "How often the public side had changed, at least, when this was answered. "
        "It goes up with every change that the public can notice, and with no other.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "ETag": {
        "description": "Send it back as If-None-Match: what has not changed is answered by 304.",
        "schema": {"type": "string"},
    },
}
UNCHANGED = {"description": "The answer is still the one that If-None-Match names."}
LABELLED = ("200", "304")
"""The answers that have an ETag; every one has a position."""
UNKNOWN = _answer("Nothing public has this key, now or ever.", "Problem")
GONE = _answer("The record was public and is withdrawn.", "Tombstone")


def add_problems(result: Any, **_more: Any) -> Any:
    """Add to every operation what it may answer with besides (a hook of drf-spectacular)."""
    result["components"]["schemas"].update(COMPONENTS)
    result["components"]["headers"] = HEADERS
    for path, operations in result["paths"].items():
        answers = operations["get"]["responses"]
        answers["304"] = UNCHANGED
        answers["400"] = BAD
        if "{" in path:
            answers.update({"301": MOVED, "404": UNKNOWN, "410": GONE})
        answers["406"] = NOT_ACCEPTABLE
        operations["get"]["responses"] = {
            status: {**answers[status], "headers": _headers(status, answers[status])}
            for status in sorted(answers)
        }
    return result


def _headers(status: str, answer: Any) -> dict[str, Any]:
    names = HEADERS if status in LABELLED else ("X-Position",)
    told = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    return {**answer.get("headers", {}), **told}


_making = Lock()


def document() -> dict[str, Any]:
    """The whole description; the same in every process and for every host.

    It comes from the code alone and is made once. drf-spectacular loads parts of itself while it
    makes the first one, and fails where another thread sees it half loaded.
    """
    with _making:
        return _made()


@cache
def _made() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(  # type: ignore[no-untyped-call]
        request=None, public=True
    )
    return found


class Schema(Endpoint):
    """The description as JSON."""

    schema = None

    def get(self, request: Request) -> Response:
        """OpenAPI 3.1 of this API."""
        return Response(document())

"""The API's reference for readers, made of its own description; needs no script."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..html import render
from .base import open_to_all
from .schema import document

Shown = dict[str, Any]


@open_to_all
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters and answers, and every kind of object."""
    described = document()
    operations = [
        _operation(path, found["get"]) for path, found in sorted(described["paths"].items())
    ]
    objects = [
        _object(name, schema) for name, schema in sorted(described["components"]["schemas"].items())
    ]
    context = {"info": described["info"], "operations": operations, "objects": objects}
    return render(request, "api/reference.html", context)


def _operation(path: str, found: Shown) -> Shown:
    return {
        "id": found["operationId"],
        "path": path,
        "description": found.get("description", ""),
        "parameters": [
            {
                "name": one["name"],
                "description": one.get("description", ""),
                "type": _type(one["schema"]),
                "repeatable": one["schema"].get("type") == "array",
            }
            for one in found.get("parameters", [])
        ],
        "answers": [
            {
                "status": status,
                "description": answer.get("description", ""),
                "types": [_type(media["schema"]) for media in answer.get("content", {}).values()],
            }
            for status, answer in found["responses"].items()
        ],
    }


def _object(name: str, schema: Shown) -> Shown:
    return {
        "name": name,
        "description": schema.get("description", ""),
        "values": [value for value in schema.get("enum", []) if value not in ("", None)],
        "properties": [
            {"name": each, "type": _type(of), "description": of.get("description", "")}
            for each, of in schema.get("properties", {}).items()
        ],
    }


def _type(schema: Shown) -> Shown:
    """A schema in a word or two, and the object that it links to."""
    for combined in ("allOf", "oneOf", "anyOf"):
        if combined in schema:
            parts = [_type(part) for part in schema[combined]]
            named = next((part["object"] for part in parts if part["object"]), "")
            words = " or ".join(dict.fromkeys(part["words"] for part in parts))
            return {"words": words, "object": named}
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return {"words": name, "object": name}
    if schema.get("type") == "array":
        items = _type(schema["items"])
        return {"words": items["words"], "object": items["object"]}
    if "enum" in schema:
        return {"words": ", ".join(str(value) for value in schema["enum"]), "object": ""}
    kind = schema.get("type", "")
    words = " or ".join(kind) if isinstance(kind, list) else str(kind)
    if "format" in schema:
        words = f"{words} ({schema['format']})"
    return {"words": words, "object": ""}

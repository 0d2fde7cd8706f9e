"""Pages of a list: a cursor, a size, and a count for those who ask."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request

from .. import paging
from .problems import BadParameters

DEFAULT_SIZE = 50
MAX_SIZE = 500
_SIZE = re.compile(r"[0-9]{1,3}", re.ASCII)


class CursorPages(BasePagination):
    """``next``, ``previous`` and ``results``; ``count`` where ``count=true`` asks for it.

    The view names its stable order in ``order``.
    """

    parameters = ("cursor", "page_size", "count")

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        asked = request.query_params
        self.request = request
        errors: dict[str, list[str]] = {}
        size, count = asked.get("page_size", str(DEFAULT_SIZE)), asked.get("count", "false")
        if not _SIZE.fullmatch(size) or not 1 <= int(size) <= MAX_SIZE:
            errors["page_size"] = [
                _("Give a whole number from 1 to %(limit)d.") % {"limit": MAX_SIZE}
            ]
        if count not in ("true", "false"):
            errors["count"] = [_("Give “true” or “false”.")]
        if not errors:
            try:
                self.page = self.read(queryset, view, int(size), asked.get("cursor", ""))
            except paging.BadCursor:
                errors["cursor"] = [
                    _("No page gave out this cursor. Take it from “next” or “previous”.")
                ]
        if errors:
            raise BadParameters(errors, view.allowed_parameters)
        self.count = self.count_of(queryset) if count == "true" else None
        return self.page.rows

    def around(self) -> dict[str, Any]:
        """What is said of a page before its results."""
        said: dict[str, Any] = {} if self.count is None else {"count": self.count}
        said["next"] = self._address(self.page.next)
        said["previous"] = self._address(self.page.previous)
        return said

    def read(self, queryset: Any, view: Any, size: int, cursor: str) -> paging.Page[Any]:
        """The page at a cursor; raises :class:`paging.BadCursor`."""
        return paging.page(queryset, order=view.order, size=size, cursor=cursor)

    def count_of(self, queryset: Any) -> int:
        """How many there are on all pages."""
        found: int = queryset.order_by().count()
        return found

    def _address(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        asked = {**dict(self.request.query_params.lists()), "cursor": [cursor]}
        query = urlencode(asked, doseq=True)
        return self.request.build_absolute_uri(f"{self.request.path}?{query}")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "count": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "How many there are on all pages; only with count=true.",
                },
                "next": {**address, "description": "The page after this one."},
                "previous": {**address, "description": "The page before this one."},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The parameters for OpenAPI."""
        return [
            {
                "name": "cursor",
                "in": "query",
                "description": "Where the page lies, taken from “next” or “previous”.",
                "schema": {"type": "string", "maxLength": paging.MAX_CURSOR_LENGTH},
            },
            {
                "name": "page_size",
                "in": "query",
                "description": "How many results a page has.",
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": MAX_SIZE,
                    "default": DEFAULT_SIZE,
                },
            },
            {
                "name": "count",
                "in": "query",
                "description": "Whether the exact number of all results is wanted.",
                "schema": {"type": "boolean", "default": False},
            },
        ]

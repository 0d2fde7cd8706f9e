"""How the description of the API tells of its operations."""

from __future__ import annotations

import inspect

from drf_spectacular.openapi import AutoSchema


class Operation(AutoSchema):
    """An operation is described by what its view holds."""

    def get_description(self) -> str:  # type: ignore[override]
        holds = inspect.getdoc(type(self.view)) or ""
        return holds if self._is_list_view() else f"One of: {holds[0].lower()}{holds[1:]}"

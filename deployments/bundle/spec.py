"""The files of a bundle in the order in which they are read: each after those it refers to."""

from __future__ import annotations

from ..models import RECORD_MODELS, Row
from ..registry import load
from .tables import PRIVATE, REGISTERED, TableSpec

load("deployments.bundle.files")


def _in_order() -> tuple[TableSpec, ...]:
    files: dict[type[Row], TableSpec] = {table.model: table for table in REGISTERED}
    found: dict[TableSpec, None] = {}
    waiting: list[TableSpec] = []

    def add(table: TableSpec) -> None:
        waiting.append(table)
        for model in table.refers_to():
            other = files.get(model)
            if other is not None and other not in (*found, *waiting):
                add(other)
        found.setdefault(waiting.pop())

    for model in RECORD_MODELS:
        for table in REGISTERED:
            if table.model is model or table.owner() is model:
                add(table)
    for table in REGISTERED:
        add(table)
    return tuple(found)


TABLES: tuple[TableSpec, ...] = _in_order()
"""Every file."""

BY_NAME: dict[str, TableSpec] = {table.name: table for table in TABLES}
"""The files by name, without ``.csv``."""

__all__ = ["BY_NAME", "PRIVATE", "TABLES", "TableSpec"]

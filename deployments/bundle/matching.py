"""Finds the stored row that a line means: by key, else by what tells rows of its kind apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from ..chunks import chunks
from ..models import Citation, Row
from .columns import Cell, CellError, Column
from .lookup import Lookup, Pending
from .reading import Line, Table

Owner = tuple[str, int]
"""The relation to the owner and its id."""


class Matcher:
    """Knows the stored rows that the lines of one file may mean."""

    def __init__(self, table: Table, lookup: Lookup) -> None:
        self.spec = table.spec
        self.lines = table.lines
        self.lookup = lookup
        self.natural: list[Column] = []
        self.absent: list[str] = []
        for name in self.spec.natural:
            column = self.spec.column(name)
            if name in self.spec.parent:
                continue
            if name in table.header:
                self.natural.append(column)
            else:
                self.absent.append(attname(self.spec.model, column.target))
        self._by_owner: dict[Owner, list[Row]] = {}
        self._taken: dict[int, Line] = {}
        self._owners: dict[Owner, Line] = {}

    def load(self) -> list[Row]:
        """Fetch the rows of every owner that a line names; gives all stored rows in question."""
        if not self.spec.parent:
            keyed = (self.lookup.known(self.spec.model, line.cells["key"]) for line in self.lines)
            return [row for row in keyed if row is not None]
        named: dict[str, set[int]] = {}
        for line in self.lines:
            owner = self._owner(line)
            if owner is not None:
                self._owners.setdefault(owner, line)
                named.setdefault(owner[0], set()).add(owner[1])
        found = []
        for relation, ids in named.items():
            for part in chunks(sorted(ids)):
                rows = self.spec.model._default_manager.filter(**{f"{relation}__in": part})
                for row in rows.order_by("pk"):
                    known = self.lookup.add(row)
                    found.append(known)
                    owner = relation, getattr(known, f"{relation}_id")
                    self._by_owner.setdefault(owner, []).append(known)
        return found

    def _owner(self, line: Line) -> Owner | None:
        """The owner that a line names, if it is stored."""
        column = self.spec.column(self.spec.parent[0])
        for model, key in column.references(line.cells):
            row = self.lookup.known(model, key)
            if row is not None:
                return self._relation(line), row.pk
        return None

    def _relation(self, line: Line) -> str:
        if self.spec.model is Citation:
            return f"target_{line.cells['record_type']}"
        return self.spec.parent[0]

    def find(self, line: Line) -> Row | None:
        """The stored row that a line means; None for a new one.

        Raises :class:`CellError` when it cannot be told or another line means the same.
        """
        row = self._find(line)
        if row is not None and row.pk in self._taken:
            raise CellError(
                _("Lines %(first)d and %(second)d give the same row.")
                % {"first": self._taken[row.pk].number, "second": line.number}
            )
        return row

    def _find(self, line: Line) -> Row | None:
        key = line.cells.get("key", "")
        row = self.lookup.known(self.spec.model, key) if key else None
        if not self.spec.parent:
            return row
        owner = self._owner(line)
        if row is not None:
            if owner is not None and getattr(row, f"{owner[0]}_id") != owner[1]:
                raise CellError(
                    _("The row “%(key)s” belongs to another record.") % {"key": key}, "key"
                )
            return row
        if key:
            return None
        rows = self.same(line)
        if len(rows) > 1:
            raise CellError(
                _("Several stored rows are like this one. Give the key of the one you mean."),
                "key",
            )
        return rows[0] if rows else None

    def same(self, line: Line) -> list[Row]:
        """The owner's stored rows that agree with a line in all that tells them apart.

        A column that the file does not have agrees with everything; but when one row alone is
        empty there, it is the one that is meant.
        """
        owner = self._owner(line)
        if owner is None:
            return []
        blank = self.spec.model()
        wanted: dict[str, Any] = {}
        for column in self.natural:
            try:
                name, value = self._value(column, line, blank)
            except (CellError, Pending):
                return []  # The cell is refused when the line is read.
            wanted[name] = value
        rows = [
            row
            for row in self._by_owner.get(owner, [])
            if all(getattr(row, name) == value for name, value in wanted.items())
        ]
        if len(rows) > 1:
            empty = [row for row in rows if not any(getattr(row, n) for n in self.absent)]
            rows = empty if len(empty) == 1 else rows
        return rows

    def _value(self, column: Column, line: Line, blank: Row) -> tuple[str, Any]:
        """The model column that ``column`` fills, and what a line says there."""
        name = attname(self.spec.model, column.target)
        text = line.cells[column.name]
        if not text:
            return name, getattr(blank, name)
        cell = Cell(text, line.cells, blank, self.lookup, lambda *_args: None)
        value = column.read(cell)[column.target]
        return name, getattr(value, "pk", value)

    def taken(self, row: Row, line: Line, *, new: bool) -> None:
        """A line means this row, which is now stored."""
        if self.spec.parent:
            owner = self._owner(line)
            if new and owner is not None:
                self._by_owner.setdefault(owner, []).append(row)
        self._taken[row.pk] = line

    def left_over(self) -> Iterator[tuple[Row, Line]]:
        """Stored rows of the owners named here that no line means, with a line of the owner."""
        for owner, line in self._owners.items():
            for row in self._by_owner.get(owner, []):
                if row.pk not in self._taken:
                    yield row, line


def attname(row: Row | type[Row], name: str) -> str:
    """The attribute that holds what is stored for the model field ``name``."""
    field = row._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field.attname

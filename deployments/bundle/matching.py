"""Finds the stored row that a line means: by key, else by what tells rows of its kind apart."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from ..chunks import chunks
from ..models import Row
from ..models.owned import ArcOwnedRow
from ..querysets import rows_of
from .columns import Cell, CellError, Column
from .lookup import Lookup, Pending, is_provisional
from .reading import Line, Table
from .steps import Fault, Matched

Owner = tuple[str, int]
"""The relation to the owner and its id."""


class Matcher:
    """Knows the stored rows that the lines of one file may mean."""

    def __init__(self, table: Table, lookup: Lookup) -> None:
        self.spec = table.spec
        self._lines = table.lines
        self._lookup = lookup
        self._natural: list[Column] = []
        self._absent: list[str] = []
        for name in self.spec.natural:
            column = self.spec.column(name)
            if name in self.spec.parent:
                continue
            if name in table.header:
                self._natural.append(column)
            else:
                self._absent.append(attname(self.spec.model, column.target))
        self._by_owner: dict[Owner, list[int]] = {}
        self._taken: dict[int, Line] = {}
        self._owners: dict[Owner, Line] = {}
        self._repeated = _repeated_keys(table.lines)
        self._load_members(table, self._load())

    def _load(self) -> list[Row]:
        """Fetch the rows of every owner that a line names; gives all stored rows in question."""
        if not self.spec.parent:
            keyed = (self._lookup.known(self.spec.model, line.key) for line in self._lines)
            return [row for row in keyed if row is not None]
        named: dict[str, set[int]] = {}
        for line in self._lines:
            owner = self._owner(line)
            if owner is not None:
                self._owners.setdefault(owner, line)
            if owner is not None and not is_provisional(owner[1]):
                named.setdefault(owner[0], set()).add(owner[1])
        found = []
        for relation, ids in named.items():
            for part in chunks(sorted(ids)):
                rows = rows_of(self.spec.model).filter(**{f"{relation}__in": part})
                for row in self._lookup.ask(rows.order_by("pk")):
                    known = self._lookup.add(row)
                    found.append(known)
                    owner = relation, getattr(known, f"{relation}_id")
                    self._by_owner.setdefault(owner, []).append(known.pk)
        return found

    def _load_members(self, table: Table, rows: list[Row]) -> None:
        """Fetch the owned rows that are written in one cell."""
        columns = [column for column in self.spec.members if column in table.columns]
        for part in chunks(rows) if columns else ():
            models.prefetch_related_objects(part, *[column.related_name for column in columns])
            for column in columns:
                owners = [row.pk for row in part]
                self._lookup.rest_on(
                    rows_of(column.model).filter(**{f"{column.model.parent}__in": owners}),
                    [member for row in part for member in column.members(row)],
                )

    def match(self, line: Line) -> Matched:
        """The stored row that a line means, or the fault when it cannot be told."""
        key = line.key
        if key in self._repeated:
            numbers = " and ".join(str(number) for number in self._repeated[key])
            reason = _("Lines %(numbers)s give the same key “%(key)s”.") % {
                "numbers": numbers,
                "key": key,
            }
            return Matched(line, None, faults=(Fault("key", reason),))
        try:
            row = self._find(line)
        except CellError as problem:
            return Matched(line, None, faults=(Fault(problem.column, str(problem)),))
        twins = self._same(line) if row is None and key and self.spec.parent else []
        return Matched(line, row, twin=str(getattr(twins[0], "key", "")) if twins else "")

    def _find(self, line: Line) -> Row | None:
        """The stored row that a line means; None for a new one.

        Raises :class:`CellError` when it cannot be told or another line means the same.
        """
        row = self._lookup.known(self.spec.model, line.key) if line.key else None
        if self.spec.parent:
            row = self._owned(line, row)
        if row is not None and row.pk in self._taken:
            raise CellError(
                _("Lines %(first)d and %(second)d give the same row.")
                % {"first": self._taken[row.pk].number, "second": line.number}
            )
        return row

    def _owned(self, line: Line, row: Row | None) -> Row | None:
        """The owned row that a line means: ``row``, which has its key, or one that is the same."""
        owner = self._owner(line)
        if row is not None and owner is not None and _owner_id(row, owner) != owner[1]:
            raise CellError(
                _("The row “%(key)s” belongs to another record.") % {"key": line.key}, "key"
            )
        if row is not None or line.key:
            return row
        rows = self._same(line)
        if len(rows) > 1:
            raise CellError(
                _("Several stored rows are like this one. Give the key of the one you mean."),
                "key",
            )
        return rows[0] if rows else None

    def _owner(self, line: Line) -> Owner | None:
        """The owner that a line names, if it is known."""
        column = self.spec.column(self.spec.parent[0])
        for model, key in column.references(line.cells):
            row = self._lookup.known(model, key)
            if row is not None:
                return self._relation(line), row.pk
        return None

    def _relation(self, line: Line) -> str:
        arc = self.spec.model.arc
        if issubclass(self.spec.model, ArcOwnedRow) and arc is not None:
            return arc.column(line.cells["record_type"])
        return self.spec.parent[0]

    def _same(self, line: Line) -> list[Row]:
        """The owner's rows that agree with a line in all that tells them apart.

        A column that the file does not have agrees with everything; but when one row alone is
        empty there, it is the one that is meant.
        """
        owner = self._owner(line)
        if owner is None:
            return []
        blank = self.spec.model()
        try:
            wanted = dict(self._value(column, line, blank) for column in self._natural)
        except (CellError, Pending):
            return []  # The cell is refused when the line is filled in.
        rows = [
            row
            for row in map(self._current, self._by_owner.get(owner, []))
            if all(getattr(row, name) == value for name, value in wanted.items())
        ]
        if len(rows) > 1:
            empty = [row for row in rows if not any(getattr(row, n) for n in self._absent)]
            rows = empty if len(empty) == 1 else rows
        return rows

    def _current(self, pk: int) -> Row:
        return self._lookup.current(self.spec.model, pk)

    def _value(self, column: Column, line: Line, blank: Row) -> tuple[str, object]:
        """The model column that ``column`` fills, and what a line says there."""
        field = column.filled(line.cells)
        name = attname(self.spec.model, field)
        text = line.cells[column.name]
        if not text:
            return name, getattr(blank, name)
        cell = Cell(text, line.cells, blank, self._lookup, lambda *_args: None)
        value = column.read(cell)[field]
        return name, value.pk if isinstance(value, Row) else value

    def take(self, row: Row, line: Line, *, new: bool) -> None:
        """A line means this row; no other may."""
        owner = self._owner(line) if self.spec.parent and new else None
        if owner is not None:
            self._by_owner.setdefault(owner, []).append(row.pk)
        self._taken[row.pk] = line

    def left_over(self) -> Iterator[tuple[Row, Line]]:
        """Stored rows of the owners named here that no line means, with a line of the owner."""
        for owner, line in self._owners.items():
            for pk in self._by_owner.get(owner, []):
                if pk not in self._taken:
                    yield self._current(pk), line


def _repeated_keys(lines: tuple[Line, ...]) -> dict[str, list[int]]:
    """The keys that several lines give, with those lines."""
    numbers: dict[str, list[int]] = {}
    for line in lines:
        if line.key:
            numbers.setdefault(line.key, []).append(line.number)
    return {key: found for key, found in numbers.items() if len(found) > 1}


def _owner_id(row: Row, owner: Owner) -> object:
    return getattr(row, f"{owner[0]}_id")


def attname(row: Row | type[Row], name: str) -> str:
    """The attribute that holds what is stored for the model field ``name``."""
    field = row._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field.attname

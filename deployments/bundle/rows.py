"""Writes the lines of one file: finds the row of each, compares, saves what differs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from ..changes.service import owner_of
from ..chunks import chunks
from ..models import Record, Row
from .columns import Cell, CellError, Column
from .lookup import Pending
from .matching import Matcher, attname
from .members import MemberPlan, plan_members
from .reading import Line, Table
from .report import Change, MappedWord, Outcome, RowResult
from .standing import Standing, standing
from .writing import faults_of, remove, save

if TYPE_CHECKING:
    from .importing import Import


@dataclass
class Reading:
    """A line as it was read: the row with its new values, and what is wrong with it."""

    line: Line
    row: Row
    new: bool
    stored: dict[str, Any]
    errors: list[tuple[str, str]] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)
    later: list[Column] = field(default_factory=list)
    members: list[MemberPlan] = field(default_factory=list)

    def fault(self, column: str, reason: str) -> None:
        """Note why a cell, or the line as a whole, is not accepted."""
        self.errors.append((column, reason))

    @property
    def differs(self) -> bool:
        """Whether the row itself is to be saved."""
        return self.new or values_of(self.row) != self.stored


def values_of(row: Row) -> dict[str, Any]:
    """The columns of a row as they would be stored."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


class TableImport:
    """Writes one file."""

    def __init__(self, table: Table, run: Import) -> None:
        self.table = table
        self.spec = table.spec
        self.run = run
        self.columns = [column for column in self.spec.columns if column.name in table.header]
        self.matcher = Matcher(table, run.lookup)
        self.deferred: list[Reading] = []
        self.results: dict[int, int] = {}
        self.repeated = self._repeated_keys()

    def _repeated_keys(self) -> dict[str, list[int]]:
        lines: dict[str, list[int]] = {}
        for line in self.table.lines:
            if line.cells.get("key"):
                lines.setdefault(line.cells["key"], []).append(line.number)
        return {key: numbers for key, numbers in lines.items() if len(numbers) > 1}

    def load(self) -> None:
        """Fetch the stored rows that the lines may mean, with the rows named in one cell."""
        rows = self.matcher.load()
        names = [column.related_name for column in self.columns if column in self.spec.members]
        for part in chunks(rows) if names else ():
            models.prefetch_related_objects(part, *names)

    # One line

    def write(self, line: Line) -> None:
        """Read, check and save one line."""
        reading = self._read(line)
        if not reading.errors:
            self._check(reading)
        if not reading.errors:
            self._refuse_public(reading)
        if not reading.errors and reading.differs:
            self._save(reading)
        if reading.errors:
            self._reject(reading)
            return
        changes = self._changes(reading)
        for plan in reading.members:
            changes += self._write_members(reading, plan)
        if reading.errors:
            self._reject(reading)
            return
        if reading.later:
            self.deferred.append(reading)
        self._accept(reading, changes)

    def _read(self, line: Line) -> Reading:
        reading = self._find(line)
        cells = [(column, line.cells[column.name]) for column in self.columns]
        for column, text in cells:
            if isinstance(column, Standing):
                continue
            if column in self.spec.members:
                self._plan_members(reading, column, text)
                continue
            if text:
                self._take(reading, column, text)
            elif column.name in self.spec.needed:
                reading.fault(column.name, _("The cell is empty; every row needs it."))
                reading.faulty.update(column.fields)
            elif self.run.options.blank_clears and not reading.new and column.name != "key":
                self._set(reading, column.cleared(reading.row, line.cells))
            elif reading.new and not reading.errors:
                self._refuse_empty(reading, column)
        return reading

    def _find(self, line: Line) -> Reading:
        """The row that a line means, or a new one."""
        row: Row | None = None
        fault: CellError | None = None
        key = line.cells.get("key", "")
        if key in self.repeated:
            numbers = " and ".join(str(number) for number in self.repeated[key])
            fault = CellError(
                _("Lines %(numbers)s give the same key “%(key)s”.")
                % {"numbers": numbers, "key": key},
                "key",
            )
        else:
            try:
                row = self.matcher.find(line)
            except CellError as problem:
                fault = problem
        new = row is None
        row = row or self.spec.model()
        reading = Reading(line, row, new, {} if new else values_of(row))
        if fault is not None:
            reading.fault(fault.column, str(fault))
        return reading

    def _cell(self, reading: Reading, column: Column, text: str) -> Cell:
        line = reading.line

        def note(name: str, word: str, value: str) -> None:
            self.run.report.words.append(MappedWord(line.file, line.number, name, word, value))

        return Cell(text, line.cells, reading.row, self.run.lookup, note)

    def _take(self, reading: Reading, column: Column, text: str) -> None:
        try:
            values = column.read(self._cell(reading, column, text))
        except CellError as problem:
            reading.faulty.update(column.fields)
            if (column.name, str(problem)) not in reading.errors:
                reading.fault(column.name, str(problem))
        except Pending:
            reading.later.append(column)
        else:
            if column.name == "key" and not reading.new:
                return  # It was found by this key, or by an older one that redirects to it.
            self._set(reading, values)

    def _set(self, reading: Reading, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(reading.row, name, value)

    def _refuse_empty(self, reading: Reading, column: Column) -> None:
        for name in column.fields:
            target = reading.row._meta.get_field(name)
            assert isinstance(target, models.Field)
            if not (target.blank or target.has_default()):
                reading.faulty.add(name)
                reading.fault(column.name, _("The cell is empty; a new row needs it."))

    def _plan_members(self, reading: Reading, column: Column, text: str) -> None:
        assert column in self.spec.members
        try:
            plan = plan_members(
                column,
                self._cell(reading, column, text),
                new=reading.new,
                replace=self.run.options.replace_children
                and bool(text or self.run.options.blank_clears),
            )
        except CellError as problem:
            reading.fault(column.name, str(problem))
        else:
            if plan.differs:
                reading.members.append(plan)

    # Checks

    def _check(self, reading: Reading) -> None:
        """Standing, and the checks of the model itself."""
        row = reading.row
        if isinstance(row, Record):
            try:
                values = standing(row, reading.line.cells, publish=self.run.options.publish)
            except CellError as problem:
                reading.fault(problem.column, str(problem))
                return
            self._set(reading, values)
        for name, message in faults_of(row):
            reading.fault(self.spec.column_of(name), message)

    def _refuse_public(self, reading: Reading) -> None:
        """Without --publish nothing changes in what is published."""
        if self.run.options.publish or not (reading.differs or reading.members):
            return
        owner = owner_of(reading.row)
        if owner is not None and owner.is_published:
            changed = ", ".join(change.column for change in self._changes(reading))
            reading.fault(
                changed if not reading.new and ", " not in changed else "",
                _("“%(key)s” is published; it changes with --publish only.") % {"key": owner.key},
            )

    # Saving

    def _save(self, reading: Reading) -> None:
        for name, message in save(reading.row):
            reading.fault(self.spec.column_of(name), message)
        if reading.errors and reading.new and self.spec.parent:
            same = self.matcher.same(reading.line)
            if same and reading.line.cells.get("key"):
                reading.errors = [("key", _taken(same[0]))]

    def _write_members(self, reading: Reading, plan: MemberPlan) -> list[Change]:
        column = plan.column
        old = column.write(reading.row) if not reading.new else ""
        for member in plan.to_save(reading.row):
            faults = faults_of(member) or save(member)
            for _name, message in faults:
                reading.fault(column.name, message)
        for member in plan.gone:
            for message in remove(member):
                reading.fault(column.name, message)
        if reading.errors:
            return []
        new = plan.text_after(reading.row)
        return [Change(column.name, old, new)] if not reading.new else []

    def _changes(self, reading: Reading) -> list[Change]:
        if reading.new:
            return []
        before = self.spec.model(**reading.stored)
        changed = []
        for column in self.spec.columns:
            if column in self.spec.members:
                continue
            attnames = [attname(reading.row, name) for name in column.fields]
            if any(getattr(reading.row, a) != reading.stored[a] for a in attnames):
                old, new = column.write(before), column.write(reading.row)
                if old != new:
                    changed.append(Change(column.name, old, new))
        return changed

    # Outcome

    def _accept(self, reading: Reading, changes: list[Change]) -> None:
        line, row = reading.line, reading.row
        self.matcher.taken(row, line, new=reading.new)
        self.run.lookup.add(row)
        owner = owner_of(row)
        if owner is not None:
            self.run.note_place(owner, line, own=owner is row)
        if reading.new:
            outcome = Outcome.CREATED
        else:
            outcome = Outcome.UPDATED if changes or reading.members else Outcome.UNCHANGED
        self.results[line.number] = len(self.run.report.rows)
        self.run.report.rows.append(
            RowResult(line.file, line.number, self.label(row), outcome, tuple(changes))
        )

    def _reject(self, reading: Reading) -> None:
        line = reading.line
        if not reading.new:
            for name, value in reading.stored.items():
                setattr(reading.row, name, value)
        self._taint(reading)
        key = line.cells.get("key", "")
        if key:
            self.run.lookup.reject(self.spec.model, key)
        for column, reason in reading.errors:
            self.run.report.reject(line.file, line.number, column, reason)
        result = RowResult(line.file, line.number, key, Outcome.REJECTED)
        if line.number in self.results:
            self.run.report.rows[self.results[line.number]] = result
        else:
            self.run.report.rows.append(result)

    def _taint(self, reading: Reading) -> None:
        """The owner's fate cannot be judged while a line of it is missing."""
        owner = owner_of(reading.row)
        if owner is not None and owner.pk:
            self.run.tainted.add((owner.record_type, owner.pk))

    def label(self, row: Any) -> str:
        """What a row is called in the report."""
        key = getattr(row, "key", "")
        return key or " ".join(
            filter(None, (self.spec.column(name).write(row) for name in self.spec.natural))
        )

    # After all lines

    def finish(self) -> None:
        """Fill in what refers to rows further down in the file."""
        for reading in self.deferred:
            columns, reading.later = reading.later, []
            reading.stored = values_of(reading.row)
            for column in columns:
                self._take(reading, column, reading.line.cells[column.name])
            if not reading.errors:
                self._check(reading)
            if not reading.errors and values_of(reading.row) != reading.stored:
                self._refuse_public(reading)
            if not reading.errors and values_of(reading.row) != reading.stored:
                self._save(reading)
                self._note_changes(reading)
            if reading.errors:
                self._reject(reading)

    def _note_changes(self, reading: Reading) -> None:
        position = self.results[reading.line.number]
        result = self.run.report.rows[position]
        if result.outcome is not Outcome.CREATED:
            changes = (*result.changes, *self._changes(reading))
            self.run.report.rows[position] = RowResult(
                result.file, result.line, result.row, Outcome.UPDATED, changes
            )

    def remove_missing(self) -> None:
        """With --replace-children, remove what the records of this file no longer own."""
        if not (
            self.run.options.replace_children and self.spec.parent and self.run.report.accepted
        ):
            return
        for row, line in self.matcher.left_over():
            label, owner = self.label(row), owner_of(row)
            if owner is not None and owner.is_published and not self.run.options.publish:
                faults = [
                    _("“%(key)s” is published; it changes with --publish only.")
                    % {"key": owner.key}
                ]
            else:
                faults = remove(row)
            for message in faults:
                self.run.report.reject(self.spec.file, line.number, "", f"{label}: {message}")
            outcome = Outcome.REJECTED if faults else Outcome.REMOVED
            self.run.report.rows.append(RowResult(self.spec.file, 0, label, outcome))


def _taken(row: Any) -> str:
    return _("This row is stored with the key “%(key)s”. Give that key, or none.") % {
        "key": row.key
    }

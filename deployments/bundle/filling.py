"""Fills in the row that a line means with what the line says; nothing is stored here."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace

from django.db import models
from django.utils.translation import gettext as _

from ..models import Row
from .columns import Cell, CellError, Column, Values
from .lookup import NotAccepted, Pending, values_of
from .members import MemberPlan, plan_members
from .reading import Line, Table
from .relations import Members
from .report import MappedWord
from .session import Session
from .standing import Standing
from .steps import Checked, Fault, Filled, Matched


@dataclass
class _Filling:
    """The row of one line while its cells are read, one after the other."""

    line: Line
    row: Row
    new: bool
    session: Session
    faults: list[Fault] = field(default_factory=list)
    members: list[MemberPlan] = field(default_factory=list)
    later: list[Column] = field(default_factory=list)

    def read(self, column: Column, *, needed: bool) -> None:
        """Take the cell of one column."""
        text = self.line.cells[column.name]
        options = self.session.options
        if isinstance(column, Members):
            self._plan_members(column, text)
        elif text:
            self.take(column, text)
        elif needed:
            self._refuse(column, _("The cell is empty; every row needs it."))
        elif options.blank_clears and not self.new and column.name != "key":
            self._set(column.cleared(self.row, self.line.cells))
        elif self.new and not self.faults:
            self._require_more(column)

    def take(self, column: Column, text: str) -> None:
        """Take the text of a cell."""
        try:
            values = column.read(self._cell(column, text))
        except CellError as problem:
            self._refuse_cell(column, problem)
        except Pending:
            self.later.append(column)
        else:
            # An old row was found by this key, or by an older one that redirects to it.
            if column.name != "key" or self.new:
                self._set(values)

    def _cell(self, column: Column, text: str) -> Cell:
        line, words = self.line, self.session.report.words

        def note(name: str, word: str, value: str) -> None:
            words.append(MappedWord(line.file, line.number, name, word, value))

        return Cell(text, line.cells, self.row, self.session.lookup, note)

    def _set(self, values: Values) -> None:
        for name, value in values.items():
            setattr(self.row, name, value)

    def _refuse_cell(self, column: Column, problem: CellError) -> None:
        root = problem.place if isinstance(problem, NotAccepted) else None
        self._refuse(column, str(problem), root=root)

    def _refuse(self, column: Column, reason: str, *, root: tuple[str, int] | None = None) -> None:
        fault = Fault(column.name, reason, root)
        if fault not in self.faults:
            self.faults.append(fault)

    def _require_more(self, column: Column) -> None:
        """A new row needs some cells that an old one can leave empty."""
        for name in column.fields:
            target = self.row._meta.get_field(name)
            assert isinstance(target, models.Field)
            if not (target.blank or target.has_default()):
                self._refuse(column, _("The cell is empty; a new row needs it."))

    def _plan_members(self, column: Members, text: str) -> None:
        options = self.session.options
        try:
            plan = plan_members(
                column,
                self._cell(column, text),
                new=self.new,
                replace=options.replace_children and bool(text or options.blank_clears),
            )
        except CellError as problem:
            self._refuse_cell(column, problem)
        else:
            if plan.differs:
                self.members.append(plan)


def fill(matched: Matched, table: Table, session: Session) -> Filled:
    """The row of a line with the new values, and what is wrong with its cells."""
    stored = matched.stored
    row = session.lookup.new(table.spec.model) if stored is None else copy(stored)
    filling = _Filling(matched.line, row, stored is None, session, list(matched.faults))
    for column in table.columns:
        if not isinstance(column, Standing):
            filling.read(column, needed=column.name in table.spec.needed)
    return Filled(
        matched.line,
        row,
        stored is None,
        _before(stored),
        matched.twin,
        tuple(filling.members),
        tuple(filling.later),
        tuple(filling.faults),
    )


def fill_later(checked: Checked, session: Session) -> Filled:
    """The same row with what refers to rows further down in the file."""
    before = values_of(checked.row)
    filling = _Filling(checked.line, checked.row, checked.new, session)
    for column in checked.later:
        filling.take(column, checked.line.cells[column.name])
    filled = Filled(checked.line, checked.row, checked.new, before, checked.twin)
    return replace(filled, faults=tuple(filling.faults))


def _before(stored: Row | None) -> dict[str, object]:
    return {} if stored is None else values_of(stored)

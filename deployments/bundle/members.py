"""What a cell with several owned rows, ``;`` between them, changes."""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy
from dataclasses import dataclass

from ..models import OwnedRow
from .columns import Cell, CellError, Values
from .relations import Members


@dataclass(frozen=True)
class MemberPlan:
    """The owned rows to save, changed ones before new ones; those to keep and to remove."""

    column: Members
    saved: tuple[OwnedRow, ...]
    kept: tuple[OwnedRow, ...]
    gone: tuple[OwnedRow, ...]

    @property
    def differs(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.saved or self.gone)

    @property
    def text_after(self) -> str:
        """The cell as it will be written."""
        old = sorted(
            (*self.kept, *(row for row in self.saved if row.pk is not None)),
            key=lambda row: row.pk,
        )
        new = (row for row in self.saved if row.pk is None)
        return ";".join(self.column.write_item(row) for row in (*old, *new))


def plan_members(column: Members, cell: Cell, *, new: bool, replace: bool) -> MemberPlan:
    """Compare a cell with what is stored. Raises :class:`CellError` for all faulty parts."""
    stored = {} if new else {column.identity_of(m): m for m in column.members(cell.row)}
    wanted: dict[Hashable, Values] = {}
    for values in _read(column, cell):
        wanted.setdefault(column.identity(values), values)
    changed, kept, made = [], [], []
    for identity, values in wanted.items():
        member = stored.get(identity)
        if member is None:
            made.append(column.model(**{column.model.parent: cell.row}, **values))
        elif any(getattr(member, name) != value for name, value in values.items()):
            changed.append(_changed(member, values))
        else:
            kept.append(member)
    others = [member for identity, member in stored.items() if identity not in wanted]
    gone, kept = (others, kept) if replace else ([], [*kept, *others])
    return MemberPlan(column, (*changed, *made), tuple(kept), tuple(gone))


def _read(column: Members, cell: Cell) -> list[Values]:
    """The values of every part of a cell. Raises :class:`CellError`."""
    found, problems = [], []
    for item in column.items(cell.text):
        try:
            found.append(column.read_item(item, cell))
        except CellError as problem:
            problems.append(problem)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise CellError(" ".join(str(problem) for problem in problems))
    return found


def _changed(member: OwnedRow, values: Values) -> OwnedRow:
    """A stored row with new values."""
    row = copy(member)
    for name, value in values.items():
        setattr(row, name, value)
    return row

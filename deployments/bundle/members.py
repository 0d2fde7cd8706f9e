"""What a cell with several owned rows, ``;`` between them, changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..models import OwnedRow, Row
from .columns import Cell, CellError
from .relations import Members


@dataclass
class MemberPlan:
    """The owned rows to add, those to change and those to remove."""

    column: Members
    added: list[dict[str, Any]] = field(default_factory=list)
    changed: list[OwnedRow] = field(default_factory=list)
    kept: list[OwnedRow] = field(default_factory=list)
    gone: list[OwnedRow] = field(default_factory=list)
    made: list[OwnedRow] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.added or self.changed or self.gone)

    def to_save(self, owner: Row) -> list[OwnedRow]:
        """The rows to save, now that their owner is stored."""
        self.made = [
            self.column.model(**{self.column.model.parent: owner}, **values)
            for values in self.added
        ]
        return [*self.changed, *self.made]

    def text_after(self, _owner: Row) -> str:
        """The cell as it would be written now."""
        rows = [*self.kept, *self.changed]
        rows.sort(key=lambda row: row.pk)
        return ";".join(self.column.write_item(row) for row in [*rows, *self.made])


def plan_members(column: Members, cell: Cell, *, new: bool, replace: bool) -> MemberPlan:
    """Compare a cell with what is stored. Raises :class:`CellError` for all faulty parts."""
    stored = {} if new else {column.identity_of(m): m for m in column.members(cell.row)}
    plan = MemberPlan(column)
    problems = []
    named = set()
    for item in column.items(cell.text):
        try:
            values = column.read_item(item, cell)
        except CellError as problem:
            problems.append(str(problem))
            continue
        identity = column.identity(values)
        if identity in named:
            continue
        named.add(identity)
        member = stored.get(identity)
        if member is None:
            plan.added.append(values)
        elif any(getattr(member, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(member, name, value)
            plan.changed.append(member)
        else:
            plan.kept.append(member)
    if problems:
        raise CellError(" ".join(problems))
    for identity, member in stored.items():
        if identity not in named:
            (plan.gone if replace else plan.kept).append(member)
    return plan

"""What a line becomes on its way: matched, filled, checked, and then saved or rejected."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import KeyRedirect, Record, Row
from .columns import Column
from .lookup import values_of
from .members import MemberPlan
from .reading import Line
from .rejections import Place
from .report import Change, Outcome, RowResult
from .tables import TableSpec


@dataclass(frozen=True)
class Fault:
    """Why a cell, or a line as a whole, is not accepted; ``root`` is the line at fault."""

    column: str
    reason: str
    root: Place | None = None


@dataclass(frozen=True)
class Matched:
    """A line and the stored row that it means; None for a new one.

    ``twin`` is the key of a row with another key that is otherwise the same.
    """

    line: Line
    stored: Row | None
    twin: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Filled:
    """A line and its row with the new values; ``before`` is what the row held, if it is old.

    ``later`` names the columns that refer to rows further down in the file.
    """

    line: Line
    row: Row
    new: bool
    before: dict[str, object]
    twin: str = ""
    members: tuple[MemberPlan, ...] = ()
    later: tuple[Column, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the row itself is to be saved."""
        return self.new or values_of(self.row) != self.before


@dataclass(frozen=True)
class Checked:
    """A line with nothing against it, and what it changes."""

    spec: TableSpec
    line: Line
    row: Row
    new: bool
    before: dict[str, object]
    label: str
    changes: tuple[Change, ...]
    twin: str
    members: tuple[MemberPlan, ...]
    later: tuple[Column, ...]

    @property
    def is_change(self) -> bool:
        """Whether there is anything to save."""
        return self.new or bool(self.members) or values_of(self.row) != self.before

    @property
    def result(self) -> RowResult:
        """What becomes of the row."""
        changed = self.changes or self.members
        outcome = Outcome.UPDATED if changed else Outcome.UNCHANGED
        if self.new:
            outcome = Outcome.CREATED
        return RowResult(self.line.file, self.line.number, self.label, outcome, self.changes)


@dataclass(frozen=True)
class Rejected:
    """A line that is not accepted, and why."""

    spec: TableSpec
    line: Line
    row: Row
    faults: tuple[Fault, ...]

    @property
    def result(self) -> RowResult:
        """What becomes of the row."""
        return RowResult(self.line.file, self.line.number, self.line.key, Outcome.REJECTED)


@dataclass(frozen=True)
class Rename:
    """A stored record that gets a new key."""

    line: Line
    record: Record
    old: str
    new: str


@dataclass(frozen=True)
class NewRedirect:
    """An address to keep, and the record that it leads to."""

    line: Line
    redirect: KeyRedirect
    record: Record


@dataclass(frozen=True)
class Removal:
    """A stored row that its owner no longer has, at a line of the owner."""

    spec: TableSpec
    line: Line
    row: Row
    label: str


Step = Checked | Rename | NewRedirect | Removal
"""What is to be saved."""

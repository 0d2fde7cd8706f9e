"""What an import did, row by row: for people, and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Change:
    """A cell that differed: what was stored and what is stored now."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowResult:
    """One row of a file, what it is called there, and what became of it."""

    file: str
    line: int
    row: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Rejection:
    """Why a row, a column or a file is not accepted; line 0 is the file as a whole."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.line:
            place.append(f"line {self.line}")
        if self.column:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.reason}" if place else self.reason


@dataclass(frozen=True)
class MappedWord:
    """A word that is not ours, and the value of our vocabulary it was mapped to."""

    file: str
    line: int
    column: str
    word: str
    value: str


@dataclass
class Report:
    """All of it."""

    dry_run: bool = False
    rows: list[RowResult] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    words: list[MappedWord] = field(default_factory=list)

    def reject(self, file: str, line: int, column: str, reason: str) -> None:
        """Note why something is not accepted."""
        self.rejections.append(Rejection(file, line, column, reason))

    @property
    def accepted(self) -> bool:
        """Whether nothing was rejected."""
        return not self.rejections

    def counts(self) -> dict[str, Counter[str]]:
        """How many rows of each file had which outcome, in the order they were read."""
        counts: dict[str, Counter[str]] = {}
        for row in self.rows:
            counts.setdefault(row.file, Counter())[row.outcome.value] += 1
        return counts

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "accepted": self.accepted,
            "dry_run": self.dry_run,
            "counts": {file: dict(count) for file, count in self.counts().items()},
            "rejections": [asdict(rejection) for rejection in self.rejections],
            "words": [asdict(word) for word in self.words],
            "rows": [asdict(row) for row in self.rows],
        }

"""What an import did, row by row: for people, and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import ngettext

from .causes import causes_of
from .rejections import Place, Rejection, Rejections


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
class MappedWord:
    """A word that is not ours, and the value of our vocabulary it was mapped to."""

    file: str
    line: int
    column: str
    word: str
    value: str


@dataclass(frozen=True)
class Reading:
    """One word of one column, the value it was read as, and in how many lines from which on."""

    file: str
    column: str
    word: str
    value: str
    first_line: int
    count: int

    def __str__(self) -> str:
        return ngettext(
            "%(file)s, %(column)s: “%(word)s” read as %(value)s: %(count)s line (%(first)d)",
            "%(file)s, %(column)s: “%(word)s” read as %(value)s: %(count)s lines (first %(first)d)",
            self.count,
        ) % {
            "file": self.file,
            "column": self.column,
            "word": self.word,
            "value": self.value,
            "first": self.first_line,
            "count": f"{self.count:,}",
        }


@dataclass
class Report:
    """All of it."""

    dry_run: bool = False
    rows: list[RowResult] = field(default_factory=list)
    faults: Rejections = field(default_factory=Rejections)
    words: list[MappedWord] = field(default_factory=list)
    rewritten: int = 0
    """How many other public records show what changed, and were brought up to date."""
    _at: dict[Place, int] = field(default_factory=dict)

    @classmethod
    def begun(cls, faults: Rejections, *, dry_run: bool) -> Report:
        """A report that tells of what was wrong with the files already."""
        return cls(dry_run=dry_run, faults=Rejections(list(faults.told), faults.untold))

    def reject(
        self, file: str, line: int, column: str, reason: str, *, root: Place | None = None
    ) -> None:
        """Note why something is not accepted."""
        self.faults.add(file, line, column, reason, root=root)

    def note(self, result: RowResult) -> None:
        """Note what became of a row, in place of what was noted at its line before."""
        place = result.file, result.line
        if place in self._at:
            self.rows[self._at[place]] = result
            return
        if result.line:
            self._at[place] = len(self.rows)
        self.rows.append(result)

    @property
    def rejections(self) -> list[Rejection]:
        """Why something is not accepted, in the order in which it was found."""
        return self.faults.told

    @property
    def accepted(self) -> bool:
        """Whether nothing was rejected."""
        return not self.faults.count

    def readings(self) -> list[Reading]:
        """How each word that is not ours was read, in the order in which it was first met."""
        lines: dict[tuple[str, str, str, str], list[int]] = {}
        for word in self.words:
            read = word.file, word.column, word.word, word.value
            lines.setdefault(read, []).append(word.line)
        return [Reading(*read, numbers[0], len(numbers)) for read, numbers in lines.items()]

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
            "causes": [cause.as_json() for cause in causes_of(self.rejections)],
            "rejections": [rejection.as_json() for rejection in self.rejections],
            "rejections_not_listed": self.faults.untold,
            "rewritten": self.rewritten,
            "readings": [asdict(reading) for reading in self.readings()],
            "words": [asdict(word) for word in self.words],
            "rows": [asdict(row) for row in self.rows],
        }

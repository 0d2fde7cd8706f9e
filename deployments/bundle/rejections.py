"""Why something in a bundle is not accepted, and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .limits import MOST_MESSAGE_CHARACTERS, MOST_MESSAGES

Place = tuple[str, int]
"""A file and a line of it."""


@dataclass(frozen=True)
class Rejection:
    """Why a row, a column or a file is not accepted; line 0 is the file as a whole.

    ``root`` is the line whose own rejection this one follows from.
    """

    file: str
    line: int
    column: str
    reason: str
    root: Place | None = None

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.line:
            place.append(_("line %(line)d") % {"line": self.line})
        if self.column:
            place.append(_("column %(column)s") % {"column": self.column})
        return f"{', '.join(place)}: {self.reason}" if place else self.reason

    def as_json(self) -> dict[str, str | int]:
        """The rejection as plain values."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "reason": self.reason,
        }


@dataclass
class Rejections:
    """Why something is not accepted, at most ``MOST_MESSAGES`` times; the rest is counted."""

    told: list[Rejection] = field(default_factory=list)
    untold: int = 0

    def add(
        self, file: str, line: int, column: str, reason: str, *, root: Place | None = None
    ) -> None:
        """Note a fault. A long reason is cut, as it may quote a whole cell."""
        if len(self.told) >= MOST_MESSAGES:
            self.untold += 1
            return
        if len(reason) > MOST_MESSAGE_CHARACTERS:
            half = MOST_MESSAGE_CHARACTERS // 2
            reason = f"{reason[:half]} … {reason[-half:]}"
        self.told.append(Rejection(file, line, column, reason, root))

    @property
    def count(self) -> int:
        """How many there were in all."""
        return len(self.told) + self.untold

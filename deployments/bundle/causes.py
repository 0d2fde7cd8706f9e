"""Puts faults that have one cause together, so that it is read once and not a thousand times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .rejections import Place, Rejection

FIRST_LINES = 3
"""How many lines of a cause are named; the others are counted."""

QUOTED = re.compile(r"“[^”]{1,60}”")

VARYING = re.compile(r"“[^”]*”|\d+")
"""What differs between two messages of one kind: what they quote, and numbers."""


@dataclass
class Cause:
    """Faults of one kind in one column of one file, and those that follow from them."""

    first: Rejection
    lines: list[int] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)
    quotes: list[str] = field(default_factory=list)
    """What the messages of the first lines quote."""

    following: list[Place] = field(default_factory=list)
    """Places that are rejected only because they name a line of this cause."""

    def add(self, rejection: Rejection) -> None:
        """Another fault of this kind."""
        self.lines.append(rejection.line)
        self.reasons.add(rejection.reason)
        if len(self.quotes) < FIRST_LINES:
            quoted = QUOTED.search(rejection.reason)
            self.quotes.append(quoted[0] if quoted else "")

    def __str__(self) -> str:
        words = str(self.first)
        if len(self.lines) > 1:
            place = [self.first.file] if self.first.file else []
            if self.first.column:
                place.append(_("column %(column)s") % {"column": self.first.column})
            words = f"{', '.join(place)}: " if place else ""
            words += f"{self.first.reason} ({self._lines_in_words()})"
        if self.following:
            words += f" {self._following_in_words()}"
        return words

    def _lines_in_words(self) -> str:
        """The first lines, with what each quotes where they differ, and how many more."""
        differ = len(self.reasons) > 1
        named = ", ".join(
            f"{line} {quote}" if differ and quote else str(line)
            for line, quote in zip(self.lines, self.quotes, strict=False)
        )
        more = len(self.lines) - FIRST_LINES
        if more > 0:
            return _("lines %(lines)s and %(more)s more") % {"lines": named, "more": f"{more:,}"}
        return _("lines %(lines)s") % {"lines": named}

    def _following_in_words(self) -> str:
        count = len(self.following)
        file, line = self.following[0]
        return ngettext(
            "%(count)s line that names it is not accepted either: %(file)s, line %(line)d.",
            "%(count)s lines that name it are not accepted either, first %(file)s, line %(line)d.",
            count,
        ) % {"count": f"{count:,}", "file": file, "line": line}

    def as_json(self) -> dict[str, str | int | list[int]]:
        """The cause as plain values."""
        return {
            "file": self.first.file,
            "column": self.first.column,
            "reason": self.first.reason,
            "count": len(self.lines),
            "first_lines": self.lines[:FIRST_LINES],
            "following": len(self.following),
            "in_words": str(self),
        }


def causes_of(rejections: Iterable[Rejection]) -> list[Cause]:
    """The causes in the order in which each was first met."""
    causes: dict[tuple[str, str, str], Cause] = {}
    at: dict[Place, Cause] = {}
    followers: list[Rejection] = []
    for rejection in rejections:
        if rejection.root is not None:
            followers.append(rejection)
            continue
        pattern = VARYING.sub("“”", rejection.reason)
        cause = causes.setdefault((rejection.file, rejection.column, pattern), Cause(rejection))
        cause.add(rejection)
        at.setdefault((rejection.file, rejection.line), cause)
    found = list(causes.values())
    for rejection in followers:
        place = rejection.file, rejection.line
        assert rejection.root is not None
        root = at.get(rejection.root)
        if root is None:
            root = Cause(rejection)
            root.add(rejection)
            found.append(root)
        else:
            root.following.append(place)
        at.setdefault(place, root)
    return found

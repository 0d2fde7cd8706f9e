"""What a picture shows: lanes, and on them marks with the days that are certain and possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

Days = tuple[date, date]
"""The first and the last day of something, both inclusive."""

ONE = timedelta(days=1)


class Form(StrEnum):
    """What a mark tells of; each has a shape of its own."""

    STAY = "stay"
    EXERCISE = "exercise"
    OCCASION = "occasion"
    SAID = "said"


class Sure(StrEnum):
    """How sure it is that something was there on the days of a piece."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    PLANNED = "planned"


class Fade(StrEnum):
    """Towards which end a piece fades, because nobody reported that end."""

    NONE = ""
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Piece:
    """Days of a mark that are drawn alike."""

    days: Days
    sure: Sure
    fade: Fade = Fade.NONE


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of the list that a picture stands above, on one lane.

    ``row`` names the record, “visit:cavour-yokosuka”; ``title`` is the row in words, ``name`` what
    may stand on the mark. An end is open where nobody reported it: what is possible beyond it
    follows from a rule alone.
    """

    form: Form
    row: str
    url: str
    title: str
    possible: Days
    certain: Days | None = None
    name: str = ""
    planned: bool = False
    open_before: bool = False
    open_after: bool = False
    holes: Sequence[Days] = ()
    """Days between, on which it was not."""

    def pieces(self) -> list[Piece]:
        """Its days from the first to the last, in pieces that are drawn alike."""
        if self.planned:
            return [Piece(days, Sure.PLANNED) for days in self._unbroken()]
        found = []
        for days in self._unbroken():
            certain = _within(self.certain, days)
            if certain is None:
                found.append(Piece(days, Sure.POSSIBLE))
                continue
            if days[0] < certain[0]:
                found.append(Piece((days[0], certain[0] - ONE), Sure.POSSIBLE))
            found.append(Piece(certain, Sure.CERTAIN))
            if certain[1] < days[1]:
                found.append(Piece((certain[1] + ONE, days[1]), Sure.POSSIBLE))
        return self._faded(found)

    def _unbroken(self) -> Iterator[Days]:
        """Its possible days without the holes."""
        first, last = self.possible
        for start, end in sorted(self.holes):
            if first < start and first <= last:
                yield first, min(start - ONE, last)
            first = max(first, end + ONE)
        if first <= last:
            yield first, last

    def _faded(self, pieces: list[Piece]) -> list[Piece]:
        """The same, of which what is merely possible fades towards an open end."""
        if not pieces or (self.open_before and self.open_after and self.certain is None):
            return pieces  # where neither end is known it is even
        if self.open_before and pieces[0].sure is Sure.POSSIBLE:
            pieces[0] = Piece(pieces[0].days, Sure.POSSIBLE, Fade.BEFORE)
        if self.open_after and pieces[-1].sure is Sure.POSSIBLE:
            pieces[-1] = Piece(pieces[-1].days, Sure.POSSIBLE, Fade.AFTER)
        return pieces


def _within(days: Days | None, whole: Days) -> Days | None:
    if days is None or days[0] > whole[1] or days[1] < whole[0]:
        return None
    return max(days[0], whole[0]), min(days[1], whole[1])


@dataclass(frozen=True, slots=True)
class Lane:
    """Marks beside one name: a ship, a group of ships, or what was said.

    ``tone`` tells navies apart, from 1 to ``TONES``; ``group`` is the code of their country.
    """

    name: str
    marks: Sequence[Mark] = field(default_factory=list)
    group: str = ""
    tone: int = 1


TONES = 8


@dataclass(frozen=True, slots=True)
class Picture:
    """Lanes from the first to the last day; what lies beyond is told at the edge.

    ``label`` sums it up for those who do not see it. ``months`` are their names, from January.
    """

    label: str
    lanes: Sequence[Lane]
    days: Days
    months: Sequence[str]

    @property
    def marks(self) -> list[Mark]:
        """All marks, lane by lane."""
        return [mark for lane in self.lanes for mark in lane.marks]

"""Columns for how long something lasted: one day, or what a source says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import dates
from ..models import Row
from .columns import Cell, CellError, Column, Text, Values, YesNo

START, END = "start_edtf", "end_edtf"


@dataclass(frozen=True)
class OneDay(YesNo):
    """Yes: it ended on the day on which it began. It is not stored, only the two dates are.

    It stands behind the columns of the dates, which have been read by then.
    """

    @property
    def fields(self) -> tuple[str, ...]:
        return ()

    def read(self, cell: Cell) -> Values:
        if not super().read(cell)[self.target]:
            return {}
        given = {name for name in (START, END) if cell.cells.get(name)}
        start, end = (str(getattr(cell.row, name)) for name in (START, END))
        if start and end and start != end and given != {START}:
            raise CellError(
                _("“%(end)s” is another day than “%(start)s”. Correct the end, or write “no”.")
                % {"start": start, "end": end}
            )
        day = start or end
        if not day or dates.parse(day).is_interval:
            raise CellError(_("One day has one date. Give the day on which it began."))
        values: Values = {START: day, END: day}
        own, other = ("start_words", "end_words") if start else ("end_words", "start_words")
        if not cell.cells.get(other):
            values[other] = str(getattr(cell.row, own))
        return values

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        return {}

    def write(self, row: Row, *, public: bool = False) -> str:
        start, end = (str(getattr(row, name)) for name in (START, END))
        return "yes" if start and start == end and not dates.parse(start).is_interval else ""


@dataclass(frozen=True)
class Lasting(Column):
    """A duration, typed in words or as ISO 8601. A changed one brings its own words or none."""

    @property
    def words(self) -> str:
        """The field of the source's words for it, and their column."""
        return f"{self.target}_words"

    def read(self, cell: Cell) -> Values:
        found = _typed(cell.text)
        if found.iso and found.iso == getattr(cell.row, self.target):
            return {}
        return {self.target: found.iso, self.words: found.words}

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        return {self.target: "", self.words: ""}


@dataclass(frozen=True)
class LastingWords(Text):
    """The source's words for the duration that is in the column ``duration``."""

    duration: str = ""

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        """Empty, unless the duration itself was typed in words that are kept."""
        text = cells.get(self.duration, "")
        try:
            kept = bool(text and _typed(text).words)
        except CellError:
            kept = False
        return {} if kept else super().cleared(row, cells)


def lasting(name: str) -> tuple[Lasting, LastingWords]:
    """The two columns of a duration, ISO 8601 and the source's words."""
    column = Lasting(name)
    return column, LastingWords(column.words, duration=name)


def _typed(text: str) -> dates.Duration:
    try:
        return dates.typed_duration(text)
    except dates.InvalidDate as problem:
        raise CellError(str(problem)) from problem

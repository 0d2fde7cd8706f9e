"""How a cell of a bundle is read into a row and written from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import isfinite
from typing import Protocol

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import countries, country_words, dates, vocabularies
from ..choices import Purpose
from ..letters import tidy_lines
from ..models import Row

WHOLE = re.compile(r"[+-]?[0-9]+(?:\.0+)?")
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
MOST_DIGITS = 100
"""Characters of a whole number; Python refuses to read thousands of digits."""

YES = ("yes", "true", "1")
NO = ("no", "false", "0")


Value = str | int | float | bool | date | datetime | Row | None
"""What a field can hold."""

Values = dict[str, Value]
"""Values by model field."""


class CellError(ValueError):
    """Why a cell cannot be taken, in words for whoever wrote the file."""

    def __init__(self, message: str, column: str = "") -> None:
        super().__init__(message)
        self.column = column


class Finder(Protocol):
    """Finds rows by key."""

    def find(self, model: type[Row], key: str) -> Row:
        """The row of ``model`` with ``key``; raises :class:`CellError` when there is none."""


@dataclass
class Cell:
    """A cell in its line, with what is needed to read it."""

    text: str
    cells: Mapping[str, str]
    row: Row
    finder: Finder
    note_word: Callable[[str, str, str], None]
    """Called with column, word and the value it was mapped to."""


@dataclass(frozen=True)
class Column:
    """A column of a file and the field it fills (of the same name unless given)."""

    name: str
    field: str = ""

    @property
    def target(self) -> str:
        """The model field that the column fills."""
        return self.field or self.name

    @property
    def fields(self) -> tuple[str, ...]:
        """Every model field that the column decides."""
        return (self.target,)

    def filled(self, cells: Mapping[str, str]) -> str:
        """The model field that the column fills in a line. Raises :class:`CellError`."""
        return self.target

    def read(self, cell: Cell) -> Values:
        """Values by model field. Raises :class:`CellError`."""
        raise NotImplementedError

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        """The values that an empty cell stands for when empty cells clear."""
        field = row._meta.get_field(self.target)
        assert isinstance(field, models.Field)
        return {self.target: None if field.null else field.get_default()}

    def write(self, row: Row, *, public: bool = False) -> str:
        """The cell for ``row``; with ``public`` without naming what is not public."""
        value = getattr(row, self.target)
        return "" if value is None else str(value)

    def references(self, cells: Mapping[str, str]) -> Iterable[tuple[type[Row], str]]:
        """The rows, by model and key, that a line names in this column."""
        return ()


def same_text(first: str, second: str) -> bool:
    """Whether two texts differ in form only: in kinds of space and line end, in what is unseen."""
    return tidy_lines(first) == tidy_lines(second)


@dataclass(frozen=True)
class Text(Column):
    """Text as it stands. What is stored stays when it differs in form only."""

    def read(self, cell: Cell) -> Values:
        stored = getattr(cell.row, self.target) or ""
        return {self.target: stored if same_text(cell.text, stored) else cell.text}


@dataclass(frozen=True)
class Code(Column):
    """A code without spaces in capital letters, however it was typed: a UN/LOCODE."""

    def read(self, cell: Cell) -> Values:
        return {self.target: "".join(cell.text.split()).upper()}


def country_code(text: str) -> str:
    """An ISO 3166-1 alpha-2 code we know. Raises :class:`CellError`."""
    code = text.strip().upper()
    if countries.is_known(code):
        return code
    raise CellError(country_words.refusal(text))


@dataclass(frozen=True)
class Country(Column):
    """A country by its ISO 3166-1 alpha-2 code."""

    def read(self, cell: Cell) -> Values:
        return {self.target: country_code(cell.text)}


@dataclass(frozen=True)
class Whole(Column):
    """A whole number."""

    def read(self, cell: Cell) -> Values:
        if len(cell.text) > MOST_DIGITS or not WHOLE.fullmatch(cell.text):
            raise CellError(_("“%(text)s” is no whole number.") % {"text": cell.text})
        return {self.target: int(cell.text.partition(".")[0])}


@dataclass(frozen=True)
class Number(Column):
    """A number with a decimal point."""

    def read(self, cell: Cell) -> Values:
        if not NUMBER.fullmatch(cell.text) or not isfinite(float(cell.text)):
            raise CellError(
                _("“%(text)s” is no number. Write it with a point, such as 35.29.")
                % {"text": cell.text}
            )
        return {self.target: float(cell.text)}

    def write(self, row: Row, *, public: bool = False) -> str:
        value = getattr(row, self.target)
        return "" if value is None else repr(float(value)).removesuffix(".0")


@dataclass(frozen=True)
class YesNo(Column):
    """Yes or no; empty leaves what is stored."""

    def read(self, cell: Cell) -> Values:
        word = cell.text.casefold()
        if word not in (*YES, *NO):
            raise CellError(
                _("“%(text)s” is neither yes nor no. Write “yes” or “no”.") % {"text": cell.text}
            )
        return {self.target: word in YES}

    def write(self, row: Row, *, public: bool = False) -> str:
        return "yes" if getattr(row, self.target) else "no"


def read_day(text: str) -> date:
    """A calendar day, 2024-09-06. Raises :class:`CellError`."""
    try:
        if len(text) == len("2024-09-06"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellError(
        _("“%(text)s” is no day. Write year, month and day: 2024-09-06.") % {"text": text}
    )


@dataclass(frozen=True)
class Day(Column):
    """A calendar day that is known exactly."""

    def read(self, cell: Cell) -> Values:
        return {self.target: read_day(cell.text)}


def read_instant(text: str) -> datetime:
    """A moment in time, in UTC where it gives no zone. Raises :class:`CellError`."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CellError(
            _("“%(text)s” is no time. Write it as 2024-09-06T12:00:00+00:00.") % {"text": text}
        ) from None
    if timezone.is_naive(moment):
        moment = moment.replace(tzinfo=UTC)
    return moment


@dataclass(frozen=True)
class Choice(Column):
    """A word of a closed vocabulary; any other is refused with the list."""

    def read(self, cell: Cell) -> Values:
        field = cell.row._meta.get_field(self.target)
        assert isinstance(field, models.Field)
        values = {str(value): value for value, _label in field.flatchoices}
        folded = {text.casefold(): value for text, value in values.items()}
        if cell.text.casefold() not in folded:
            raise CellError(
                _("“%(text)s” is not one of: %(allowed)s.")
                % {"text": cell.text, "allowed": ", ".join(values)}
            )
        return {self.target: folded[cell.text.casefold()]}


@dataclass(frozen=True)
class Sureness(Choice):
    """How sure it is; a word that says what became of a plan is sent to the column for that."""

    def read(self, cell: Cell) -> Values:
        try:
            return super().read(cell)
        except CellError as problem:
            hint = vocabularies.certainty_hint(cell.text)
            raise CellError(f"{problem} {hint}".rstrip()) from problem


@dataclass(frozen=True)
class Word(Column):
    """A word of an open vocabulary; one that we do not have becomes *other* and is kept.

    The word and its ``…_said`` are one thing: a changed word brings its own *said* or none.
    """

    vocabulary: type[models.TextChoices] = Purpose

    @property
    def said(self) -> str:
        """The field of the source's own word."""
        return f"{self.target}_said"

    @property
    def said_column(self) -> str:
        """The column of the source's own word."""
        return f"{self.name}_said"

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.target, self.said)

    def read(self, cell: Cell) -> Values:
        found = vocabularies.resolve(self.vocabulary, cell.text)
        said = cell.cells.get(self.said_column, "")
        if said:
            if not found.known and not same_text(said, cell.text):
                raise CellError(
                    _(
                        "“%(word)s” is not in our vocabulary and %(column)s gives another word. "
                        "Write “other” here, or leave %(column)s empty."
                    )
                    % {"word": cell.text, "column": self.said_column}
                )
            return {self.target: found.value, self.said: said}
        if found.said:
            cell.note_word(self.name, cell.text, found.value)
        elif found.value == getattr(cell.row, self.target):
            return {}
        return {self.target: found.value, self.said: found.said}

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        return {**super().cleared(row, cells), self.said: ""}


@dataclass(frozen=True)
class Said(Column):
    """The source's own word beside one of an open vocabulary, which is in the column ``word``."""

    vocabulary: type[models.TextChoices] = Purpose
    word: str = ""

    def read(self, cell: Cell) -> Values:
        stored = getattr(cell.row, self.target)
        return {self.target: stored if same_text(cell.text, stored) else cell.text}

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        word = cells.get(self.word, "")
        if word and vocabularies.resolve(self.vocabulary, word).said:
            return {}
        return {self.target: ""}


@dataclass(frozen=True)
class Edtf(Column):
    """A fuzzy date as EDTF, or as the admin reads it. A changed date brings its own words or none.

    What was typed and says less than the EDTF made of it is its words, unless others are given.
    """

    @property
    def stem(self) -> str:
        """What the names of the date's fields begin with."""
        return self.target.removesuffix("_edtf")

    @property
    def words(self) -> str:
        """The field of the source's words for the date."""
        return f"{self.stem}_words"

    @property
    def words_column(self) -> str:
        """The column of the source's words for the date."""
        return f"{self.name.removesuffix('_edtf')}_words"

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.target, f"{self.stem}_earliest", f"{self.stem}_latest")

    def read(self, cell: Cell) -> Values:
        try:
            when = dates.parse_typed(cell.text)
        except dates.InvalidDate as problem:
            named = cell.text in problem.reason
            raise CellError(str(problem) if named else f"“{cell.text}”: {problem}") from problem
        if when.edtf == getattr(cell.row, self.target):
            return {}
        return {self.target: when.edtf, self.words: when.words}

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        return {self.target: "", self.words: ""}


@dataclass(frozen=True)
class DateWords(Text):
    """The source's words for the fuzzy date that is in the column ``date``."""

    date: str = ""

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        """Empty, unless the date itself was typed in words that are kept."""
        try:
            kept = dates.parse_typed(cells.get(self.date, "")).words
        except dates.InvalidDate:
            kept = ""
        return {} if kept else super().cleared(row, cells)


def word(name: str, vocabulary: type[models.TextChoices]) -> tuple[Word, Said]:
    """The two columns of an open vocabulary."""
    column = Word(name, vocabulary=vocabulary)
    return column, Said(column.said_column, vocabulary=vocabulary, word=name)


def fuzzy(name: str) -> tuple[Edtf, DateWords]:
    """The two columns of a fuzzy date, the expression and its words."""
    column = Edtf(name, name if name.endswith("_edtf") else f"{name}_edtf")
    return column, DateWords(column.words_column, column.words, date=name)

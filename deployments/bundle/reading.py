"""Reads the bytes of one CSV file into lines of cells, and says all that is wrong with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from ..letters import tidy_line, tidy_lines
from . import formulas
from .columns import Column
from .limits import MOST_CELL_CHARACTERS, MOST_COLUMNS, MOST_LINES
from .rejections import Rejections
from .tables import TableSpec

Record = tuple[int, list[str]]
"""The number of a line and its cells."""


@dataclass(frozen=True)
class Line:
    """A line of a file: its number (the header is 1) and the texts of its cells by column."""

    file: str
    number: int
    cells: dict[str, str]

    @property
    def key(self) -> str:
        """The key that it gives, or nothing."""
        return self.cells.get("key", "")


@dataclass(frozen=True)
class Table:
    """A file that could be read."""

    spec: TableSpec
    header: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def columns(self) -> list[Column]:
        """The columns that the file has, in the order in which they are read."""
        return [column for column in self.spec.columns if column.name in self.header]


class Unreadable(ValueError):
    """Why a file cannot be read; ``line`` is 0 for the file as a whole."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_table(content: bytes, spec: TableSpec, faults: Rejections) -> Table | None:
    """One file; None, with the reasons in ``faults``, when it cannot be read."""
    try:
        records = list(_records(_text(content)))
        if not records:
            raise Unreadable(_("The file is empty. Its first line names the columns."))
    except Unreadable as problem:
        faults.add(spec.file, problem.line, "", str(problem))
        return None
    (number, names), rows = records[0], [r for r in records[1:] if any(c.strip() for c in r[1])]
    header = _header(names, rows)
    wrong = list(_header_faults(header, spec))
    for column, reason in wrong:
        faults.add(spec.file, number, column, reason)
    if wrong:
        return None
    return Table(spec, tuple(header), tuple(_lines(header, rows, spec, faults)))


def _header(names: list[str], rows: list[Record]) -> list[str]:
    """The names of the columns, without those that spreadsheets leave behind the last one."""
    header = [tidy_line(name) for name in names]
    while header and not header[-1] and not any(_beyond(c, len(header)) for _n, c in rows):
        header.pop()
    return header


def _beyond(cells: list[str], width: int) -> bool:
    """Whether there is something in or after the column that is the last of ``width``."""
    return any(cell.strip() for cell in cells[width - 1 :])


def _lines(
    header: list[str], rows: list[Record], spec: TableSpec, faults: Rejections
) -> Iterator[Line]:
    long = spec.long_columns
    for number, cells in rows:
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) == len(header):
            texts = {
                name: formulas.read(tidy_lines(cell) if name in long else tidy_line(cell))
                for name, cell in zip(header, cells, strict=True)
            }
            yield Line(spec.file, number, texts)
        else:
            faults.add(spec.file, number, "", _wrong_length(len(cells), len(header)))


def _wrong_length(found: int, wanted: int) -> str:
    if found < wanted:
        return _(
            "The line has %(found)d cells, the header %(wanted)d. Is a comma or a quotation mark "
            "missing?"
        ) % {"found": found, "wanted": wanted}
    return _(
        "The line has %(found)d cells, the header %(wanted)d. Put a cell that has a comma in it "
        "in quotation marks."
    ) % {"found": found, "wanted": wanted}


def _text(content: bytes) -> str:
    """The text of a file. Raises :class:`Unreadable`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            _("The file is not in UTF-8. Save it again with the encoding UTF-8 (“CSV UTF-8”)."),
            line=line,
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(
            _("There is a NUL character, so this is no text in UTF-8. Save it again as CSV UTF-8."),
            line=line,
        )
    return text


def _records(text: str) -> Iterator[Record]:
    """Every line with the number at which it begins. Raises :class:`Unreadable`."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number, count = 1, 0
    try:
        for cells in reader:
            if cells:
                count += 1
                _require_bounds(cells, number, count)
                yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise _too_long(number) from error
        raise Unreadable(
            _(
                "The line cannot be read (%(error)s). A cell with a quotation mark in it stands "
                "in quotation marks, with each one inside doubled."
            )
            % {"error": error},
            line=number,
        ) from error


def _require_bounds(cells: list[str], number: int, count: int) -> None:
    """Refuse what is too large, and empty cells behind the last column that there can be."""
    while len(cells) > MOST_COLUMNS and not cells[-1].strip():
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(
            _("There are %(found)s columns; a file has at most %(most)d. Remove the others.")
            % {"found": f"{len(cells):,}", "most": MOST_COLUMNS},
            line=number,
        )
    if any(len(cell) > MOST_CELL_CHARACTERS for cell in cells):
        raise _too_long(number)
    if count > MOST_LINES + 1:
        raise Unreadable(
            _(
                "The file has more than %(most)s lines. Divide the bundle and import one part "
                "after the other."
            )
            % {"most": f"{MOST_LINES:,}"}
        )


def _too_long(number: int) -> Unreadable:
    return Unreadable(
        _(
            "A cell is longer than %(most)s characters. Shorten it; or is a quotation mark "
            "missing at its end?"
        )
        % {"most": f"{MOST_CELL_CHARACTERS:,}"},
        line=number,
    )


def _header_faults(header: list[str], spec: TableSpec) -> Iterator[tuple[str, str]]:
    """Column and reason for everything that is wrong with a header."""
    known = [column.name for column in spec.columns]
    if len(header) == 1 and any(mark in header[0] for mark in (";", "\t")):
        yield "", _("The columns are not separated by commas. Save the file as CSV with commas.")
        return
    for position, name in enumerate(header):
        if name in header[:position]:
            yield name, _("The column stands twice in the header. Keep one.")
        elif not name:
            yield "", _("Column %(number)d has no name.") % {"number": position + 1}
        elif name not in known:
            yield name, _unknown_column(name, known)
    for name in spec.needed:
        if name not in header:
            yield name, _("The column is missing; every line needs it.")


def _unknown_column(name: str, known: list[str]) -> str:
    close = get_close_matches(name.lower().replace(" ", "_"), known, n=1)
    if close:
        return _("There is no such column. Did you mean “%(name)s”?") % {"name": close[0]}
    return _("There is no such column. The file may have: %(names)s.") % {"names": ", ".join(known)}

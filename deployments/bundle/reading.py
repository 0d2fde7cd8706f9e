"""Reads a directory of CSV files into lines of cells, and says all that is wrong with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from django.utils.translation import gettext as _

from .report import Report
from .spec import BY_NAME, TABLES
from .tables import TableSpec


@dataclass(frozen=True)
class Line:
    """A line of a file: its number (the header is 1) and its cells by column, trimmed."""

    file: str
    number: int
    cells: dict[str, str]


@dataclass
class Table:
    """A file that could be read."""

    spec: TableSpec
    header: list[str]
    lines: list[Line] = field(default_factory=list)


@dataclass
class Bundle:
    """The files of a directory. ``unread`` names those with faults, whose lines are unknown."""

    tables: dict[str, Table] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)


class Unreadable(ValueError):
    """Why a file cannot be read; ``line`` is 0 for the file as a whole."""

    def __init__(self, message: str, *, line: int = 0, column: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def read(directory: Path, report: Report) -> Bundle:
    """The bundle in ``directory``; what is wrong with it goes into ``report``."""
    bundle = Bundle()
    if not directory.is_dir():
        report.reject("", 0, "", _("There is no directory %(path)s.") % {"path": directory})
        return bundle
    found = sorted(path for path in directory.iterdir() if _is_csv(path))
    if not found:
        report.reject(
            "",
            0,
            "",
            _("There is no CSV file in %(path)s. A bundle has files such as visits.csv.")
            % {"path": directory},
        )
    for path in found:
        spec = BY_NAME.get(path.stem) if path.suffix == ".csv" else None
        if spec is None:
            report.reject(path.name, 0, "", _unknown_file(path))
            continue
        table = read_file(path, spec, report)
        if table is None:
            bundle.unread.add(spec.name)
        else:
            bundle.tables[spec.name] = table
    order = [spec.name for spec in TABLES]
    bundle.tables = dict(sorted(bundle.tables.items(), key=lambda item: order.index(item[0])))
    return bundle


def _is_csv(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() == ".csv" and not path.name.startswith(".")


def _unknown_file(path: Path) -> str:
    close = get_close_matches(path.stem.lower(), list(BY_NAME), n=1)
    if close:
        return _("A bundle has no such file. Did you mean %(file)s?") % {"file": f"{close[0]}.csv"}
    return _("A bundle has no such file. It may hold: %(files)s.") % {
        "files": ", ".join(spec.file for spec in TABLES)
    }


def read_file(path: Path, spec: TableSpec, report: Report) -> Table | None:
    """One file; None, with the reasons in ``report``, when it cannot be read."""
    try:
        records = list(_records(_text(path)))
        if not records:
            raise Unreadable(_("The file is empty. Its first line names the columns."))
        number, header = records[0]
        header = [name.strip() for name in header]
        rows = [(line, cells) for line, cells in records[1:] if any(c.strip() for c in cells)]
        # Spreadsheets leave columns without name or content behind the last one.
        while header and not header[-1] and not any(_beyond(c, len(header)) for _n, c in rows):
            header.pop()
    except Unreadable as problem:
        report.reject(spec.file, problem.line, problem.column, str(problem))
        return None
    faults = list(_header_faults(header, spec))
    for column, reason in faults:
        report.reject(spec.file, number, column, reason)
    if faults:
        return None
    table = Table(spec, header)
    for line, cells in rows:
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) == len(header):
            trimmed = [cell.strip() for cell in cells]
            table.lines.append(Line(spec.file, line, dict(zip(header, trimmed, strict=True))))
        else:
            report.reject(spec.file, line, "", _wrong_length(len(cells), len(header)))
    return table


def _beyond(cells: list[str], width: int) -> bool:
    """Whether there is something in or after the column that is the last of ``width``."""
    return any(cell.strip() for cell in cells[width - 1 :])


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


def _text(path: Path) -> str:
    """The text of a file. Raises :class:`Unreadable`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            _("The file cannot be opened: %(error)s.") % {"error": error.strerror}
        ) from error
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


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every line with the number at which it begins. Raises :class:`Unreadable`."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        for cells in reader:
            if cells:
                yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            _(
                "The line cannot be read (%(error)s). A cell with a quotation mark in it stands "
                "in quotation marks, with each one inside doubled."
            )
            % {"error": error},
            line=number,
        ) from error


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
            close = get_close_matches(name.lower().replace(" ", "_"), known, n=1)
            if close:
                yield (
                    name,
                    _("There is no such column. Did you mean “%(name)s”?") % {"name": close[0]},
                )
            else:
                yield (
                    name,
                    _("There is no such column. The file may have: %(names)s.")
                    % {"names": ", ".join(known)},
                )
    for name in spec.needed:
        if name not in header:
            yield name, _("The column is missing; every line needs it.")

"""Writes the records to a directory of CSV files, so that an import rebuilds every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ..models import Citation, KeyRedirect
from .columns import Column
from .relations import Members, RecordKey, RecordType, Ref, redirected
from .spec import PRIVATE, TABLES
from .tables import TableSpec

CHUNK = 1000
QUOTED = ',"\r\n'


class ExportRefused(ValueError):
    """Why the directory cannot be written to."""


def export_bundle(directory: Path, *, public: bool = False, force: bool = False) -> dict[str, int]:
    """Write every file that has rows; returns how many each has.

    With ``public`` only what passes the publication gate is written, and nothing that is for
    editors. A directory with anything in it is refused, unless ``force`` is given: then the
    files of a bundle in it are replaced or removed, and all others stay.
    """
    if directory.exists() and not directory.is_dir():
        raise ExportRefused(_("%(path)s is no directory.") % {"path": directory})
    if directory.is_dir() and any(directory.iterdir()) and not force:
        raise ExportRefused(
            _("%(path)s is not empty. Name another directory, or use --force to replace its files.")
            % {"path": directory}
        )
    with transaction.atomic():
        files = {spec: list(lines_of(spec, public=public)) for spec in TABLES}
    written: dict[str, int] = {}
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for spec, lines in files.items():
            path = directory / spec.file
            if lines:
                head = [column.name for column in columns_of(spec, public=public)]
                text = "".join(csv_line(cells) for cells in [head, *lines])
                path.write_text(text, encoding="utf-8", newline="")
                written[spec.file] = len(lines)
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise ExportRefused(
            _("%(path)s cannot be written: %(error)s.")
            % {"path": error.filename or directory, "error": error.strerror}
        ) from error
    return written


def columns_of(spec: TableSpec, *, public: bool) -> list[Column]:
    """The columns that are written."""
    return [column for column in spec.columns if not (public and column in PRIVATE)]


def lines_of(spec: TableSpec, *, public: bool) -> Iterator[list[str]]:
    """The cells of every row, in an order that depends on nothing but the records."""
    columns = columns_of(spec, public=public)
    for row in rows_of(spec, public=public):
        yield [column.write(row, public=public) for column in columns]


def rows_of(spec: TableSpec, *, public: bool) -> Iterable[Any]:
    """The rows of a file: records by key, owned rows by their owner's and then by age."""
    rows: Any = spec.model._default_manager.all()
    if spec.model is KeyRedirect:
        return [row for row in rows.order_by("record_type", "old_key") if _leads(row, public)]
    if public:
        rows = rows.published()
    references = [column.target for column in spec.columns if isinstance(column, Ref)]
    rows = rows.prefetch_related(*[_prefetch(column, public) for column in spec.members])
    if spec.model is Citation:
        kind, key = RecordType("record_type"), RecordKey("record_key")
        rows = rows.order_by("pk").prefetch_related(*references, *Citation.target.columns)
        return sorted(rows, key=lambda row: (kind.write(row), key.write(row)))
    order = [f"{name}__key" for name in spec.parent] + ["pk"] if spec.parent else ["key"]
    rows = rows.prefetch_related(*references)
    return rows.order_by(*order).iterator(chunk_size=CHUNK)  # type: ignore[no-any-return]


def _leads(redirect: KeyRedirect, public: bool) -> bool:
    record = redirected(redirect)
    return record is not None and (record.is_published or not public)


def _prefetch(column: Members, public: bool) -> Prefetch[Any]:
    members: Any = column.model._default_manager.all()
    if public:
        members = members.published()
    return Prefetch(column.related_name, members.prefetch_related(*column.prefetches()))


def csv_line(cells: list[str]) -> str:
    """One line of CSV (RFC 4180, but for the single line feed at its end)."""
    return ",".join(csv_cell(cell) for cell in cells) + "\n"


def csv_cell(cell: str) -> str:
    """A cell, in quotation marks where it needs them: around a lone carriage return too."""
    if any(mark in cell for mark in QUOTED):
        return '"' + cell.replace('"', '""') + '"'
    return cell

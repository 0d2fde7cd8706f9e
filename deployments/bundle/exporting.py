"""Writes the records to a directory of CSV files, so that an import rebuilds every row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction
from django.db.models import Prefetch
from django.db.models.functions import Collate
from django.utils.translation import gettext as _

from ..chunks import CHUNK
from ..models import KeyRedirect, OwnedRow, Row
from ..models.owned import ArcOwnedRow
from ..querysets import RowQuerySet, rows_of
from . import formulas
from .columns import Column
from .relations import Members, Ref, redirected
from .spec import PRIVATE, TABLES
from .tables import TableSpec

QUOTED = ',"\r\n'


class ExportRefused(ValueError):
    """Why the directory cannot be written to."""


def export_bundle(
    directory: Path, *, public: bool = False, force: bool = False, guarded: bool = False
) -> dict[str, int]:
    """Write every file that has rows; returns how many each has.

    With ``public`` only what passes the publication gate is written, and nothing that is for
    editors; with ``guarded`` no cell is a formula to a spreadsheet. A directory with anything in
    it is refused, unless ``force`` is given: then the files of a bundle in it are replaced or
    removed, and all others stay.
    """
    if directory.exists() and not directory.is_dir():
        raise ExportRefused(_("%(path)s is no directory.") % {"path": directory})
    if directory.is_dir() and any(directory.iterdir()) and not force:
        raise ExportRefused(
            _("%(path)s is not empty. Name another directory, or use --force to replace its files.")
            % {"path": directory}
        )
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".export-", dir=directory) as unfinished:
            with _snapshot():
                written = {
                    spec.file: _write(
                        Path(unfinished) / spec.file, spec, public=public, guarded=guarded
                    )
                    for spec in TABLES
                }
            for file, count in written.items():
                if count:
                    (Path(unfinished) / file).replace(directory / file)
                else:
                    (directory / file).unlink(missing_ok=True)
    except OSError as error:
        raise ExportRefused(
            _("%(path)s cannot be written: %(error)s.")
            % {"path": error.filename or directory, "error": error.strerror}
        ) from error
    return {file: count for file, count in written.items() if count}


@contextmanager
def _snapshot() -> Iterator[None]:
    """All that is read inside is as it was at one moment, whoever writes meanwhile.

    SQLite's transactions are so; PostgreSQL's are when they are told at their start.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write(path: Path, spec: TableSpec, *, public: bool, guarded: bool) -> int:
    """Write one file, line by line; returns how many rows it has."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(csv_line([column.name for column in columns_of(spec, public=public)]))
        for count, cells in enumerate(lines_of(spec, public=public), start=1):  # noqa: B007
            file.write(csv_line([formulas.written(cell, guarded=guarded) for cell in cells]))
    return count


def columns_of(spec: TableSpec, *, public: bool) -> list[Column]:
    """The columns that are written."""
    return [column for column in spec.columns if not (public and column in PRIVATE)]


def lines_of(spec: TableSpec, *, public: bool) -> Iterator[list[str]]:
    """The cells of every row, in an order that depends on nothing but the records."""
    columns = columns_of(spec, public=public)
    for row in rows_to_write(spec, public=public):
        withheld = row.withheld() if public else frozenset()
        yield [
            "" if column.target in withheld else column.write(row, public=public)
            for column in columns
        ]


def rows_to_write(spec: TableSpec, *, public: bool) -> Iterator[Row]:
    """The rows of a file: records by key, owned rows by their owner's and then by age."""
    if spec.model is KeyRedirect:
        redirects = KeyRedirect.objects.order_by("record_type", "old_key")
        yield from (row for row in redirects.iterator(chunk_size=CHUNK) if _leads(row, public))
        return
    rows = rows_of(spec.model)
    if public:
        rows = rows.published()
    references = [column.target for column in spec.columns if isinstance(column, Ref)]
    rows = rows.prefetch_related(
        *references, *[_prefetch(column, public) for column in spec.members]
    )
    if issubclass(spec.model, ArcOwnedRow):
        for owner in sorted(spec.model.owners()):
            of_kind = rows.filter(**{f"{owner}__isnull": False}).prefetch_related(owner)
            yield from of_kind.order_by(_by_key(f"{owner}__key"), "pk").iterator(chunk_size=CHUNK)
        return
    order = [_by_key(f"{name}__key") for name in spec.parent] or [_by_key("key")]
    yield from rows.order_by(*order, "pk").iterator(chunk_size=CHUNK)


def _by_key(path: str) -> Collate:
    """In the order of the letters' codes, whatever language the database was made for."""
    return Collate(path, {"postgresql": "C", "sqlite": "BINARY"}[connection.vendor])


def _leads(redirect: KeyRedirect, public: bool) -> bool:
    record = redirected(redirect)
    return record is not None and (record.is_published or not public)


def _prefetch(column: Members, public: bool) -> Prefetch[str, RowQuerySet[OwnedRow]]:
    members = rows_of(column.model)
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

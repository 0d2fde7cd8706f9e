"""Writes a bundle to the database: all of it in one change set, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ..changes.service import change_set, touched_records
from ..changes.writer import one_writer
from ..choices import Origin
from ..services import gate
from . import reading, redirects
from .lookup import Lookup
from .options import Options
from .reading import Bundle, Line
from .relations import CITABLE
from .report import Report
from .rows import TableImport
from .spec import TABLES

PROGRESS_EVERY = 500

Progress = Callable[[str, int, int], None]
"""Called with file, lines done and lines in all."""


class Rejected(Exception):
    """Leaves the change set without a trace; the report says why."""


def import_bundle(
    directory: Path,
    *,
    options: Options,
    actor: Any = None,
    reason: str = "",
    progress: Progress | None = None,
) -> Report:
    """Import the bundle in ``directory``; the report tells what happened to every row.

    When anything is rejected, and with ``options.dry_run``, the database stays as it was.
    """
    report = Report(dry_run=options.dry_run)
    bundle = reading.read(directory, report)
    run = Import(bundle, options, report, progress)
    try:
        with one_writer(origin=Origin.IMPORT, actor=actor):
            with change_set(
                origin=Origin.IMPORT,
                actor=actor,
                reason=reason or _("Imported %(name)s") % {"name": directory.resolve().name},
            ) as change:
                run.write()
                if not report.accepted:
                    run.check_rest(touched_records(change))
                    raise Rejected
            if options.dry_run:
                transaction.set_rollback(True)
    except gate.Refused as refused:
        run.reject(refused.problems)
    except Rejected:
        pass
    return report


@dataclass(frozen=True)
class Place:
    """Where a record stands in the bundle."""

    file: str
    line: int


class Import:
    """One run over one bundle."""

    def __init__(
        self, bundle: Bundle, options: Options, report: Report, progress: Progress | None
    ) -> None:
        self.bundle = bundle
        self.options = options
        self.report = report
        self.progress = progress
        self.lookup = Lookup()
        self.places: dict[tuple[str, int], Place] = {}
        self.tainted: set[tuple[str, int]] = set()
        self.incomplete = not report.accepted
        """Whether files or lines could not even be read, so that records may lack rows."""

    def write(self) -> None:
        """Write every file, then what refers forward, then remove what is no longer there."""
        self._prepare()
        redirects.rename(self)
        done: list[TableImport] = []
        for name, table in self.bundle.tables.items():
            if name == "redirects":
                continue
            run = TableImport(table, self)
            run.load()
            for number, line in enumerate(table.lines, start=1):
                run.write(line)
                if self.progress and number % PROGRESS_EVERY == 0:
                    self.progress(table.spec.file, number, len(table.lines))
            run.finish()
            done.append(run)
        redirects.write(self)
        for run in reversed(done):
            run.remove_missing()

    def _prepare(self) -> None:
        """Fetch every stored row that the bundle names, and note the rows it brings itself."""
        models = {spec.name: spec.model for spec in TABLES}
        for name in self.bundle.unread:
            self.lookup.unread(models[name], f"{name}.csv")
        self.lookup.load(
            (model, key)
            for table in self.bundle.tables.values()
            for line in table.lines
            for model, key in self._named_in(table.spec.name, line)
        )
        for table in self.bundle.tables.values():
            for line in table.lines:
                key = line.cells.get("key", "")
                if key and table.spec.model in CITABLE.values():
                    self.lookup.expect(table.spec.model, key, line.file, line.number)

    def _named_in(self, name: str, line: Line) -> list[tuple[type[Any], str]]:
        spec = self.bundle.tables[name].spec
        named = [
            reference for column in spec.columns for reference in column.references(line.cells)
        ]
        key = line.cells.get("key", "")
        if key and name != "redirects":
            named.append((spec.model, key))
        if name == "redirects":
            named += redirects.references(line)
        return named

    def note_place(self, record: Any, line: Line, *, own: bool) -> None:
        """Remember a line that a record comes from; its own line before any other."""
        place = record.record_type, record.pk
        if own:
            self.places[place] = Place(line.file, line.number)
        else:
            self.places.setdefault(place, Place(line.file, line.number))

    def reject(self, problems: list[gate.Problem]) -> None:
        """Report what the publication gate refused, at the line of each record."""
        for problem in problems:
            record = problem.record
            place = self.places.get((record.record_type, record.pk), Place("", 0))
            self.report.reject(place.file, place.line, "", str(problem))

    def check_rest(self, records: list[Any]) -> None:
        """What the gate says of the records that no rejected line bears on."""
        if self.incomplete:
            return
        rest = [r for r in records if (r.record_type, r.pk) not in self.tainted]
        try:
            gate.require_invariant(rest)
        except gate.Refused as refused:
            self.reject(refused.problems)

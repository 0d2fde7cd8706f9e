"""Import a bundle of CSV files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.bundle.causes import causes_of
from deployments.bundle.importing import import_bundle
from deployments.bundle.options import Options
from deployments.bundle.report import Outcome, Report, RowResult
from deployments.changes.wording import rewritten
from deployments.changes.writer import Busy
from deployments.letters import escaped

ALWAYS_LISTED = (Outcome.UPDATED, Outcome.REMOVED)


class Command(BaseCommand):
    """Import all of a bundle or nothing, and say what happened to every row."""

    help = (
        "Imports a directory or a ZIP archive of CSV files as docs/import-format.md describes "
        "them: all or nothing. New records arrive as drafts, and what is published stays, "
        "unless --publish."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the bundle and what the import may do."""
        parser.add_argument("bundle", type=Path, help="directory or ZIP archive of CSV files")
        parser.add_argument(
            "--dry-run", action="store_true", help="do everything, report it and keep nothing"
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish what the bundle names and let it change what is published",
        )
        parser.add_argument(
            "--blank-clears", action="store_true", help="an empty cell empties what is stored"
        )
        parser.add_argument(
            "--replace-children",
            action="store_true",
            help="remove participants, citations and the like that the bundle does not have",
        )
        parser.add_argument("--reason", default="", help="why, for the history")
        parser.add_argument("--user", default="", help="name of the account that imports")
        parser.add_argument("--report", type=Path, help="write the report to this file, as JSON")
        parser.add_argument("--quiet", action="store_true", help="say only what is rejected")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print the report, and fail when anything was rejected."""
        verbosity = 0 if options["quiet"] else options["verbosity"]
        try:
            report = import_bundle(
                Path(options["bundle"]),
                options=Options(
                    publish=options["publish"],
                    blank_clears=options["blank_clears"],
                    replace_children=options["replace_children"],
                    dry_run=options["dry_run"],
                ),
                actor=_account(options["user"]),
                reason=options["reason"],
                progress=self._progress if verbosity else None,
            )
        except Busy as busy:
            raise CommandError(_("Nothing was imported. %(why)s") % {"why": busy}) from busy
        if verbosity:
            self._print(report, everything=verbosity > 1)
        causes = causes_of(report.rejections)
        for cause in causes:
            self.stderr.write(escaped(str(cause)))
        if options["report"]:
            _write_json(Path(options["report"]), report)
        if not report.accepted:
            raise CommandError(_refusal(report.faults.count, len(causes)))

    def _progress(self, file: str, done: int, total: int) -> None:
        self.stderr.write(f"{file}: {done}/{total}")

    def _print(self, report: Report, *, everything: bool) -> None:
        for row in report.rows:
            if everything or row.outcome in ALWAYS_LISTED:
                self.stdout.write(escaped(_row_in_words(row)))
        if report.words:
            self.stdout.write(_("Words that are not ours, each kept beside its value:"))
            for reading in report.readings():
                self.stdout.write(escaped(f"  {reading}"))
        self._print_counts(report)
        if said := rewritten(report.rewritten):
            self.stdout.write(said)
        if report.accepted and report.dry_run:
            self.stdout.write(_("This was a dry run: nothing was kept."))

    def _print_counts(self, report: Report) -> None:
        counts = report.counts()
        if not counts:
            return
        width = max(len(file) for file in counts)
        head = "".join(f"{outcome.value:>11}" for outcome in Outcome)
        self.stdout.write(f"{'':{width}}{head}")
        for file, count in counts.items():
            cells = "".join(f"{count[outcome.value]:>11}" for outcome in Outcome)
            self.stdout.write(f"{file:{width}}{cells}")


def _refusal(faults: int, causes: int) -> str:
    """Why nothing was imported, in numbers."""
    said = ngettext(
        "Nothing was imported: %(count)s fault. Correct it and import again.",
        "Nothing was imported: %(count)s faults. Correct them and import again.",
        faults,
    ) % {"count": f"{faults:,}"}
    if faults == causes:
        return said
    return f"{said} " + ngettext(
        "They have %(count)s cause.", "They have %(count)s causes.", causes
    ) % {"count": f"{causes:,}"}


def _account(name: str) -> User | None:
    if not name:
        return None
    model = get_user_model()
    try:
        return model._default_manager.get_by_natural_key(name)
    except model.DoesNotExist:
        raise CommandError(_("There is no account “%(name)s”.") % {"name": name}) from None


def _row_in_words(row: RowResult) -> str:
    place = f"{row.file}, line {row.line}" if row.line else row.file
    words = f"{row.outcome.value}: {place}: {row.row}"
    for change in row.changes:
        words += f"\n    {change.column}: {change.old or '∅'} → {change.new or '∅'}"
    return words


def _write_json(path: Path, report: Report) -> None:
    try:
        path.write_text(
            json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    except OSError as error:
        raise CommandError(
            _("The report cannot be written to %(path)s: %(error)s. %(outcome)s")
            % {
                "path": path,
                "error": error.strerror,
                "outcome": _("The import itself is done.")
                if report.accepted and not report.dry_run
                else _("Nothing was imported."),
            }
        ) from error

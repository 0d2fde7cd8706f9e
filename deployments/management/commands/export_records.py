"""Export the records as a bundle of CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.bundle.exporting import ExportRefused, export_bundle


class Command(BaseCommand):
    """Write a directory that import_records reads."""

    help = (
        "Exports every record to a directory of CSV files, drafts and editors' notes included; "
        "with --published only what the public may see. import_records reads the same files."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the directory and what to leave out."""
        parser.add_argument("directory", type=Path, help="directory to write to")
        parser.add_argument(
            "--published", action="store_true", help="write only what the public may see"
        )
        parser.add_argument(
            "--force", action="store_true", help="replace the files of a bundle that is there"
        )
        parser.add_argument(
            "--guard-formulas",
            action="store_true",
            help="for spreadsheets: put an apostrophe before text that they would run as a formula",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Export and say how many rows each file has."""
        try:
            written = export_bundle(
                Path(options["directory"]),
                public=options["published"],
                force=options["force"],
                guarded=options["guard_formulas"],
            )
        except ExportRefused as problem:
            raise CommandError(str(problem)) from problem
        if options["verbosity"] == 0:
            return
        for file, count in written.items():
            rows = ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
            self.stdout.write(f"{file}: {rows}")
        if not options["published"]:
            self.stdout.write(
                _("Drafts and editors' notes are among them; --published leaves them out.")
            )

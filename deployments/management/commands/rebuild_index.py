"""Build the index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.changes.writer import Busy
from deployments.services import rebuilding
from navdiplomacy.release import release


class Command(BaseCommand):
    """Put right what timeline, documents and search words say, from the records alone."""

    help = (
        "Builds timeline, public documents and search words anew from the records, a few hundred "
        "at a time, and says what changed. Others may read and write meanwhile. A run that was "
        "stopped goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add where to begin."""
        parser.add_argument(
            "--anew", action="store_true", help="begin from the start, whatever was done before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild piece by piece, and say of each step when it begins."""
        count, step = 0, ""
        if not options["anew"] and (count := rebuilding.put_right()):
            self.stdout.write(_("Going on with a run that was stopped."))
        try:
            for done in rebuilding.rebuild(release=release(), anew=options["anew"]):
                if options["verbosity"] > 1 and done.step != step:
                    self.stdout.write(f"{done.step} …")
                step = done.step
                count += len(done.lines)
                for line in done.lines:
                    self.stdout.write(f"  {line}")
        except Busy as busy:
            raise CommandError(
                f"{busy} {_('What was done is kept: run it again, and it goes on.')}"
            ) from busy
        if not count:
            self.stdout.write(_("The index was up to date."))
            return
        self.stdout.write(
            ngettext(
                "%(count)d row of the index was put right.",
                "%(count)d rows of the index were put right.",
                count,
            )
            % {"count": count}
        )

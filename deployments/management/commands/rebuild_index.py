"""Build the index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.changes.writer import Busy, one_writer
from deployments.choices import Origin
from deployments.services import derived


class Command(BaseCommand):
    """Put right what the timeline and the search words say, from the records alone."""

    help = "Builds the timeline and the search words anew from the records, and says what changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild as the only writer; the site shows the old index until it is done."""
        try:
            with one_writer(origin=Origin.COMMAND):
                found = list(derived.differences())
                derived.rebuild()
        except Busy as busy:
            raise CommandError(str(busy)) from busy
        for line in found:
            self.stdout.write(f"  {line}")
        if not found:
            self.stdout.write(_("The index was up to date."))
            return
        self.stdout.write(
            ngettext(
                "%(count)d row of the index was put right.",
                "%(count)d rows of the index were put right.",
                len(found),
            )
            % {"count": len(found)}
        )

"""Check all records."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.letters import escaped
from deployments.services.checking import TITLES, Kind, Result, check_all


class Command(BaseCommand):
    """Tell what cannot be, what may not be public, and what is odd; change nothing."""

    help = (
        "Checks all records: what is impossible, what may not be public, fields, redirects and "
        "the index (status 1), and what is odd (listed; status 1 with --strict)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how severe to be and how to tell it."""
        parser.add_argument("--strict", action="store_true", help="fail for what is odd, too")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print all findings, grouped; fail when one must be put right."""
        results = list(check_all())
        if options["json"]:
            lines = [{**asdict(each), "kind": each.kind.value} for each in results]
            self.stdout.write(escaped(json.dumps(lines, ensure_ascii=False, indent=2)))
        else:
            self._tell(results)
        failing = [each for each in results if each.kind.is_fault or options["strict"]]
        if failing:
            raise CommandError(
                ngettext(
                    "%(count)d finding must be put right.",
                    "%(count)d findings must be put right.",
                    len(failing),
                )
                % {"count": len(failing)}
            )

    def _tell(self, results: list[Result]) -> None:
        for kind in Kind:
            found = [each for each in results if each.kind == kind]
            if not found:
                continue
            style = self.style.ERROR if kind.is_fault else self.style.WARNING
            self.stdout.write(style(f"{TITLES[kind]} ({len(found)})"))
            for each in found:
                if each.key:
                    self.stdout.write(f"  {each.record_type} {each.key}  {each.admin}")
                    self.stdout.write(f"    {escaped(each.message)} [{each.code}]")
                else:
                    self.stdout.write(f"  {escaped(each.message)}")
            self.stdout.write("")
        if not results:
            self.stdout.write(self.style.SUCCESS(_("Nothing is wrong, and nothing is odd.")))

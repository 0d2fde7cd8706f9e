"""Rules that need more than one row to decide: what is impossible, and what is odd."""

from __future__ import annotations

from dataclasses import dataclass

from .models import Record


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a record that cannot be, or that an editor should look at."""

    record: Record
    code: str
    message: str
    impossible: bool


def findings(record: Record) -> list[Finding]:
    """All that the rules have to say about a record as it is now stored."""
    return []


def impossible(record: Record) -> list[Finding]:
    """The findings that keep a record from being public."""
    return [finding for finding in findings(record) if finding.impossible]

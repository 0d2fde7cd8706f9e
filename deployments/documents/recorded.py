"""What is recorded in place of what a source says, in words, where the source differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from .. import wording
from ..choices import AGAINST, Aspect
from ..models import Citation, Exercise, Row, Vessel, Visit
from ..models.base import Occurrence
from ..shapes import Participant
from ..wording import comma

Shown: TypeAlias = Callable[[Visit | Exercise], list[Participant]]
"""Participants as a document shows them."""


def facing(row: Citation, shown: Shown) -> str:
    """What is recorded in place of what a citation differs from or denies; else nothing.

    The target of the citation must be at hand, with what its name and its days need.
    """
    target = row.target
    if row.stance not in AGAINST or not isinstance(target, Row):
        return ""
    return recorded(target, row.aspect, shown)


def recorded(row: Row, aspect: str, shown: Shown) -> str:
    """What a record, or a row of one, holds of an aspect, in words."""
    match aspect:
        case Aspect.DATES:
            return _days(row)
        case Aspect.PLACE:
            if isinstance(row, Visit):
                return row.place
            port = getattr(row, "port", None)
            return comma(getattr(row, "area", ""), port.called if port else "")
        case Aspect.PARTICIPANTS if isinstance(row, Visit | Exercise):
            return wording.title(shown(row))[0]
        case Aspect.CERTAINTY if hasattr(row, "get_certainty_display"):
            return str(row.get_certainty_display())
    if isinstance(row, Visit):
        return comma(wording.who_was_where(shown(row), row.place), row.dates_in_words)
    if isinstance(row, Vessel):
        return comma(row.name, row.pennant)
    if isinstance(row, Occurrence) and row.summary:
        return row.summary
    return str(getattr(row, "called", row))


def _days(row: Row) -> str:
    """Its own days, else those of the record it belongs to."""
    owner = getattr(row, "owner", None)
    return row.dates_in_words or (owner.dates_in_words if isinstance(owner, Row) else "")

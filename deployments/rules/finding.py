"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass

from .. import dates
from ..models import Record


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a record that cannot be, or that an editor should look at.

    ``code`` names the rule; ``message`` is a sentence that says what to do, to be read after the
    record's name. What is ``impossible`` keeps a record from being public; all else is odd.
    """

    record: Record
    code: str
    message: str
    impossible: bool


def after(first: dates.FuzzyDate | None, second: dates.FuzzyDate | None) -> bool:
    """Whether ``first`` lies after ``second`` wherever within its bounds each of them lies."""
    if first is None or second is None:
        return False
    return bool(first.earliest and second.latest and first.earliest > second.latest)


def is_sure(*known: dates.FuzzyDate | None) -> bool:
    """Whether no date among ``known`` is qualified or a conventional phrase."""
    return not any(when.uncertain for when in known if when is not None)

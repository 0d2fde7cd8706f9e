"""What a rule finds, and where the rules of each kind of record are registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .. import dates
from ..models import Record
from ..registry import Registry


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


Check = Callable[[Sequence[int]], Iterator[Finding]]

CHECKS: Registry[Check] = Registry("rules about records")
"""What the rules say about records of a kind, by their ids."""

REACHING: Registry[Check] = Registry("rules about what names a record")
"""What a change of a record makes of the public records that name it."""

ODD: Registry[Check] = Registry("rules about one thing under two keys")
"""What is odd about records beside all others of their kind, drafts too; never impossible.

Each asks once for all of its kind, so that many ids cost as many queries as few: it is not to be
called for a part of them at a time. The gate, which asks for the impossible, leaves them out.
"""

ODD_BESIDE: Registry[Check] = Registry("rules about what else is known beside a record")
"""What is odd about records beside others, as what is certain of their ships; never impossible.

The gate leaves these out too; unlike :data:`ODD`, they may be asked for a part at a time.
"""


def is_sure(*known: dates.FuzzyDate | None) -> bool:
    """Whether no date among ``known`` is qualified or a conventional phrase."""
    return not any(when.uncertain for when in known if when is not None)

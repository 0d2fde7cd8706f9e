"""What is worked out from the records is looked at in pieces: small, in order, each once.

A piece is what one short transaction compares and puts right. So it takes no more memory however
many records there are, others can write between two pieces, and a run that was stopped goes on
after the last piece that was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ..chunks import CHUNK
from .public_log import PublicLog


@dataclass(frozen=True, slots=True)
class Found:
    """What in a piece is not as it should be: a line for each, and what puts it right."""

    lines: list[str]
    put_right: Callable[[PublicLog], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is worked out: which pieces it has, and how one is looked at.

    ``next`` gives what comes after a key, in order and at most a chunk: ids or names of what is
    there, and of what is only stored. Fewer than a chunk come at the end.
    """

    name: str
    next: Callable[[Any], Sequence[Any]]
    look: Callable[[Sequence[Any]], Found]
    first: int | None = 0
    """What is before all keys."""

    def pieces(self) -> Iterator[Found]:
        """All pieces, each looked at when the one before it was put right or left as it is."""
        after: Any = self.first
        while keys := self.next(after):
            yield self.look(keys)
            if len(keys) < CHUNK:
                return
            after = keys[-1]


def following(column: str, after: int, *rows: QuerySet[Any]) -> list[int]:
    """The numbers in a column that come next in any of these rows, each once."""
    found: set[int] = set()
    for each in rows:
        later = each.filter(**{f"{column}__gt": after}).order_by(column)
        found.update(later.values_list(column, flat=True).distinct()[:CHUNK])
    return sorted(found)[:CHUNK]


def at_once(name: str, look: Callable[[], Found]) -> Step:
    """A step of a single piece."""
    return Step(name, lambda after: [1] if after == 0 else [], lambda _keys: look())


def of_no_kind(name: str, rows: QuerySet[Any], said: str) -> Step:
    """A step of a single piece: rows of what is no kind of record, of which this is said, go."""

    def put_right(_log: PublicLog) -> None:
        rows.delete()

    return at_once(name, lambda: Found([f"{row}: {said}" for row in rows], put_right))

"""Many things, a part at a time, so that memory and queries stay small however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

CHUNK = 200
"""How many rows one query names, and how many are in memory at once."""

Item = TypeVar("Item")


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """``items`` in lists of at most ``size``, in their order."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part

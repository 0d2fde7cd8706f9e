"""What the pages call each kind of record, and why its list may be empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import dateformat

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one kind of record, and its place among all kinds where they are listed."""

    place: int
    name: _StrPromise
    title: _StrPromise
    lede: _StrPromise
    empty: _StrPromise
    filter_title: _StrPromise


def day_in_words(day: date) -> str:
    """A day in words: ``3 February 2025``."""
    return dateformat.format(day, "j F Y")

"""Whether two records of something that happened may be of the same days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from .. import dates
from ..dates import after

VAGUE = timedelta(days=31)
"""A date vaguer than a month is like another only where both are written alike."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Days:
    """From when to when something went on, each as it is known."""

    start: dates.FuzzyDate | None
    end: dates.FuzzyDate | None

    @property
    def is_known(self) -> bool:
        """Whether there is any date."""
        return bool(self.start or self.end)

    @property
    def widest(self) -> tuple[date, date]:
        """The first and the last day that it may have touched."""
        first, last = self.start or self.end, self.end or self.start
        begin, finish = first.earliest if first else None, last.latest if last else None
        return begin or date.min, finish or date.max


def same_days(a: Days, b: Days) -> bool:
    """Whether two may be the same: they begin or end alike, or certainly share more than a change.

    What ends on the day on which the other begins came before it.
    """
    if after(a.start, b.end or b.start) or after(b.start, a.end or a.start):
        return False
    if after(a.start or a.end, b.end) or after(b.start or b.end, a.end):
        return False
    if _alike(a.start, b.start) or _alike(a.end, b.end):
        return True
    spans = [dates.span(each.start, each.end) for each in (a, b)]
    certain = [
        (span.certain_from, span.certain_to)
        for span in spans
        if span is not None and span.certain_from is not None and span.certain_to is not None
    ]
    if len(certain) < len(spans):
        return False
    (from_a, to_a), (from_b, to_b) = certain
    if from_a > to_b or from_b > to_a:
        return False
    return to_a != from_b and to_b != from_a


def _alike(a: dates.FuzzyDate | None, b: dates.FuzzyDate | None) -> bool:
    """Whether two dates are written alike, or may be the same day and are not too vague."""
    if a is None or b is None:
        return False
    if a.edtf == b.edtf:
        return True
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    if max(a.latest - a.earliest, b.latest - b.earliest) > VAGUE:
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest


def overlapping(items: Iterable[T], days: Callable[[T], Days]) -> Iterator[tuple[T, T]]:
    """The pairs of ``items`` that may be of the same days, without asking of every pair.

    What has no date is paired with what has none.
    """
    dated: list[tuple[tuple[date, date], Days, T]] = []
    undated: list[T] = []
    for item in items:
        own = days(item)
        if own.is_known:
            dated.append((own.widest, own, item))
        else:
            undated.append(item)
    dated.sort(key=lambda each: each[0])
    for position, (widest, own, item) in enumerate(dated):
        for following in range(position + 1, len(dated)):
            (begin, _finish), theirs, other = dated[following]
            if begin > widest[1]:
                break
            if same_days(own, theirs):
                yield item, other
    yield from pairwise(undated)

"""Links to the years and months of the timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from ..pages import periods
from ..pages.values import Shown
from ..public import numbers
from .filtering import Filtering

_ANY = "0000"
"""Stands in an address where a period goes."""
MOST_COUNTED = 1000
"""Entries that filters find and that are counted by period; of more no number is said."""


def years(
    rows: Any, filtering: Filtering, period: str, *, since: date | None, **kept: str
) -> list[Shown]:
    """Years and months in which entries stand, with their numbers, newest first.

    What no month is known of is counted in its year, and apart from the months. Where filters
    find very many entries the years and months of all entries are given, without numbers. With
    ``since`` plans for days before it are not among ``rows``; ``kept`` are the parameters that
    an address keeps.
    """
    standing, counted = _standing(rows, filtering, since)
    # The name of a period needs no quoting, and stands after the filters; there are hundreds.
    before, _any, after = filtering.url(period=_ANY, **kept).rpartition(_ANY)
    month_names = periods.months_in_words()
    found: dict[str, dict[str, Any]] = {}
    for number in sorted(standing, reverse=True):
        month = number % 100
        name = periods.name(number)
        key = name[:4] if number else name
        year = found.get(key)
        if year is None:
            year = found[key] = {
                "key": key,
                "label": key if number else periods.in_words(number),
                "number": 0 if counted else None,
                "url": f"{before}{key}{after}",
                "current": period == key,
                "open": period.startswith(key),
                "months": [],
            }
        if counted:
            year["number"] += standing[number]
        if number:
            year["months"].append(
                {
                    "label": month_names[month],
                    "number": standing[number] if counted else None,
                    "url": f"{before}{name}{after}",
                    "current": period == name,
                }
            )
    return list(found.values())


def _standing(
    rows: Any, filtering: Filtering, since: date | None
) -> tuple[Mapping[int, int], bool]:
    """The periods in which entries stand, and whether their numbers are those of what was found."""
    if not filtering.active:
        every = numbers.by_period_without_plans_before(since) if since else numbers.by_period()
        return every, True
    found, whole = rows.soonest(MOST_COUNTED + 1)
    counted = Counter(found.values_list("period", flat=True))
    if counted.total() > MOST_COUNTED or not whole:
        return numbers.by_period(), False
    return counted, True

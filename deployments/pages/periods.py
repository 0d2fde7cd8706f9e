"""The months and years under which entries stand: their names in addresses, and in words.

A period is the number that ``TimelineEntry.period`` holds: year × 100 + month, with month 0 for
what no month is known of; 0 is for what has no date.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

UNDATED = "undated"
"""The name of the period of what has no date."""

_NAME = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]|XX))?")
_MONTH_NOT_KNOWN = "XX"


def name(period: int) -> str:
    """The period in an address: 2024-08, 2024-XX where no month is known, or “undated”."""
    if not period:
        return UNDATED
    year, month = divmod(period, 100)
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}-{_MONTH_NOT_KNOWN}"


def in_words(period: int) -> str:
    """The period as a heading."""
    if not period:
        return _("Date not known")
    year, month = divmod(period, 100)
    if not month:
        return _("%(year)s, month not known") % {"year": f"{year:04d}"}
    return f"{month_in_words(month)} {year:04d}"


def month_in_words(month: int) -> str:
    """The name of a month, 1 to 12."""
    return _month(month, get_language())


@cache
def _month(month: int, _language: str | None) -> str:
    """The name of a month in the language that is active."""
    return dateformat.format(date(2000, month, 1), "F")


def months_in_words() -> list[str]:
    """The names of all months by number; at 0 what of a year stands under none of them."""
    language = get_language()
    return [_("Month not known"), *(_month(month, language) for month in range(1, 13))]


def between(asked: str) -> tuple[int, int] | None:
    """The first and last period of a year, a month or what is undated; None for what is none."""
    if asked == UNDATED:
        return 0, 0
    match = _NAME.fullmatch(asked)
    if match is None or not int(match[1]):
        return None
    year = int(match[1]) * 100
    if not match[2]:
        return year, year + 12
    only = year if match[2] == _MONTH_NOT_KNOWN else year + int(match[2])
    return only, only


def asked_in_words(asked: str) -> str:
    """A year, month or “undated” that was asked for, in words; nothing for what is none."""
    found = between(asked)
    if found is None:
        return ""
    first, last = found
    return in_words(first) if first == last else f"{first // 100:04d}"

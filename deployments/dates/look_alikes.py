"""Texts that look like dates and are not read, because they could be misread; what they may mean.

What spreadsheets make of dates, and days in figures in an order that differs from land to land.
"""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from .names import MONTHS

_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_FROM_1900 = date(1899, 12, 30)
"""Day 0 of spreadsheets; a day later than it seems, as they believe in a 29 February 1900."""
_FROM_1904 = date(1904, 1, 1)
"""Day 0 of the spreadsheets that old Macintoshes wrote."""

_COMPACT = re.compile(r"[0-9]{8}")
_FIGURES = re.compile(r"([0-9]{4}|[0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4}|[0-9]{1,2})")
_MONTH_IN_FIGURES = re.compile(
    r"(?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})|(?P<first>[0-9]{4})[/.-](?P<second>[0-9]{1,2})"
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_STAMP = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ][0-9]{1,2}:[0-9]{2}.*")
_MONTH_IN_WORDS = re.compile(r"(?:([0-9]{1,2})[/.-])?([a-z]{3,9})\.?[/.-]([0-9]{4}|[0-9]{2})")


def why_refused(text: str) -> str:
    """Why a text that looks like a date is not read, and the ISO days it may mean.

    Nothing for every other text, and for what is ISO 8601.
    """
    plain = text.lower()
    if _ISO.fullmatch(plain):
        return ""
    if text.startswith("#"):
        return _of_a_spreadsheet(text)
    if serial := _SERIAL.fullmatch(plain):
        return _day_number(text, int(serial[1]))
    if stamp := _STAMP.fullmatch(plain):
        return _("“%(text)s” has a time of day; only days are recorded. Write %(day)s.") % {
            "text": text,
            "day": stamp[1],
        }
    for pattern, readings in (
        (_COMPACT, _compact),
        (_FIGURES, _in_figures),
        (_MONTH_IN_FIGURES, _month_in_figures),
    ):
        if match := pattern.fullmatch(plain):
            return _may_mean(text, readings(match))
    word = _MONTH_IN_WORDS.fullmatch(plain)
    if word and word[2] in MONTHS:
        return _with_month_in_words(text, word)
    return ""


def _of_a_spreadsheet(text: str) -> str:
    if set(text) == {"#"}:
        return _(
            "“%(text)s” stands where a spreadsheet's column was too narrow for the date. "
            "Widen it and save the file again."
        ) % {"text": text}
    return _("“%(text)s” is a spreadsheet's error, not a date.") % {"text": text}


def _day_number(text: str, number: int) -> str:
    return _(
        "“%(text)s” looks like a spreadsheet's day number: %(day)s, or %(other)s where days are "
        "counted from 1904. Write the day that is meant."
    ) % {
        "text": text,
        "day": (_FROM_1900 + timedelta(days=number)).isoformat(),
        "other": (_FROM_1904 + timedelta(days=number)).isoformat(),
    }


def _may_mean(text: str, readings: list[str]) -> str:
    known = list(dict.fromkeys(each for each in readings if each))
    if not known:
        return _("“%(text)s” is no day of the calendar, in whatever order it is read.") % {
            "text": text
        }
    if len(known) == 1:
        return _("“%(text)s” seems to mean %(day)s. Write it like that.") % {
            "text": text,
            "day": known[0],
        }
    return _(
        "“%(text)s” can be read in more than one way: as %(days)s. Write the one that is meant."
    ) % {"text": text, "days": _(" or as ").join(known)}


def _compact(match: re.Match[str]) -> list[str]:
    """20240822 as year, month and day; else 22082024 and 08222024."""
    text = match[0]
    if whole := _day(text[:4], text[4:6], text[6:]):
        return [whole]
    return [_day(text[4:], text[2:4], text[:2]), _day(text[4:], text[:2], text[2:4])]


def _in_figures(match: re.Match[str]) -> list[str]:
    first, _sign, middle, last = match.groups()
    if len(first) == 4:
        return [_day(first, middle, last)]
    return [_day(last, middle, first), _day(last, first, middle)]


def _month_in_figures(match: re.Match[str]) -> list[str]:
    year, month = match["year"] or match["first"], match["month"] or match["second"]
    return [_month(year, int(month))]


def _with_month_in_words(text: str, match: re.Match[str]) -> str:
    day, name, year = match.groups()
    if day:
        return _may_mean(text, [_day(year, str(MONTHS[name]), day)])
    if not 1 <= int(year) <= 31:
        return _may_mean(text, [_month(_full(year), MONTHS[name])])
    return _(
        "“%(text)s” may be %(month)s, or a day in a year that is not written. "
        "Write the one that is meant, with its year."
    ) % {"text": text, "month": _month(_full(year), MONTHS[name])}


def _full(year: str) -> str:
    """A year with its century: ours, where none is written."""
    return f"20{year}" if len(year) == 2 else year


def _day(year: str, month: str, day: str) -> str:
    """The ISO day, or nothing where there is no such day."""
    try:
        return date(int(_full(year)), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _month(year: str, month: int) -> str:
    return f"{year}-{month:02d}" if 1 <= month <= 12 else ""

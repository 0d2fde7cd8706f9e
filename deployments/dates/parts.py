"""One EDTF date (a year, a month, a day, a season, some of its digits unknown) and its strict days.

What `A`, `B` and `C` stand for in `A/B`, `[A..B]` and `[A,B,C]`.
"""

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NoReturn

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Longest EDTF text accepted, in characters (a one-of set of five days fits).
MAX_EDTF_LENGTH = 64

#: The EDTF that is accepted, for forms, documentation and error messages.
ACCEPTED = gettext_lazy(
    "Accepted EDTF: 2024, 2024-08 or 2024-08-26, years 0001 to 9999; "
    "“~” at the end for about, “?” for uncertain, “%” for both; "
    "2024-08-22/2024-08-27 for the whole stretch, with .. for an open end and nothing for an "
    "unknown one; [2024-08-21..2024-08-31] for one day within, [..2024-08-28] for on or before, "
    "[2024-08-28..] for on or after, [2024-08-12,2024-08-14] for one of these; "
    "X for unknown last digits (202X, 2024-XX, 2024-08-XX); "
    "2024-21 to 2024-24 for spring, summer, autumn and winter."
)


class InvalidDate(ValueError):
    """A date that cannot be read; `str()` says why and what would be accepted, for people."""

    def __init__(self, reason: str, accepted: str | None = None) -> None:
        super().__init__(f"{reason} {ACCEPTED if accepted is None else accepted}")
        #: Why alone, for places that show the accepted forms once for many errors.
        self.reason = reason


class Form(Enum):
    """What a part names, which decides how it is said in words."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SEASON = "season"
    SOME_DAY = "some day"  # 2024-08-XX, 2024-XX-XX: one day, the month or year known
    SOME_MONTH = "some month"  # 2024-XX
    SOME_DIGITS = "some digits"  # 2024-08-2X, 2024-1X, 202X, 20XX


@dataclass(frozen=True, slots=True)
class Part:
    """One EDTF date with its strict first and last possible day."""

    text: str  # EDTF with its qualifier
    first: date
    last: date
    form: Form
    qualifier: str  # "", "~", "?" or "%"

    @property
    def is_season(self) -> bool:
        return self.form is Form.SEASON

    @property
    def year(self) -> int:
        """The year it is named by, the first of several; a season may begin before it."""
        return max(int(self.text[:4].replace("X", "0")), date.min.year)


_PART = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|[0-9]X|XX)(?:-(?P<day>[0-9]{2}|[0-9]X|XX))?)?"
    r"(?P<qualifier>[~?%]?)"
)
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24


def days_in(year: int, month: int) -> int:
    """Number of days of a month (1 to 12) of the Gregorian calendar."""
    return 29 if month == 2 and isleap(year) else _MONTH_DAYS[month - 1]


def read_part(text: str) -> Part:
    """Read one EDTF date such as `2024`, `2024-08~`, `2024-08-XX` or `2024-21`.

    Raises InvalidDate.
    """
    match = _PART.fullmatch(text)
    if match is None:
        refuse(text)
    year, month, day, qualifier = match.group("year", "month", "day", "qualifier")
    if year == "0000":
        raise InvalidDate(_("There is no year 0000 here: years run from 0001 to 9999."))
    if "X" in year:
        if month:
            refuse_digits()
        first, last, form = _some_years(year)
    elif month is None:
        y = int(year)
        first, last, form = date(y, 1, 1), date(y, 12, 31), Form.YEAR
    elif "X" in month:
        if day and (month, day) != ("XX", "XX"):
            refuse_digits()
        first, last = _some_months(int(year), month)
        form = Form.SOME_DAY if day else Form.SOME_MONTH if month == "XX" else Form.SOME_DIGITS
    else:
        first, last, form = _month_or_day(int(year), int(month), day)
    return Part(text, first, last, form, qualifier)


def _some_years(year: str) -> tuple[date, date, Form]:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return date(max(first, 1), 1, 1), date(last, 12, 31), Form.SOME_DIGITS


def _some_months(year: int, month: str) -> tuple[date, date]:
    low, high = {"XX": (1, 12), "0X": (1, 9), "1X": (10, 12)}.get(month, (0, 0))
    if not low:
        raise InvalidDate(_("Months run from 01 to 12."))
    return date(year, low, 1), date(year, high, days_in(year, high))


def _month_or_day(year: int, month: int, day: str | None) -> tuple[date, date, Form]:
    if SPRING <= month <= WINTER and day is None:
        return *_season(year, month), Form.SEASON
    if not 1 <= month <= 12:
        raise InvalidDate(
            _(
                "%(month)02d is not a month: months run from 01 to 12. Of the seasons only 21 to "
                "24 are read; write a quarter or half year as [2024-07..2024-09]."
            )
            % {"month": month}
        )
    length = days_in(year, month)
    if day is None:
        return date(year, month, 1), date(year, month, length), Form.MONTH
    if day == "XX":
        return date(year, month, 1), date(year, month, length), Form.SOME_DAY
    if day[1] == "X":
        low, high = max(int(day[0]) * 10, 1), min(int(day[0]) * 10 + 9, length)
        form = Form.SOME_DIGITS
    else:
        low = high = int(day)
        form = Form.DAY
    if not 1 <= low <= high <= length:
        raise InvalidDate(
            _("There is no day %(day)s in %(year)04d-%(month)02d, which has %(length)d days.")
            % {"day": day, "year": year, "month": month, "length": length}
        )
    return date(year, month, low), date(year, month, high), form


def _season(year: int, season: int) -> tuple[date, date]:
    """Bounds of a season in either hemisphere, by weather or by the sun.

    Spring and autumn lie between 1 March and 31 December of their year. Summer and winter may
    run over either New Year: from 1 December of the year before to 31 March of the year after.
    Codes 21 to 24 do not say which hemisphere, so nothing narrower is strict.
    """
    if season in (SPRING, AUTUMN):
        return date(year, 3, 1), date(year, 12, 31)
    return (
        date(year - 1, 12, 1) if year > date.min.year else date.min,
        date(year + 1, 3, 31) if year < date.max.year else date.max,
    )


def refuse_digits() -> NoReturn:
    """Raise the error for digits left out anywhere but at the end."""
    raise InvalidDate(
        _("Only last digits can be unknown: 202X, 20XX, 2024-XX, 2024-XX-XX, 2024-08-XX.")
    )


def refuse(text: str) -> NoReturn:
    """Raise the InvalidDate that best explains why this text is not one EDTF date."""
    shown = text if len(text) <= MAX_EDTF_LENGTH else f"{text[:MAX_EDTF_LENGTH]}…"
    if not text:
        reason = _("A date is missing.")
    elif not text.isascii():
        reason = _("“%(text)s” has characters that EDTF does not use.")
    elif any(character.isspace() for character in text):
        reason = _("“%(text)s” is not EDTF, which has no spaces and no words.")
    elif "{" in text or "}" in text:
        reason = _("“%(text)s” names all of several dates; record each on its own.")
    elif re.match(r"\d{4}-\d\d-\d\d[T ]|.*:", text):
        reason = _("“%(text)s” has a time of day; only days are recorded.")
    elif re.match(r"Y|[-+]\d|\d{5}|\d+[ES]\d", text):
        reason = _("“%(text)s” is a long, negative or rounded year; years run from 0001 to 9999.")
    elif re.search(r"[~?%](?=.)", text):
        reason = _("“%(text)s” qualifies one component; a qualifier stands once, at the end.")
    elif "X" in text:
        refuse_digits()
    else:
        reason = _("“%(text)s” is not a date.")
    raise InvalidDate(reason % {"text": shown})

"""What day it is: read here alone, so that a test can say another."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

AHEAD = timedelta(hours=14)
"""How far the calendar of the first places to see a day (Kiritimati) is ahead of UTC."""

BEHIND = timedelta(hours=12)
"""How far the calendar of the last places to see a day (Baker Island) is behind UTC."""


def latest_day() -> date:
    """The day that it is where it is latest; what lies after it has happened nowhere."""
    return (timezone.now() + AHEAD).date()


def earliest_day() -> date:
    """The day that it is where it is earliest; what lies before it is over everywhere."""
    return (timezone.now() - BEHIND).date()


def years_on(day: date, years: int) -> date:
    """The same day of a later year, 28 February for the 29th; no later than the calendar goes."""
    year = min(day.year + years, date.max.year)
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)

"""Rules about days that nobody can know yet: what has not happened is planned, or mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import dates
from ..choices import NOT_PRESENT
from ..clock import years_on
from ..fields import FuzzyDateField
from ..models import Record, Row
from .columns import named
from .finding import Finding

PLANNED_YEARS = 3
"""Exercises and voyages are announced a year or two ahead; what lies further off is mistyped."""

ENDING_YEARS = 1
"""What has begun may have an end that is announced, within this many years."""

_ARCHIVED = re.compile(r"//(?:[\w-]+\.)*archive\.\w+/(?:web/)?(\d{4})(\d{2})(\d{2})\d{0,6}\b")
"""The day in the address of an archived copy."""


def check(record: Record, row: Row, today: date) -> Iterator[Finding]:
    """What is odd about the days of ``row``, which ``record`` owns or is, as seen ``today``."""
    for column, shown, planned in _unknowable(record, row, today):
        if planned:
            message = _(
                "%(column)s is %(day)s, more than %(years)d years ahead. Nobody plans that far: "
                "check the year."
            )
        elif hasattr(record, "certainty"):
            message = _(
                "%(column)s is %(day)s, which nobody can know yet. Correct it, or make the "
                "%(kind)s planned."
            )
        else:
            message = _("%(column)s is %(day)s, which nobody can know yet. Correct it.")
        yield Finding(
            record,
            "not-yet-happened",
            message
            % {
                "column": named(record, row, column),
                "day": shown,
                "kind": record._meta.verbose_name,
                "years": PLANNED_YEARS,
            },
            impossible=False,
        )


def _unknowable(record: Record, row: Row, today: date) -> Iterator[tuple[str, str, bool]]:
    """Each column that lies too far ahead, its value in words, and whether it may be planned."""
    planned = getattr(record, "certainty", "") in NOT_PRESENT
    horizon = years_on(today, PLANNED_YEARS)
    for fuzzy in row.fuzzy_dates:
        when = fuzzy.__get__(row, type(row))
        if when is None:
            continue
        first = horizon if planned else _last_beginning(record, row, fuzzy, today)
        last = horizon if planned else years_on(today, ENDING_YEARS)
        if _lies_after(when, first, last):
            yield fuzzy.edtf, str(when), planned
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if not value or not field.editable:
            continue
        if isinstance(field, models.DateField) and isinstance(value, date):
            if not isinstance(field, models.DateTimeField) and value > today:
                yield field.name, date_format(value, "j F Y"), False
        elif isinstance(field, models.IntegerField) and field.name.endswith("_year"):
            if value > horizon.year:
                yield field.name, str(value), True
        elif isinstance(field, models.URLField):
            archived = _archived_on(value)
            if archived is not None and archived > today:
                yield field.name, date_format(archived, "j F Y"), False


def _last_beginning(record: Record, row: Row, fuzzy: FuzzyDateField, today: date) -> date:
    """The last day on which a date may begin: an end may be announced once its start is past."""
    if not fuzzy.not_before:
        return today
    for owner in (row, record):
        for other in owner.fuzzy_dates:
            if other.stem == fuzzy.not_before:
                start = other.__get__(owner, type(owner))
                if start is not None:
                    begun = not _lies_after(start, today, date.max)
                    return years_on(today, ENDING_YEARS) if begun else today
    return today


def _lies_after(when: dates.FuzzyDate, first: date, last: date) -> bool:
    """Whether ``when`` begins after ``first``, or names a day after ``last``."""
    if when.earliest is not None and when.earliest > first:
        return True
    parts = [part for member in when.members for part in member if part is not None]
    return any(part.first > max(first, last) for part in parts)


def _archived_on(url: str) -> date | None:
    found = _ARCHIVED.search(url)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None

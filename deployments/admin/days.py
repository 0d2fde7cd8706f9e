"""The years, months and days in which there is something: what the date hierarchy of a list shows.

Django asks for them with DISTINCT over all rows. Of a list that nothing narrows they are read by
the index of its day, one step for each year, month or day that there is.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal, Protocol, Self

from django.contrib.admin.templatetags.admin_list import date_hierarchy
from django.contrib.admin.views.main import ChangeList
from django.db import connection
from django.db.models import CharField, Count, Model, QuerySet
from django.db.models.functions import Cast, Substr

Part = Literal["year", "month", "day"]
LETTERS: dict[Part, int] = {"year": 4, "month": 7, "day": 10}
"""How much of an ISO date says in which year, month or day it lies."""


class Days(Protocol):
    """The days of what a list shows, as Django's date hierarchy asks a queryset for them."""

    def aggregate(self, **_first_and_last: object) -> dict[str, date | None]:
        """The first and the last day; None where there is none."""

    def dates(self, _column: str, part: Part) -> Sequence[date]:
        """The first day of each year or month, or each day, in which there is something."""


@dataclass(frozen=True)
class DaysOfSome:
    """The days of a list that is narrowed by a filter or a search."""

    rows: QuerySet[Any]
    column: str
    months: Mapping[str, int]
    """How many rows there are of each month, as “2024-08”, and of no day at all, as “”."""

    @classmethod
    def of(cls, rows: QuerySet[Any], column: str) -> Self:
        """Look at every row, once."""
        number = Count("pk", distinct=rows.query.distinct)
        counted = rows.order_by().values_list(_cut(column, "month")).annotate(number)
        return cls(rows, column, {month or "": rows for month, rows in counted})

    def aggregate(self, **_first_and_last: object) -> dict[str, date | None]:
        """A day in the first month and one in the last: no more is asked."""
        months = self.dates(self.column, "month")
        return {"first": months[0], "last": months[-1]} if months else {"first": None, "last": None}

    def dates(self, column: str, part: Part) -> Sequence[date]:
        """The first day of each part."""
        if part != "day":
            return _beginnings(filter(None, self.months), part)
        dated = self.rows.filter(**{f"{column}__isnull": False}).order_by()
        return _beginnings(dated.values_list(_cut(column, part), flat=True).distinct(), part)


def _cut(column: str, part: Part) -> Substr:
    """In which part a day lies, as text: Django's functions of dates are Python's on SQLite."""
    return Substr(Cast(column, CharField()), 1, LETTERS[part])


@dataclass(frozen=True)
class DaysOfAll:
    """The days of all rows of a kind, or of those in a year or month."""

    model: type[Model]
    column: str
    start: date
    end: date

    NEXT: ClassVar[dict[str, str]] = {
        "sqlite": "date(day, 'start of {part}', '+1 {part}')",
        "postgresql": "(date_trunc('{part}', day) + interval '1 {part}')::date",
    }
    """When the next part begins, by engine."""

    @classmethod
    def within(cls, model: type[Model], column: str, year: str, month: str) -> Self | None:
        """Those of a year or of a month in it, of all time without; None where there is no such."""
        if not year and not month:
            return cls(model, column, date.min, date.max)
        try:
            first = date(int(year), int(month or 1), 1)
        except ValueError:
            return None
        last = first.replace(month=first.month if month else 12)
        return cls(model, column, first, last.replace(day=monthrange(last.year, last.month)[1]))

    def aggregate(self, **_first_and_last: object) -> dict[str, date | None]:
        """The first and the last: two reads of the index."""
        table, column = self._quoted
        # Names of a table and a column of ours, quoted; as everywhere here.
        ends = [f"(SELECT {which}({column}) FROM {table})" for which in ("MIN", "MAX")]  # noqa: S608
        first, last = self._read(f"SELECT {', '.join(ends)}", [])[0]
        return {"first": first, "last": last}

    def dates(self, _column: str, part: Part) -> Sequence[date]:
        """The first day of each part: from the first day on, each time the next behind its part."""
        table, column = self._quoted
        following = self.NEXT[connection.vendor].format(part=part)
        step = f"SELECT MIN({column}) FROM {table} WHERE {column} >= {{}} AND {column} <= %s"  # noqa: S608
        rows = self._read(
            f"WITH RECURSIVE days(day) AS ({step.format('%s')} UNION ALL "  # noqa: S608
            f"SELECT ({step.format(following)}) FROM days WHERE day IS NOT NULL) "
            "SELECT day FROM days WHERE day IS NOT NULL",
            [self.start, self.end, self.end],
        )
        return _beginnings((day.isoformat() for (day,) in rows if day), part)

    @property
    def _quoted(self) -> tuple[str, str]:
        quote = connection.ops.quote_name
        options = self.model._meta
        columns = {field.name: str(field.column) for field in options.concrete_fields}
        return quote(options.db_table), quote(columns[self.column])

    @staticmethod
    def _read(sql: str, given: list[date]) -> list[tuple[date | None, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        return [tuple(_as_date(each) for each in row) for row in rows]


def _as_date(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _beginnings(texts: Iterable[str], part: Part) -> list[date]:
    cut = {text[: LETTERS[part]] for text in texts}
    return [date.fromisoformat(f"{text}-01-01"[:10]) for text in sorted(cut)]


@dataclass(frozen=True)
class Hierarchy:
    """What Django's date hierarchy asks a list for, with days that are read as above."""

    model: type[Model]
    date_hierarchy: str
    params: dict[str, str]
    get_query_string: Callable[..., str]
    queryset: Days


def hierarchy(changelist: ChangeList, days: Days) -> dict[str, Any] | None:
    """What Django's template of the date hierarchy shows."""
    asked: Any = Hierarchy(
        changelist.model,
        str(changelist.date_hierarchy),
        changelist.params,
        changelist.get_query_string,
        days,
    )
    return date_hierarchy(asked)

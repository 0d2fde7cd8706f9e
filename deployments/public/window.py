"""Conditions by days: what was there in a window of them, possibly or certainly.

They are templates. As queries of the ORM, which puts two to four of them together and compiles
them anew each time, they took two thirds of the time of a list that asks for days.
``tests/filters/test_window.py`` compares them with such queries.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import CharField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from .. import compiling
from ..choices import NOT_PRESENT, Match
from ..dates.spans import shift
from .having import Template

Parameters: TypeAlias = tuple[str | int, ...]
Compiled: TypeAlias = tuple[str, Parameters]
"""SQL and its parameters, as a cursor of the engine takes them."""

_ENTRY = "deployments_timelineentry"
_STRETCH = "deployments_timelinestretch"
_PRESENT = "certainty NOT IN ({})".format(", ".join(f"'{each.value}'" for each in NOT_PRESENT))
DAYS_BEFORE, DAYS_AFTER = 62, 400
"""How long before, and after, the day by which it stands in lists nearly every entry was possible:
a stay of which one end is known, and one of which only the year is."""

_POSSIBLE, _CERTAIN = Match.POSSIBLE.value, Match.CERTAIN.value


@dataclass(frozen=True, slots=True)
class Window:
    """What has to overlap the days from ``first`` to ``last``, both inclusive; None is open.

    Where ``ships`` (ids of vessels) are named, the days of one of those ships count, where an entry
    knows the days of its ships. Days between the stretches of an entry are none of its days.
    """

    first: date | None
    last: date | None
    ships: tuple[int, ...] = ()
    certain: bool = False
    """Whether it has to be certain."""
    present: bool = False
    """Whether what was only planned, or was cancelled, is left out."""
    record_type: str = ""
    """Of which kind of record the rows are documents; empty where they are entries themselves."""

    def sql(self, column: str, connection: BaseDatabaseWrapper) -> Compiled:
        """The condition on a row: ``column`` is its record's id, or that of the entry itself."""
        if not self.record_type:
            return self._of_entry(column.rpartition(".")[0], connection)
        condition, parameters = self._of_entry("entry", connection)
        if self.record_type == "deployment":  # its departure and return are entries of their own
            condition = f"entry.kind = '' AND {condition}"
        of_record = f"SELECT 1 FROM {_ENTRY} entry WHERE entry.{self.record_type}_id = {column}"  # noqa: S608
        return f"EXISTS({of_record} AND {condition})", parameters

    def listed(self, cursor: CursorWrapper) -> tuple[date | None, date | None]:
        """The first and the last day by which what lies in it stands in lists; None is open.

        Few entries reach far from their day: one query tells of those that overlap the window.
        """
        overlaps, days = self._overlaps("entry", _POSSIBLE, cursor.db)
        cursor.execute(
            f"SELECT MIN(sort_day), MAX(sort_day) FROM {_ENTRY} entry"  # noqa: S608
            f" WHERE entry.reaches_far AND {overlaps}",
            days,
        )
        far = [
            day if isinstance(day, date) else date.fromisoformat(day)
            for day in cursor.fetchone()
            if day
        ]
        first = self.first and min([shift(self.first, -DAYS_AFTER), *far])
        last = self.last and max([shift(self.last, DAYS_BEFORE), *far])
        return first, last

    def shape(self) -> Hashable:
        """Equal for two windows where their SQL is."""
        return replace(
            self,
            first=self.first and date.min,
            last=self.last and date.min,
            ships=(0,) * len(self.ships),
        )

    def _of_entry(self, entry: str, connection: BaseDatabaseWrapper) -> Compiled:
        how = _CERTAIN if self.certain else _POSSIBLE
        # With ships, what certain days there are stands in stretches: these say less, in an index.
        condition, parameters = self._overlaps(entry, _POSSIBLE if self.ships else how, connection)
        if self.present:
            condition = f"{entry}.{_PRESENT} AND {condition}"
        if self.ships:
            further, more = self._of_ships(entry, how, connection)
        elif self.certain or self.first is None or self.last is None:  # no hole has an open end
            return condition, parameters
        else:
            further, more = self._of_whole(entry, connection)
        return f"{condition} AND ({further})", (*parameters, *more)

    def _of_whole(self, entry: str, connection: BaseDatabaseWrapper) -> Compiled:
        """That it has no holes, or the days do not lie in one."""
        stretches = f"{_stretches(entry)} AND stretch.vessel_id IS NULL"
        there, days = self._overlaps("stretch", _POSSIBLE, connection)
        return f"NOT EXISTS({stretches}) OR EXISTS({stretches} AND {there})", days

    def _of_ships(self, entry: str, how: str, connection: BaseDatabaseWrapper) -> Compiled:
        """That one of the ships was there; an entry that knows none of them is taken as a whole."""
        places = ", ".join(["%s"] * len(self.ships))
        theirs = f"{_stretches(entry)} AND stretch.vessel_id IN ({places})"
        there, days = self._overlaps("stretch", how, connection)
        sql, parameters = f"EXISTS({theirs} AND {there}) OR ", (*self.ships, *days)
        otherwise = ""
        more: Parameters = ()
        if self.certain:
            otherwise, more = self._overlaps(entry, how, connection)
        elif self.first is not None and self.last is not None:
            otherwise, more = self._of_whole(entry, connection)
        unknown = f"NOT EXISTS({theirs})"
        if otherwise:
            unknown = f"({unknown} AND ({otherwise}))"
        return sql + unknown, (*parameters, *self.ships, *more)

    def _overlaps(self, row: str, how: str, connection: BaseDatabaseWrapper) -> Compiled:
        """That the possible, or the certain, days of a row overlap these."""
        condition = f"{row}.{how}_from IS NOT NULL"
        days: list[str] = []
        for bound, day in ((f"{how}_from <=", self.last), (f"{how}_to >=", self.first)):
            if day is not None:
                condition += f" AND {row}.{bound} %s"
                days.append(connection.ops.adapt_datefield_value(day) or "")  # never nothing
        return condition, tuple(days)


def reaches_far(day: date, first: date, last: date) -> bool:
    """Whether days from ``first`` to ``last`` lie far from the day by which they stand in lists."""
    return (day - first).days > DAYS_BEFORE or (last - day).days > DAYS_AFTER


def _stretches(entry: str) -> str:
    return f"SELECT 1 FROM {_STRETCH} stretch WHERE stretch.entry_id = {entry}.id"  # noqa: S608


class InWindow(Template):
    """Whether the row whose id stands on the left lies in the window on the right."""

    lookup_name = "in_window"
    rhs: Window

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        column, parameters = self.process_lhs(compiler, connection)
        condition, more = self.rhs.sql(column, connection)
        return condition, (*parameters, *more)


class HowSure(compiling.Shaped, Func):  # type: ignore[explicit-any]  # of Django's stubs
    """How sure it is that a row which lies in a window was there then; see :class:`Match`."""

    def __init__(self, reference: str | F, window: Window) -> None:
        super().__init__(reference, output_field=CharField())
        # Of what was planned or called off no day is certain.
        self.window = replace(window, certain=True, present=True)

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: object
    ) -> Compiled:
        (reference,) = self.get_source_expressions()
        column, _none = compiler.compile(reference)
        condition, parameters = self.window.sql(column, connection)
        return f"CASE WHEN {condition} THEN '{_CERTAIN}' ELSE '{_POSSIBLE}' END", parameters

    def shape(self) -> Hashable:
        (reference,) = self.get_source_expressions()
        return self.window.shape(), getattr(reference, "alias", None)

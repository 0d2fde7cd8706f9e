"""Conditions by facets, whose rows are read in the order of a list and no further than a page.

A facet has what its document or entry stands by in lists, so that an index gives the first rows
that have it; the rest are not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self, TypeAlias

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    _Lookup = Lookup[bool]
else:
    _Lookup = Lookup  # it takes no parameter when it runs


class Template(_Lookup):
    """A condition that writes its own SQL: a template, of which no part is a query of the ORM."""

    leaves_out_few: ClassVar[bool] = False
    """Whether nearly all rows meet it, so that to look a little further makes up for the others."""

    prepare_rhs = False
    output_field = BooleanField()  # Django makes one each time it looks for it


Value: TypeAlias = str | int | date
"""What a column to order by may hold."""

Stand: TypeAlias = tuple[Value, ...]
"""Where a row stands in the order of a list, but for rows that stand alike."""

_DOCUMENTS = "deployments_publicfacet"
_ENTRIES = "deployments_timelinefacet"


@dataclass(frozen=True, slots=True)
class Facets:
    """Any of ``values`` of a facet, between two stands in a list, both inclusive."""

    name: str
    values: tuple[str, ...]
    first: Stand | None = None
    last: Stand | None = None
    most: int | None = None
    """No more than so many, those that stand first in the list; of one value alone."""

    table: ClassVar[str]
    reference: ClassVar[str]
    """The column that leads to the document or entry."""
    ranked_by: ClassVar[tuple[str, ...]]
    in_order: ClassVar[Mapping[str, str]] = {}
    """The columns of the order in which an index gives all that has a value, and their directions;
    nothing where a facet does not know the whole of an order."""

    def _of_list(self) -> tuple[str, list[Value]]:
        """A condition on the rows of one list, and its parameters; the facet is among them."""
        raise NotImplementedError

    def ids(self, connection: BaseDatabaseWrapper) -> tuple[str, list[Value]]:
        """SQL for the ids of what has the facet, and its parameters."""
        of_list, parameters = self._of_list()
        within, bounds = self._within(connection)
        places = ", ".join(["%s"] * len(self.values))
        sql = (
            f"SELECT {self.reference} FROM {self.table} "  # noqa: S608
            f"WHERE {of_list} AND value IN ({places}){within}"
        )
        if self.most is not None:
            order = ", ".join(f"{column} {way}" for column, way in self.in_order.items())
            return f"{sql} ORDER BY {order} LIMIT %s", [*parameters, *self.values, self.most]
        return sql, [*parameters, *self.values, *bounds]

    def gives_first(self, columns: Sequence[str], *, descending: bool) -> bool:
        """Whether an index gives the first rows by these columns, and no others are read."""
        one = len(self.values) == 1 and self.first is self.last is None
        return one and descending and tuple(columns) == tuple(self.in_order)

    def nth(
        self, number: int, beyond: Stand | None, cursor: CursorWrapper, descending: bool
    ) -> Stand | None:
        """Where the first ``number`` rows after ``beyond`` end, at the latest.

        None where no value has so many. What stands in ``beyond`` is not among them.
        """
        of_list, parameters = self._of_list()
        columns, sign, order = ", ".join(self.ranked_by), "<" if descending else ">", "ASC"
        if descending:
            order = "DESC"
        after, bounds = "", _stored(beyond, cursor.db) if beyond else []
        if beyond:
            after = f" AND ({columns}) {sign} ({_places(beyond)})"
        ordered = ", ".join(f"{column} {order}" for column in self.ranked_by)
        each = (
            f"SELECT * FROM (SELECT {columns} FROM {self.table} "  # noqa: S608
            f"WHERE {of_list} AND value = %s{after} ORDER BY {ordered} LIMIT 1 OFFSET %s) one"
        )
        cursor.execute(
            " UNION ALL ".join([each] * len(self.values)),
            [
                parameter
                for value in self.values
                for parameter in (*parameters, value, *bounds, number - 1)
            ],
        )
        found = [_read(row) for row in cursor.fetchall()]
        if not found:
            return None
        return max(found) if descending else min(found)

    def between(self, first: Stand | None, last: Stand | None) -> Self:
        """The same within these stands."""
        return replace(self, first=first, last=last)

    def _within(self, connection: BaseDatabaseWrapper) -> tuple[str, list[Value]]:
        columns, within, bounds = ", ".join(self.ranked_by), "", []
        for sign, stand in ((">=", self.first), ("<=", self.last)):
            if stand is not None:
                within += f" AND ({columns}) {sign} ({_places(stand)})"
                bounds += _stored(stand, connection)
        return within, bounds


def _places(stand: Stand) -> str:
    return ", ".join(["%s"] * len(stand))


def _stored(stand: Stand, connection: BaseDatabaseWrapper) -> list[Value]:
    """Values as a cursor of the engine takes them: SQLite knows days as text."""
    if connection.vendor != "sqlite":
        return list(stand)
    return [value.isoformat() if isinstance(value, date) else value for value in stand]


def _read(row: Stand) -> Stand:
    """A stand as a cursor gives it: the texts that SQLite has for days are days again."""
    return tuple(date.fromisoformat(each) if isinstance(each, str) else each for each in row)


@dataclass(frozen=True, slots=True)
class FacetsOfDocuments(Facets):
    """Of the documents of one kind."""

    record_type: str = ""

    table = _DOCUMENTS
    reference = "document_id"
    ranked_by = ("sort_day",)
    in_order: ClassVar[Mapping[str, str]] = {"sort_day": "DESC", "key": "ASC"}

    def _of_list(self) -> tuple[str, list[Value]]:
        return "record_type = %s AND name = %s", [self.record_type, self.name]


@dataclass(frozen=True, slots=True)
class FacetsOfEntries(Facets):
    """Of the entries that stand on the timeline."""

    table = _ENTRIES
    reference = "entry_id"
    ranked_by = ("period", "sort_day")

    def _of_list(self) -> tuple[str, list[Value]]:
        return "facet = %s AND kind <> ''", [self.name]


class Having(Template):
    """Whether the row whose id stands on the left has one of the facets on the right."""

    lookup_name = "having"
    rhs: Facets

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        ids, searched = self.rhs.ids(connection)
        return f"{column} IN ({ids})", (*parameters, *searched)  # type: ignore[arg-type]


def documents_having(record_type: str, name: str, values: Sequence[str | int]) -> Facets:
    """Documents of a kind with one of ``values`` (ids or words) of a facet."""
    return FacetsOfDocuments(name, tuple(map(str, values)), record_type=record_type)


def entries_having(name: str, values: Sequence[str | int]) -> Facets:
    """Entries of the timeline with one of ``values`` (ids or codes) of a facet."""
    return FacetsOfEntries(name, tuple(map(str, values)))

"""Writes rows of what is worked out: many, small, and with one statement that is made once.

A published visit has some thirty of them. To make objects of all, to check and to compile each,
cost more than all else that was written of it. Curated rows are never written so: they have rules
and a history (``services/storing.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models

_AS_THEY_ARE = (models.BooleanField, models.CharField, models.ForeignKey, models.IntegerField)
"""Fields whose values the database takes as they are."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns of a table that are written together."""

    statement: str
    converted: tuple[tuple[int, Callable[..., Any]], ...]
    """Which of them hold what a database takes in a form of its own, such as days on SQLite."""

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows, each the values of these columns in their order."""
        written = [self._stored(row) for row in rows]
        if written:
            with connection.cursor() as cursor:
                cursor.executemany(self.statement, written)

    def _stored(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self.converted:
            return row
        values = list(row)
        for at, convert in self.converted:
            values[at] = convert(values[at], connection)
        return values


@cache
def _columns(model: type[models.Model], names: tuple[str, ...]) -> _Columns:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = tuple(by_name[name] for name in names)
    quote = connection.ops.quote_name
    named = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return _Columns(
        f"INSERT INTO {quote(model._meta.db_table)} ({named}) VALUES ({places})",  # noqa: S608
        tuple(
            (at, field.get_db_prep_save)
            for at, field in enumerate(fields)
            if not isinstance(field, _AS_THEY_ARE)
        ),
    )


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows, each the values of ``columns`` (“entry_id”, “facet”) in their order.

    The database gives the other columns their values, and refuses what its constraints forbid.
    """
    _columns(model, tuple(columns)).write(rows)


def insert_objects(objects: Sequence[models.Model]) -> None:
    """Write new objects of one kind with all their columns; those without a number get theirs.

    To be called by the one writer alone, in a transaction: on SQLite nothing else keeps two from
    taking the same numbers. There are no signals.
    """
    if not objects:
        return
    model = type(objects[0])
    if new := [each for each in objects if each.pk is None]:
        for each, number in zip(new, _numbers(model, len(new)), strict=True):
            each.pk = number
    names = tuple(field.attname for field in model._meta.concrete_fields)
    insert(model, names, ([getattr(each, name) for name in names] for each in objects))
    for each in objects:
        each._state.adding = False
        each._state.db = connection.alias


def _numbers(model: type[models.Model], count: int) -> Sequence[int]:
    """The next ``count`` numbers of rows of this model, which nobody else will be given."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    last = found[0] if found else 0
    return range(last + 1, last + 1 + count)

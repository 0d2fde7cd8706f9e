"""Writes rows of what is worked out: many, small, and never as objects.

A published visit has some thirty of them. To make objects of them, to check and to compile each,
cost more than all else that was written of it. Curated rows are never written so: they have rules
and a history (``services/storing.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows, each the values of ``columns`` (“entry_id”, “facet”) in their order.

    The database gives the other columns their values, and refuses what its constraints forbid.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    days = [at for at, name in enumerate(columns) if isinstance(fields[name], models.DateField)]
    named = ", ".join(quote(str(fields[name].column)) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({named}) VALUES ({places})"  # noqa: S608
    written = [_stored(row, days) for row in rows]
    if written:
        with connection.cursor() as cursor:
            cursor.executemany(statement, written)


def _stored(row: Sequence[Any], days: Sequence[int]) -> Sequence[Any]:
    """The values as the database takes them: SQLite has no days of its own."""
    values = list(row)
    for at in days:
        values[at] = connection.ops.adapt_datefield_value(values[at])
    return values

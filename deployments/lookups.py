"""Lists of any length in a condition on SQLite.

SQLite counts each value of ``IN (…)`` as a variable, of which it takes 32,766 unless it was built
for more, and refuses an expression deeper than 1,000. Django writes the prefetch of a foreign key
there as a chain ``id = … OR id = …``, one step for each related row. Here a list of one column is
an ``IN``, and a long one is sent as a single value, so that no page, export or check has a limit
that comes from the number of rows. PostgreSQL takes such lists as they are.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.tuple_lookups import TupleIn
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler

MOST_VARIABLES = 100
"""A longer list is sent as one value."""

Compiled = tuple[str, list[str | int]]


def in_list(lookup: In, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
    """``column IN (…)``, with a long list of numbers or words as one JSON value."""
    if lookup.rhs_is_direct_value():
        listed, values = lookup.process_rhs(compiler, connection)
        plain = listed == f"({', '.join(['%s'] * len(values))})"
        if plain and len(values) > MOST_VARIABLES and all(type(v) in (int, str) for v in values):
            column, parameters = lookup.process_lhs(compiler, connection)
            # The column is as Django quoted it; the values are a parameter.
            condition = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608
            return condition, [*parameters, json.dumps(list(values))]
    sql, parameters = lookup.as_sql(compiler, connection)
    return sql, list(parameters)


def in_list_of_tuples(
    lookup: TupleIn, compiler: SQLCompiler, connection: BaseDatabaseWrapper
) -> Compiled:
    """A list of tuples of one value is a list of values; longer ones stay as Django has them."""
    if lookup.rhs_is_direct_value() and len(lookup.lhs) == 1:
        (column,) = lookup.lhs
        return in_list(In(column, [value for (value,) in lookup.rhs]), compiler, connection)
    sql, parameters = lookup.as_sql(compiler, connection)
    return sql, list(parameters)


def among(
    column: str, ids: Collection[int], connection: BaseDatabaseWrapper
) -> tuple[str, list[Any]]:
    """SQL for “one of these numbers” where it is not the ORM that asks, and its parameters.

    ``column`` is one of a table, not yet quoted.
    """
    condition, values = some_of(ids, connection)
    return f"{connection.ops.quote_name(column)} {condition}", values


def some_of(
    ids: Collection[int] | Collection[str], connection: BaseDatabaseWrapper
) -> tuple[str, list[Any]]:
    """SQL that after a column says that it is one of these values, and its parameters."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", [list(ids)]
    if len(ids) > MOST_VARIABLES:
        return "IN (SELECT value FROM json_each(%s))", [json.dumps(list(ids))]
    return f"IN ({', '.join(['%s'] * len(ids))})", list(ids)


def install() -> None:
    """Let Django compile these lookups so on SQLite: ``as_sqlite`` is its hook for one engine."""
    In.as_sqlite = in_list  # type: ignore[attr-defined]
    TupleIn.as_sqlite = in_list_of_tuples  # type: ignore[attr-defined]

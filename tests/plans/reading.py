"""How many rows a request reads of the database.

PostgreSQL says it itself: each statement is run once more by ``EXPLAIN (ANALYZE)``, and the rows
that its scans gave or threw away are added up. On SQLite the steps of its virtual machine stand
for rows: they are the same each time, and in proportion to the rows that are visited. Two things
are no steps: ``COUNT(*)`` over a whole table is one alone, so that the size of that table is added;
and what the full-text index reads inside itself before it gives a row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client

STEPS = 10
"""Steps of SQLite's machine between two looks at it."""

Statement = tuple[str, Any]

_client = Client(raise_request_exception=True)


def rows_read(address: str) -> int:
    """Rows that one request reads; raises AssertionError where it gives no answer.

    What the process keeps between requests has to be at hand already.
    """
    count = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    return count(address)


def _answer(address: str) -> None:
    response = _client.get(address)
    assert response.status_code == 200, f"{response.status_code} {address}"


@contextmanager
def _statements() -> Iterator[list[Statement]]:
    """What is executed inside, with its parameters."""
    found: list[Statement] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield found


def _on_sqlite(address: str) -> int:
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        return 0

    connection.ensure_connection()
    with _statements() as statements:
        connection.connection.set_progress_handler(look, STEPS)
        try:
            _answer(address)
        finally:
            connection.connection.set_progress_handler(None, 0)
    return looks * STEPS + sum(_counted_whole(each) for each in statements)


_PAGE = 3
"""The column of ``EXPLAIN`` that says from which page of the file a cursor reads."""


def _counted_whole(statement: Statement) -> int:
    """Rows of the tables that a statement counts in one step."""
    if "COUNT(" not in statement[0]:
        return 0
    plan = _executed("EXPLAIN ", statement)
    opened = {row[2]: row[_PAGE] for row in plan if row[1] == "OpenRead"}
    pages = [opened[row[2]] for row in plan if row[1] == "Count"]
    number = 0
    for page in pages:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE rootpage = %s", [page])
            (table,) = cursor.fetchone()
            cursor.execute(f'SELECT SUM(1) FROM "{table}"')  # noqa: S608
            number += cursor.fetchone()[0] or 0
    return number


def _executed(how: str, statement: Statement) -> list[tuple[Any, ...]]:
    sql, params = statement
    with connection.cursor() as cursor:
        cursor.execute(how + sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _on_postgresql(address: str) -> int:
    with _statements() as statements:
        _answer(address)
    return sum(_in_plan(each) for each in statements if re.match(r"\(*\s*(SELECT|WITH)", each[0]))


def _in_plan(statement: Statement) -> int:
    ((plan,),) = _executed("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ", statement)
    found = json.loads(plan) if isinstance(plan, str) else plan
    return round(_of_node(found[0]["Plan"]))


THROWN_AWAY = ("Rows Removed by Filter", "Rows Removed by Index Recheck")


def _of_node(node: dict[str, Any]) -> float:
    """Rows that the scans of a plan visited."""
    number = sum(_of_node(each) for each in node.get("Plans", ()))
    if "Scan" in node["Node Type"]:
        visited = node["Actual Rows"] + sum(node.get(name, 0) for name in THROWN_AWAY)
        number += visited * node["Actual Loops"]
    return float(number)

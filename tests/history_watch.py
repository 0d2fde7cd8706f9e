"""Watches every write on a curated table while the suite runs.

A write that happens outside a transaction or a change set, or whose history row does not follow
in the same savepoint, is noted; the fixture in ``conftest`` fails the test that made it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from deployments.changes import opened
from deployments.models import OWNED_MODELS, RECORD_MODELS, KeyRedirect

_WRITE = re.compile(r'^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"(\w+)"', re.IGNORECASE)
_VERSION = re.compile(r'^UPDATE "\w+" SET "version" = \("\w+"\."version" \+ (1|%s)\) WHERE')
"""The one write that has no history: it tells only how many change sets touched a record."""
_SAVEPOINT = re.compile(r'^\s*(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\s+"(\w+)"')

TRACKED = {
    model._meta.db_table: model.history.model._meta.db_table
    for model in (*RECORD_MODELS, *OWNED_MODELS, KeyRedirect)
}
HISTORY = {history: table for table, history in TRACKED.items()}


@dataclass
class Frame:
    """Rows written and rows kept in the history since a savepoint."""

    name: str
    written: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)


@dataclass
class HistoryWatch:
    """An execute wrapper for one connection."""

    connection: Any
    frames: list[Frame] = field(default_factory=lambda: [Frame("")])
    violations: list[str] = field(default_factory=list)
    seen: int = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        result = execute(sql, params, many, context)
        self._savepoint(sql)
        write = _WRITE.match(sql)
        if write and not _VERSION.match(sql):
            table = write[2]
            if table in TRACKED:
                self._written(table, self._rows(write[1], sql, params, many, context), sql)
            elif table in HISTORY:
                kept = self._rows(write[1], sql, params, many, context)
                self.frames[-1].kept[HISTORY[table]] += kept
        return result

    @staticmethod
    def _rows(verb: str, sql: str, params: Any, many: bool, context: Any) -> int:
        if verb.upper().startswith("INSERT"):
            return len(params) if many else sql.count("), (") + 1
        return max(int(context["cursor"].rowcount), 0)

    def _written(self, table: str, rows: int, sql: str) -> None:
        if not rows:
            return
        self.seen += rows
        if not self.connection.in_atomic_block:
            self.violations.append(f"outside a transaction: {sql[:120]}")
        if opened.current() is None:
            self.violations.append(f"outside a change set: {sql[:120]}")
        self.frames[-1].written[table] += rows

    def _savepoint(self, sql: str) -> None:
        found = _SAVEPOINT.match(sql)
        if not found:
            return
        verb, name = found[1], found[2]
        if verb == "SAVEPOINT":
            self.frames.append(Frame(name))
            return
        while len(self.frames) > 1 and self.frames[-1].name != name:
            self._merge()
        if len(self.frames) == 1:
            return
        if verb == "RELEASE SAVEPOINT":
            self._merge()
        else:
            self.frames[-1] = Frame(name)

    def _merge(self) -> None:
        frame = self.frames.pop()
        self.frames[-1].written += frame.written
        self.frames[-1].kept += frame.kept
        if len(self.frames) == 1:
            self.settle()

    def settle(self) -> None:
        """Compare what was written with what the history kept, and begin anew."""
        frame = self.frames[-1]
        for table in frame.written.keys() | frame.kept.keys():
            if frame.written[table] != frame.kept[table]:
                self.violations.append(
                    f"{table}: {frame.written[table]} rows written, "
                    f"{frame.kept[table]} kept in the history"
                )
        self.frames = [Frame("")]

    def take_violations(self) -> list[str]:
        """What was found since the last call."""
        while len(self.frames) > 1:
            self.frames.pop()
        self.settle()
        found, self.violations = self.violations, []
        return found

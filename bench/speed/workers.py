"""The processes that are measured, as seen from the one that measures."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from .databases import Kept
from .environment import ROOT


class Worker:
    """One application in a process of its own."""

    def __init__(self, name: str, database: Kept) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.speed.worker", name],
            cwd=ROOT,
            env=database.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def answer(self, address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """One answer: its status, headers, bytes and body."""
        return self._do("answer", address, headers or {})

    def cpu(self, address: str, headers: Mapping[str, str], times: int) -> dict[str, float]:
        """Milliseconds of CPU per request, as the mean of so many."""
        return self._do("cpu", address, headers, times=times)

    def profile(self, address: str, headers: Mapping[str, str]) -> dict[str, float]:
        """Whose code the time of a request is spent in, in per cent."""
        return self._do("profile", address, headers)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)

    def _do(self, what: str, address: str, headers: Mapping[str, str], **more: int) -> Any:
        assert self._process.stdin is not None
        task = {"do": what, "address": address, "headers": dict(headers), **more}
        print(json.dumps(task), file=self._process.stdin, flush=True)
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} has ended: see above.")
        return json.loads(line)


@contextmanager
def workers(names: list[str], database: Kept) -> Iterator[dict[str, Worker]]:
    """A process for each name, on one database."""
    running: dict[str, Worker] = {}
    try:
        for name in names:
            running[name] = Worker(name, database)
        yield running
    finally:
        for each in running.values():
            each.close()

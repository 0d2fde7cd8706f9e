"""``python -m bench.speed.worker NAME``: one application in a process of its own.

Reads what to do from its input and answers on its output, a line of JSON each: ``answer`` gives
the whole answer, ``cpu`` the CPU of one request, in milliseconds, as the mean of several,
``profile`` whose code it is spent in.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from .asking import Ask
from .profiles import shares

Engine = Callable[[], tuple[int, float]]
"""Gives the process of a database's engine that works for this one, and its CPU until now."""


def main() -> None:
    """Serve what is asked for until the input ends."""
    lines, sys.stdout = sys.stdout, sys.stderr  # what an application prints is no answer
    module = import_module(f"bench.speed.rivals.{sys.argv[1]}")
    ask: Ask = module.load()
    engine: Engine = getattr(module, "engine", lambda: (0, 0.0))
    print(json.dumps({"ready": True}), file=lines, flush=True)
    for line in sys.stdin:
        task = json.loads(line)
        print(json.dumps(_done(task, ask, engine)), file=lines, flush=True)


def _done(task: dict[str, Any], ask: Ask, engine: Engine) -> dict[str, Any]:
    address, headers = task["address"], task["headers"]
    if task["do"] == "answer":
        answer = ask(address, headers)
        return {
            "status": answer.status,
            "headers": answer.headers,
            "bytes": len(answer.body),
            "body": answer.body.decode("latin-1"),
        }
    if task["do"] == "profile":
        return shares(ask, address, headers)
    times = task["times"]
    while True:
        process, in_engine = engine()
        begun = time.process_time()
        for _number in range(times):
            ask(address, headers)
        spent = time.process_time() - begun
        same, then = engine()
        if same == process:  # else it was another connection half-way
            in_engine = then - in_engine
            break
    return {"ms": (spent + in_engine) * 1000 / times, "engine_ms": in_engine * 1000 / times}


def seconds_of(process: int) -> float:
    """CPU seconds that another process has taken until now, to the nanosecond."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()

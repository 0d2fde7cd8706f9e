"""Rounds that take turns, A B A B: what else the machine does meets all alike."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .questions import Question, keys
from .workers import Worker

ROUNDS = 5
ROUND_MS = 150.0
"""CPU that a round takes at least, where one request takes less."""

MOST_REQUESTS = 300
SLOW_MS = 3_000.0
"""What takes longer is asked in fewer rounds."""
SLOW_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What one of them is asked in a row, and by how many requests in a round."""

    worker: Worker
    address: str
    headers: Mapping[str, str]
    times: int
    first_ms: float


def measure(question: Question, workers: Mapping[str, Worker]) -> dict[str, Any]:
    """The figures of one row, by name: medians, extremes, bytes and records of the answer."""
    found: dict[str, Any] = {}
    asked: dict[str, Asked] = {}
    for name, address in question.asked.items():
        worker = workers.get(name)
        if worker is None:
            continue
        answer = worker.answer(address, question.headers)
        if answer["status"] != 200:
            found[name] = {"status": answer["status"]}
            continue
        found[name] = {
            "bytes": answer["bytes"],
            "records": len(keys(answer["body"])),
        }
        asked[name] = _calibrated(worker, address, question.headers)
    for name, figures in _in_turns(asked).items():
        found[name] |= figures
    return found


def not_modified(address: str, ours: Worker, limit: Worker, same: str) -> dict[str, Any]:
    """A 304 of ours, beside what the limit takes for its whole answer to the same question."""
    plain = {"Accept-Encoding": "identity"}
    tag = ours.answer(address, plain)["headers"]["ETag"]
    headers = {**plain, "If-None-Match": tag}
    status = ours.answer(address, headers)["status"]
    assert status == 304, status
    asked = {
        "ours": _calibrated(ours, address, headers),
        "limit": _calibrated(limit, same, plain),
    }
    return _in_turns(asked)


def _calibrated(worker: Worker, address: str, headers: Mapping[str, str]) -> Asked:
    """Asked twice before it is measured: what is made on a first request is made by then."""
    worker.cpu(address, headers, 1)
    first = worker.cpu(address, headers, 1)["ms"]
    times = min(max(round(ROUND_MS / max(first, 0.01)), 1), MOST_REQUESTS)
    return Asked(worker, address, headers, times, first)


def _in_turns(asked: Mapping[str, Asked]) -> dict[str, dict[str, Any]]:
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in asked}
    for number in range(ROUNDS):
        for name, each in asked.items():
            if number < SLOW_ROUNDS or each.first_ms < SLOW_MS:
                taken[name].append(each.worker.cpu(each.address, each.headers, each.times))
    return {
        name: {
            "cpu_ms": _rounded(statistics.median(each["ms"] for each in rounds)),
            "least_ms": _rounded(min(each["ms"] for each in rounds)),
            "most_ms": _rounded(max(each["ms"] for each in rounds)),
            "engine_ms": _rounded(statistics.median(each["engine_ms"] for each in rounds)),
            "requests": asked[name].times * len(rounds),
        }
        for name, rounds in taken.items()
    }


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")

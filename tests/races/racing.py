"""Brings runners to the same point at the same moment, and says whether all is well after it."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client

from deployments.models import Record
from deployments.services import checking, indexing
from tests.admin.pages import Data, url

MEET = 0.3
"""Seconds that a runner waits at a point for the others, who may wait for its lock."""
_WRITE = re.compile(r'^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"deployments_', re.IGNORECASE)


@dataclass
class Answer:
    """What a person got: whether it led on, as a stored form does, and what the page says."""

    status: int
    stored: bool
    text: str


class Person:
    """Somebody with a browser window."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client(raise_request_exception=False)
        self.client.force_login(user)

    def post(self, address: str, data: Data) -> Answer:
        """Send a form and follow where it leads."""
        page = self.client.post(address, data, follow=True)
        return Answer(page.status_code, bool(page.redirect_chain), html.unescape(page.text))

    def act(self, action: str, *records: Record, **more: Any) -> Answer:
        """Choose an action in the list."""
        data = {"action": action, "_selected_action": [record.pk for record in records]}
        return self.post(url(type(records[0]), "changelist"), data | more)

    def withdraw(self, record: Record) -> Answer:
        """Confirm a withdrawal without what depends on it."""
        data = {"ids": str(record.pk), "public_reason": "Retracted."}
        return self.post(url(type(record), "withdraw"), data)

    def rename(self, record: Record, key: str) -> Answer:
        """Give a record another key."""
        return self.post(url(record, "rename"), {"new_key": key})


@dataclass
class Aim:
    """Lets one runner's connection wait for the others where reading ends and writing begins."""

    points: dict[str, threading.Barrier]
    passed: set[str] = field(default_factory=set)

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if sql.startswith("BEGIN") or context["connection"].in_atomic_block:
            self.meet("begin")
        if _WRITE.match(sql):
            self.meet("write")
        return execute(sql, params, many, context)

    def meet(self, point: str) -> None:
        """Wait for the others once; whoever comes after one gave up waiting goes on at once."""
        if point in self.passed:
            return
        self.passed.add(point)
        with suppress(threading.BrokenBarrierError):
            self.points[point].wait(MEET)


def race(*runners: Callable[[], Any]) -> list[Any]:
    """Run all at once, each in a thread with a connection of its own; what each returned.

    An exception is given in place of what its runner would have returned.
    """
    points = {name: threading.Barrier(len(runners)) for name in ("begin", "write")}
    start = threading.Barrier(len(runners))
    results: list[Any] = [None] * len(runners)

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            with connection.execute_wrapper(Aim(points)):
                results[number] = runners[number]()
        except Exception as error:  # noqa: BLE001 (told by whoever judges the round)
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(runners))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def faults_after(results: Iterable[Any]) -> list[str]:
    """What is wrong whatever the race was about: failures, the gate, the index."""
    found = []
    for result in results:
        if isinstance(result, Exception):
            found.append(f"failed: {type(result).__name__}: {result}")
        elif isinstance(result, Answer) and result.status >= 500:
            found.append(f"answered {result.status}")
    try:
        stored = [result for result in checking.check_all() if result.kind.is_fault]
        found += [f"{result.kind.value}: {result.key}: {result.message}" for result in stored]
        if not stored:
            found += list(indexing.differences())
    except AttributeError as error:  # what is public without what it needs has no public form
        found.append(f"cannot even be checked: {error}")
    return found


def judge(number: int, results: Sequence[Any], *expected: tuple[bool, str]) -> str:
    """The faults of a round in a line; empty when nothing is wrong.

    ``expected`` are what must hold besides, each with what to say when it does not.
    """
    found = faults_after(results)
    if not found:
        found = [words for holds, words in expected if not holds]
    return f"round {number + 1}: {'; '.join(found)}" if found else ""


def assert_none(rounds: range, failures: Sequence[str]) -> None:
    """Fail with how many rounds went wrong, and how."""
    wrong = [failure for failure in failures if failure]
    assert not wrong, f"{len(wrong)} of {len(rounds)} rounds went wrong:\n" + "\n".join(wrong)

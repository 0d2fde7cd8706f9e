"""Brings runners to the same point at the same moment, and says whether all is well after it."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client

from deployments.models import Record
from deployments.services import checking, derived
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


@dataclass
class Rounds:
    """The rounds of one race, and what went wrong in them."""

    count: int
    number: int = 0
    wrong: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[int]:
        for number in range(1, self.count + 1):
            self.number = number
            yield number

    def judge(self, results: Sequence[Any], *expected: tuple[bool, str]) -> None:
        """Note what is wrong after a round.

        ``expected`` are what must hold besides a sound database, each with what to say when it
        does not.
        """
        found = [*_failed(results), *self._unsound()]
        found = found or [words for holds, words in expected if not holds]
        if found:
            self.wrong.append(f"round {self.number}: {'; '.join(found)}")

    def _unsound(self) -> list[str]:
        """Faults of the gate and the index that no earlier round left."""
        try:
            stored = [result for result in checking.check_all() if result.kind.is_fault]
            found = [f"{result.kind.value}: {result.key}: {result.message}" for result in stored]
            if not stored:
                found += list(derived.differences())
        except AttributeError as error:  # what is public without what it needs has no public form
            found = [f"cannot even be checked: {error}"]
        new = [fault for fault in found if fault not in self.known]
        self.known.update(new)
        return new

    def assert_none(self) -> None:
        """Fail with how many rounds went wrong, and how."""
        told = f"{len(self.wrong)} of {self.count} rounds went wrong:\n" + "\n".join(self.wrong)
        assert not self.wrong, told


def _failed(results: Sequence[Any]) -> list[str]:
    """Runners that ended in an exception, or got a page that tells of one."""
    found = []
    for result in results:
        if isinstance(result, Exception):
            found.append(f"failed: {type(result).__name__}: {result}")
        elif isinstance(result, Answer) and result.status >= 500:
            found.append(f"answered {result.status}")
    return found

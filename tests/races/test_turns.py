"""Whoever waits to write comes next, however much work the writer before has left."""

from __future__ import annotations

import threading
import time

from deployments.changes.writer import one_writer
from deployments.choices import Origin

from .racing import race

WORK = 0.4
"""Seconds that each writer holds the lock, well over the tenth in which SQLite asks again."""


def test_a_writer_with_much_to_do_lets_others_come_between() -> None:
    begun = threading.Event()
    order: list[str] = []

    def write(name: str) -> None:
        with one_writer(origin=Origin.COMMAND):
            order.append(name)
            begun.set()
            time.sleep(WORK)

    def much() -> None:
        for _number in range(8):
            write("much")

    def little() -> None:
        begun.wait()
        for _number in range(3):
            write("little")

    results = race(much, little)
    assert results == [None, None]
    assert order[:6] == ["much", "little"] * 3

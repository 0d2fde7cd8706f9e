"""Who reads the log of public changes by position misses nothing, however many write meanwhile."""

from __future__ import annotations

import threading

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import Port, PublicChange
from tests import factories as make

from .racing import Rounds, race

WRITES = 5
"""Change sets of each writer; every one moves the position by two ports and a visit."""
REST = 0.001
"""Seconds between two looks. All run in one process, where a reader that never rests would take
most of its time, and leave few moments of writing to look at."""


def _ports() -> list[Port]:
    """A port with a visit and one without: each writer has its own, so that no row holds it up."""
    visit = make.published(make.VisitFactory())
    return [visit.port, make.published(make.PortFactory())]


def test_a_reader_by_position_misses_no_commit(rounds: Rounds) -> None:
    for _number in rounds:
        north, south = _ports(), _ports()
        start, _at = PublicChange.objects.position()
        finished = threading.Semaphore(0)

        def write(name: str, ports: list[Port], finished: threading.Semaphore = finished) -> None:
            try:
                for step in range(WRITES):
                    with change_set(origin=Origin.COMMAND):
                        for port in Port.objects.filter(pk__in=[port.pk for port in ports]):
                            port.name = f"{name} {step}"
                            port.save()
            finally:
                finished.release()

        def read(start: int = start, finished: threading.Semaphore = finished) -> list[int]:
            seen: list[int] = []
            writing = 2
            while True:
                while finished.acquire(timeout=REST):
                    writing -= 1
                over = not writing
                after = PublicChange.objects.after(seen[-1] if seen else start)
                seen += after.values_list("position", flat=True)
                if over:
                    return seen

        results = race(
            lambda w=write, ports=north: w("north", ports),
            lambda w=write, ports=south: w("south", ports),
            read,
        )
        kept = list(PublicChange.objects.after(start).values_list("position", flat=True))
        rounds.judge(
            results,
            (kept == list(range(start + 1, start + 1 + 2 * WRITES * 3)), f"written: {kept}"),
            (results[2] == kept, f"read {results[2]} of {kept}"),
        )
    rounds.assert_none()

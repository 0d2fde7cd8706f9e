"""Works everything out anew while the site is in use: one short transaction after the other.

What was done stays done. A run that is stopped, however hard, goes on where it was; what is edited
between two pieces settles by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone

from ..changes.writer import one_writer
from ..choices import Origin
from ..models import RebuildProgress
from . import derived, statistics
from .pieces import Step
from .public_log import PublicLog


@dataclass(frozen=True, slots=True)
class Done:
    """A piece that was put right: what it was of, and what was not as it should be."""

    step: str
    lines: list[str]


def rebuild(*, release: str, anew: bool = False) -> Iterator[Done]:
    """Work out what is left to work out, a piece at a time, each in a transaction of its own.

    With ``anew`` everything; so it is too when another ``release`` of the software, in one word,
    began. Waits for other writers at each piece, and raises ``writer.Busy`` when that takes too
    long; what was done until then is kept. The database looks at its tables before and after:
    what is read a million times has to be read the right way.
    """
    with one_writer(origin=Origin.COMMAND):
        if anew:
            RebuildProgress.objects.all().delete()
        _begin(release)
        statistics.update()
    while True:
        with one_writer(origin=Origin.COMMAND):
            done = _next_piece()
            if done is None:
                statistics.update()
                return
        yield done


def unfinished() -> bool:
    """Whether a rebuild was stopped, or is under way."""
    return RebuildProgress.objects.exists()


def put_right() -> int:
    """How many lines were told by the runs before, where one was stopped."""
    progress = RebuildProgress.objects.first()
    return progress.put_right if progress else 0


def _begin(release: str) -> None:
    """Go on with what the same software began, or begin."""
    steps = {step.name for step in derived.steps()}
    RebuildProgress.objects.exclude(release=release, step__in=steps).delete()
    first = next(derived.steps())
    RebuildProgress.objects.get_or_create(
        id=1,
        defaults={
            "release": release,
            "step": first.name,
            "after": first.first,
            "started_at": timezone.now(),
        },
    )


def _next_piece() -> Done | None:
    """Put the next piece right, and note that it was; None when there is none."""
    progress = RebuildProgress.objects.first()
    if progress is None:  # somebody else did the last one
        return None
    step, later = _at(progress.step)
    while not (keys := step.next(progress.after)):
        if later is None:
            progress.delete()
            return None
        progress.after = later.first
        step, later = _at(later.name)
    found = step.look(keys)
    log = PublicLog(rebuilt=True)
    found.put_right(log)
    log.keep()
    progress.step, progress.after = step.name, keys[-1]
    progress.put_right += len(found.lines)
    progress.save()
    return Done(step.name, found.lines)


def _at(name: str) -> tuple[Step, Step | None]:
    """The step of that name, and the one after it."""
    steps: list[Step | None] = [*derived.steps(), None]
    return next((one, two) for one, two in pairwise(steps) if one is not None and one.name == name)

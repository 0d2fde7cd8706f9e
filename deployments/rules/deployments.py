"""Rules about deployments and the ships assigned to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from django.utils.translation import gettext as _

from ..dates import after
from ..loading import Loader, kept
from ..models import Assignment, Deployment
from . import support
from .finding import CHECKS, Finding, is_sure


@cache
def _checked() -> Loader:
    """Deployments, drafts included, with what the rules ask of each."""
    assignments = Assignment.objects.select_related("vessel")
    return Loader(
        Deployment.objects.prefetch_related(
            kept(Deployment, "assignments", assignments),
            support.citations(Deployment),
        )
    )


@CHECKS.register(Deployment)
def check(ids: Sequence[int]) -> Iterator[Finding]:
    """What the rules say about the deployments ``ids``."""
    deployments: list[Deployment] = _checked().rows(ids)
    for deployment in deployments:
        rows = list(deployment.assignments.all())
        for row in rows:
            yield from _outside(deployment, row)
        yield from _ship_twice(deployment, rows)
        yield from _does_not_last_so(deployment)
        if deployment.is_published and not rows:
            yield Finding(
                deployment,
                "no-ships",
                _("no ship is assigned to it. Add those that are known."),
                impossible=False,
            )
        yield from support.check(deployment)


def _outside(deployment: Deployment, row: Assignment) -> Iterator[Finding]:
    """Impossible where no day can be common; odd where part of it must lie outside."""
    start, end = deployment.start, deployment.end
    whole = after(row.joined, end) or after(start, row.left)
    if not (whole or after(start, row.joined) or after(row.left, end)):
        return
    yield Finding(
        deployment,
        "assignment-outside",
        _(
            "%(ship)s is assigned to it (%(days)s) outside its own dates (%(voyage)s). Correct "
            "one of the two."
        )
        % {
            "ship": row.vessel.name,
            "days": row.dates_in_words,
            "voyage": deployment.dates_in_words,
        },
        impossible=whole and is_sure(start, end, row.joined, row.left),
    )


def _ship_twice(deployment: Deployment, rows: list[Assignment]) -> Iterator[Finding]:
    """A ship that left and came back has two assignments that can lie apart."""
    for first, second in combinations(rows, 2):
        if first.vessel_id != second.vessel_id:
            continue
        if not (after(first.joined, second.left) or after(second.joined, first.left)):
            yield Finding(
                deployment,
                "ship-twice",
                _(
                    "%(ship)s is assigned twice on the same days. Take one out, or correct when "
                    "she joined and left."
                )
                % {"ship": first.vessel.name},
                impossible=False,
            )


def _does_not_last_so(deployment: Deployment) -> Iterator[Finding]:
    """A duration that no two days within the bounds of start and end give."""
    lasted, start, end = deployment.said_to_last, deployment.start, deployment.end
    if not (lasted and lasted.iso and start and end) or not is_sure(start, end):
        return
    fewest, most = lasted.bounds
    longest = _days(start.earliest, end.latest)
    shortest = _days(start.latest, end.earliest)
    if (longest is not None and longest < fewest) or (shortest is not None and shortest > most):
        yield Finding(
            deployment,
            "duration-does-not-fit",
            _(
                "it is said to have lasted %(duration)s, which does not fit its dates "
                "(%(voyage)s). Correct one of the two."
            )
            % {"duration": lasted, "voyage": deployment.dates_in_words},
            impossible=False,
        )


def _days(first: date | None, last: date | None) -> int | None:
    """Days from ``first`` to ``last``, both included; None where one is open."""
    return (last - first).days + 1 if first and last else None

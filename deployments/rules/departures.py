"""Rules about statements that somebody has left: what is recorded may lie in their way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from .. import countries
from ..models import Commentary, Subject, TimelineEntry, Visit
from ..public.entries import PLACE, TimelineEntryQuerySet
from .alike import NAMED, listed
from .finding import Finding

_GONE = re.compile(
    r"\b(?:ha(?:s|ve|d)|is|are|was|were)(?: \w+)? (?:left|departed|gone)\b"
    r"|\bno longer (?:in|at|there)\b"
)
"""Our English for that somebody is no longer there."""


def check(statements: Iterable[Commentary]) -> Iterator[Finding]:
    """Statements that a navy or ship has left a country or port, while records have it there.

    Nothing is asked of the database for statements that do not say so.
    """
    gone = [each for each in statements if _GONE.search(each.summary.casefold())]
    prefetch_related_objects(gone, "subjects")
    for statement in gone:
        said = statement.date
        if said is None or said.earliest is None or said.latest is None:
            continue
        there = _calls(list(statement.subjects.all()))
        if there is None:
            continue
        # On the day on which she leaves both are true.
        there = there.certainly_between(said.earliest, said.latest)
        entries = there.filter(certain_to__gt=said.earliest)
        calls = Visit.objects.filter(pk__in=entries.values("visit")).order_by("key")[:NAMED]
        if calls:
            yield Finding(
                statement,
                "said-to-have-left",
                _(
                    "it says that somebody has left, and %(visits)s has such a ship there then "
                    "(%(said)s). Correct one of them, or say in the notes how both can be."
                )
                % {"visits": listed(calls), "said": said},
                impossible=False,
            )


def _calls(about: Sequence[Subject]) -> TimelineEntryQuerySet | None:
    """The calls of those whom a statement is about at the places that it is about, if both are."""
    navies = [row.navy_id for row in about if row.navy_id]
    vessels = [row.vessel_id for row in about if row.vessel_id]
    ports = [row.port_id for row in about if row.port_id]
    places = [code for row in about if row.country for code in countries.places_of(row.country)]
    calls = TimelineEntry.objects.filter(visit__isnull=False).present()
    if vessels:
        calls = calls.with_facet("vessel", vessels)
    elif navies:
        calls = calls.with_facet("navy", navies)
    if ports:
        calls = calls.with_facet("port", ports)
    elif places:
        calls = calls.with_facet(PLACE, places)
    return calls if (vessels or navies) and (ports or places) else None

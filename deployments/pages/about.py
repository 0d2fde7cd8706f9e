"""What is covered, for the page on method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Count, Max, Min, Q

from ..choices import EntryKind
from ..public.entries import TimelineEntry, TimelineFacet
from ..shapes import Navy, code_of
from .reading import Documents
from .sections import CALLS
from .values import Shown, country, country_in_words


@dataclass
class Covered:
    """How often a navy called and trained, and from when to when."""

    calls: int = 0
    exercises: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, kind: str, number: int, first: date | None, last: date | None) -> None:
        """Count so many entries of a kind, and the days on which the first and last began."""
        if kind in CALLS:
            self.calls += number
        else:
            self.exercises += number
        self.first = min(filter(None, (self.first, first)), default=None)
        self.last = max(filter(None, (self.last, last)), default=None)


def coverage() -> list[Shown]:
    """For each navy, what is published of it and from when to when; most covered first.

    Planned and cancelled visits and exercises are not counted. Two queries.
    """
    entries = TimelineEntry.objects.stream().present().order_by()
    happened = entries.filter(kind__in=(*CALLS, EntryKind.EXERCISE)).values("pk")
    facets = TimelineFacet.objects.filter(facet="navy", entry__in=happened).order_by()
    dated = ~Q(entry__sort_day=date.min)
    counted: dict[int, Covered] = {}
    for navy, kind, *more in facets.values_list("value", "entry__kind").annotate(
        number=Count("entry"),
        first=Min("entry__sort_day", filter=dated),
        last=Max("entry__sort_day", filter=dated),
    ):
        counted.setdefault(int(navy), Covered()).add(kind, *more)
    found = Documents().fetch_ids(("navy", navy) for navy in counted)
    rows = [(counted[pk], cast("Navy", document)) for (_kind, pk), document in found.items()]
    rows.sort(key=lambda row: (-row[0].calls - row[0].exercises, row[1]["called"], row[1]["key"]))
    return [line(covered, navy) for covered, navy in rows]


def line(covered: Covered, navy: Navy) -> Shown:
    """A navy, and what is published of it."""
    code = code_of(navy["country"])
    return {
        "calls": covered.calls,
        "exercises": covered.exercises,
        "name": navy["called"],
        "url": navy["html_url"],
        "country": country(code) or country_in_words(navy["country_said"]),
        "first": str(covered.first.year) if covered.first else "",
        "last": str(covered.last.year) if covered.last else "",
    }

"""What is covered, for the page on method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Substr

from ..choices import CALLS, NOT_PRESENT, EntryKind
from ..orders import UNDATED
from ..public.documents import PublicOption
from ..public.entries import TimelineFacet
from ..public.numbers import of_kind
from ..public.words import TIMELINE
from ..shapes import Navy, code_of
from .reading import Documents
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
    counted: dict[int, Covered] = {}
    kinds = {of_kind("navy", kind): kind for kind in (*CALLS, EntryKind.EXERCISE)}
    options = PublicOption.objects.filter(record_type=TIMELINE, name__in=kinds)
    days = options.annotate(first=_day("sort_day"), last=_day("-sort_day"))
    for name, navy, *more in days.values_list("name", "value", "number", "first", "last"):
        counted.setdefault(int(navy), Covered()).add(kinds[name], *more)
    found = Documents().fetch_ids(("navy", navy) for navy in counted)
    rows = [(counted[pk], cast("Navy", document)) for (_kind, pk), document in found.items()]
    rows.sort(key=lambda row: (-row[0].calls - row[0].exercises, row[1]["called"], row[1]["key"]))
    return [line(covered, navy) for covered, navy in rows]


def _day(order: str) -> Combinable:
    """The first day in this order on which something began, as an index gives it.

    Of entries of the kind that an option counts, which involve the navy that it is of.
    """
    facets = TimelineFacet.objects.filter(
        facet="navy",
        value=OuterRef("value"),
        kind=Substr(OuterRef("name"), len(of_kind("navy", "")) + 1),
    )
    happened = facets.exclude(entry__certainty__in=NOT_PRESENT).exclude(sort_day=UNDATED)
    return Subquery(happened.order_by(order).values("sort_day")[:1])


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

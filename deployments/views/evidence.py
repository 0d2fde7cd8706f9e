"""How well it is known: how much is located, graded, archived, and rests on a single source.

Counted over what the public sees, with a number of queries that does not grow.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import ngettext

from ..choices import BEARING_OUT, Status
from ..models import RECORD_TYPES, Citation, Deployment
from ..models.sources import CITED
from ..querysets import RowQuerySet, public_q

SEEN_THERE = Q(via=None) | Q(via__status=Status.PUBLISHED)
"""Citations whose passage is not withheld."""

LOCATED = ~Q(locator="") | (SEEN_THERE & (Q(paragraph__isnull=False) | ~Q(passage_start="")))
GRADED = ~Q(source__reliability="") | Q(credibility__isnull=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Citations, and how many of them say where and carry a grade; sources, and how many of them
    have an archived copy.
    """

    citations: int
    located: int
    graded: int
    sources: int
    archived: int

    def in_words(self) -> list[str]:
        """What is counted, a line for citations and one for sources; nothing where none is."""
        if not self.citations:
            return []
        cited = ngettext(
            "%(number)d citation: %(located)d located, %(graded)d graded",
            "%(number)d citations: %(located)d located, %(graded)d graded",
            self.citations,
        )
        sources = ngettext(
            "%(number)d source: %(archived)d archived",
            "%(number)d sources: %(archived)d archived",
            self.sources,
        )
        return [
            cited % {"number": self.citations, "located": self.located, "graded": self.graded},
            sources % {"number": self.sources, "archived": self.archived},
        ]


def of(cited: RowQuerySet[Citation]) -> Evidence:
    """What there is to say of public citations: one query."""
    return Evidence(
        **cited.order_by().aggregate(
            citations=Count("pk", distinct=True),
            located=Count("pk", filter=LOCATED, distinct=True),
            graded=Count("pk", filter=GRADED, distinct=True),
            sources=Count("source", distinct=True),
            archived=Count("source", filter=~Q(source__archived_url=""), distinct=True),
        )
    )


def bearing_on(**where: object) -> RowQuerySet[Citation]:
    """The public citations whose target, by its word or a path from it, is as given.

    Of all kinds of targets only these are asked for: all of them take PostgreSQL long to plan.
    """
    condition = Q()
    for path, value in where.items():
        kind = next(kind for kind in CITED.kinds if path.split("__")[0] == kind)
        column = CITED.column(kind)
        named = Q(**{f"{CITED.prefix}{path}": value})
        condition |= named & public_q(CITED.model_of(kind), f"{column}__")
    return Citation.objects.filter(condition, source__status=Status.PUBLISHED)


def on_a_single_source(kind: str, **where: object) -> tuple[int, int]:
    """How many public records of a kind rest on one source only, and how many rest on any.

    Sources that were retracted or do not bear it out are no support.
    """
    column = CITED.column(kind)
    bearing = Citation.objects.filter(
        source__status=Status.PUBLISHED,
        source__retracted=False,
        stance__in=BEARING_OUT,
        **{f"{column}__status": Status.PUBLISHED},
        **{f"{column}__{path}": value for path, value in where.items()},
    )
    each = bearing.order_by().values(column).annotate(number=Count("source", distinct=True))
    found = each.aggregate(single=Count("number", filter=Q(number=1)), every=Count("number"))
    return found["single"], found["every"]


def of_voyage(voyage: Deployment) -> list[str]:
    """How well a voyage is known, with its ships and the stops made in it: two queries."""
    cited = bearing_on(
        deployment=voyage,
        assignment__deployment=voyage,
        visit__deployment=voyage,
        visit_participant__visit__deployment=voyage,
    )
    single, every = on_a_single_source("visit", deployment=voyage)
    lines = of(cited).in_words()
    if every:
        stops = ngettext(
            "%(single)d of %(number)d stop rests on a single source",
            "%(single)d of %(number)d stops rest on a single source",
            every,
        )
        lines.append(stops % {"single": single, "number": every})
    return lines


def everywhere() -> list[str]:
    """All that is published, for the page on method: one query, and one for each kind of record."""
    counted = [
        on_a_single_source(kind) for kind, model in RECORD_TYPES.items() if model.is_occurrence
    ]
    single, every = (sum(numbers) for numbers in zip(*counted, strict=True))
    lines = of(Citation.objects.published()).in_words()
    if every:
        records = ngettext(
            "%(single)d of %(number)d record of what happened rests on a single source",
            "%(single)d of %(number)d records of what happened rest on a single source",
            every,
        )
        lines.append(records % {"single": single, "number": every})
    return lines

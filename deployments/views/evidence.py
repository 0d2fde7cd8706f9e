"""How well it is known: how much is located, graded, archived, and rests on a single source.

Counted over what the public sees, with a number of queries that does not grow.
"""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils.translation import ngettext

from ..choices import BEARING_OUT, Status
from ..models import RECORD_TYPES, Citation
from ..models.sources import CITED
from ..pages.evidence import Evidence
from ..querysets import RowQuerySet

SEEN_THERE = Q(via=None) | Q(via__status=Status.PUBLISHED)
"""Citations whose passage is not withheld."""

LOCATED = ~Q(locator="") | (SEEN_THERE & (Q(paragraph__isnull=False) | ~Q(passage_start="")))
GRADED = ~Q(source__reliability="") | Q(credibility__isnull=False)


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


def on_a_single_source(kind: str) -> tuple[int, int]:
    """How many public records of a kind rest on one source only, and how many rest on any.

    Sources that were retracted or do not bear it out are no support.
    """
    column = CITED.column(kind)
    bearing = Citation.objects.filter(
        source__status=Status.PUBLISHED,
        source__retracted=False,
        stance__in=BEARING_OUT,
        **{f"{column}__status": Status.PUBLISHED},
    )
    each = bearing.order_by().values(column).annotate(number=Count("source", distinct=True))
    found = each.aggregate(single=Count("number", filter=Q(number=1)), every=Count("number"))
    return found["single"], found["every"]


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

"""How well it is known: how much is located, graded, archived, and rests on a single source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count
from django.db.models.functions import Cast
from django.utils.translation import ngettext

from ..choices import BEARING_OUT
from ..public.documents import (
    ARCHIVED,
    CITATIONS,
    CITES,
    FIGURES,
    GRADED,
    LOCATED,
    SUPPORT,
    PublicFacet,
    PublicOption,
)
from ..shapes import SHAPES, Citation
from .citations import cited
from .reading import Documents


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
        said = ngettext(
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
            said % {"number": self.citations, "located": self.located, "graded": self.graded},
            sources % {"number": self.sources, "archived": self.archived},
        ]


def of(citations: Iterable[Citation], documents: Documents) -> Evidence:
    """What there is to say of citations, whose sources were fetched."""
    found = list(cited(citations, documents))
    sources = {source["key"]: source for _row, source in found}
    return Evidence(
        citations=len(found),
        located=sum(1 for row, _source in found if row["locator"] or row["passage"]),
        graded=sum(1 for row, source in found if source["reliability"] or row["credibility"]),
        sources=len(sources),
        archived=sum(1 for source in sources.values() if source["archived_url"]),
    )


def on_a_single_source(
    records: Iterable[Iterable[Citation]], documents: Documents
) -> tuple[int, int]:
    """How many records, by their citations, rest on one source only, and how many on any.

    Sources that were retracted or do not bear it out are no support.
    """
    numbers = [
        len({s["key"] for row, s in cited(rows, documents) if _supports(row, s["retracted"])})
        for rows in records
    ]
    return numbers.count(1), sum(1 for number in numbers if number)


def _supports(row: Citation, retracted: bool) -> bool:
    return row["stance"] in BEARING_OUT and not retracted


def everywhere() -> list[str]:
    """All that is published, for the page on method: two queries over what is counted already."""
    options = PublicOption.objects.filter(record_type__in=SHAPES)
    figures: Counter[str] = Counter()
    single = every = 0
    for name, value, number in options.filter(name__in=FIGURES).values_list(
        "name", "value", "number"
    ):
        figures[name] += int(value) * number
        if name == SUPPORT:
            every += number
            single += number if int(value) == 1 else 0
    named = options.filter(name=CITES).annotate(source=Cast("value", BigIntegerField()))
    sources = PublicFacet.objects.filter(record_type="source", name=ARCHIVED)
    copies = dict(
        sources.filter(record_id__in=named.values("source"))
        .values_list("value")
        .annotate(number=Count("pk"))
    )
    lines = Evidence(
        citations=figures[CITATIONS],
        located=figures[LOCATED],
        graded=figures[GRADED],
        sources=sum(copies.values()),
        archived=copies.get("true", 0),
    ).in_words()
    if every:
        records = ngettext(
            "%(single)d of %(number)d record of what happened rests on a single source",
            "%(single)d of %(number)d records of what happened rest on a single source",
            every,
        )
        lines.append(records % {"single": single, "number": every})
    return lines

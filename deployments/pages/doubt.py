"""What is in doubt: where sources disagree, and what rests on one of them alone.

Each page shows the first records of each kind, says how many there are, and leads to the list
that finds all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from django.utils.translation import gettext as _

from ..choices import BEARING_OUT, EntryKind
from ..kinds import COMMENTARY, DEPLOYMENT, ENGAGEMENT, EXERCISE, KINDS, VISIT
from ..public import numbers
from ..public.documents import DISPUTED, SUPPORT
from ..public.shown import Having
from ..shapes import Citation, Document, Occurrence
from . import citations, entries
from .contradictions import Cited, contradictions, with_parts
from .reading import Documents, sources_of
from .stretches import stretch_of
from .values import Shown, filtered, period

MOST = 12
"""Records of a kind that a page shows by a line."""

MOST_IN_FULL = 5
"""Those that it shows with both sides."""

MOST_AGREEING = 3
"""Sources of one side that are shown; those of the other are all."""

HAPPENED = [kind.record_type for kind in (VISIT, EXERCISE, ENGAGEMENT, DEPLOYMENT, COMMENTARY)]
IN_ORDER = [*HAPPENED, *(kind for kind in KINDS if kind not in HAPPENED)]
"""Kinds of records: what happened first."""


def disagreements(titles: Mapping[str, str]) -> Shown:
    """Records about which a source says something else, with both sides.

    ``titles`` is what lists of each kind are called.
    """
    documents = Documents()
    wanted = [Having(kind, DISPUTED, "true", MOST_IN_FULL) for kind in IN_ORDER]
    found = dict(zip(IN_ORDER, documents.first(*wanted), strict=True))
    cited = {
        (document["record_type"], document["key"]): with_parts(document)
        for first in found.values()
        for document in first.documents
    }
    documents.fetch(sources_of(row for rows in cited.values() for row, _part in rows))
    sections = []
    for kind, first in found.items():
        rows = [
            {
                **head(document),
                "disagreements": _both_sides(cited[kind, document["key"]], documents),
            }
            for document in first.documents
        ]
        if rows:
            more = filtered(f"{kind}-list", disputed="true") if first.count > len(rows) else ""
            sections.append(_section(kind, titles[kind], rows, first.count, more))
    return {"sections": sections}


def on_one_source(titles: Mapping[str, str]) -> Shown:
    """What happened, as far as a single source bears it out, and which that is."""
    counted = numbers.by_value(HAPPENED, SUPPORT)
    alone = {kind: counted.get(kind, {}).get("1", 0) for kind in HAPPENED}
    documents = Documents()
    found = documents.first(
        *(Having(kind, SUPPORT, 1, MOST) for kind in HAPPENED),
        counted={(kind, SUPPORT, "1"): number for kind, number in alone.items()},
    )
    documents.fetch(
        link
        for first in found
        for document in first.documents
        for link in sources_of(document["citations"])
    )
    sections = []
    for kind, first in zip(HAPPENED, found, strict=True):
        rows = [
            {**head(document), "sources": list(_bearing_out(document, documents))}
            for document in first.documents
        ]
        if rows:
            more = filtered(f"{kind}-list", sources="1") if first.count > len(rows) else ""
            section = _section(kind, titles[kind], rows, first.count, more)
            every = sum(counted[kind].values())
            note = _("%(single)d of %(every)d rest on a single source.")
            sections.append({**section, "note": note % {"single": first.count, "every": every}})
    return {"sections": sections}


def head(document: Document) -> Shown:
    """A record by its name and its days."""
    happened = document["record_type"] in HAPPENED
    is_voyage = document["record_type"] == "deployment"
    return {
        "url": document["html_url"],
        "name": document["called"] if is_voyage else entries.title(document, EntryKind.VISIT),
        "date": period(*stretch_of(cast("Occurrence", document))) if happened else None,
    }


def _both_sides(cited: Iterable[Cited], documents: Documents) -> list[Shown]:
    """What sources disagree on; of those that agree with what is recorded the first ones."""
    return [
        {
            **each,
            "supports": (agreeing := cast("list[Shown]", each["supports"]))[:MOST_AGREEING],
            "further": max(len(agreeing) - MOST_AGREEING, 0),
        }
        for each in contradictions(cited, documents)
    ]


def _bearing_out(document: Document, documents: Documents) -> Iterator[Shown]:
    """The source that a record itself rests on, once, with the passage that says so."""
    bearing: list[Citation] = [row for row in document["citations"] if row["stance"] in BEARING_OUT]
    told = set()
    for row, source in citations.cited(bearing, documents):
        if source["retracted"] or source["key"] in told:
            continue
        told.add(source["key"])
        yield {
            **citations.citation(row, documents),
            **citations.source_link(source),
            "grade": citations.grade(row, source),
            "stated": "",
        }


def _section(kind: str, title: str, rows: Sequence[Shown], count: int, more: str) -> Shown:
    return {
        "id": KINDS[kind].plural,
        "heading": title,
        "rows": rows,
        "count": count,
        "more": more,
        "note": "",
    }

"""What a source says in its own order: by the places in it, each with the records it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..shapes import Document, Source, Visit
from ..wording import comma
from . import claims, entries, names
from .claims import LOCATED, NOWHERE, PARAGRAPH, RELAYED, Claim
from .doubt import IN_ORDER
from .reading import Documents
from .values import Shown, read

READ_AT_ONCE = 16
"""Claims that stand open: those of the places beyond them open in place."""

PART = 120
"""Claims of one part of what a source says."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what a source says, from 1 on, and how many parts there are."""

    number: int
    of: int
    claims: Sequence[Claim]


def part(found: Iterable[Claim], number: int) -> Part:
    """So many claims in the order of the source; the first part where there is no such one."""
    rows = sorted(found, key=_order)
    of = max(1, -(-len(rows) // PART))
    number = number if 1 <= number <= of else 1
    return Part(number, of, rows[(number - 1) * PART : number * PART])


def _order(claim: Claim) -> tuple[object, ...]:
    document = claim.document
    return (
        *claim.place[:2],
        IN_ORDER.index(document["record_type"]),
        title(document),
        document["html_url"],
    )


def title(document: Document) -> str:
    """A record by name; a visit by who was where and when."""
    if document["record_type"] != "visit":
        return document["called"]
    visit = cast("Visit", document)
    when = names.dates_in_words(read(visit["arrival"]), read(visit["departure"]))
    return comma(entries.visit_title(visit), when)


def places(own: Source, rows: Iterable[Claim], documents: Documents) -> list[Shown]:
    """The places of some claims of a source, in order, with the records that each speaks of.

    As many as can be read at once stand open.
    """
    found: list[Shown] = []
    before = 0
    for (how, _at), each in groupby(rows, key=lambda claim: claim.place[:2]):
        said = list(each)
        is_open = before + len(said) <= READ_AT_ONCE or not found
        # Of a first place that says more than can be read at once the rest opens in place.
        first = len(said) if not is_open or len(said) <= READ_AT_ONCE + 3 else READ_AT_ONCE
        found.append(
            {
                "heading": _heading(how, said[0].place.words),
                "count": _counted(said),
                "open": is_open,
                "records": records(own, said[:first], documents),
                "rest": records(own, said[first:], documents),
                "further": len(said) - first,
            }
        )
        before += len(said)
    return found


def _heading(how: int, words: str) -> str:
    if how == RELAYED:
        return _("Known through another source")
    if how == NOWHERE:
        return _("No passage noted")
    return str(capfirst(words))


def _counted(said: Sequence[Claim]) -> str:
    """How many claims there are in a place, and on how many others say something else."""
    words = ngettext("%(number)d claim", "%(number)d claims", len(said)) % {"number": len(said)}
    number = sum(claim.is_contradicted for claim in said)
    against = _("others differ on %(number)d") % {"number": number} if number else ""
    return comma(words, against)


def records(own: Source, said: Iterable[Claim], documents: Documents) -> list[Shown]:
    """Claims under the records that they are about."""
    return [
        {
            "url": document["html_url"],
            "name": title(document),
            "claims": [claims.shown(claim, own, documents) for claim in each],
        }
        for document, each in _by_record(said)
    ]


def _by_record(said: Iterable[Claim]) -> Iterator[tuple[Document, list[Claim]]]:
    for _url, each in groupby(said, key=lambda claim: claim.document["html_url"]):
        rows = list(each)
        yield rows[0].document, rows


def summary(found: Sequence[Claim]) -> list[str]:
    """How many claims there are, how many no other source makes, and how many are in doubt."""
    number = len(found)
    words = ngettext("It makes %(number)d claim here.", "It makes %(number)d claims here.", number)
    said = [words % {"number": number}]
    alone = sum(claim.is_alone for claim in found)
    if alone:
        words = ngettext(
            "%(number)d stands on it alone.",
            "%(number)d stand on it alone.",
            alone,
        )
        said.append(words % {"number": alone})
    contradicted = sum(claim.is_contradicted for claim in found)
    if contradicted:
        words = ngettext(
            "On %(number)d another source says something else.",
            "On %(number)d another source says something else.",
            contradicted,
        )
        said.append(words % {"number": contradicted})
    differing = sum(claim.differs for claim in found)
    if differing:
        words = ngettext(
            "%(number)d differs from what is recorded.",
            "%(number)d differ from what is recorded.",
            differing,
        )
        said.append(words % {"number": differing})
    if any(claim.place.how in (PARAGRAPH, LOCATED) for claim in found):
        said.append(_("They stand in the order of the source."))
    return said

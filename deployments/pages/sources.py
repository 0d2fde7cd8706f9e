"""A source: all that it says, in its own order, and what others say of the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates, wording
from ..choices import BEARING_OUT, Reliability, SourceKind
from ..public import numbers
from ..public.documents import CITES, MENTIONS
from ..public.shown import Having
from ..shapes import SHAPES, Commentary, Document, Source
from . import citations, claims, evidence, in_its_order, statements
from .claims import Claim
from .contradictions import contradictions, with_parts
from .reading import Documents
from .records import Read
from .sections import LIMIT
from .values import Shown, date, date_fact, fact, in_words, label, linked, read, site

MOST_WEIGHED = 60
"""Records of one kind that name a source and are all read, to say how much rests on it alone."""


@dataclass(frozen=True, slots=True)
class Citing:
    """The documents that name a source, or the first of each kind.

    Latest first, then by key; those that are cited for what they say come first.
    """

    documents: Sequence[Document]
    count: Mapping[str, int]
    """How many there are of each kind of which not all are here."""
    is_whole: bool = False
    """Whether all are here."""


def first_citing(record: Read[Source]) -> Citing:
    """The documents that name a source: all of them, or of each kind those that a page shows."""
    options = {
        (kind, name, str(record.id)): Having(kind, name, record.id, LIMIT)
        for name in (CITES, MENTIONS)
        for kind in SHAPES
    }
    counted = numbers.of_each(options.keys())
    count: Counter[str] = Counter()
    for (kind, _name, _source), number in counted.items():
        count[kind] += number
    is_whole = all(number <= MOST_WEIGHED for number in count.values())
    most = MOST_WEIGHED if is_whole else LIMIT
    lists = record.documents.first(
        *(replace(options[option], most=most) for option in options if option in counted),
        counted=counted,
    )
    return Citing(
        [document for each in lists for document in each.documents],
        {} if is_whole else {kind: number for kind, number in count.items() if number > LIMIT},
        is_whole,
    )


def number_of(source: int, kind: str) -> int:
    """How many records of a kind name a source, by its id: one query."""
    counted = numbers.of_each({(kind, name, str(source)) for name in (CITES, MENTIONS)})
    return sum(counted.values())


@dataclass(frozen=True, slots=True)
class Supported:
    """A record that a source speaks to, with what it says of it."""

    source: Source
    document: Document
    claims: Sequence[Claim]
    documents: Documents

    @property
    def is_borne_out(self) -> bool:
        """Whether the source bears the record out, and not only a part of it."""
        return any(
            row["stance"] in BEARING_OUT
            for row in self.document["citations"]
            if row["source"]["key"] == self.source["key"]
        )

    @property
    def is_alone(self) -> bool:
        """Whether no other source that stands bears the record out."""
        return not any(
            row["stance"] in BEARING_OUT and not source["retracted"]
            for row, source in citations.cited(self.document["citations"], self.documents)
            if source["key"] != self.source["key"]
        )


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a source shows, and the records that it speaks to."""

    source: Source
    shown: Shown
    supported: Sequence[Supported]
    citing: Citing
    documents: Documents

    @property
    def claims(self) -> list[Claim]:
        """All that it says of them."""
        return [claim for each in self.supported for claim in each.claims]


def source(record: Read[Source], citing: Citing) -> Page:
    """What the page of a source shows, and the records that it speaks to.

    How much rests on it alone is left out where not all that name it are here.
    """
    own, documents = record.document, record.documents
    record.fetch(*(link for each in citing.documents for link in claims.named(own, each)))
    found = [
        Supported(own, each, list(claims.claims(own, each, documents)), documents)
        for each in citing.documents
    ]
    supported = [each for each in found if each.claims]
    further = Counter(each.document["record_type"] for each in supported)
    count = sum({**further, **citing.count}.values())
    supports = ngettext("%(number)d record rests on it", "%(number)d records rest on it", count)
    kind = in_words(SourceKind, own["kind"], own["kind_said"])
    counted = [supports % {"number": count}]
    if citing.is_whole:
        cited = [claim.row for each in supported for claim in each.claims if claim.row]
        counted = [*evidence.of(cited, documents).in_words()[:1], alone(own, supported)]
    shown: Shown = {
        "title": own["title"],
        "lang": citations.source_lang(own),
        "description": wording.comma(own["title"], own["publisher"], supports % {"number": count}),
        "retraction": citations.retraction(own),
        "facts": [
            fact(_("Publisher"), [own["publisher"], linked(own["publisher_record"])]),
            fact(_("Authors"), [citations.authors(own)]),
            date_fact(_("Published"), date(read(own["published_date"]))),
            fact(_("Kind"), [str(capfirst(kind))]),
            fact(_("Language"), [citations.language(own["language"])]),
            fact(_("Reliability"), [label(Reliability, own["reliability"]) or _("not graded")]),
            fact(_("Address"), [address(own["url"])]),
            fact(_("Archived copy"), [address(own["archived_url"]) or _("none recorded")]),
            fact(_("Seen on"), [seen_on(own)]),
            fact(_("Evidence"), counted),
        ],
        "relayed": relayed(own, citing.documents, documents),
        "contradictions": contradictions(((row, "") for row in own["citations"]), documents),
    }
    return Page(own, shown, supported, citing, documents)


def address(url: str) -> Shown | None:
    """An address elsewhere, short enough to read."""
    return {"text": site(url), "url": url} if url else None


def seen_on(source: Source) -> str:
    """The day on which it was read, in words: ``3 February 2025``."""
    seen = source["accessed_on"]
    return str(dates.parse(seen)) if seen else ""


# All of it --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfKind:
    """The first records of a kind, by title, and how many there are of it."""

    rows: list[Shown]
    count: int


def by_kind(page: Page) -> dict[str, OfKind]:
    """The first records of each kind that it speaks to, by title, with what it says of each."""
    found: dict[str, list[Supported]] = {}
    for row in page.supported:
        found.setdefault(row.document["record_type"], []).append(row)
    return {
        kind: OfKind(
            [
                shown
                for row in sorted(rows[:LIMIT], key=_by_title)
                for shown in in_its_order.records(
                    row.source, sorted(row.claims, key=lambda claim: claim.place), page.documents
                )
            ],
            page.citing.count.get(kind, len(rows)),
        )
        for kind, rows in found.items()
    }


def _by_title(row: Supported) -> tuple[str, str]:
    return in_its_order.title(row.document), row.document["html_url"]


def alone(own: Source, supported: Iterable[Supported]) -> str:
    """How many records it bears out that rest on no other source, or nothing.

    Nothing rests on a source that was retracted.
    """
    borne = [row for row in supported if row.is_borne_out]
    if not borne or own["retracted"]:
        return ""
    words = ngettext(
        "%(alone)d of %(number)d record rests on it alone",
        "%(alone)d of %(number)d records rest on it alone",
        len(borne),
    )
    return words % {"alone": sum(row.is_alone for row in borne), "number": len(borne)}


def relayed(source: Source, citing: Iterable[Document], documents: Documents) -> list[Shown]:
    """What is known only through this source: other sources, and statements at second hand."""
    found: dict[str, Shown] = {}
    said: list[Commentary] = []
    for document in citing:
        rows = [row for row, _part in with_parts(document)]
        for row, through in citations.cited(rows, documents):
            if row["via"] and row["via"]["key"] == source["key"]:
                found[through["key"]] = {"url": through["html_url"], "name": through["title"]}
        if document["record_type"] == "commentary":
            statement = cast("Commentary", document)
            if statement["via"] and statement["via"]["key"] == source["key"]:
                said.append(statement)
    heard: list[Shown] = [
        {"url": row["html_url"], "name": row["called"]} for row in statements.in_order_said(said)
    ]
    return [*found.values(), *heard]

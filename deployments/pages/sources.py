"""A source: all that it supports, and where others contradict it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates, wording
from ..choices import AGAINST, BEARING_OUT, Aspect, Reliability, SourceKind, Stance
from ..public import numbers
from ..public.documents import CITES, MENTIONS
from ..public.shown import Having
from ..shapes import (
    SHAPES,
    Citation,
    Commentary,
    Document,
    Link,
    OtherName,
    Participant,
    Port,
    Source,
    Vessel,
    Visit,
)
from . import citations, entries, evidence, names, statements
from .contradictions import contradictions, with_parts
from .reading import Documents, sources_of
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
class OfKind:
    """The first records of a kind, by title, and how many there are of it."""

    rows: list[Shown]
    count: int


def source(record: Read[Source], citing: Citing) -> tuple[Shown, Mapping[str, OfKind]]:
    """What the page of a source shows, and by kind the records that it speaks to.

    How much rests on it alone is left out where not all that name it are here.
    """
    own, documents = record.document, record.documents
    cited_there = [row for document in citing.documents for row, _part in with_parts(document)]
    record.fetch(*sources_of(cited_there))
    found = [Supported(own, row, documents) for row in citing.documents]
    supported = [row for row in found if row.said]
    further = Counter(row.document["record_type"] for row in supported)
    count = sum({**further, **citing.count}.values())
    supports = ngettext("%(number)d record rests on it", "%(number)d records rest on it", count)
    cited = [row for each in supported for row in each.cited]
    kind = in_words(SourceKind, own["kind"], own["kind_said"])
    counted = [supports % {"number": count}]
    if citing.is_whole:
        counted = [*evidence.of(cited, documents).in_words()[:1], alone(supported)]
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
    return shown, by_kind(supported, citing)


def address(url: str) -> Shown | None:
    """An address elsewhere, short enough to read."""
    return {"text": site(url), "url": url} if url else None


def seen_on(source: Source) -> str:
    """The day on which it was read, in words: ``3 February 2025``."""
    seen = source["accessed_on"]
    return str(dates.parse(seen)) if seen else ""


def title(document: Document) -> str:
    """A record by name; a visit by who was where and when."""
    if document["record_type"] != "visit":
        return document["called"]
    visit = cast("Visit", document)
    when = names.dates_in_words(read(visit["arrival"]), read(visit["departure"]))
    return wording.comma(entries.visit_title(visit), when)


# What it says of a record -----------------------------------------------------------------------


class Supported:
    """A record that a source speaks to, with what it says of it and who says otherwise."""

    def __init__(self, source: Source, document: Document, documents: Documents) -> None:
        self.source = source
        self.document = document
        self.documents = documents
        self.cited: list[Citation] = []
        """The citations of the source, for the record and for its parts."""
        self.said: list[Shown] = []
        for row, part in with_parts(document):
            if self.is_own(row["source"]):
                self.cited.append(row)
                shown = citations.citation(row, documents, part)
                self.said.append(shown | {"recorded": row["recorded"]})
        own = [row for row in document["citations"] if self.is_own(row["source"])]
        self.stances = {(row["aspect"], row["stance"]) for row in own}
        self.said += [*self._named(), *self._borne()]

    def is_own(self, link: Link | None) -> bool:
        """Whether a link leads to the source."""
        return link is not None and link["key"] == self.source["key"]

    def _named(self) -> Iterator[Shown]:
        """How many participants it names."""
        rows = [row["attested_by"] for row in parties(self.document)]
        number = sum(any(map(self.is_own, naming)) for naming in rows)
        if number:
            words = ngettext(
                "names %(number)d participant", "names %(number)d participants", number
            )
            yield noted(words % {"number": number}, Aspect.PARTICIPANTS)

    def _borne(self) -> Iterator[Shown]:
        """The names that rest on it."""
        if self.document["record_type"] == "vessel":
            for identity in cast("Vessel", self.document)["identities"]:
                if self.is_own(identity["source"]):
                    words = f"{identity['name']} {identity['pennant']}".strip()
                    yield noted(words, Aspect.IDENTITY)
        for other in other_names(self.document):
            if self.is_own(other["source"]):
                yield noted(other["name"], Aspect.IDENTITY)

    @property
    def is_borne_out(self) -> bool:
        """Whether it bears the record out, and not only a part of it."""
        return any(stance in BEARING_OUT for _aspect, stance in self.stances)

    @property
    def is_alone(self) -> bool:
        """Whether no other source that stands bears the record out."""
        return not any(
            row["stance"] in BEARING_OUT and not source["retracted"]
            for row, source in self._others()
        )

    def _others(self) -> Iterator[tuple[Citation, Source]]:
        """What other sources say of the record."""
        for row, source in citations.cited(self.document["citations"], self.documents):
            if source["key"] != self.source["key"]:
                yield row, source

    def shown(self) -> Shown:
        """The record as it is shown."""
        return {
            "url": self.document["html_url"],
            "name": title(self.document),
            "kind": self.document["record_type"],
            "citations": self.said,
            "contradicted": [
                {
                    "url": source["html_url"],
                    "name": citations.name(source),
                    "aspect": label(Aspect, row["aspect"]),
                    "stated": citations.stated(row),
                }
                for row, source in self._others()
                if opposed(row, self.stances)
            ],
        }


def noted(words: str, aspect: Aspect) -> Shown:
    """What is said other than in a citation."""
    return {
        "aspect": str(capfirst(aspect.label)),
        "stance": Stance.SUPPORTS,
        "stance_label": str(capfirst(Stance.SUPPORTS.label)),
        "stated": words,
        "locator": "",
        "passage": {},
        "credibility": "",
        "via": None,
    }


def parties(document: Document) -> Sequence[Participant]:
    """The participants of a visit or an exercise; of other records nobody."""
    if document["record_type"] not in ("visit", "exercise"):
        return ()
    return cast("Visit", document)["participants"]


def other_names(document: Document) -> Sequence[OtherName]:
    """The other names of a port, a person or an organisation."""
    if document["record_type"] not in ("port", "person", "organisation"):
        return ()
    return cast("Port", document)["names"]


def opposed(other: Citation, stances: Iterable[tuple[str, str]]) -> bool:
    """Whether another source's citation says the opposite of one of ``stances``."""
    sides = (BEARING_OUT, AGAINST)
    for mine, others in (sides, sides[::-1]):
        if other["stance"] in others and any(
            stance in mine and aspect == other["aspect"] for aspect, stance in stances
        ):
            return True
    return False


# All of it --------------------------------------------------------------------------------------


def by_kind(supported: Iterable[Supported], citing: Citing) -> dict[str, OfKind]:
    """The first records of each kind that it speaks to, by title."""
    found: dict[str, list[Supported]] = {}
    for row in supported:
        found.setdefault(row.document["record_type"], []).append(row)
    return {
        kind: OfKind(
            [row.shown() for row in sorted(rows[:LIMIT], key=_by_title)],
            citing.count.get(kind, len(rows)),
        )
        for kind, rows in found.items()
    }


def _by_title(row: Supported) -> tuple[str, str]:
    return title(row.document), row.document["html_url"]


def alone(supported: Iterable[Supported]) -> str:
    """How many records it bears out that rest on no other source, or nothing."""
    borne = [row for row in supported if row.is_borne_out]
    if not borne:
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

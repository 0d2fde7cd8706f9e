"""Documents for one answer: each is fetched and parsed once, and many in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, cast

import orjson
from django.db.models import Q

from .. import shapes
from ..public import numbers
from ..public.documents import PublicDocument
from ..public.shown import Having, read_having, read_named
from ..shapes import Citation, Document, Link

D = TypeVar("D", bound=Document)


class NotReady(Exception):
    """A public record whose document is still to be written, as after an update of the site."""

    wait = 60
    """Seconds after which to ask again."""


def parsed(text: str) -> Document:
    """A document from its text; raises :class:`NotReady` for one that is still to be written."""
    if not text:
        raise NotReady
    return cast("Document", orjson.loads(text))


@dataclass(frozen=True, slots=True)
class First:
    """The first documents of a list, and how many there are in all."""

    documents: list[Document]
    count: int


class Documents:
    """The documents that one answer shows something of, by kind and key."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, Document]] = defaultdict(dict)
        self._asked: dict[str, set[str]] = defaultdict(set)
        self._ids: dict[tuple[str, str], int] = {}

    def add(self, document: Document, record_id: int) -> None:
        """Keep a document that is at hand already."""
        self._found[document["record_type"]][document["key"]] = document
        self._asked[document["record_type"]].add(document["key"])
        self._ids[document["record_type"], document["key"]] = record_id

    def fetch(self, links: Iterable[Link | None]) -> None:
        """Fetch the documents that ``links`` lead to, as far as they are not at hand: one query."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for link in links:
            if link is not None and link["key"] not in self._asked[link["record_type"]]:
                wanted[link["record_type"]].add(link["key"])
        for record_type, keys in wanted.items():
            self._asked[record_type] |= keys
        self._keep(read_named(wanted, {}))

    def fetch_ids(self, ids: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Document]:
        """The documents of records by kind and id: one query. What is not public is left out."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for record_type, record_id in ids:
            wanted[record_type].add(record_id)
        return self._keep(read_named({}, wanted))

    def first(
        self, *wanted: Having, counted: Mapping[numbers.Option, int] | None = None
    ) -> list[First]:
        """The first documents of each list, and how many it has: one query.

        A second one for the numbers of those that have more, unless they are ``counted``.
        """
        found: list[list[Document]] = [[] for _each in wanted]
        further = [replace(each, most=each.most + 1) for each in wanted]
        for part, _record_type, record_id, text in read_having(further):
            document = parsed(text)
            self.add(document, record_id)
            found[part].append(document)
        options = [(each.record_type, each.facet, str(each.value)) for each in wanted]
        longer = {
            option
            for each, option, rows in zip(wanted, options, found, strict=True)
            if len(rows) > each.most
        }
        if counted is None:
            counted = numbers.of_each(longer) if longer else {}
        return [
            First(rows[: each.most], max(len(rows), counted.get(option, 0)))
            for each, option, rows in zip(wanted, options, found, strict=True)
        ]

    def by_id_and_first(
        self, ids: Mapping[str, Collection[int]], most: Mapping[str, int]
    ) -> dict[tuple[str, int], Document]:
        """Documents of records by kind and id, and the first ones by key of some kinds: one query.

        ``most`` says how many of each kind.
        """
        rows = PublicDocument.objects.order_by()
        columns = ("record_type", "record_id", "text")
        parts = [
            rows.filter(record_type=kind, record_id__in=each).values_list(*columns)
            for kind, each in ids.items()
            if each
        ]
        parts += [
            PublicDocument.objects.filter(
                pk__in=rows.filter(record_type=kind).order_by("key").values("pk")[:number]
            ).values_list(*columns)
            for kind, number in most.items()
        ]
        return self._keep(parts[0].union(*parts[1:], all=True))

    def find(self, wanted: Q) -> dict[tuple[str, int], Document]:
        """The documents that meet a condition, by kind and id: one query."""
        rows = PublicDocument.objects.filter(wanted)
        return self._keep(rows.values_list("record_type", "record_id", "text"))

    def _keep(self, rows: Iterable[tuple[str, int, str]]) -> dict[tuple[str, int], Document]:
        """Documents by kind and id, from the rows of one query; they are at hand from now on."""
        found = {}
        for record_type, record_id, text in rows:
            document = parsed(text)
            self.add(document, record_id)
            found[record_type, record_id] = document
        return found

    def id_of(self, link: Link) -> int | None:
        """The id of a record whose document was fetched; None where it is not public."""
        return self._ids.get((link["record_type"], link["key"]))

    def get(self, link: Link | None, _shape: type[D]) -> D | None:
        """The document that a link leads to, if it was fetched and is public."""
        if link is None:
            return None
        return cast("D | None", self._found[link["record_type"]].get(link["key"]))

    def source(self, link: Link | None) -> shapes.Source | None:
        """The source that a link leads to."""
        return self.get(link, shapes.Source)

    def country_of(self, link: Link | None) -> str:
        """The code of the country of a navy or person; empty where it has none."""
        found = self.get(link, shapes.Navy)
        country = found["country"] if found else None
        return country["code"] if country else ""


def link_to(document: Document) -> Link:
    """A link to the record that a document is of."""
    return {
        "record_type": document["record_type"],
        "key": document["key"],
        "name": document["called"],
        "api_url": document["api_url"],
        "html_url": document["html_url"],
    }


def sources_of(citations: Iterable[Citation]) -> Iterable[Link | None]:
    """The sources that citations name, and those that they are known through."""
    for citation in citations:
        yield citation["source"]
        yield citation["via"]

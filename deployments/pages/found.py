"""What a search finds, in groups: things themselves before what mentions them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Never, cast

from django.urls import reverse
from django.utils.text import Truncator

from .. import countries, country_words
from ..kinds import KINDS
from ..public import everywhere
from ..public.everywhere import MOST, Everything, Hit
from ..search import Term, in_one, plain, sought, terms, words_of_country
from ..search import lines as in_lines
from ..shapes import Document
from . import lines
from .brief import BRIEF
from .countries import in_words, touched
from .lines import NOTHING_MORE
from .matched import Key, by_what, country_matched
from .reading import Documents
from .values import Shown, filtered

THINGS = ("vessel", "port", "navy", "person", "organisation", "theme", "question")
"""The kinds of what has a name: each is itself what is looked for."""

NAMED = ("dossier", "deployment", "exercise")
"""What has a name too, and may only mention what is looked for."""

MENTIONS = (
    *("dossier", "deployment", "exercise", "visit"),
    *("engagement", "commentary", "source", "coverage"),
)
"""The kinds of what mentions it, in the order in which they are shown."""

COUNTRY = "country"

SHOWN = 6
"""Records of a group that are shown; the others are in a list."""

NOTE_WORDS = 24
"""Words of what is said of a record that are shown."""


@dataclass
class Group:
    """What is found of one kind: the first of it, and how many there are in all."""

    kind: str
    hits: Sequence[Hit]
    count: int
    nearness: int
    """0 where something is called exactly so, 1 where the words are in a name, else 2."""
    rows: list[Shown] = field(default_factory=list)

    @property
    def is_a_thing(self) -> bool:
        """Whether it is what is looked for, and does not only mention it."""
        if self.kind in (*NAMED, "theme", "question"):
            return self.nearness < OTHERWISE
        return self.kind in (*THINGS, COUNTRY)


EXACTLY, BY_NAME, OTHERWISE = range(3)
"""How near what is found is to what was asked for."""


class Found:
    """What is found for a query: read in two queries, and shown with three or four."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.terms: Sequence[Term] = terms(query)
        looked_for = sought(self.terms)
        self._found = Everything()
        if looked_for:
            most = {kind: MOST + 1 if kind in RANKED else SHOWN for kind in everywhere.RECORDS}
            self._found = everywhere.search(looked_for, list(in_one(query)), most)
        self.groups = [*self._countries(), *self._records()]
        self.groups.sort(key=_place)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is found."""
        return not self.groups

    @property
    def alone(self) -> list[Term]:
        """Of several terms those that are found, if only alone."""
        return [term for at, term in enumerate(self.terms) if at in self._found.alone]

    def misspelt(self) -> Iterator[str]:
        """The words that are found nowhere, not even alone."""
        for each in plain(self.query).split():
            if any(term in self.terms and term not in self.alone for term in terms(each)):
                yield each

    def doubtful(self) -> Iterator[str]:
        """All words, where so little is found, and nothing by name, that another may be meant."""
        few = sum(group.count for group in self.groups) <= FEW
        if few and all(group.nearness == OTHERWISE for group in self.groups):
            yield from plain(self.query).split()

    def words_alone(self) -> Iterator[str]:
        """Where nothing has all the words, those that are found alone, as they were written."""
        for each in self.query.split() if self.is_empty else ():
            if all(term in self.alone for term in terms(each)):
                yield each

    def names(self) -> Iterator[str]:
        """What that is called of which the words are in the name."""
        near = (group for group in self.groups if group.nearness < OTHERWISE)
        return (hit.name for group in near for hit in group.hits)

    def shown(self, heading: Callable[[str], str]) -> list[Shown]:
        """The groups, with the lines of what is found: two queries."""
        documents = Documents()
        fetched = documents.fetch_ids(
            (hit.record_type, hit.record_id) for group in self.groups for hit in group.hits[:SHOWN]
        )
        documents.fetch(link for each in fetched.values() for link in lines.named(each))
        return [
            {**self._group(group, fetched, documents), "heading": heading(group.kind)}
            for group in self.groups
        ]

    def _group(
        self, group: Group, fetched: Mapping[tuple[str, int], Document], documents: Documents
    ) -> Shown:
        rows = group.rows
        for hit in group.hits[:SHOWN]:
            document = fetched.get((hit.record_type, hit.record_id))
            if document is not None:  # else it was withdrawn meanwhile
                line = BRIEF[group.kind](cast("Never", document), documents)
                line["note"] = Truncator(str(line["note"])).words(NOTE_WORDS)
                what = by_what(document, _said(line), self.terms, self._themselves)
                rows.append({**line, "matched": what})
        is_all = group.count <= len(rows)
        return {
            "id": f"found-{group.kind}",
            "kind": group.kind,
            "is_a_thing": group.is_a_thing,
            "count": group.count if group.count <= MOST else None,
            "rows": rows,
            "all_url": "" if is_all else self._all(group.kind),
        }

    def _all(self, kind: str) -> str:
        if kind == COUNTRY:
            return reverse("deployments:country-list")
        return filtered(f"{kind}-list", q=self.query)

    @cached_property
    def _themselves(self) -> Mapping[Key, int]:
        """What is found itself, in the order of groups: what names one is found by its words."""
        return {
            (hit.record_type, hit.key): place
            for place, group in enumerate(self.groups)
            for hit in group.hits
            if group.kind in RANKED
        }

    def _records(self) -> Iterator[Group]:
        called = {(hit.record_type, hit.record_id) for hit in self._found.called}
        exact: dict[str, list[Hit]] = {}
        for hit in self._found.called:
            exact.setdefault(hit.record_type, []).append(hit)
        for kind in everywhere.RECORDS:
            hits = self._found.hits.get(kind, [])
            known = {hit.record_id for hit in hits}
            more = [hit for hit in exact.get(kind, ()) if hit.record_id not in known]
            ranked = [(self._nearness(hit, called), hit) for hit in (*hits, *more)]
            if not ranked:
                continue
            if KINDS[kind].is_occurrence or kind not in RANKED:  # in the order of their list
                ranked.sort(key=lambda each: each[0])
            else:
                ranked.sort(key=lambda each: (each[0], each[1].sort_name, each[1].key))
            in_all = self._found.count.get(kind, 0) + len(more)
            yield Group(kind, [hit for _near, hit in ranked], in_all, ranked[0][0])

    def _nearness(self, hit: Hit, called: Collection[tuple[str, int]]) -> int:
        if (hit.record_type, hit.record_id) in called:
            return EXACTLY
        if hit.record_type not in RANKED:
            return OTHERWISE
        in_name = self._all_in(f" {plain(hit.name)} ") or (
            _WITH_FORMS.search(hit.name) is not None and self._all_in(in_lines([hit.name]))
        )
        return BY_NAME if in_name else OTHERWISE

    def _all_in(self, line: str) -> bool:
        return all(any(needle in line for needle in term) for term in self.terms)

    def _countries(self) -> Iterator[Group]:
        codes = [
            code
            for code in _codes()
            if self.terms
            and all(any(needle in words_of_country(code) for needle in term) for term in self.terms)
        ]
        counted = touched(codes) if codes else {}
        if not counted:
            return
        exact = {code for code in country_words.meant_by(self.query) if code in counted}
        in_order = sorted(counted, key=lambda code: (code not in exact, countries.name(code), code))
        rows: list[Shown] = [
            {
                **NOTHING_MORE,
                "url": reverse("deployments:country-detail", args=[code]),
                "name": f"{countries.flag(code)} {countries.name(code)}".strip(),
                "note": in_words(counted[code]),
                "matched": country_matched(code, self.terms),
            }
            for code in in_order[:SHOWN]
        ]
        yield Group(COUNTRY, [], len(in_order), EXACTLY if exact else BY_NAME, rows)


_WITH_FORMS = re.compile(r"[^A-Za-z ]")
"""What a name has that is searched in more forms than one."""

FEW = 5
"""Hits of which it is asked whether something else may be meant."""

RANKED = frozenset((*THINGS, *NAMED))
"""The kinds of which many names are read, so that those with the words in it come first."""


@cache
def _codes() -> tuple[str, ...]:
    return tuple(code for code, _name in countries.choices())


def _place(group: Group) -> tuple[bool, int, int]:
    """Things before what mentions them; the nearest first, and then by kind."""
    order = (*THINGS[:4], COUNTRY, *THINGS[4:], *MENTIONS)
    if group.is_a_thing:
        return False, group.nearness, order.index(group.kind)
    return True, 0, order.index(group.kind)


def _said(line: Mapping[str, object]) -> list[str]:
    """All texts that a line shows."""
    parts = (line["native"], line["country"])
    more = [
        str(part.get("text") or part.get("name") or "") for part in parts if isinstance(part, dict)
    ]
    return [str(line["name"]), str(line["note"]), str(line["where"]), *more]

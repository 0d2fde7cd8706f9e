"""The page of a search: what is found, or what may be meant; and how to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast

from django.utils.translation import gettext as _

from .. import country_words
from ..choices import HullType
from ..public import numbers
from ..public.numbers import Most
from ..public.words import TIMELINE
from ..search import plain
from ..shapes import Document, Vessel, code_of
from . import corrections
from .found import Found
from .reading import Documents
from .values import UNKNOWN, Shown, filtered

_WORD = re.compile(r"[^\W_]+")


def results(query: str, heading: Callable[[str], str]) -> Shown:
    """What is found for a query; where nothing is, for what may be meant by it.

    ``heading`` says what the records of a kind are called together.
    """
    found, better, offered = Found(query), "", list[str]()
    suspected = found.misspelt() if found.is_empty else found.doubtful()
    meant = corrections.meant(suspected)
    if meant.words:
        instead = Found(meant.query(query))
        if instead.is_empty:  # each word is in a name, but not all of them in one record
            offered = meant.alone()
        elif found.is_empty:
            found, better = instead, written(instead.query, instead.names())
            offered = meant.others(query)
        else:
            offered = [meant.query(query), *meant.others(query)]
    groups = [] if found.is_empty else found.shown(heading)
    things = [group for group in groups if group["is_a_thing"]]
    return {
        "query": query,
        "better": better,
        "better_url": _address(better),
        "meant": [_link(each) for each in offered],
        "things": things,
        "mentions": [group for group in groups if not group["is_a_thing"]],
        "timeline_url": filtered("timeline", q=better or query),
        "alone": [_link(word) for word in found.words_alone()],
    }


def written(query: str, names: Iterable[str]) -> str:
    """A query whose words are written as in the names that were found."""
    words: dict[str, str] = {}
    for name in names:
        for each in _WORD.findall(name):
            words.setdefault(plain(each), each)
    return " ".join(words.get(plain(each), each) for each in query.split())


def _link(query: str) -> Shown:
    return {"text": query, "url": _address(query)}


def _address(query: str) -> str:
    return filtered("search", q=query) if query else ""


EXAMPLES = ("vessel", "port", "person")
"""The kinds of what most of the timeline involves, by which the empty page shows how to ask."""


def examples() -> list[Shown]:
    """Ways to ask, each with queries that find something: two queries."""
    most = numbers.most_frequent(*(Most(TIMELINE, kind, 3) for kind in EXAMPLES))
    wanted = [(kind, int(value)) for kind in EXAMPLES for value, _number in most[kind]]
    fetched = Documents().fetch_ids(wanted)
    found = [fetched[each] for each in wanted if each in fetched]
    ships = cast("list[Vessel]", [each for each in found if each["record_type"] == "vessel"])
    said = {
        _("by a name"): _names(found),
        _("by a pennant number"): [ship["pennant"] for ship in ships],
        _("by a name in its own letters"): [
            name for each in found if not (name := str(each.get("native_name") or "")).isascii()
        ],
        _("by what it is"): [_kind_of(ship) for ship in ships],
    }
    shown: list[Shown] = []
    for how, queries in said.items():
        given = list(dict.fromkeys(filter(None, queries)))[:MOST_EXAMPLES]
        if given:
            shown.append({"how": how, "queries": [_link(each) for each in given]})
    return shown


MOST_EXAMPLES = 3


def _names(found: Iterable[Document]) -> Iterator[str]:
    """A name of each kind; descriptions of people whom nobody names are none."""
    kinds: set[str] = set()
    for document in found:
        parts = cast("Mapping[str, object]", document)
        if document["record_type"] not in kinds and not parts.get("is_unnamed"):
            kinds.add(document["record_type"])
            yield str(parts["name"])


def _kind_of(ship: Vessel) -> str:
    """Such as “Italian aircraft carrier”; nothing where the one or the other is not known."""
    adjective = country_words.DEMONYMS.get(code_of(ship["country"]), "").split(",")[0]
    kind = ship["hull_type"]
    return f"{adjective} {kind}" if adjective and kind not in (UNKNOWN, HullType.OTHER) else ""

"""What somebody may have meant who misspelt a name: public names, countries, and types of ships."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .. import countries, country_words, spelling, vocabularies
from ..choices import HullType
from ..public.spellings import Near, near
from ..search import plain

_WORD = re.compile(r"[^\W_]+")
_CALLED = (country_words.DEMONYMS, country_words.OTHER_NAMES)

MOST_WORDS = 8
"""Words of a query that are looked at."""

MOST_MEANT = 4
"""Words that are offered in place of one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Words that may be meant by those of a query that are misspelt, nearest first."""

    words: Mapping[str, Sequence[str]]

    def query(self, query: str) -> str:
        """The query with the nearest word in place of each that is misspelt."""
        return _with(query, {word: each[0] for word, each in self.words.items()})

    def others(self, query: str) -> list[str]:
        """Where the query is one word, what else may be meant by it."""
        if len(query.split()) > 1:
            return []
        return [other for meant in self.words.values() for other in meant[1:]]

    def alone(self) -> list[str]:
        """Each word that may be meant, by itself."""
        return [each for meant in self.words.values() for each in meant][:MOST_MEANT]


def _with(query: str, better: Mapping[str, str]) -> str:
    return " ".join(better.get(plain(word), word) for word in query.split())


def meant(suspected: Iterable[str]) -> Meant:
    """What may be meant by the ``suspected`` ones words of a query: one query at most.

    A word that is in a name, or is that of a country or a type of ship, is right.
    """
    words = [each for each in dict.fromkeys(suspected) if spelling.forgiven(each)][:MOST_WORDS]
    found = near(words)
    better = {word: _meant(word, found[word]) for word in words}
    return Meant({word: each for word, each in better.items() if each})


def _meant(word: str, names: Sequence[Near]) -> list[str]:
    """The words that may be meant by one, as they are written."""
    known = _known_words()
    if word in known or any(each.distance == 0 for each in names):
        return []
    both = sorted([*names, *_near_known(word, known)])
    nearest = dict.fromkeys(each.word for each in both)
    return [known.get(each, each.capitalize()) for each in nearest][:MOST_MEANT]


def _near_known(word: str, known: Mapping[str, str]) -> Iterator[Near]:
    """Words that stand in no name; of types those that the site shows come before others."""
    shown = _shown_types()
    for other in known:
        if spelling.are_near(word, other):
            yield Near(spelling.distance(word, other), -(other in shown), other)


@cache
def _shown_types() -> frozenset[str]:
    return frozenset(word for kind in HullType.values for word in plain(kind).split())


@cache
def _known_words() -> Mapping[str, str]:
    """Words of countries, of their people and of types of ships, folded, as they are written."""
    written: dict[str, str] = {}
    named = [
        text
        for code, name in countries.choices()
        for text in (name, *(given.get(code, "") for given in _CALLED))
    ]
    types = [word for kind in HullType.values for word in vocabularies.words_for(HullType, kind)]
    for text in (*named, *types):
        for word in _WORD.findall(text):
            folded = plain(word)
            if spelling.forgiven(folded) and folded.isalpha():
                written.setdefault(folded, word)
    return written

"""A column of words in order, in which phrases are found: the same ones on both engines.

What a word is was decided before, in Python: words stand with one space between, and a
:data:`BOUNDARY` where no phrase goes on. On SQLite the column is text, which an FTS5 table
indexes; on PostgreSQL it is a ``tsvector``, with the words at their places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

BOUNDARY = "¶"
"""Stands between words that are no neighbours. It is in no word, as are quotes and backslashes."""

LONGEST_WORD = 500
"""Characters of a word that are kept; PostgreSQL takes 2,046 bytes."""

MOST_PLACES = 16_000
"""Words that have a place, so that phrases are found; PostgreSQL counts to 16,383."""

MOST_TIMES = 250
"""Places of one word that are kept; PostgreSQL keeps 255."""

MOST_BYTES = 900_000
"""Of different words that are kept; PostgreSQL takes a megabyte."""


class Phrase(NamedTuple):
    """Words that are looked for one after the other."""

    words: tuple[str, ...]
    begins: bool = False
    """Whether the last of them may go on."""


Sought: TypeAlias = tuple[tuple[Phrase, ...], ...]
"""What is looked for: of each alternative phrases one."""


def stored(words: Iterable[str]) -> str:
    """``words`` as the column holds them: all that both engines can keep, which is nearly all.

    Words that come after very many others are found alone, but not as part of a phrase.
    """
    placed: list[str] = []
    times: Counter[str] = Counter()
    alone: set[str] = set()
    for word in words:
        kept = word[:LONGEST_WORD]
        if kept == BOUNDARY or times[kept] == MOST_TIMES:
            placed.append(BOUNDARY)
        elif len(placed) < MOST_PLACES:
            placed.append(kept)
            times[kept] += 1
        else:
            alone.add(kept)
    del placed[MOST_PLACES:]
    return _joined(placed, _fitting(times, alone))


def _fitting(times: Iterable[str], alone: set[str]) -> Iterator[str]:
    """Of the words without a place those for which there is room."""
    known = set(times)
    room = MOST_BYTES - sum(len(word.encode()) for word in known)
    for word in sorted(alone - known):
        room -= len(word.encode())
        if room >= 0:
            yield word


def _joined(placed: list[str], alone: Iterable[str]) -> str:
    while placed and placed[-1] == BOUNDARY:
        placed.pop()
    for word in alone:
        placed += [BOUNDARY, word]
    return " ".join(placed)


class WordsField(models.TextField):
    """Words as :func:`stored` gives them. Read back, they are the same text on both engines."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_db_prep_value(
        self, value: str | None, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> str | None:
        if value is None or connection.vendor != "postgresql":
            return value
        places: dict[str, list[str]] = defaultdict(list)
        for place, word in enumerate(value.split(), start=1):
            if word != BOUNDARY:
                places[word].append(str(place))
        return " ".join(_at_places(word, at) for word, at in places.items())

    def from_db_value(
        self, value: str | None, _expression: object, connection: BaseDatabaseWrapper
    ) -> str | None:
        if value is None or connection.vendor != "postgresql":
            return value
        at: dict[int, str] = {}
        alone: list[str] = []
        for each in value.split():
            word, _sep, places = each.rpartition(":") if each[-1] != "'" else (each, "", "")
            for place in filter(None, places.split(",")):
                at[int(place)] = word[1:-1]
            if not places:
                alone.append(word[1:-1])
        placed = [at.get(place, BOUNDARY) for place in range(1, max(at, default=0) + 1)]
        return _joined(placed, sorted(alone))


def _at_places(word: str, places: Sequence[str]) -> str:
    kept = [place for place in places if int(place) <= MOST_PLACES]
    return f"'{word}':{','.join(kept)}" if kept else f"'{word}'"


def as_match(sought: Sought) -> str:
    """What is looked for, as FTS5 reads it; everything is quoted."""
    return " AND ".join(
        f"({' OR '.join(_matching(phrase) for phrase in phrases)})" for phrases in sought
    )


def _matching(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{" *" if phrase.begins else ""}'


def as_tsquery(sought: Sought) -> str:
    """What is looked for, as PostgreSQL reads it; everything is quoted."""
    return " & ".join(
        f"({' | '.join(_following(phrase) for phrase in phrases)})" for phrases in sought
    )


def _following(phrase: Phrase) -> str:
    return " <-> ".join(f"'{word}'" for word in phrase.words) + (":*" if phrase.begins else "")

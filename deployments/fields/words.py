"""A column of words in order, in which phrases are found: the same ones on both engines.

What a word is was decided before, in Python: words stand with one space between, and a
:data:`BOUNDARY` where no phrase goes on. On SQLite the column is text, which an FTS5 table
indexes; on PostgreSQL it is a ``tsvector``, with the words at their places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
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


MOST_BYTES_OF_A_LETTER = 4


class Phrase(NamedTuple):
    """Words that are looked for one after the other."""

    words: tuple[str, ...]
    begins: bool = False
    """Whether the last of them may go on."""


Sought: TypeAlias = tuple[tuple[Phrase, ...], ...]
"""What is looked for: of each alternative phrases one."""


def stored(words: Sequence[str]) -> str:
    """``words`` as the column holds them: all that both engines can keep, which is nearly all.

    Words that come after very many others are found alone, but not as part of a phrase.
    """
    times = Counter(words)
    del times[BOUNDARY]
    if (
        len(words) <= MOST_PLACES
        and max(times.values(), default=0) <= MOST_TIMES
        and max(map(len, times), default=0) <= LONGEST_WORD
        and sum(map(len, times)) * MOST_BYTES_OF_A_LETTER <= MOST_BYTES
    ):
        return _joined(list(words), ())
    return _joined(*_kept(words))


def _kept(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Of very many words those that can be kept with their places, and those that can alone."""
    placed: list[str] = []
    times: Counter[str] = Counter()
    alone: set[str] = set()
    room = MOST_BYTES
    for word in words:
        kept = word[:LONGEST_WORD]
        if kept != BOUNDARY and kept not in times and kept not in alone:
            room -= len(kept.encode())
        if kept == BOUNDARY or room < 0 or times[kept] == MOST_TIMES:
            placed.append(BOUNDARY)
        elif len(placed) < MOST_PLACES:
            placed.append(kept)
            times[kept] += 1
        elif kept not in times:
            alone.add(kept)
    return placed[:MOST_PLACES], sorted(alone)


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


def as_match(sought: Sought, vocabulary: str) -> tuple[str, list[str | int]]:
    """What is looked for, as an expression of SQL that FTS5 reads, and its parameters.

    FTS5 reads hits of whole words one by one, in order, but those of a beginning all at once. The
    words that begin so are therefore taken from ``vocabulary``, a table of all words, unless they
    are very many. Everything is quoted.
    """
    pieces: list[str] = []
    parameters: list[str | int] = []
    for phrases in sought:
        pieces.append("' AND ('" if pieces else "'('")
        for n, phrase in enumerate(phrases):
            *before, last = phrase.words
            led = "".join(f"{word} " for word in before)
            if n:
                pieces.append("' OR '")
            if phrase.begins:
                pieces.append(_GOING_ON.format(vocabulary=vocabulary))
                parameters += [MOST_ENDINGS, f'"{led}{last}" *', f'"{led}', last]
                parameters += [f"{last}{_LAST_LETTER}", MOST_ENDINGS + 1]
            else:
                pieces.append("%s")
                parameters.append(f'"{led}{last}"')
        pieces.append("')'")
    return " || ".join(pieces), parameters


MOST_ENDINGS = 200
"""Words of one beginning that are looked for one by one."""

_LAST_LETTER = "\U0010ffff"

_GOING_ON = (
    "(SELECT CASE WHEN COUNT(*) > %s THEN %s "  # noqa: S608
    f"ELSE COALESCE(group_concat(%s || word || '\"', ' OR '), '\"{BOUNDARY}{BOUNDARY}\"') END "
    'FROM (SELECT word FROM "{vocabulary}" '
    "WHERE word >= %s AND word < %s LIMIT %s))"
)
"""The words of a vocabulary that begin so; what is never there where none does."""


def as_tsquery(sought: Sought) -> str:
    """What is looked for, as PostgreSQL reads it; everything is quoted."""
    return " & ".join(
        f"({' | '.join(_following(phrase) for phrase in phrases)})" for phrases in sought
    )


def _following(phrase: Phrase) -> str:
    return " <-> ".join(f"'{word}'" for word in phrase.words) + (":*" if phrase.begins else "")

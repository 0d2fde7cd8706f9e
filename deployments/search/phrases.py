"""Words as the public's index holds them, and what is looked for there.

The index finds words, beginnings of words, and such one after the other. Scripts that do not
divide words are looked for in any part of a run; their runs, and what stands in one line with
them, are therefore held once more in pairs of letters: 横須賀 as 横須, 須賀 and, as the last
letter, 賀. A part of a run is pairs in a row, and one letter the beginning of a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ..fields import words
from ..fields.words import BOUNDARY, LONGEST_WORD, Phrase, Sought
from .forms import Term, is_undivided

_MARK = "·"
"""Before a pair of letters, or a last letter, which so is no word of itself."""

_WORD = re.compile(r"[^\W_]+")


def stored(lines: Iterable[str]) -> str:
    """Lines as ``forms.lines`` makes them, each once, as they are indexed."""
    return words.stored([word for line in dict.fromkeys(lines) for word in _indexed(line)])


@lru_cache(maxsize=20_000)
def _indexed(line: str) -> tuple[str, ...]:
    own = line.split()
    if not is_undivided(line):
        return (*own, BOUNDARY)
    pairs = [each for word in own for each in (*_pairs(word), f"{_MARK}{word[-1]}")]
    return (*own, BOUNDARY, *pairs, BOUNDARY)


def _pairs(word: str) -> Iterator[str]:
    return (f"{_MARK}{word[n : n + 2]}" for n in range(len(word) - 1))


def sought(terms: Sequence[Term]) -> Sought | None:
    """What terms look for; None where one of them cannot be found anywhere, as signs alone."""
    found: list[tuple[Phrase, ...]] = []
    for term in terms:
        phrases = tuple(phrase for needle in term if (phrase := _phrase(needle)))
        if not phrases:
            return None
        found.append(phrases)
    return tuple(found)


def _phrase(needle: str) -> Phrase | None:
    parts = needle.split()
    if not parts or not all(map(_WORD.fullmatch, parts)):
        return None
    if needle.startswith(" "):
        kept = tuple(part[:LONGEST_WORD] for part in parts)
        return Phrase(kept, begins=not needle.endswith(" "))
    *whole, last = parts
    pairs = [each for part in whole for each in (*_pairs(part), f"{_MARK}{part[-1]}")]
    if len(last) == 1:
        return Phrase((*pairs, f"{_MARK}{last}"), begins=True)
    return Phrase((*pairs, *_pairs(last)))

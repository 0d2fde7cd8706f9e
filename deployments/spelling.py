"""How far apart two spellings are, and what they have in common where they are near.

Two words are near where few letters were left out, added, changed, or swapped with the next one.
Near words have a form in common: what is left of each when as many letters are taken away. So they
are found by equality alone, which every database does fast, and then compared in truth.
"""

from __future__ import annotations

from itertools import combinations

SHORTEST = 4
"""Letters of a word below which every other one is near."""

LONG = 7
"""Letters from which on two mistakes are forgiven, and of which forms are made: words that are near
are near in their first letters too."""


def forgiven(word: str) -> int:
    """How many mistakes are forgiven in a word."""
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) < LONG else 2


def forms(word: str) -> frozenset[str]:
    """The beginning of a word, without any of as many letters as mistakes are forgiven."""
    begins = word[:LONG]
    return frozenset(
        "".join(kept)
        for gone in range(forgiven(word) + 1)
        for kept in combinations(begins, len(begins) - gone)
    )


def are_near(one: str, other: str) -> bool:
    """Whether each may be meant by the other: as many mistakes as the shorter one is forgiven."""
    most = min(forgiven(one), forgiven(other))
    return abs(len(one) - len(other)) <= most and distance(one, other) <= most


def distance(one: str, other: str) -> int:
    """How many letters were left out, added, changed, or swapped with the next one.

    The optimal string alignment, by Damerau and Levenshtein: no letter is touched twice.
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, another in enumerate(other, start=1):
            least = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != another))
            if row > 1 and column > 1 and letter == other[column - 2] and another == one[row - 2]:
                least = min(least, before[column - 2] + 1)
            here.append(least)
        before, above = above, here
    return above[-1]

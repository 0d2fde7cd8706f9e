"""Words that are near have a form in common, and none that is far is taken for near."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deployments import spelling

LETTERS = "abcde"
"""Few, so that words of them are often near."""

words = st.text(alphabet=LETTERS, min_size=1, max_size=11)


def counted(one: str, other: str) -> int:
    """The optimal string alignment as it is defined, a step at a time."""

    @cache
    def upto(i: int, j: int) -> int:
        if not (i and j):
            return i + j
        least = min(upto(i - 1, j), upto(i, j - 1)) + 1
        least = min(least, upto(i - 1, j - 1) + (one[i - 1] != other[j - 1]))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            least = min(least, upto(i - 2, j - 2) + 1)
        return least

    return upto(len(one), len(other))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("cavour", "cavour", 0),
        ("cavor", "cavour", 1),
        ("yokosuku", "yokosuka", 1),
        ("abondanza", "abbondanza", 1),
        ("vespucic", "vespucci", 1),
        ("montecucoli", "montecuccoli", 1),
        ("", "cavour", 6),
        ("ca", "abc", 3),  # no letter is touched twice
    ],
)
def test_how_far_apart_words_are(one: str, other: str, apart: int) -> None:
    assert spelling.distance(one, other) == spelling.distance(other, one) == apart


@given(words, words)
@settings(max_examples=400, derandomize=True, deadline=None)
def test_the_distance_is_as_it_is_defined(one: str, other: str) -> None:
    assert spelling.distance(one, other) == counted(one, other)


@given(words, words)
@settings(max_examples=1500, derandomize=True, deadline=None)
def test_near_words_have_a_form_in_common(one: str, other: str) -> None:
    most = min(spelling.forgiven(one), spelling.forgiven(other))
    assert spelling.are_near(one, other) == (counted(one, other) <= most)
    if most and spelling.are_near(one, other):
        assert spelling.forms(one) & spelling.forms(other)


@given(words, st.integers(0, 10), st.sampled_from(["left out", "added", "changed", "swapped"]))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_one_mistake_is_forgiven(word: str, at: int, mistake: str) -> None:
    at %= len(word)
    before, after = word[:at], word[at + 1 :]
    wrong = {
        "left out": before + after,
        "added": f"{before}x{word[at:]}",
        "changed": f"{before}x{after}",
        "swapped": before + after[:1] + word[at] + after[1:],
    }[mistake]
    if min(len(wrong), len(word)) >= spelling.SHORTEST:
        assert spelling.are_near(word, wrong)
        assert spelling.forms(word) & spelling.forms(wrong)


def test_a_word_has_few_forms_and_short_ones_none_but_themselves() -> None:
    assert spelling.forms("sea") == {"sea"}
    assert spelling.forms("cape") == {"cape", "ape", "cpe", "cae", "cap"}
    assert max(map(len, map(spelling.forms, ("abcdefghij", "abcdefg")))) == 29

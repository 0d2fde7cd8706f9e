"""Which letters of a text are marked: those that the search found, whatever their form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deployments.pages.matched import AROUND, has, marked, missing
from deployments.search import lines, terms


def as_text(text: str, query: str) -> str:
    """A text with what a query marks in it in brackets; empty where nothing is."""
    pieces = marked(text, terms(query))
    return "".join(
        f"[{each['text']}]" if each["is_marked"] else str(each["text"]) for each in pieces
    )


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Visit of Cavour to Yokosuka", "cavour", "Visit of [Cavour] to Yokosuka"),
        ("Visit of Cavour to Yokosuka", "yoko CAV", "Visit of [Cavour] to [Yokosuka]"),
        ("Frégate René", "rene fregate", "[Frégate] [René]"),
        ("Weißenburg, Ærø", "weissenburg aero", "[Weißenburg], [Ærø]"),
        ("her number is C 550 now", "c550", "her number is [C 550] now"),
        ("Yi Sun-sin", "sunsin", "Yi [Sun-sin]"),
        ("横須賀基地", "須賀", "横[須賀]基地"),
        ("Ukraine and the UK", "uk", "Ukraine and the [UK]"),
        ("the navies of Italy", "navy", ""),
        ("a concavour", "cavour", ""),
        ("", "cavour", ""),
    ],
)
def test_what_is_marked(text: str, query: str, shown: str) -> None:
    assert as_text(text, query) == shown


def test_of_a_long_text_what_stands_around_the_first_match_is_shown() -> None:
    text = f"{'before ' * 40}Cavour {'after ' * 40}Cavour"
    shown = as_text(text, "cavour")
    assert shown.startswith("… before ")
    assert shown.endswith(" after …")
    assert shown.count("[Cavour]") == 1
    assert len(shown) < 2 * AROUND + 20


def test_a_match_at_either_end_of_a_long_text_is_shown() -> None:
    assert as_text(f"Cavour {'after ' * 40}", "cavour").startswith("[Cavour] after ")
    assert as_text(f"{'before ' * 40}Cavour", "cavour").endswith("before [Cavour]")
    assert as_text(f"{'x' * 200}", "x" * 100) == f"[{'x' * 200}]"


def test_which_terms_no_text_has() -> None:
    asked = terms("german support vessel")
    assert missing(["German Navy", "a support ship"], asked) == [asked[2]]
    assert not missing(["vessels in support of the Germans"], asked)


PIECES = (
    "Cavour",
    "C 550",
    "O’Higgins",
    "Ōnami",
    "Württemberg",
    "横須賀",
    "ß",
    "F-35B",
    "é",
    "2024",
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.sampled_from(PIECES))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_a_text_is_marked_where_the_index_finds_it(pieces: list[str], query: str) -> None:
    text, asked = " ".join(pieces), terms(query)
    found = all(any(needle in lines([text]) for needle in term) for term in asked)
    assert all(has(text, term) for term in asked) == found
    whole = "".join(str(each["text"]) for each in marked(text, asked))
    assert whole == (text if any(has(text, term) for term in asked) else "")

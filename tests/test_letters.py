"""Texts in the form in which they are stored, searched and printed."""

from __future__ import annotations

import random
import string
import unicodedata

import pytest

from deployments import letters
from deployments.letters import escaped, fold, tidy_line, tidy_lines

LETTERS = string.ascii_letters + string.digits + " -'.,_\\/&\t\n\x00\x7f"
DECOMPOSED = unicodedata.normalize("NFD", "Malmö")


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        pytest.param(DECOMPOSED, "Malmö", id="decomposed"),
        pytest.param("Malmö\u00a0Hamn", "Malmö Hamn", id="no-break space"),
        pytest.param("Malmö\u2009\u3000Hamn", "Malmö Hamn", id="thin and ideographic space"),
        pytest.param("Malmö  \t Hamn", "Malmö Hamn", id="several spaces"),
        pytest.param(" Malmö\r\n", "Malmö", id="outer space"),
        pytest.param("Mal\u200bmö\ufeff\u2060", "Malmö", id="zero width"),
        pytest.param("Malm\u00adö", "Malmö", id="soft hyphen"),
        pytest.param("Malmo\u200b\u0308", "Malmö", id="decomposed around what is unseen"),
        pytest.param("\u202eMalmö\u202c\u2066\u200f", "Malmö", id="directions"),
        pytest.param("Malmö\x1b[31m\x7f\x9b", "Malmö[31m", id="controls"),
        pytest.param("Mal\u200dmö", "Malmö", id="joiner between Latin letters"),
        pytest.param("横\u200d須賀", "横須賀", id="joiner between Han characters"),
        pytest.param("Mal\ufe0fmö\u3164\u2800", "Malmö", id="variant of nothing, fillers"),
        pytest.param("Malmö\U000e0068\U000e0069", "Malmö", id="tags"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="non-joiner in Persian stays"),
        pytest.param("क्\u200dष", "क्\u200dष", id="joiner in Hindi stays"),
        pytest.param("👩\u200d🚀", "👩\u200d🚀", id="joined pictures stay"),
        pytest.param("辻\U000e0100", "辻\U000e0100", id="variant of a Han character stays"),
        pytest.param("1\ufe0f\u20e3", "1\ufe0f\u20e3", id="variant of a digit stays"),
        pytest.param("ʻOkina’s “F‑35B” – Ra's", "ʻOkina’s “F‑35B” – Ra's", id="signs stay"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_looks_alike_is_stored_alike(given: str, stored: str) -> None:
    assert tidy_line(given) == " ".join(tidy_lines(given).split()) == stored
    assert tidy_line(stored) == tidy_lines(stored) == stored


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\v", "\f"])
def test_long_texts_keep_their_lines(end: str) -> None:
    assert tidy_lines(f" one\u00a0 {end}{end}two ") == "one\n\ntwo"
    assert tidy_line(f"one {end}{end} two") == "one two"


def test_long_texts_keep_what_is_aligned() -> None:
    assert tidy_lines("a  b\n\tc") == "a  b\n c"


@pytest.mark.parametrize(
    "found", ["Malmö", DECOMPOSED, "MAL\u200bMO", " malmö\u00a0", "Mal\u00admö"]
)
def test_a_word_is_found_however_it_was_typed(found: str) -> None:
    assert fold(found) == "malmo"


def test_variants_and_joiners_make_no_other_word() -> None:
    assert fold("辻\U000e0100") == "辻"
    assert fold("می\u200cخواهم") == "میخواهم"


def test_a_terminal_is_told_what_it_would_obey() -> None:
    assert escaped("\x1b[31m\u202ered\u200b\r\n") == "\\u001b[31m\\u202ered\\u200b\\u000d\n"
    assert escaped("x\U000e0041\x9b\u2028") == "x\\udb40\\udc41\\u009b\\u2028"
    plain = "Malmö\t横須賀\n👩\u200d🚀 می\u200cخواهم"
    assert escaped(plain) == plain


@pytest.mark.parametrize("seed", range(200))
def test_plain_text_is_tidied_and_folded_like_any_other(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = random.Random(seed)  # noqa: S311
    text = "".join(chosen.choices(LETTERS, k=30))
    quickly = fold(text), tidy_line(text)
    monkeypatch.setattr(letters, "_is_plain", lambda _text: False)
    assert (fold(text), tidy_line(text)) == quickly

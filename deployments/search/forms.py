"""The forms in which words are stored and looked for, so that both sides meet.

A stored line is its words with a space around each. A needle is looked for as a part of that
text: with a space before it, it is the beginning of a word; in scripts that do not divide words
(Han, kana, Hangul, Thai and the like) it is any part. Both sides are folded in Python alike, so
that the engines have nothing to decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..letters import APOSTROPHES, fold

Term = tuple[str, ...]
"""One word of a query: the needles of which any has to be found."""

_DIGRAPHS = (
    str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}),
    str.maketrans({"ō": "ou", "ū": "uu"}),
    str.maketrans({"ō": "oo", "ū": "uu"}),
)
"""Letters that some write as two."""

_DASHES = r"\-\u2010-\u2013\u2212"
_PART = re.compile(r"[^\W_]+")
_CHUNK = re.compile(rf"[\w'.{_DASHES}]+")
_DASH_BEFORE_NUMBER = re.compile(rf"(?<=[a-z])[{_DASHES}](?=\d)")
_PENNANT = re.compile(r"(?<!\w)([a-z]{1,4}) ((?!(?:19|20)\d\d\b)\d{1,5}[a-z]{0,2})(?!\w)")
_NUMBERED = re.compile(r"(?<!\w)[a-z]{1,4}(\d{1,5}[a-z]{0,2})(?!\w)")
_HIRAGANA = "hiragana"
_SCRIPTS = (
    (_HIRAGANA, 0x3041, 0x309F),
    ("katakana", 0x30A0, 0x30FF),
    ("katakana", 0x31F0, 0x31FF),
    ("han", 0x3005, 0x3007),
    ("han", 0x3400, 0x9FFF),
    ("han", 0xF900, 0xFAFF),
    ("han", 0x20000, 0x3134F),
    ("hangul", 0x1100, 0x11FF),
    ("hangul", 0xAC00, 0xD7AF),
    ("thai or lao", 0x0E00, 0x0EFF),
    ("burmese", 0x1000, 0x109F),
    ("khmer", 0x1780, 0x17FF),
)
"""Scripts that do not divide words by spaces, or add endings to them: first and last letter."""

_UNDIVIDED = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for _, a, b in _SCRIPTS) + "]")

WHOLE = frozenset(("uk", "us"))
"""Abbreviations that would be the beginning of too much: “Ukraine”, “Ushuaia”."""

JOINING = frozenset(
    (
        *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"),
        *("da", "das", "de", "der", "des", "di", "die", "du", "e", "et", "il", "la", "le", "und"),
    )
)
"""Words that only join others; they are looked for where there is nothing else."""

_MOST_PARTS = 4
"""A chunk of more parts is an address or the like, which nobody types as one word."""


def lines(texts: Iterable[str]) -> str:
    """``texts`` in the forms in which they are looked for, a line each, none twice."""
    found: dict[str, None] = {}
    for text in texts:
        folded = _folded(text)
        words = _divided(folded)
        if words:
            found[f" {words} "] = None
            known = set(words.split())
            forms = dict.fromkeys(_more(text, folded, words))
            more = [word for word in forms if word not in known]
            if more:
                found[f" {' '.join(more)} "] = None
    return "\n".join(found)


def plain(text: str) -> str:
    """The words of ``text``, folded, with one space between: “puerto o higgins”."""
    return _divided(_folded(text))


def in_one(text: str) -> Iterator[str]:
    """All of ``text`` as one word, in each of its forms: “c550” and “badenwuerttemberg” too."""
    composed = unicodedata.normalize("NFC", text).lower()
    written = (composed, *(composed.translate(table) for table in _DIGRAPHS))
    yield from dict.fromkeys(filter(None, (plain(each).replace(" ", "") for each in written)))


def number_alone(text: str) -> Iterator[str]:
    """The number of a pennant without its letters: “550” of “C 550”."""
    yield from _NUMBERED.findall(_PENNANT.sub(r"\1\2", plain(text)))


def _divided(folded: str) -> str:
    return " ".join(_PART.findall(folded))


def terms(query: str) -> list[Term]:
    """What a query looks for, each of which has to be found; nothing for an empty query.

    A word with a hyphen, apostrophe or point is looked for joined and divided. Letters and a
    number beside them are a pennant, except for a year. Signs alone are looked for as they are,
    and not found: they must not be left out in silence.
    """
    folded = _folded(query.replace("\x00", ""))
    found: list[Term] = []
    for chunk in _CHUNK.findall(_pennants_joined(folded)):
        parts = _PART.findall(chunk)
        if len(parts) == 1:
            found += [_needles(run) for run in _runs(parts[0])]
        elif parts:
            found.append(_needles("".join(parts), " ".join(parts)))
    if not found and folded:
        return [(folded,)]
    telling = [term for term in found if term[0].strip() not in JOINING]
    return list(dict.fromkeys(_with_digraphs(telling or found, query)))


def _folded(text: str) -> str:
    return fold(text.translate(APOSTROPHES))


def _more(text: str, folded: str, words: str) -> Iterator[str]:
    """The other forms of the words of ``text``: joined, numbers alone, letters as two."""
    for chunk in _CHUNK.findall(folded):
        parts = _PART.findall(chunk)
        if 1 < len(parts) <= _MOST_PARTS:
            yield "".join(parts)
    for letters, number in _PENNANT.findall(words):
        yield f"{letters}{number}"
    yield from _NUMBERED.findall(words)
    if text.isascii():  # none of its letters is written as two
        return
    composed = unicodedata.normalize("NFC", text).lower()
    for table in _DIGRAPHS:
        written = composed.translate(table)
        if written != composed:
            yield from plain(written).split()
            yield from plain(written.replace("-", "")).split()


def _pennants_joined(folded: str) -> str:
    """``c 550`` and ``c-550`` as ``c550``."""
    return _PENNANT.sub(r"\1\2", _DASH_BEFORE_NUMBER.sub(" ", folded))


def _script(char: str) -> str:
    """Which of the scripts without spaces ``char`` is of; empty for all others."""
    point = ord(char)
    return next((name for name, first, last in _SCRIPTS if first <= point <= last), "")


def is_undivided(text: str) -> bool:
    """Whether there is anything in ``text`` of a script that does not divide words."""
    return _UNDIVIDED.search(text) is not None


def _runs(part: str) -> Iterator[str]:
    """The words of a part: where the script changes, without lone hiragana, which only join."""
    for script, chars in groupby(part, key=_script):
        run = "".join(chars)
        if not (script == _HIRAGANA and len(run) == 1 and run != part):
            yield run


def _needles(*words: str) -> Term:
    """Each of ``words`` as a needle, a plural as its singular: what it begins, it finds too."""
    found = dict.fromkeys(words)
    for word in words:
        if len(word) > 3 and word.endswith("ies"):
            found[f"{word[:-3]}y"] = None
        elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            found[word[:-1]] = None
    return tuple(map(_needle, found))


def _needle(word: str) -> str:
    if _script(word[0]):
        return word
    return f" {word} " if word in WHOLE else f" {word}"


def _with_digraphs(found: list[Term], query: str) -> Iterator[Term]:
    """Each term also as those write it who have no such letters."""
    others: dict[str, Term] = {}
    composed = unicodedata.normalize("NFC", query).lower()
    for word in composed.split():
        written = {plain(word.translate(table)) for table in _DIGRAPHS} - {plain(word)}
        others.setdefault(plain(word), _needles(*sorted(written)))
    for term in found:
        yield (*term, *(other for needle in term for other in others.get(needle.strip(), ())))

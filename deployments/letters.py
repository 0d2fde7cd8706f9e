"""Letters brought to a common form: as they are stored, searched by, and put into keys.

Text is tidied on every way in: it is in NFC, has one kind of space, and nothing in it that cannot
be seen, so that what looks alike is alike (Unicode Technical Report 36, 2.5 and 3.1).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from django.utils.text import slugify

_OTHER_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_ONLY_IN_KEYS = str.maketrans({"ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "_": "-"})
"""What searches tell apart, but a key cannot hold."""

APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʻʼʽʾʿˈ`´′＇‵ʹ"), "'")
"""Apostrophes, the okina, ayn and hamza, and what is typed for them, each as a plain one."""

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = "\0-\x08\x0b-\x1f\x7f-\x9f"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_FORMATS = "\xad\u034f\u17b4\u17b5\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb"
_FORMATS += "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
_BLANKS = "\u2800\u3164\uffa0"
"""Letters by their class, and nothing to look at: the Braille blank and fillers of Hangul."""

_JOINERS = "\u200c\u200d"
_JOINED = "\u0600-\u1cff\u2190-\u27bf\ufe0f\U0001f000-\U0001faff"
"""Where joiners matter: scripts from Arabic to Vedic, and pictures."""

_VARIANTS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

_UNSEEN = (
    f"[{_CONTROLS}{_DIRECTIONS}{_FORMATS}{_BLANKS}]"
    f"|(?<![{_JOINED}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINED}])"
    f"|(?<![^A-Za-z\\s])[{_VARIANTS}]"
)
"""What is not seen where it stands. Letters A–Z have no variants."""

_REMOVED = re.compile(_UNSEEN)
_ESCAPED = re.compile(f"(?![\n\t])(?:{_UNSEEN}|[\u2028\u2029])")
_NOT_SEARCHED = re.compile(f"[{_JOINERS}{_VARIANTS}]")


def tidy_line(text: str) -> str:
    """``text`` in one line as it is stored: NFC, single spaces, nothing that cannot be seen."""
    if _is_plain(text):
        return " ".join(text.split())
    return " ".join(tidy_lines(text).split())


def tidy_lines(text: str) -> str:
    """``text`` in its lines as it is stored: NFC, one kind of space and of line end.

    Outer white space goes, and that at the end of a line.
    """
    ended = _LINE_END.sub("\n", text)
    spaced = re.sub(r"[^\S\n]", " ", ended)
    seen = unicodedata.normalize("NFC", _REMOVED.sub("", spaced))
    return re.sub(" +$", "", seen, flags=re.MULTILINE).strip()


def _is_plain(text: str) -> bool:
    """Whether all of it is ASCII that can be seen, as most of what is stored is: quick to tidy."""
    return text.isascii() and text.isprintable()


def escaped(text: str) -> str:
    """``text`` with what a terminal would hide or obey as JSON writes it: ``\\u202e``."""
    return _ESCAPED.sub(_as_json, text)


def _as_json(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def fold(text: str) -> str:
    """``text`` without accents and case, its white space single; ``ß`` becomes ``ss``."""
    if _is_plain(text):
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", _NOT_SEARCHED.sub("", tidy_line(text)))
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    folded = unicodedata.normalize("NFC", kept).casefold().translate(_OTHER_LETTERS)
    return " ".join(folded.split())


def key_part(text: str) -> str:
    """``text`` as a part of a key: Latin letters, digits and hyphens, or nothing.

    The one rule for every key that is made. Letters of other scripts give nothing: a name in
    Cyrillic or Japanese has no one spelling in Latin letters, and a wrong one would stay.
    """
    return re.sub("-+", "-", slugify(fold(text).translate(_ONLY_IN_KEYS))).strip("-")


def numbered(base: str, taken: Callable[[str], bool]) -> str:
    """``base``, or the first of ``base-2``, ``base-3`` and so on that is not taken."""
    key, number = base, 1
    while taken(key):
        number += 1
        key = f"{base}-{number}"
    return key


def plain_pennant(pennant: str) -> str:
    """A pennant number to be compared: ``C 550`` and ``c-550`` alike."""
    return re.sub(r"[\s\-]+", "", pennant).casefold()

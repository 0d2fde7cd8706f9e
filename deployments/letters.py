"""Letters brought to a common form: for words to search by, and for keys."""

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


def fold(text: str) -> str:
    """``text`` without accents and case, its white space single; ``ß`` becomes ``ss``."""
    decomposed = unicodedata.normalize("NFKD", text)
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

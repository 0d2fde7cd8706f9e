"""The language that a name or a title is in, as far as its letters and its country tell.

It chooses the glyphs of Han characters and the voice of a screen reader. Official languages and
their scripts are those of Unicode CLDR.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from babel.core import get_global
from babel.languages import get_official_languages

_SCRIPTS = {
    "LATIN": ("Latn",),
    "CYRILLIC": ("Cyrl",),
    "GREEK": ("Grek",),
    "ARABIC": ("Arab",),
    "HEBREW": ("Hebr",),
    "ARMENIAN": ("Armn",),
    "GEORGIAN": ("Geor",),
    "ETHIOPIC": ("Ethi",),
    "DEVANAGARI": ("Deva",),
    "BENGALI": ("Beng",),
    "GUJARATI": ("Gujr",),
    "GURMUKHI": ("Guru",),
    "KANNADA": ("Knda",),
    "MALAYALAM": ("Mlym",),
    "ORIYA": ("Orya",),
    "TAMIL": ("Taml",),
    "TELUGU": ("Telu",),
    "SINHALA": ("Sinh",),
    "MYANMAR": ("Mymr",),
    "KHMER": ("Khmr",),
    "LAO": ("Laoo",),
    "THAI": ("Thai",),
    "HIRAGANA": ("Jpan",),
    "KATAKANA": ("Jpan",),
    "HANGUL": ("Kore",),
    "CJK": ("Jpan", "Hans", "Hant", "Kore"),
}
"""ISO 15924 codes of the scripts that a letter may be of, by the first word of its name."""

_IN_TWO_SCRIPTS = frozenset({"az", "bs", "kk", "ku", "sr", "tg", "tk", "uz"})
"""Languages that are written in Latin and in other letters."""

_OF_MANY = frozenset({"Latn", "Cyrl", "Arab", "Deva", "Beng", "Ethi", "Hans", "Hant"})
"""Scripts that alone do not tell a language."""


def of_name(text: str, country: str = "") -> str:
    """The language of a native name, as a BCP 47 tag; empty where it cannot be told.

    It is the official language of ``country`` that is written in such letters. Where several are
    written in Latin letters, English aside, none is claimed.
    """
    scripts = _scripts_of(text)
    if scripts == ("Latn",):
        national = [code for code in _official(country, scripts) if code != "en"]
        return national[0] if len(national) == 1 else ""
    found = _official(country, scripts) or _official(country, scripts, regional=True)
    if found:
        return found[0]
    if len(scripts) == 1 and scripts[0] not in _OF_MANY:
        return _language(get_global("likely_subtags").get(f"und_{scripts[0]}", ""))
    return ""


def may_be_written(text: str, language: str) -> bool:
    """Whether ``text`` may be in ``language``, a BCP 47 tag, as far as its letters tell.

    It is not where it has letters of one kind only, Latin or other, and the language is written
    in the other kind. Texts in both, and languages of which we do not know, may be anything.
    """
    base, *subtags = language.lower().split("-")
    likely = get_global("likely_subtags").get(base, "").split("_")
    if len(likely) < 2 or "latn" in subtags or base in _IN_TWO_SCRIPTS:
        return True
    in_latin = {unicodedata.name(char, "").startswith("LATIN ") for char in text if char.isalpha()}
    return in_latin != {likely[1] != "Latn"}


def of_title(title: str, language: str) -> str:
    """The language of the title of a source in ``language``.

    A title in brackets is our description of a page whose title was not seen: in English, unless
    its letters are not Latin.
    """
    described = title.startswith("(") and title.endswith(")")
    return "en" if described and language and _scripts_of(title) == ("Latn",) else language


def _scripts_of(text: str) -> tuple[str, ...]:
    """The scripts that ``text`` may be in: those of its letters that tell most, or none."""
    found = {_SCRIPTS.get(unicodedata.name(char, "").split(" ")[0], ()) for char in text}
    found.discard(())
    return min(found, key=lambda scripts: (scripts == ("Latn",), len(scripts)), default=())


def _official(country: str, scripts: Iterable[str], *, regional: bool = False) -> list[str]:
    """Tags of the official languages of ``country`` in one of ``scripts``, the first one first."""
    codes = get_official_languages(country, regional=regional, de_facto=True) if country else ()
    likely = get_global("likely_subtags")
    return [
        code.replace("_", "-")
        for code in codes
        if any(part in scripts for part in f"{code}_{likely.get(code, '')}".split("_"))
    ]


def _language(subtags: str) -> str:
    return subtags.partition("_")[0]

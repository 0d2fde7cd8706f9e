"""By what a document was found, where its line does not show it: the text with the words marked.

Words are folded as the index folds them, a letter at a time, so that each mark stands on the very
letters that were matched: “yokosuka” marks “Yokosuka”, “rene” marks “René”.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import countries, country_words, vocabularies
from ..choices import HullType, TranslatedText
from ..letters import fold
from ..search import Term, words_of_country
from ..shapes import Country as CountryShape
from ..shapes import Document, Link
from ..wording import comma
from .values import Shown, label

AROUND = 70
"""Letters of a text that are shown before and after what was matched."""

MOST_TEXTS = 2
"""Texts of a document that are shown, where one does not have all the words."""

TRANSLATED = (TranslatedText.NAME, TranslatedText.TITLE, TranslatedText.QUOTE)
"""Texts in other languages by which a record is found."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text in the letters in which it is searched, and where each of them came from."""

    letters: str
    """Its words with a space before and after each."""
    at: tuple[int, ...]


@lru_cache(maxsize=4096)
def _folded(text: str) -> _Folded:
    letters, at = [" "], [0]
    for place, char in enumerate(text):
        for letter in _plain(char):
            if not letter.isalnum():
                letter = " "
            if letter == " " and letters[-1] == " ":
                continue
            letters.append(letter)
            at.append(place)
    if letters[-1] != " ":
        letters.append(" ")
        at.append(len(text))
    return _Folded("".join(letters), tuple(at))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    return " " if char.isspace() else fold(char)


def _spans(text: str, term: Term) -> Iterator[tuple[int, int]]:
    """Where in ``text`` a term is found, from its first letter to the end of its word."""
    folded = _folded(text)
    for needle in term:
        pattern = _pattern(needle)
        for found in pattern.finditer(folded.letters):
            first, last = found.span("found")
            yield folded.at[first], folded.at[last - 1] + 1


@lru_cache(maxsize=512)
def _pattern(needle: str) -> re.Pattern[str]:
    """Finds a needle, to the end of the word that it begins; “c550” in “c 550” too."""
    letters = needle.strip()
    inside = " ?".join(map(re.escape, letters.replace(" ", "")))
    if not needle.startswith(" "):
        return re.compile(f"(?P<found>{re.escape(letters)})")
    ends = " " if needle.endswith(" ") else r"[^ ]*"
    return re.compile(f"(?<= )(?P<found>{inside}{'' if ends == ' ' else ends})(?= )")


def has(text: str, term: Term) -> bool:
    """Whether a term is found in a text."""
    return next(_spans(text, term), None) is not None


def missing(texts: Iterable[str], terms: Iterable[Term]) -> list[Term]:
    """The terms that are found in none of these texts."""
    given = list(texts)
    return [term for term in terms if not any(has(text, term) for text in given)]


def marked(text: str, terms: Sequence[Term]) -> list[Shown]:
    """A text, or what of a long one stands around the first match, in pieces: marked or not."""
    spans = sorted(span for term in terms for span in _spans(text, term))
    if not spans:
        return []
    first, last = _cut(text, spans[0])
    pieces: list[Shown] = []
    at = first
    for begin, end in spans:
        if begin < at or end > last:
            continue
        pieces += [{"text": text[at:begin], "is_marked": False}] if begin > at else []
        pieces.append({"text": text[begin:end], "is_marked": True})
        at = end
    pieces.append({"text": text[at:last], "is_marked": False})
    if first:
        pieces.insert(0, {"text": "… ", "is_marked": False})
    if last < len(text):
        pieces.append({"text": " …", "is_marked": False})
    return pieces


def _cut(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """From where to where a text is shown: whole words around a match."""
    first, last = max(span[0] - AROUND, 0), min(span[1] + AROUND, len(text))
    if first:
        first = min(text.find(" ", first, span[0]) + 1 or span[0], span[0])
    if last < len(text):
        last = max(text.rfind(" ", span[1], last), span[1])
    return first, last


# What is found where ----------------------------------------------------------------------------

Text = tuple[str, str]
"""What a text is, and the text."""

Key = tuple[str, str]
"""The kind and the key of a record."""


def by_what(
    document: Document, shown: Collection[str], terms: Sequence[Term], found: Mapping[Key, int]
) -> list[Shown]:
    """By what a document was found, of what its line (``shown``) does not show: label and pieces.

    ``found`` are records that are found themselves, each with its place among them: what names one
    of them was found by its words.
    Nothing where the line shows all, or where nothing shows it.
    """
    left = missing(shown, terms)
    if not left:
        return []
    chosen: list[Text] = []
    given = list(_texts(document, left))
    while left and len(chosen) < MOST_TEXTS:
        best = max(given, key=lambda each: len(left) - len(missing([each[1]], left)), default=None)
        if best is None or len(missing([best[1]], left)) == len(left):
            break
        chosen.append(best)
        left = missing([best[1]], left)
    named = [link for link in _links(document) if _key(link) in found] if left else []
    if named:
        nearest = min(named, key=lambda link: found[_key(link)])
        return [{"label": _("Involves"), "pieces": [{"text": nearest["name"], "is_marked": True}]}]
    return [{"label": said, "pieces": marked(text, terms)} for said, text in chosen]


def _key(link: Link) -> Key:
    return link["record_type"], link["key"]


def _texts(document: Document, terms: Sequence[Term]) -> Iterator[Text]:
    """The texts of a document by which it may have been found, those that say most first."""
    parts = cast("Mapping[str, object]", document)
    for row in _rows(parts, "names", "identities"):
        number = str(row.get("pennant") or "")
        yield _("Other name"), f"{row['name']} {number}".strip()
    for name, said in _labels(get_language()).items():
        value = parts.get(name)
        if value and isinstance(value, str | int):
            yield said, str(value)
    for translation in document["translations"]:
        if translation["text_of"] in (
            TranslatedText.NAME,
            TranslatedText.TITLE,
            TranslatedText.QUOTE,
        ):
            yield _("In another language"), translation["text"]
    for row in _rows(parts, "affiliations"):
        yield _("Affiliation"), comma(str(row["organisation"]), str(row["role"]))
    for row in _rows(parts, "sections"):
        yield _("Section"), f"{row['heading']}. {row['text']}"
        yield from ((_("Why it is there"), str(item["why"])) for item in _rows(row, "items"))
    for row in _rows(parts, "participants", "assignments"):
        yield _("Who took part"), _who(row)
    yield from _by_other_words(document, terms)
    for link in _links(document):
        yield _("Involves"), link["name"]


@cache
def _labels(_language: str | None) -> Mapping[str, str]:
    """The texts of documents, and what they are called in the language that is active."""
    return {
        "native_name": _("In its own language"),
        "former_names": _("Other name"),
        "other_names": _("Other name"),
        "abbreviation": _("Abbreviation"),
        "pennant": _("Pennant number"),
        "imo": _("IMO number"),
        "unlocode": _("UN/LOCODE"),
        "ship_prefix": _("Ship prefix"),
        "vessel_class": _("Class"),
        "national_designator": _("Designator"),
        "nato_designator": _("Designator"),
        "speaker": _("Speaker"),
        "quote": _("Said"),
        "summary": _("Summary"),
        "introduction": _("Introduction"),
        "series": _("Series"),
        "area": _("Area"),
        "place": _("Place"),
        "publisher": _("Publisher"),
        "author": _("Author"),
        "url": _("Address"),
    }


def _who(row: Mapping[str, object]) -> str:
    """A participant or a ship of a deployment, with what is said of it."""
    then = cast("Mapping[str, object] | None", row.get("vessel_then"))
    ships = [str(then["called"]), *cast("list[str]", then["pennants"])] if then else []
    codes = [each["name"] for each in cast("list[CountryShape]", row.get("countries") or [])]
    navies = [each["name"] for each in cast("list[Link]", row.get("navies") or [])]
    return comma(*ships, str(row.get("said") or ""), str(row.get("type") or ""), *navies, *codes)


def _by_other_words(document: Document, terms: Sequence[Term]) -> Iterator[Text]:
    """What a type or a country is called otherwise: “replenishment ship (support vessel)”."""
    parts = cast("Mapping[str, object]", document)
    kind = str(parts.get("hull_type") or "")
    if kind:
        shown = str(parts.get("hull_type_said") or label(HullType, kind))
        for word in vocabularies.words_for(HullType, kind):
            if len(missing([word], terms)) < len(terms):
                yield _("Type"), str(capfirst(shown)) if word == shown else f"{shown} ({word})"
    for code in dict.fromkeys(_codes(document)):
        if any(needle in words_of_country(code) for term in terms for needle in term):
            yield from ((_("Country"), text) for text in _called_otherwise(code, terms))


def _called_otherwise(code: str, terms: Sequence[Term]) -> Iterator[str]:
    """A country with each of its names that has one of the terms: “Germany (German)”."""
    name = countries.name(code)
    for word in country_words.words(code):
        if len(missing([word], terms)) < len(terms):
            yield name if word == name else f"{name} ({word})"


def country_matched(code: str, terms: Sequence[Term]) -> list[Shown]:
    """By which of its names a country was found, where that is not the one that is shown."""
    if not missing([countries.name(code)], terms):
        return []
    text = next(_called_otherwise(code, terms), "")
    return [{"label": _("Also called"), "pieces": marked(text, terms)}] if text else []


def _codes(part: object) -> Iterator[str]:
    """The codes of all countries that a document names."""
    if isinstance(part, list):
        for each in part:
            yield from _codes(each)
    elif isinstance(part, dict):
        if part.keys() == {"code", "name"}:
            yield str(part["code"])
            return
        for each in part.values():
            if isinstance(each, list | dict):
                yield from _codes(each)


def _rows(parts: Mapping[str, object], *names: str) -> Iterator[Mapping[str, object]]:
    for name in names:
        rows = parts.get(name)
        yield from cast("list[Mapping[str, object]]", rows) if isinstance(rows, list) else ()


def _links(part: object) -> Iterator[Link]:
    """Every record that a document names, but for itself and the sources that it cites."""
    if isinstance(part, list):
        for each in part:
            yield from _links(each)
    elif isinstance(part, dict):
        if "api_url" in part and "record_type" in part and "notes" not in part:
            yield cast("Link", part)
            return
        for name, each in part.items():
            if name not in ("citations", "source", "attested_by"):
                yield from _links(each)

"""From a source's own word to one of ours without losing it, and to the words to search by.

An open vocabulary is a ``TextChoices`` that ends in ``OTHER``; what the world says instead of its
words stands in its :class:`Glossary`. ``resolve`` maps a word to a value and says which word must
be kept beside it; ``words_for`` gives the other words by which a value is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from django.db import models
from django.utils.translation import gettext as _

from ..choices import (
    Certainty,
    EngagementKind,
    ExerciseKind,
    HullType,
    Medium,
    OrganisationKind,
    Outcome,
    PersonKind,
    Purpose,
    Role,
    SourceKind,
)
from ..letters import fold
from . import hulls, occasions, sayings
from .glossary import Glossary

GLOSSARIES: dict[type[models.TextChoices], Glossary] = {
    HullType: hulls.GLOSSARY,
    Role: occasions.ROLES,
    Purpose: occasions.PURPOSES,
    Outcome: occasions.OUTCOMES,
    ExerciseKind: occasions.EXERCISES,
    EngagementKind: occasions.ENGAGEMENTS,
    PersonKind: sayings.PEOPLE,
    Medium: sayings.MEDIA,
    SourceKind: sayings.SOURCES,
    OrganisationKind: sayings.ORGANISATIONS,
}
"""The glossary of each open vocabulary; one without has its own words alone."""

NO_ADJECTIVES = frozenset(
    [
        "and",
        "or",
        "not",
        "no",
        "to",
        "from",
        "of",
        "for",
        "with",
        "without",
        "by",
        "in",
        "at",
        "on",
        "near",
        "against",
        "versus",
        "vs",
        "than",
        "instead",
        "like",
        "as",
        "ex",
        "former",
        "formerly",
        "non",
        "cancelled",
        "canceled",
        "proposed",
        "alleged",
        "de",
        "di",
        "da",
        "du",
        "des",
        "und",
        "oder",
        "et",
    ]
)
"""Words before one of ours that do more than qualify it: “escort of an aircraft carrier”."""

UNDOING = frozenset(
    [
        "anti",
        "counter",
        "semi",
        "quasi",
        "pseudo",
        "pre",
        "post",
        "sub",
        "vice",
        "deputy",
        "assistant",
        "shadow",
        "honorary",
    ]
)
"""Words that make another thing of the very word they stand before: “anti-submarine”."""

SPELLINGS = {
    "vessel": "ship",
    "defense": "defence",
    "organization": "organisation",
    "center": "centre",
    "refueling": "refuelling",
    "fueling": "fuelling",
}
"""Words that are one for us, by the other; ``vessel`` and ``ship`` are said of the same hulls."""

ALIKE = (("ship", "vessel"), ("vessel", "ship"), ("defence", "defense"))
"""Words that are searched by alike."""

NO_TERMS = ("other", "unknown")
"""Values that mean nothing of their own; no word is read as one of them with an adjective."""

_LISTED = re.compile(r"[/&+]")
_ASIDE = re.compile(r"\([^()]*\)")
_PARTS = re.compile(r"[,;]")
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"(?:T-)?([A-Z]{2,5}?)S?(?:\([A-Z]\))?(?:[ -]?\d{1,4})?")

Words = tuple[str, ...]
"""The words of a phrase, each in the form in which it is compared."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A word in our vocabulary.

    ``value`` is one of the choices; ``said`` is the source's own word where it differs, else
    empty; ``known`` tells whether it is one of ours or means one.
    """

    value: str
    said: str
    known: bool


def resolve(vocabulary: type[models.TextChoices], word: str) -> Resolved:
    """Map a source's word to ``vocabulary``; unknown words become *other* and are kept.

    A word is ours, or means one of ours (another word or a code of the glossary), or is one of
    these qualified by adjectives, “guided missile destroyer”. Number, accents, hyphens and
    British or American spelling make no difference. Lists of several are not one of ours.
    """
    word = word.strip()
    folded = " ".join(word.casefold().replace("_", " ").split())
    if folded in vocabulary.values:
        return Resolved(folded, "", known=True)
    value = _meaning(vocabulary, word)
    if value is not None:
        return Resolved(value, word, known=True)
    return Resolved(vocabulary["OTHER"].value, word, known=False)


def words_for(vocabulary: type[models.TextChoices], value: str) -> Iterator[str]:
    """The words by which ``value`` is looked for: itself, synonyms and wider ones, no codes.

    A code or a narrower word is left out: not every destroyer is a “DDG”.
    """
    glossary = GLOSSARIES.get(vocabulary, Glossary())
    for word in (value, *glossary.same.get(value, ()), *glossary.wider.get(value, ())):
        yield word
        yield from (word.replace(*pair) for pair in ALIKE if pair[0] in word)


def certainty_hint(word: str) -> str:
    """What ``word``, which says not how sure something is, may mean: ours in other letters
    (“canceled”), or what became of a plan, which has a column of its own."""
    near = get_close_matches(word.casefold(), Certainty.values, n=1, cutoff=0.9)
    if near:
        return _("Did you mean “%(word)s”?") % {"word": near[0]}
    found = resolve(Outcome, word)
    if not found.known:
        return ""
    return _("What became of a plan goes into “outcome”: “%(outcome)s”.") % {"outcome": found.value}


def _meaning(vocabulary: type[models.TextChoices], text: str) -> str | None:
    """The value that ``text`` stands for, if any."""
    found = _code(vocabulary, text) or _terms(vocabulary).get(_words(text))
    if found or _LISTED.search(text):
        return found
    first, *rest = _PARTS.split(_ASIDE.sub(" ", text))
    if any(_qualified(vocabulary, _words(part)) for part in rest):
        return None
    return _qualified(vocabulary, _words(first))


def _code(vocabulary: type[models.TextChoices], text: str) -> str | None:
    """The value of a code, which a hull number may follow."""
    codes = _codes(vocabulary)
    parts = _CODE.fullmatch(text.strip().upper()) if codes else None
    return codes.get(parts[1]) or codes.get(f"{parts[1]}S") if parts else None


def _qualified(vocabulary: type[models.TextChoices], words: Words) -> str | None:
    """The value of the longest term that ``words`` end in, if all before it only qualify it."""
    terms, apart = _terms(vocabulary), _apart(vocabulary)
    code = _code(vocabulary, words[-1]) if words else None
    if code is not None and len(words) > 1:
        return code if _qualified(vocabulary, words[:-1]) == code else None
    for start in range(len(words)):
        before, term = words[:start], words[start:]
        if term in apart or (before and term in _alone(vocabulary)):
            return None
        if term in terms:
            undone = before and before[-1] in UNDOING
            return None if undone or NO_ADJECTIVES.intersection(before) else terms[term]
    return None


def _words(text: str) -> Words:
    """``text`` in words that are compared: folded, singular, in one spelling."""
    singular = (_singular(word) for word in _WORD.findall(fold(text)))
    return tuple(SPELLINGS.get(word, word) for word in singular)


def _singular(word: str) -> str:
    """``word`` without the ending of the plural, as far as comparing needs it."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and re.search(r"[^sui]s$", word) else word


@cache
def _terms(vocabulary: type[models.TextChoices]) -> dict[Words, str]:
    """Every word that means a value, codes apart; *other* and *unknown* are not qualified."""
    glossary = GLOSSARIES.get(vocabulary, Glossary())
    terms = {}
    for words in (glossary.narrower, glossary.same):
        terms.update({_words(word): value for value, said in words.items() for word in said})
    for value in vocabulary.values:
        if value not in NO_TERMS:
            terms[_words(value)] = value
    return terms


@cache
def _codes(vocabulary: type[models.TextChoices]) -> dict[str, str]:
    glossary = GLOSSARIES.get(vocabulary, Glossary())
    return {code: value for value, codes in glossary.codes.items() for code in codes.split()}


@cache
def _apart(vocabulary: type[models.TextChoices]) -> frozenset[Words]:
    return frozenset(map(_words, GLOSSARIES.get(vocabulary, Glossary()).apart))


@cache
def _alone(vocabulary: type[models.TextChoices]) -> frozenset[Words]:
    return frozenset(map(_words, GLOSSARIES.get(vocabulary, Glossary()).alone))

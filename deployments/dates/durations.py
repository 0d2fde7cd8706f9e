"""How long something lasted, as a source says it: as ISO 8601, and in its own words."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from .parts import InvalidDate

#: What may be typed, with an example of each kind.
ACCEPTED_DURATION = gettext_lazy(
    "Write for example 152 days, five months, 1 year 2 months, or ISO 8601 such as P152D."
)

MAX_DURATION_LENGTH = 20
"""Characters of a duration in ISO 8601."""

MAX_DURATION_WORDS = 100
"""Characters of a source's words for a duration."""

DURATION_FORM = r"^P([1-9][0-9]{0,3}Y)?([1-9][0-9]{0,3}M)?([1-9][0-9]{0,3}W)?([1-9][0-9]{0,3}D)?$"
"""The form in which a duration is stored; “P” alone has it too and is none."""

_ISO = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?", re.ASCII)

_UNITS = ("year", "month", "week", "day")
_LETTERS = "YMWD"
_SHORTEST = (365, 28, 7, 1)
_LONGEST = (366, 31, 7, 1)

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_NUMBERS = {
    "a": 1,
    "an": 1,
    **{word: number for number, word in enumerate(_SMALL, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{
        f"{ten} {one}": 10 * tens + ones
        for tens, ten in enumerate(_TENS, 2)
        for ones, one in enumerate(_SMALL[:9], 1)
    },
}
_NUMBER = "|".join(["[0-9]+", *sorted(_NUMBERS, key=len, reverse=True)])
_AMOUNT = re.compile(rf"\b({_NUMBER}) ({'|'.join(_UNITS)})s?\b")
_UNIT = re.compile(rf"\b(?:{'|'.join(_UNITS)})s?\b")

#: Words with which a number is not meant as it stands, and those of ranges.
_VAGUE = re.compile(
    r"""
    [0-9~?<>]
    | \b(?: about | around | approx\w* | roughly | circa | ca | some | nearly | almost | over
    | under | up | more | less | than | least | most | half | quarter | several | few | couple
    | between | to | or | not | planned | (?:one | two | three | four | five | six | seven | eight
    | nine | ten)
    )\b
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Duration:
    """So many years, months, weeks and days. Made by `parse_duration` and `typed_duration` only.

    `words` are the source's own, where they say more or less than the numbers; without numbers
    they are all that is known.
    """

    numbers: tuple[int, int, int, int] = (0, 0, 0, 0)
    words: str = ""

    @cached_property
    def iso(self) -> str:
        """ISO 8601, `P5M`; empty where nothing but the words is known."""
        said = (f"{n}{letter}" for n, letter in zip(self.numbers, _LETTERS, strict=True) if n)
        return f"P{text}" if (text := "".join(said)) else ""

    @property
    def generated_words(self) -> str:
        """The numbers in words, in the active language."""
        years, months, weeks, days = self.numbers
        said = (
            years and ngettext("%(number)d year", "%(number)d years", years) % {"number": years},
            months
            and ngettext("%(number)d month", "%(number)d months", months) % {"number": months},
            weeks and ngettext("%(number)d week", "%(number)d weeks", weeks) % {"number": weeks},
            days and ngettext("%(number)d day", "%(number)d days", days) % {"number": days},
        )
        return pgettext("between items", ", ").join(part for part in said if part)

    @property
    def bounds(self) -> tuple[int, int]:
        """Fewest and most days, the first and the last included, that may be called so.

        A number is counted from either end of a day and rounded: one unit more or less.
        """
        smallest = max(place for place, number in enumerate(self.numbers) if number)
        fewest = sum(n * days for n, days in zip(self.numbers, _SHORTEST, strict=True))
        most = sum(n * days for n, days in zip(self.numbers, _LONGEST, strict=True))
        return fewest - _SHORTEST[smallest], most + _LONGEST[smallest]

    def __str__(self) -> str:
        return self.words or self.generated_words


def parse_duration(text: str, words: str = "") -> Duration:
    """A duration in ISO 8601, in whole years, months, weeks and days, as `P5M` or `P1Y2M`.

    Raises `InvalidDate`.
    """
    match = _ISO.fullmatch(text.strip().upper())
    numbers = [int(number or 0) for number in match.groups()] if match else []
    if not any(numbers):
        raise InvalidDate(_("“%(text)s” is no duration.") % {"text": text}, str(ACCEPTED_DURATION))
    years, months, weeks, days = numbers
    return Duration((years, months, weeks, days), words)


def typed_duration(text: str) -> Duration:
    """A duration as people type it: “152 days”, “five-month voyage”, `P5M`.

    Words that qualify it, “about four months”, are kept and give no numbers. Raises `InvalidDate`
    for what names no unit of time.
    """
    text = " ".join(text.split())
    if _ISO.fullmatch(text.upper()):
        return parse_duration(text)
    plain = re.sub(r"[-\u2010\u2011]", " ", text.casefold())
    if not _UNIT.search(plain) or len(text) > MAX_DURATION_WORDS:
        raise InvalidDate(_("“%(text)s” is no duration.") % {"text": text}, str(ACCEPTED_DURATION))
    numbers = [0, 0, 0, 0]
    places = []
    for said, unit in _AMOUNT.findall(plain):
        places.append(_UNITS.index(unit))
        numbers[places[-1]] = _NUMBERS.get(said) or int(said)
    exact = not _VAGUE.search(_AMOUNT.sub(" ", plain)) and places == sorted(set(places))
    if not (places and exact and all(numbers[place] in range(1, 10_000) for place in places)):
        return Duration(words=text)
    years, months, weeks, days = numbers
    found = Duration((years, months, weeks, days))
    return found if text == found.generated_words else Duration(found.numbers, text)

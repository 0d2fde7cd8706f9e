"""What a source states, held as a value against what is recorded: the same, another, or not sure.

Nothing here asks the database. What cannot be read with certainty is not sure, so that a rule
built on it is silent.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from .. import dates
from ..choices import Certainty
from ..dates import FuzzyDate
from ..letters import fold


class Verdict(Enum):
    """How a value that a source states stands to what is recorded."""

    SAME = "same"
    ANOTHER = "another"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Days:
    """Days that a source states: the ends of a stretch, or a date on which it was so."""

    start: FuzzyDate | None = None
    end: FuzzyDate | None = None
    on: FuzzyDate | None = None


_BEGAN = re.compile(r"(?:arriv(?:ed|es|ing)|beg(?:an|ins|un)|start(?:ed|s)|since|from)(?: on)? ")
_ENDED = re.compile(r"(?:left|leaves|depart(?:ed|s)|end(?:ed|s)|until|till)(?: on)? ")
_WAS = re.compile(r"(?:in port|there|seen)? ?on ")
_YEAR = re.compile(r"\d{4}")


def days(text: str, year: int | None = None) -> Days | None:
    """The days that ``text`` states, or None where it is not wholly a statement of days.

    ``year`` completes a date that names none.
    """
    said = " ".join(text.split())
    whole = _date(said, year)
    if whole is not None:
        start, end = dates.ends(whole, None)
        return Days(start, end) if whole.is_interval else Days(on=whole)
    for name, pattern in (("start", _BEGAN), ("end", _ENDED), ("on", _WAS)):
        found = pattern.match(said.casefold())
        part = _date(said[found.end() :], year) if found else None
        if part is not None and not part.is_interval:
            return Days(**{name: part})
    return None


def _date(text: str, year: int | None) -> FuzzyDate | None:
    tries = [text] if year is None or _YEAR.search(text) else [f"{text} {year}"]
    for each in tries:
        try:
            return dates.parse_typed(each)
        except dates.InvalidDate:
            continue
    return None


def compare_days(stated: Days, recorded: Sequence[FuzzyDate | None]) -> Verdict:
    """Days that a source states against the one date, or the two ends, that are recorded."""
    start, end = dates.ends(recorded[0], recorded[1] if len(recorded) > 1 else None)
    if stated.on is not None:
        return _compare_day(stated.on, start, end, lasts=len(recorded) > 1)
    pairs = [(stated.start, start), (stated.end, end)]
    told = [(said, known) for said, known in pairs if said is not None]
    if any(said is not None and known is not None and _apart(said, known) for said, known in told):
        return Verdict.ANOTHER
    if all(known is not None and _alike(said, known) for said, known in told):
        return Verdict.SAME
    return Verdict.UNSURE


def _compare_day(
    said: FuzzyDate, start: FuzzyDate | None, end: FuzzyDate | None, *, lasts: bool
) -> Verdict:
    """A single date: of what lasts, any of its days bears it out."""
    known = start or end
    if known is None:
        return Verdict.UNSURE
    if _alike(said, known):
        return Verdict.SAME
    if not lasts:
        return Verdict.ANOTHER if _apart(said, known) else Verdict.UNSURE
    before = start is not None and dates.after(start, said) and _are_sure(start, said)
    beyond = end is not None and dates.after(said, end) and _are_sure(end, said)
    return Verdict.ANOTHER if before or beyond else Verdict.UNSURE


def _are_sure(*several: FuzzyDate) -> bool:
    return not any(when.uncertain for when in several)


def _apart(first: FuzzyDate, second: FuzzyDate) -> bool:
    """Whether both are sure and have no day in common."""
    apart = dates.after(first, second) or dates.after(second, first)
    return apart and _are_sure(first, second)


def _alike(first: FuzzyDate, second: FuzzyDate) -> bool:
    """Whether they have the same bounds, as closely known."""
    bounds = (first.earliest, first.latest) == (second.earliest, second.latest)
    return bounds and first.uncertain == second.uncertain


def compare_certainty(text: str, recorded: str) -> Verdict:
    """A word of certainty against the one recorded."""
    words = {
        fold(word): value for value, label in Certainty.choices for word in (value, str(label))
    }
    words[fold("canceled")] = Certainty.CANCELLED
    stated = words.get(fold(text))
    if stated is None:
        return Verdict.UNSURE
    return Verdict.SAME if stated == recorded else Verdict.ANOTHER


_NUMBERS = [
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
]  # fmt: skip
_SHIPS = re.compile(r"(?P<number>\d{1,3}|[a-z]+)(?: (?:war)?ships?| vessels?| units?)?")


def compare_number(text: str, recorded: int) -> Verdict:
    """A number of ships, in figures or a word, against the number recorded."""
    found = _SHIPS.fullmatch(fold(text))
    if found is None:
        return Verdict.UNSURE
    word = found["number"]
    if word not in _NUMBERS and not word.isdecimal():
        return Verdict.UNSURE
    stated = int(word) if word.isdecimal() else _NUMBERS.index(word) + 1
    return Verdict.SAME if stated == recorded else Verdict.ANOTHER


_BETWEEN = re.compile(r"\s*(?:[,;&]|\band\b)\s*")


def listed(text: str) -> list[str]:
    """The names of a list: “Cavour, Alpino and Montecuccoli”."""
    return [name for name in _BETWEEN.split(text) if name]


def compare_names(
    stated: Sequence[Collection[int]], recorded: Collection[int], *, complete: bool
) -> Verdict:
    """Things that a source names, each as all it may mean, against those recorded.

    Without ``complete`` others may be recorded that are not known by name.
    """
    if not stated or not all(stated) or not recorded or not complete:
        return Verdict.UNSURE
    if any(not set(meant) & set(recorded) for meant in stated):
        return Verdict.ANOTHER
    return Verdict.SAME if len(stated) == len(recorded) else Verdict.UNSURE


_PENNANT = re.compile(r"(?P<letters>[a-z]{0,5})[ -]?(?P<number>\d{1,5})")


def compare_pennant(text: str, recorded: str, former: Collection[str] = ()) -> Verdict:
    """A pennant number against the one recorded and those borne before.

    Where one of the two has no letters, the number alone tells nothing but another number.
    """
    stated, known = _pennant(text), _pennant(recorded)
    if stated is None or known is None:
        return Verdict.UNSURE
    if stated == known:
        return Verdict.SAME
    without_letters = not stated[0] or not known[0]
    if stated in map(_pennant, former) or (without_letters and stated[1] == known[1]):
        return Verdict.UNSURE
    return Verdict.ANOTHER


def _pennant(text: str) -> tuple[str, str] | None:
    found = _PENNANT.fullmatch(fold(text))
    return (found["letters"], found["number"]) if found else None

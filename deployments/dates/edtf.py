"""Fuzzy dates: EDTF text, the source's own words, strict days.

EDTF (ISO 8601-2, Library of Congress specification of 4 February 2019): level 0 dates and
intervals; level 1 except letter-prefixed and negative years; of level 2 the one-of sets, and
`2024-08-2X` and `2024-1X`. A member of a set may be qualified (`[2024-08-21~..2024-08-31]`).
Times of day, all-of sets and qualification of single components are refused.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache

from django.utils.translation import gettext as _

from . import spans
from . import words as wording
from .parts import MAX_EDTF_LENGTH, InvalidDate, Part, read_part

#: From and to, either of which may be open; a single date is the same part twice.
Member = tuple[Part | None, Part | None]


class Kind(Enum):
    """The three shapes of an expression."""

    DATE = "date"
    INTERVAL = "interval"  # A/B: the whole stretch
    ONE_OF = "one of"  # [A..B], [A,B]: one day within


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as it is known. Made by `parse` and `parse_typed` only; days are local calendar days.

    Two are equal when EDTF and words are.
    """

    edtf: str
    words: str
    earliest: date | None = field(compare=False)  # None only for [..B], ../B and /B
    latest: date | None = field(compare=False)  # None only for [A..], A/.. and A/
    qualified: bool = field(compare=False)  # any of ~ ? %
    conventional: bool = field(compare=False)  # a season, or words such as "end of August"
    kind: Kind = field(compare=False, repr=False)
    members: tuple[Member, ...] = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.words or self.generated_words

    @property
    def generated_words(self) -> str:
        """The date in the active language, from the EDTF alone."""
        return wording.describe(self)

    @property
    def is_interval(self) -> bool:
        """Whether this is a whole stretch (A/B) and not one day within."""
        return self.kind is Kind.INTERVAL

    @property
    def uncertain(self) -> bool:
        """Whether nothing can be certain from this date: qualified or conventional."""
        return self.qualified or self.conventional

    @property
    def is_exact(self) -> bool:
        """Whether this is one known day, neither qualified nor conventional."""
        return self.earliest is not None and self.earliest == self.latest and not self.uncertain

    @property
    def start(self) -> Part | None:
        """The first part of an interval; None when open, unknown or not an interval."""
        return self.members[0][0] if self.is_interval else None

    @property
    def end(self) -> Part | None:
        """The last part of an interval; None when open, unknown or not an interval."""
        return self.members[0][1] if self.is_interval else None

    @property
    def period(self) -> int:
        """Where it stands among years and months: year × 100 + month, month 0 if none is sure.

        The month is that in which all its days lie, or those of the first known part of an
        interval. Otherwise only the year that it names first is told.
        """
        part = self._first_known
        first, last = self.earliest, self.latest
        if self.is_interval:
            first, last = part.first, part.last
        sure = first and last and (first.year, first.month) == (last.year, last.month)
        return part.year * 100 + (part.first.month if sure else 0)

    @property
    def sort_day(self) -> date:
        """The first day on which it may be, or the last if it is open, in the year it stands in."""
        day = self.earliest or self.latest
        assert day is not None
        return max(day, date(self._first_known.year, 1, 1))

    @property
    def _first_known(self) -> Part:
        low, high = self.members[0]
        part = low or high
        assert part is not None
        return part

    def span(
        self,
        *,
        not_before: date | None = None,
        not_after: date | None = None,
        cap_days: int = spans.OPEN_END_CAP_DAYS,
    ) -> spans.Span:
        """The days of something dated by this alone: all of an interval, else one day within."""
        return spans.span_alone(self, not_before, not_after, cap_days)


def ends(
    start: FuzzyDate | None, end: FuzzyDate | None
) -> tuple[FuzzyDate | None, FuzzyDate | None]:
    """The two ends of a stay; an interval that stands alone gives both that it knows."""
    only = start or end
    if only is None or not only.is_interval or (start and end):
        return start, end
    return (
        parse(only.start.text) if only.start else None,
        parse(only.end.text) if only.end else None,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What EDTF text says, before the source's words are added."""

    edtf: str
    earliest: date | None
    latest: date | None
    qualified: bool
    seasonal: bool
    kind: Kind
    members: tuple[Member, ...]


@lru_cache(maxsize=8192)
def parse(edtf: str, words: str = "") -> FuzzyDate:
    """Read EDTF text, keeping the source's own words beside it.

    Raises InvalidDate, whose text says what would be accepted.
    """
    read = _read(edtf.strip())
    said = " ".join(words.split())
    return FuzzyDate(
        edtf=read.edtf,
        words=said,
        earliest=read.earliest,
        latest=read.latest,
        qualified=read.qualified,
        conventional=read.seasonal or wording.is_conventional(said),
        kind=read.kind,
        members=read.members,
    )


@lru_cache(maxsize=8192)
def _read(text: str) -> _Read:
    if len(text) > MAX_EDTF_LENGTH:
        raise InvalidDate(
            _("A date has at most %(limit)d characters.") % {"limit": MAX_EDTF_LENGTH}
        )
    if text.startswith("["):
        members = _set(text)
        kind = Kind.ONE_OF
        if len(members) == 1 and members[0][0] is members[0][1]:
            kind = Kind.DATE
    elif "/" in text:
        members, kind = (_interval(text),), Kind.INTERVAL
    else:
        part = read_part(text)
        members, kind = ((part, part),), Kind.DATE
    parts = [part for member in members for part in member if part is not None]
    return _Read(
        edtf=_canonical(text, kind, members),
        earliest=_lowest(members),
        latest=_highest(members),
        qualified=any(part.qualifier for part in parts),
        seasonal=any(part.is_season for part in parts),
        kind=kind,
        members=members,
    )


def _interval(text: str) -> Member:
    if text.count("/") != 1:
        raise InvalidDate(_("An interval has one / between its two ends."))
    low, high = text.split("/")
    if low in ("", "..") and high in ("", ".."):
        raise InvalidDate(_("An interval needs at least one known end."))
    start = None if low in ("", "..") else read_part(low)
    end = None if high in ("", "..") else read_part(high)
    return _ordered(text, start, end)


def _set(text: str) -> tuple[Member, ...]:
    if not text.endswith("]"):
        raise InvalidDate(_("A one-of set begins with [ and ends with ], with nothing after it."))
    found: list[Member] = []
    for item in text[1:-1].split(","):
        low, dots, high = item.partition("..")
        if not dots:
            part = read_part(item)
            found.append((part, part))
        elif not low and not high:
            raise InvalidDate(_("A one-of set needs at least one known end."))
        else:
            ends = read_part(low) if low else None, read_part(high) if high else None
            found.append(_ordered(text, *ends))
    # The order of a set means nothing: sorted and without repetition, equal sets are equal text.
    members = tuple(sorted(dict.fromkeys(found), key=_position))
    if _lowest(members) is None and _highest(members) is None:
        raise InvalidDate(_("A one-of set cannot be open at both ends."))
    return members


def _position(member: Member) -> tuple[date, date, str]:
    low, high = member
    return (
        low.first if low else date.min,
        high.last if high else date.max,
        _member_text(member),
    )


def _ordered(text: str, low: Part | None, high: Part | None) -> Member:
    if low and high and low.first > high.last:
        raise InvalidDate(_("“%(text)s” ends before it begins.") % {"text": text})
    return low, high


def _member_text(member: Member) -> str:
    low, high = member
    if low is high and low:
        return low.text
    return f"{low.text if low else ''}..{high.text if high else ''}"


def _canonical(text: str, kind: Kind, members: tuple[Member, ...]) -> str:
    if kind is Kind.INTERVAL:
        return text
    inner = ",".join(_member_text(member) for member in members)
    return inner if kind is Kind.DATE else f"[{inner}]"


def _lowest(members: tuple[Member, ...]) -> date | None:
    days = [low.first for low, _high in members if low]
    return min(days) if len(days) == len(members) else None


def _highest(members: tuple[Member, ...]) -> date | None:
    days = [high.last for _low, high in members if high]
    return max(days) if len(days) == len(members) else None

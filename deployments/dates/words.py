"""Fuzzy dates in words, in the active language, and the phrases that are only a convention.

Never more precise than the EDTF: a part is said in full unless two plain days, months or years
can share what they have in common ("22–27 August 2024").
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from .parts import AUTUMN, SPRING, SUMMER, WINTER, Form, Part
from .written import MOST_MONTHS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from .edtf import FuzzyDate, Member

_MONTHS: tuple[_StrPromise, ...] = (
    gettext_lazy("January"),
    gettext_lazy("February"),
    gettext_lazy("March"),
    gettext_lazy("April"),
    gettext_lazy("May"),
    gettext_lazy("June"),
    gettext_lazy("July"),
    gettext_lazy("August"),
    gettext_lazy("September"),
    gettext_lazy("October"),
    gettext_lazy("November"),
    gettext_lazy("December"),
)
_SEASONS: dict[int, _StrPromise] = {
    SPRING: gettext_lazy("spring %(year)s"),
    SUMMER: gettext_lazy("summer %(year)s"),
    AUTUMN: gettext_lazy("autumn %(year)s"),
    WINTER: gettext_lazy("winter %(year)s"),
}
_PLAIN = (Form.DAY, Form.MONTH, Form.YEAR)

#: Words that name no exact day: a part of a month or year, a season, "about".
_CONVENTIONAL = re.compile(
    r"""
    \b(?:
      # English
      early | beginning | (?:start|end|half|days|weeks?)\ of | mid | middle | late | later
    | spring | summer | autumn | fall | winter | about | around | circa | c\. | ca\.?
    | approx\w* | roughly | turn\ of | some\ ?time | reportedly | probably | possibly | perhaps
      # Italian
    | inizi[oa]? | primi | prima\ met[àa] | met[àa] | fine | ultimi | primavera | estate | autunno
    | inverno | verso | intorno
      # French
    | d[ée]but | mi | milieu | fin | vers | environ | printemps | [ée]t[ée] | automne | hiver
    | courant
      # German
    | anfang | mitte | ende | fr[üu]h\w* | sp[äa]t\w* | sommer | herbst | etwa | gegen | rund
    | ungef[äa]hr
      # Spanish, Portuguese
    | principios | inicios | comienzos | in[íi]cios? | mediados | meados | finales | fines
    | final\ de | fim | hacia | alrededor | verano | oto[ñn]o | invierno | ver[ãa]o | outono
      # Dutch
    | begin | midden | eind | einde | rond | omstreeks | lente | voorjaar | zomer | herfst | najaar
    )(?!\w)
    # Japanese: the thirds of a month, its ends, about, the seasons
    | [上中下]旬 | 月[初末] | 年[初末] | 半ば | [頃春夏秋冬] | ごろ
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_conventional(words: str) -> bool:
    """Whether a source's words name a stretch by convention only ("end of August").

    Knows the common phrases of the languages the sources are in. It would rather find one too
    many: that costs a certainty, never an untruth.
    """
    return bool(words) and bool(_CONVENTIONAL.search(unicodedata.normalize("NFC", words)))


def describe(when: FuzzyDate) -> str:
    """A fuzzy date in words from its EDTF alone: "about June 2024"."""
    return _described(when, get_language())


@lru_cache(maxsize=4096)
def _described(when: FuzzyDate, _language: str | None) -> str:
    """The words in the language that is active; thousands of records share a date."""
    if when.is_interval:
        return _interval(when)
    members = when.members
    if all(low is high and low and low.form is Form.DAY for low, high in members):
        return _days([low for low, _high in members if low])
    return _either([_member(member) for member in members])


def display_range(start: FuzzyDate | None, end: FuzzyDate | None) -> str:
    """A stay in words, from `start` to `end`; empty when neither is known."""
    if start is None and end is None:
        return ""
    if start is not None and end is not None:
        return _both(start, end)
    only = start or end
    assert only is not None
    if only.is_interval:
        return str(only)
    simple = only.members[0][0] is only.members[0][1]
    if only.words:  # "From between December and January" is no English.
        simple = not only.words.casefold().startswith("between ")
    if start is not None:
        if simple:
            return _("from %(start)s, end not known") % {"start": start}
        return _("start %(start)s, end not known") % {"start": start}
    if simple:
        return _("until %(end)s, start not known") % {"end": end}
    return _("end %(end)s, start not known") % {"end": end}


def _both(start: FuzzyDate, end: FuzzyDate) -> str:
    if start == end:
        return str(start)
    low, high = _only_part(start), _only_part(end)
    if low and high and not start.words and not end.words:
        shared = _shared(low, high)
        if shared:
            return shared
    return pgettext("a stretch of time", "%(start)s – %(end)s") % {"start": start, "end": end}


def _only_part(when: FuzzyDate) -> Part | None:
    if when.is_interval or len(when.members) != 1:
        return None
    low, high = when.members[0]
    return low if low is high else None


def _interval(when: FuzzyDate) -> str:
    low, high = when.members[0]
    if low and high:
        return _shared(low, high) or _("from %(start)s to %(end)s") % {
            "start": _part(low),
            "end": _part(high),
        }
    if low:
        if when.edtf.endswith(".."):
            return _("from %(start)s onwards") % {"start": _part(low)}
        return _("from %(start)s, end not known") % {"start": _part(low)}
    assert high is not None
    if when.edtf.startswith(".."):
        return _("up to %(end)s") % {"end": _part(high)}
    return _("until %(end)s, start not known") % {"end": _part(high)}


def _shared(low: Part, high: Part) -> str:
    """Two plain parts of one form with what they share said once; "" when they share no form.

    Only days of one month share a qualifier: "about 22–27 August 2024" qualifies both, which
    "about 28 December 2024 – 2 January 2025" would not.
    """
    if low.form is not high.form or low.form not in _PLAIN or low.qualifier != high.qualifier:
        return ""
    if low == high:
        return _part(low)
    start, end = _trimmed(low, high), _plain(high)
    if low.form is Form.DAY and _same_month(low, high):
        days = pgettext("days of one month", "%(start)s–%(end)s") % {"start": start, "end": end}
        return _qualified(days, low)
    if low.qualifier:
        return ""
    if low.form is Form.DAY:
        return pgettext("a stretch of time", "%(start)s – %(end)s") % {"start": start, "end": end}
    return pgettext("a stretch of time", "%(start)s to %(end)s") % {"start": start, "end": end}


def _trimmed(low: Part, high: Part) -> str:
    """`low` without the month and year that `high`, said after it, has too."""
    if low.form is Form.DAY and _same_month(low, high):
        return str(low.first.day)
    if low.first.year != high.first.year or low.form is Form.YEAR:
        return _part(low)
    if low.form is Form.DAY:
        return _("%(day)s %(month)s") % {"day": low.first.day, "month": _month(low.first)}
    return _month(low.first)


def _same_month(low: Part, high: Part) -> bool:
    return (low.first.year, low.first.month) == (high.first.year, high.first.month)


def _days(parts: list[Part]) -> str:
    """One or more days, one of which it is: "12, 13 or 14 September 2024".

    They share a year only where they are read so: "1 January or 31 December 2024" are not.
    """
    apart = (after.first.month - part.first.month for part, after in pairwise(parts))
    if any(part.qualifier for part in parts) or any(months > MOST_MONTHS for months in apart):
        return _either([_part(part) for part in parts])
    said = [_trimmed(part, following) for part, following in pairwise(parts)]
    return _either([*said, _part(parts[-1])])


def _either(said: list[str]) -> str:
    if len(said) == 1:
        return said[0]
    return _("%(list)s or %(last)s") % {
        "list": pgettext("between items", ", ").join(said[:-1]),
        "last": said[-1],
    }


def _member(member: Member) -> str:
    low, high = member
    if low is None:
        assert high is not None
        pattern = (
            _("on or before %(date)s") if high.form is Form.DAY else _("in or before %(date)s")
        )
        return pattern % {"date": _part(high)}
    if high is None:
        pattern = _("on or after %(date)s") if low.form is Form.DAY else _("in or after %(date)s")
        return pattern % {"date": _part(low)}
    if low == high:
        return _part(low)
    plain = low.form is high.form and low.form in _PLAIN and not (low.qualifier or high.qualifier)
    start = _trimmed(low, high) if plain else _part(low)
    return _("between %(start)s and %(end)s") % {"start": start, "end": _part(high)}


def _part(part: Part) -> str:
    """One part in full, with its qualifier."""
    return _qualified(_plain(part), part)


def _qualified(said: str, part: Part) -> str:
    """What is said of a part, or of two that are qualified alike, with the qualifier."""
    # "About a day in August" is not English.
    unknown_digits = part.form in (Form.SOME_DAY, Form.SOME_MONTH, Form.SOME_DIGITS)
    match part.qualifier:
        case "~":
            pattern = _("%(date)s (approximate)") if unknown_digits else _("about %(date)s")
        case "?":
            pattern = _("%(date)s (uncertain)")
        case "%" if unknown_digits:
            pattern = _("%(date)s (approximate and uncertain)")
        case "%":
            pattern = _("about %(date)s (uncertain)")
        case _:
            return said
    return pattern % {"date": said}


def _plain(part: Part) -> str:
    """One part in full, without its qualifier."""
    first = part.first
    match part.form:
        case Form.DAY:
            return _day(first)
        case Form.MONTH:
            return _month_and_year(first)
        case Form.YEAR:
            return _year(first.year)
        case Form.SEASON:
            season, of_year = int(part.text[5:7]), int(part.text[:4])
            return _SEASONS[season] % {"year": _year(of_year)}
        case Form.SOME_DAY:
            whole_year = "-XX-" in part.text
            period = _year(first.year) if whole_year else _month_and_year(first)
            return _("a day in %(period)s") % {"period": period}
        case Form.SOME_MONTH:
            return _("a month in %(year)s") % {"year": _year(first.year)}
        case Form.SOME_DIGITS:
            return _digits(first, part.last)


def _digits(first: date, last: date) -> str:
    """A part of which a last digit or two is unknown, from its bounds."""
    if (first.year, first.month) == (last.year, last.month):
        start, end = str(first.day), _day(last)
    elif first.year == last.year:
        start, end = _month(first), _month_and_year(last)
    elif last.year - first.year == 9 and first.year % 100:
        return _("the %(year)ss") % {"year": _year(first.year)}
    else:
        # "The 2000s" may be ten years or a hundred, so those are said by their ends.
        start, end = _year(first.year), _year(last.year)
    return _("between %(start)s and %(end)s") % {"start": start, "end": end}


def _day(day: date) -> str:
    return _("%(day)s %(month)s %(year)s") % {
        "day": day.day,
        "month": _month(day),
        "year": _year(day.year),
    }


def _month(day: date) -> str:
    return str(_MONTHS[day.month - 1])


def _month_and_year(day: date) -> str:
    return _("%(month)s %(year)s") % {"month": _month(day), "year": _year(day.year)}


def _year(year: int) -> str:
    return f"{year:04d}"

"""What people type in English, turned into EDTF; never a guess.

The grammar, in the order it is tried (D is a day, month, year, season or decade; case does not
matter; in a list or range what is left out is taken from a neighbour, as `written` says):

    EDTF                          2024-08-26, [2024-08-21..2024-08-31]
    early D, mid D, late D        a third of the month or year, in other words "beginning of",
                                  "start of", "middle of", "end of"; the phrase is kept
    on or before D, by D          [..D]
    on or after D                 [D..]
    from D onwards, up to D       D/.., ../D; "from D, end not known" is D/
    between D and D               [D..D]
    D, D or D                     [D,D,D]
    D to D, D – D                 D/D
    about D, D?                   D~, D?
    D                             26 August 2024, August 26, 2024, Aug 2024, 2024, spring 2024
"""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from .edtf import FuzzyDate, parse
from .look_alikes import why_refused
from .names import MONTHS, SEASONS
from .parts import InvalidDate, days_in
from .written import Written, completed, refusal

#: Longest text read as a typed date, in characters.
MAX_TYPED_LENGTH = 120

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Spaces and dashes that word processors and web pages put into dates.
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2212", "-"),
        **dict.fromkeys("\u2012\u2013\u2014\u2015", "\u2013"),
    }
)
_DASH = "\u2013"

_M = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:the )?{_DAY}(?: (?:of )?{_M}(?:,? {_YEAR})?)?",
        rf"{_M}(?: {_DAY})?(?:,? {_YEAR})?",
        rf"{_DAY}, {_YEAR}",
        rf"(?P<season>{'|'.join(SEASONS)})(?: (?:of )?{_YEAR})?",
        r"(?:the )?(?P<decade>[0-9]{3})0s",
        rf"a (?P<some>day|month) in (?:{_M} )?{_YEAR}",
        _YEAR,
        r"(?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)",
    )
)
_THIRD = re.compile(
    r"(?:the )?(?P<third>early(?: in)?|beginning of|start of|mid|middle of|late(?: in)?|end of)"
    rf"[ -](?:{_M},? )?{_YEAR}"
)
_WEEKDAY = re.compile(
    r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\.?,? (?=.*[a-z].*[0-9]{4}$)"
)
_ABOUT = re.compile(r"(?:(?:about|around|approximately|approx\.?|circa|ca\.?) |c\. ?|c )")
_ENDINGS = (
    (re.compile(r" \(approximate and uncertain\)$"), "%"),
    (re.compile(r" \(approximate\)$"), "~"),
    (re.compile(r" ?\?$| \((?:uncertain|unsure)\)$"), "?"),
)
#: Phrases around one date, and the EDTF they make of it.
_AROUND = tuple(
    (re.compile(pattern), edtf)
    for pattern, edtf in (
        (r"(?:(?:on|in) or before|by|no later than) (?P<date>.+)", "[..{}]"),
        (r"(?:(?:on|in) or after|no earlier than) (?P<date>.+)", "[{}..]"),
        (r"from (?P<date>.+) onwards", "{}/.."),
        (r"from (?P<date>.+), end not known", "{}/"),
        (r"up to (?P<date>.+)", "../{}"),
        (r"until (?P<date>.+), start not known", "/{}"),
    )
)
_BETWEEN = re.compile(r"between (?P<low>.+?) and (?P<high>.+)")
_TO = re.compile(rf" ?{_DASH} ?| - | (?:to|until|till|through) ")
_HYPHEN = re.compile(r" ?- ?")
_ISO = re.compile(r"\b[0-9]{4}-[0-9]{2}\b")
# A comma divides a list, but not a day from its year: "26 August, 2024", "August 26, 2024".
_EITHER = re.compile(r",? or |, (?![0-9]{4}\b)|(?<=\b[0-9]{4}), ")
_EDTF_LIKE = re.compile(r"[\[{]|Y?-?[0-9X~?%./][0-9A-Z~?%./:+-]*$")
_YEARS = re.compile(r"[0-9]{4}")


def parse_typed(text: str) -> FuzzyDate:
    """Read EDTF, or an English date as people type it.

    The text is kept as `words` when it says what the EDTF alone would not show ("end of August
    2024"). Raises InvalidDate, whose text says what would be accepted, for all that could be
    meant in two ways (08/09/2024, next week, 22 August).
    """
    said = " ".join(text.split())
    if not said:
        raise refusal(_("A date is missing."))
    if len(said) > MAX_TYPED_LENGTH:
        raise refusal(_("A date has at most %(limit)d characters.") % {"limit": MAX_TYPED_LENGTH})
    try:
        return parse(said)
    except InvalidDate as invalid:
        problem = invalid
    if reason := why_refused(said):
        raise refusal(reason)
    plain = said.translate(_PUNCTUATION).lower()
    if not plain.replace(_DASH, "").isascii():
        raise _not_understood(said)
    third = _THIRD.fullmatch(plain)
    try:
        return parse(_third(third), said) if third else _read(plain, said)
    except (InvalidDate, _NotUnderstood) as error:
        if _EDTF_LIKE.match(said):  # better told what is wrong with it as EDTF
            raise problem from None
        if isinstance(error, InvalidDate):
            raise refusal(error.reason) from None
        raise _not_understood(said) from None


def _read(plain: str, said: str) -> FuzzyDate:
    """The date of a phrase, which is kept where a year was worked out that it does not name."""
    edtf = _expression(plain)
    worked_out = set(_YEARS.findall(edtf)) - set(_YEARS.findall(plain))
    return parse(edtf, said if worked_out else "")


def _third(match: re.Match[str]) -> str:
    """The EDTF of "early", "mid" and "late": days 1–10, 11–20, 21–end; of a year, four months."""
    year, month_name = match["year"], match["month"]
    which = 0 if match["third"][0] in "ebs" else 1
    if match["third"].startswith(("late", "end")):
        which = 2
    if not month_name:
        return f"[{year}-{which * 4 + 1:02d}..{year}-{which * 4 + 4:02d}]"
    month = MONTHS[month_name]
    last = 10 * (which + 1) if which < 2 else days_in(int(year), month)
    return f"[{year}-{month:02d}-{which * 10 + 1:02d}..{year}-{month:02d}-{last:02d}]"


def _expression(plain: str) -> str:
    """The EDTF of a phrase in lower case."""
    for pattern, edtf in _AROUND:
        around = pattern.fullmatch(plain)
        if around:
            return edtf.format(_date(around["date"]).text())
    between = _BETWEEN.fullmatch(plain)
    if between:
        low, high = _dates([between["low"], between["high"]])
        return f"[{low}..{high}]"
    if " or " in plain:
        return f"[{','.join(_dates(_EITHER.split(plain), one_of=True, opens=True))}]"
    inner = plain.removeprefix("from ")
    ends = _TO.split(inner)
    if len(ends) == 1 and not _ISO.search(plain):
        ends = _HYPHEN.split(plain)
    if len(ends) == 2:
        return "/".join(_dates(ends, opens=inner == plain))
    return _date(plain).text()


def _dates(texts: list[str], *, one_of: bool = False, opens: bool = False) -> list[str]:
    """The EDTF of the dates of a list or range; see :func:`completed`."""
    return completed([_date(text) for text in texts], one_of=one_of, opens=opens)


def _date(text: str) -> Written:
    """Read one date with its qualifiers; its month and year may be missing."""
    said, after = text, ""
    for ending, sign in _ENDINGS:
        shorter = ending.sub("", said)
        if shorter != said:
            said, after = shorter, sign
            break
    about = _ABOUT.match(said)
    if about:
        said = said[about.end() :]
    weekday = _WEEKDAY.match(said)
    if weekday:
        said = said[weekday.end() :]
    match = next((found for pattern in _DATES if (found := pattern.fullmatch(said))), None)
    if match is None:
        raise _NotUnderstood(text)
    date = replace(_from_match(match), before="~" if about else "", after=after)
    if weekday and date.day:
        _check_weekday(weekday[1], date)
    return date


def _from_match(match: re.Match[str]) -> Written:
    named: dict[str, str | None] = match.groupdict()
    year, month = named.get("year") or "", MONTHS.get(named.get("month") or "", 0)
    if named.get("decade"):
        if str(named["decade"]).endswith("0"):
            raise refusal(_("A decade such as the 2000s may be ten years or a hundred."))
        return Written(edtf=f"{named['decade']}X")
    if named.get("some") == "day":
        return Written(edtf=f"{year}-{month:02d}-XX" if month else f"{year}-XX-XX")
    if named.get("some") == "month":
        return Written(edtf=f"{year}-XX")
    return Written(
        year=year,
        month=month,
        day=day.zfill(2) if (day := named.get("day")) else "",
        season=SEASONS.get(named.get("season") or "", 0),
        edtf=named.get("iso") or "",
        month_first=bool(month and named.get("day")) and match.start("month") < match.start("day"),
    )


def _check_weekday(name: str, date: Written) -> None:
    day = parse(replace(date, before="", after="").text()).earliest
    if day and _WEEKDAYS[day.weekday()] != name:
        raise refusal(_("That day is not a day of the week as written."))


class _NotUnderstood(Exception):
    """No date of the grammar; only seen in this module."""


def _not_understood(said: str) -> InvalidDate:
    return refusal(_("“%(text)s” is not understood as a date.") % {"text": said})

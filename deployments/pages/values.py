"""Small things that stand everywhere: dates, countries, links, facts, words in a row."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from .. import countries, dates, shapes
from ..addresses import address, page_address

if TYPE_CHECKING:
    from django.db.models import TextChoices

Shown = dict[str, object]
"""What a macro is given; the line above the macro says which names it holds."""

UNKNOWN = "unknown"
"""What every open vocabulary that cannot be empty holds where nothing is known."""

_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
"""EDTF that HTML's ``<time>`` reads as exactly the same: a day, a month or a year."""


def read(when: shapes.FuzzyDate | None) -> dates.FuzzyDate | None:
    """A date of a document."""
    return dates.parse(when["edtf"], when["said"]) if when else None


def label(vocabulary: type[TextChoices], value: str) -> str:
    """A value in words; one that is in no vocabulary as it is."""
    return _labels(vocabulary, get_language()).get(value, value)


@cache
def _labels(vocabulary: type[TextChoices], _language: str | None) -> Mapping[str, str]:
    """The words of a vocabulary in the language that is active."""
    return {value: str(words) for value, words in vocabulary.choices}


def in_words(vocabulary: type[TextChoices], value: str, own_word: str) -> str:
    """An open word as it is shown: the source's own where it has one."""
    return own_word or label(vocabulary, value)


def word(vocabulary: type[TextChoices], value: str, own_word: str) -> str:
    """An open word as it is shown, or nothing where nothing is known."""
    return own_word or ("" if value == UNKNOWN else label(vocabulary, value))


def machine_date(when: dates.FuzzyDate) -> str:
    """The value for ``<time datetime>``, or nothing where it would say more than is known."""
    return when.edtf if _PLAIN.fullmatch(when.edtf) and not when.uncertain else ""


def date(when: dates.FuzzyDate | None) -> Shown | None:
    """One date, as it is known, with the page of its day or days."""
    if when is None:
        return None
    words, exact, url = _words(when, when, get_language(), get_script_prefix())
    return {"words": words, "datetime": machine_date(when), "fuzzy": not exact, "url": url}


def period(start: dates.FuzzyDate | None, end: dates.FuzzyDate | None) -> Shown | None:
    """A stretch from ``start`` to ``end``, as it is known; None when neither is."""
    if start is not None and start == end:
        return date(start)
    words, exact, url = _words(start, end, get_language(), get_script_prefix())
    return {"words": words, "datetime": "", "fuzzy": not exact, "url": url} if words else None


@lru_cache(maxsize=8192)
def _words(
    start: dates.FuzzyDate | None, end: dates.FuzzyDate | None, _language: str | None, _prefix: str
) -> tuple[str, bool, str]:
    """A stretch in the language that is active, whether both its ends are known to the day, and
    where its days are told.

    One from a date to the same is that date.
    """
    exact = start is not None and end is not None and start.is_exact and end.is_exact
    words = str(start) if start and start == end else dates.display_range(start, end)
    return words, exact, _days_url(start, end)


def _days_url(start: dates.FuzzyDate | None, end: dates.FuzzyDate | None) -> str:
    """The page of the first day of a stretch, where that is known; else of all its days.

    They are those of a month, or those from one day to another on the timeline. Of a date that is
    open on one side the known one counts.
    """
    only = start or end
    if only is None:
        return ""
    first, last = only.earliest or only.latest, only.latest or only.earliest
    if first is None or last is None:  # never both, which nothing says to the type
        return ""
    if first == last:
        return day_url(first)
    if only is start and end is not None:
        last = max(last, end.latest or last)
    if (first.year, first.month) == (last.year, last.month):
        return month_url(first)
    return filtered("timeline", **{"from": first.isoformat(), "to": last.isoformat()})


def day_url(day: datetime.date) -> str:
    """The page of a day."""
    return f"{page_address('deployments:day-list')}{day.isoformat()}/"


def month_url(day: datetime.date) -> str:
    """The page of the month in which a day lies."""
    return f"{page_address('deployments:day-list')}{day.isoformat()[:7]}/"


def country(code: str, *, linked: bool = True) -> Shown | None:
    """A country with its flag, or None where there is no code."""
    if not code:
        return None
    return _country(code, linked, get_language(), get_script_prefix())


@lru_cache(maxsize=1024)
def _country(code: str, linked: bool, _language: str | None, _prefix: str) -> Shown:
    """A country in the language that is active; nobody changes what a macro is given."""
    url = address("deployments:country-detail", code) if linked else ""
    return {"code": code, "flag": countries.flag(code), "name": countries.name(code), "url": url}


def countries_of(codes: Sequence[str], said: str = "") -> Shown | None:
    """The country among ``codes``; of several, between which nobody decided, all with “or”.

    ``said`` is what a country without a code is called.
    """
    if len(codes) < 2:
        return country("".join(codes)) or country_in_words(said)
    flags = " ".join(filter(None, map(countries.flag, codes)))
    return {"code": "", "flag": flags, "name": countries.names(codes), "url": ""}


def country_in_words(said: str) -> Shown | None:
    """A country that has no code."""
    return {"code": "", "flag": "", "name": said, "url": ""} if said else None


def sentence(*parts: str) -> str:
    """Parts that are known, with commas between and a capital first."""
    return str(capfirst(pgettext("between items", ", ").join(part for part in parts if part)))


def fact(term: str, values: Iterable[Mapping[str, object] | str | None]) -> Shown:
    """A term and what is known of it; a term without values is not shown."""
    shown: list[Mapping[str, object]] = [
        {"text": value} if isinstance(value, str) else value
        for value in values
        if value is not None
    ]
    return {
        "term": term,
        "values": [value for value in shown if value.get("text") != ""],
    }


def date_fact(term: str, when: Shown | None) -> Shown:
    """A term and a date; one that nobody knows is said to be unknown."""
    return fact(term, [{"date": when} if when else {"text": _("not known")}])


def country_fact(term: str, code: str) -> Shown:
    """A term and a country."""
    return fact(term, [{"country": country(code)} if code else None])


def countries_fact(codes: Sequence[str], said: str) -> Shown:
    """The country that a place lay in, or those that it may have lain in then.

    ``said`` is what a country without a code is called.
    """
    note = _("one of them: the day is not known well enough") if len(codes) > 1 else ""
    found = [{"country": country(code), "note": note} for code in codes]
    return fact(_("Country"), found or [said])


def linked(link: shapes.Link | None, text: str = "") -> Shown | None:
    """A record as the value of a fact."""
    return {"text": text or link["name"], "url": link["html_url"]} if link else None


def wikidata(item: str) -> Shown | None:
    """An item of Wikidata as the value of a fact."""
    return {"text": item, "url": f"https://www.wikidata.org/wiki/{item}"} if item else None


def filtered(name: str, **parameters: str | Sequence[str]) -> str:
    """The address of a list or of the timeline with filters set."""
    return f"{reverse(f'deployments:{name}')}?{urlencode(parameters, doseq=True)}"


def site(url: str) -> str:
    """An address without its scheme, short enough to read."""
    words = re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
    return words if len(words) <= 60 else f"{words[:59]}…"


def position(lat: float | None, lon: float | None) -> str:
    """Latitude and longitude in degrees, as a chart gives them: ``35.29° N, 139.67° E``."""
    if lat is None or lon is None:
        return ""
    north = pgettext("latitude", "N") if lat >= 0 else pgettext("latitude", "S")
    east = pgettext("longitude", "E") if lon >= 0 else pgettext("longitude", "W")
    return f"{abs(lat):.4g}° {north}, {abs(lon):.5g}° {east}"

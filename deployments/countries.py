"""Countries by ISO 3166-1 alpha-2 code: names, flags, and the state a territory belongs to.

Codes and names come from django-countries; the few it lacks or words otherwise are put right in
``settings.COUNTRIES_OVERRIDE`` and nowhere else. What ended keeps its former code (``ended``). An
empty code stands for a multinational group.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries
from django_countries.fields import Country

from .ended import ENDED

STATES: dict[str, str] = {
    **dict.fromkeys(("AS", "GU", "MP", "PR", "UM", "VI"), "US"),
    **dict.fromkeys(("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"), "FR"),
    **dict.fromkeys(
        ("AI", "BM", "FK", "GG", "GI", "GS", "IM", "IO", "JE", "KY", "MS", "PN", "SH", "TC", "VG"),
        "GB",
    ),
    **dict.fromkeys(("AW", "BQ", "CW", "SX"), "NL"),
    **dict.fromkeys(("FO", "GL"), "DK"),
    **dict.fromkeys(("CC", "CX", "HM", "NF"), "AU"),
    **dict.fromkeys(("CK", "NU", "TK"), "NZ"),
    **dict.fromkeys(("BV", "SJ"), "NO"),
    **dict.fromkeys(("HK", "MO"), "CN"),
    "AX": "FI",
    **{code: one.state for code, one in ENDED.items() if one.state},
}
"""Territories with a code of their own, and the state they are counted for in ledgers."""


def choices() -> list[tuple[str, str]]:
    """Every country as (code, name), sorted by name; those that ended are the last ones."""
    ended = sorted((str(one.name), code) for code, one in ENDED.items())
    return [
        *((code, str(name)) for code, name in countries),
        *((code, name) for name, code in ended),
    ]


@lru_cache(maxsize=4096)
def is_known(code: str) -> bool:
    """Whether ``code`` is a country we know, or was one."""
    return bool(code) and (code in countries or code in ENDED)


def name(code: str) -> str:
    """The country's name in the active language; "Multinational" for an empty code."""
    return _name(code, get_language())


@lru_cache(maxsize=4096)
def _name(code: str, _language: str | None) -> str:
    """The name in the language that is active; a document asks for twenty names."""
    if not code:
        return _("Multinational")
    if code in ENDED:
        return str(ENDED[code].name)
    return str(countries.name(code)) or code


def names(codes: Iterable[str]) -> str:
    """The names of ``codes`` with “or” between: the countries of which it may be any."""
    return _(" or ").join(map(name, codes)) or name("")


@lru_cache(maxsize=4096)
def flag(code: str) -> str:
    """The country's flag as text (two regional indicator letters); what ended has none."""
    return str(Country(code).unicode_flag) if code and code in countries else ""


def alpha3(code: str) -> tuple[str, ...]:
    """The three-letter codes of a country; two states bore the letters CS."""
    if code in ENDED:
        return tuple(ENDED[code].alpha3.split())
    return tuple(filter(None, [str(countries.alpha3(code))]))


def places_of(code: str) -> list[str]:
    """The code of a state and those of its territories, which are counted for it."""
    return [code, *(each for each, state in STATES.items() if state == code)]


def state_of(code: str) -> str:
    """The state that ``code`` is counted for: itself, or the one a territory belongs to."""
    return STATES.get(code, code)

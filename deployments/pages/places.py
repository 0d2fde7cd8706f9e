"""Places and ships: the countries, ports, navies and vessels of which most is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Never, cast

from django.urls import reverse
from django.utils.translation import ngettext

from .. import countries
from ..kinds import NAVY, PORT, VESSEL
from ..public.numbers import Most, most_frequent
from ..public.words import TIMELINE
from .lines import LINES, NOTHING_MORE
from .reading import Documents
from .values import Shown

COUNTRY = "country"

RECORDS = (PORT.record_type, NAVY.record_type, VESSEL.record_type)

SHOWN = 8
"""Of each kind that are shown: those of which most entries tell."""


def most_recorded(heading: Callable[[str], str]) -> list[Shown]:
    """A section for each kind, each with the way to all of them: two queries.

    ``heading`` says what the records of a kind are called together.
    """
    most = most_frequent(*(Most(TIMELINE, kind, SHOWN) for kind in (COUNTRY, *RECORDS)))
    documents, sections = Documents(), list[Shown]()
    fetched = documents.fetch_ids(
        (kind, int(value)) for kind in RECORDS for value, _number in most[kind]
    )
    for kind in (COUNTRY, *RECORDS):
        rows = (
            of_countries(most[COUNTRY])
            if kind == COUNTRY
            else [
                {**LINES[kind](cast("Never", document), documents), "where": entries(number)}
                for value, number in most[kind]
                if (document := fetched.get((kind, int(value)))) is not None
            ]
        )
        url = reverse(f"deployments:{kind}-list")
        sections.append({"id": f"{kind}-list", "heading": heading(kind), "url": url, "rows": rows})
    return [section for section in sections if section["rows"]]


def of_countries(most: Sequence[tuple[str, int]]) -> list[Shown]:
    """Lines of countries by code, and how many entries tell of each."""
    return [
        {
            **NOTHING_MORE,
            "url": reverse("deployments:country-detail", args=[code]),
            "name": f"{countries.flag(code)} {countries.name(code)}".strip(),
            "where": entries(number),
        }
        for code, number in most
        if countries.is_known(code)
    ]


def entries(number: int) -> str:
    """How many entries of the timeline there are."""
    words = ngettext("%(number)d entry", "%(number)d entries", number)
    return words % {"number": number}

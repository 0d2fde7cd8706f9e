"""Two countries: who visited whom, who trained with whom, and what was said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import countries
from ..choices import CALLS, EntryKind, Followed
from ..public import numbers
from ..public.entries import PLACE, STANDS_FOR
from ..public.involving import Facet, Statement, between, count_between
from ..public.shown import Having
from ..shapes import Coverage, code_of
from . import lanes
from .reading import Documents
from .sections import Counted, Entries, Section
from .values import Shown, country, filtered, read

MOST_COUNTED = 1000
"""Exercises, occasions and statements that are counted; of more it is said that there are more."""

MOST_COVERAGE = 60
"""Records of what was followed that are asked whether a year without a visit was looked at."""

OF_VISITS = (Followed.EVERYTHING, Followed.VISITS)

TOGETHER = {
    EntryKind.EXERCISE: STANDS_FOR,
    EntryKind.ENGAGEMENT: "country",
    EntryKind.STATEMENT: "country",
}
"""By the kind of an entry, the facet that says that it is one of two countries."""


@dataclass(frozen=True, slots=True)
class Way:
    """The visits of one country's ships to another, by year."""

    guest: str
    host: str
    by_year: Mapping[int, int]

    @property
    def heading(self) -> str:
        """Whose ships went where."""
        return _("%(guest)s to %(host)s") % {
            "guest": countries.name(self.guest),
            "host": countries.name(self.host),
        }

    @property
    def number(self) -> int:
        """How many in all."""
        return sum(self.by_year.values())

    def parts(self, part: int, most: int) -> Iterator[Statement]:
        """The latest of them; for ``sections.Counted``."""
        for place in countries.places_of(self.host):
            yield from between((PLACE, place), (STANDS_FOR, self.guest), CALLS, part, most)


def pair(one: str, other: str) -> Shown:
    """Two states by code: their visits to one another, and what they did and said together."""
    documents = Documents()
    there, back = numbers.visits_between(one, other)
    ways = (Way(one, other, there), Way(other, one, back))
    named = (countries.name(one), countries.name(other))
    counted = _counted(one, other)
    visits = [
        Section(
            f"from-{way.guest}",
            way.heading,
            Counted(way.parts, way.number),
            _("No such visit has been published."),
            filtered(
                "visit-list", participant_country=way.guest, country=countries.places_of(way.host)
            ),
        )
        for way in ways
    ]
    together = [_section(kind, one, other, counted[kind]) for kind in TOGETHER]
    followed = documents.first(
        *(Having("coverage", "followed", each, MOST_COVERAGE) for each in OF_VISITS)
    )
    coverage = [cast("Coverage", row) for each in followed for row in each.documents]
    found = Entries(
        documents,
        *visits,
        *together,
        named=[row["navy"] for row in coverage],
    )
    title = _("%(one)s and %(other)s") % {"one": named[0], "other": named[1]}
    ships = lanes.Ships(countries={one, other})
    for section in visits:
        ships.add(lanes.rows_of(found.told(section.found)))
    return {
        "title": title,
        "description": _("%(pair)s: visits both ways, exercises, occasions and what was said.")
        % {"pair": title},
        "crumbs": [{"url": reverse("deployments:country-list"), "label": _("Countries")}],
        "countries": [country(one), country(other)],
        "summary": list(_summary(ways, counted)),
        "company_url": filtered("company", country=[one, other]),
        "picture": lanes.shown(title, list(ships.lanes()), visits[0].id, file=""),
        "headings": [way.heading for way in ways],
        "years": _ledger(ways, coverage, documents),
        "sections": [found.shown(section) for section in (*visits, *together)],
        "nothing": not any(section.found for section in (*visits, *together)),
    }


def address(one: str, other: str) -> str:
    """Where two countries are shown: each for its state, in the order of their codes."""
    codes = sorted(map(countries.state_of, (one, other)))
    return reverse("deployments:pair", args=codes)


def _counted(one: str, other: str) -> Mapping[str, int]:
    """How many exercises, occasions and statements involve both."""
    wanted: list[tuple[Facet, Facet, str]] = [
        ((facet, one), (facet, other), kind) for kind, facet in TOGETHER.items()
    ]
    return dict(zip(TOGETHER, count_between(wanted, MOST_COUNTED), strict=True))


def _section(kind: str, one: str, other: str, count: int) -> Section:
    facet = TOGETHER[EntryKind(kind)]
    heading, reason = {
        EntryKind.EXERCISE: (_("Exercises together"), _("No exercise with both is published.")),
        EntryKind.ENGAGEMENT: (_("Engagements"), _("No occasion with both is published.")),
        EntryKind.STATEMENT: (_("What was said"), _("No statement on both is published.")),
    }[EntryKind(kind)]
    rows = partial(between, (facet, one), (facet, other), [kind])
    return Section(
        f"both-{kind}",
        heading,
        Counted(rows, count),
        reason,
        filtered("timeline", country=one, kind=kind),
        limit=12 if kind == EntryKind.STATEMENT else 20,
    )


def _summary(ways: Sequence[Way], counted: Mapping[str, int]) -> Iterator[str]:
    """What there is, in a line for each."""
    for way in ways:
        words = ngettext(
            "%(number)d visit of %(guest)s to %(host)s",
            "%(number)d visits of %(guest)s to %(host)s",
            way.number,
        )
        values = {"guest": countries.name(way.guest), "host": countries.name(way.host)}
        if way.number:
            yield words % {"number": way.number, **values}
        else:
            yield _("No visit of %(guest)s to %(host)s is published") % values
    for kind, one, several in (
        (EntryKind.EXERCISE, _("1 exercise with both"), _("%(number)s exercises with both")),
        (EntryKind.ENGAGEMENT, _("1 occasion with both"), _("%(number)s occasions with both")),
        (EntryKind.STATEMENT, _("1 statement on both"), _("%(number)s statements on both")),
    ):
        number = counted[kind]
        if number:
            said = _("more than %(most)d") % {"most": MOST_COUNTED - 1}
            shown = said if number >= MOST_COUNTED else str(number)
            yield one if number == 1 else several % {"number": shown}


# The ledger -------------------------------------------------------------------------------------


def _ledger(ways: Sequence[Way], coverage: Iterable[Coverage], documents: Documents) -> list[Shown]:
    """Years with a visit, and those between, newest first; how many each way.

    Where there was none it is said whether anyone looked: no number is invented.
    """
    known = {year for way in ways for year in way.by_year}
    years = set(filter(None, known))
    every = range(min(years), max(years) + 1) if years else ()
    looked = {way.guest: _years_looked_at(way, coverage, documents, every) for way in ways}
    rows: list[Shown] = [
        {
            "year": str(year),
            "cells": [
                str(way.by_year[year])
                if year in way.by_year
                else _("none found")
                if year in looked[way.guest]
                else _("not covered")
                for way in ways
            ],
        }
        for year in reversed(every)
    ]
    if 0 in known:
        cells = [str(way.by_year.get(0, "")) for way in ways]
        rows.append({"year": _("not known"), "cells": cells})
    return rows


def _years_looked_at(
    way: Way, coverage: Iterable[Coverage], documents: Documents, years: Collection[int]
) -> set[int]:
    """The years of which it is said that the guest's navy, or one of both countries, was followed.

    That one port was is not enough: the ships may have called at another.
    """
    found: set[int] = set()
    for row in coverage:
        if documents.country_of(row["navy"]) != way.guest and code_of(row["country"]) not in (
            way.guest,
            way.host,
        ):
            continue
        since, until = read(row["since"]), read(row["until"])
        first = since.earliest.year if since and since.earliest else min(years, default=0)
        last = until.latest.year if until and until.latest else max(years, default=0)
        found.update(year for year in years if first <= year <= last)
    return found

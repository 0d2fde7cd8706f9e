"""Who came to each country and where its ships went, as counted and as its page shows it.

What is stored is compared with all visits of the season, one by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain

import pytest

from deployments import countries
from deployments.choices import CALLS, NOT_PRESENT
from deployments.models import TimelineEntry
from deployments.pages.countries import sections
from deployments.public.entries import PLACE, STANDS_FOR
from deployments.public.involving import read_entries
from deployments.public.numbers import CAME, WENT, moves_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]


def all_visits() -> list[tuple[TimelineEntry, set[str], set[str]]]:
    """Each visit on the timeline, whose place it was, and for whom somebody took part."""
    found = []
    entries = TimelineEntry.objects.stream().filter(kind__in=CALLS, visit__isnull=False)
    for entry in entries.prefetch_related("facets"):
        of: dict[str, set[str]] = defaultdict(set)
        for facet in entry.facets.all():
            of[facet.facet].add(facet.value)
        found.append((entry, of[PLACE], of[STANDS_FOR]))
    return found


def test_what_is_counted_of_a_country_is_what_its_visits_say() -> None:
    visits = all_visits()
    codes = {code for _entry, places, guests in visits for code in chain(places, guests)}
    codes |= {countries.state_of(code) for code in codes}
    codes = set(filter(countries.is_known, codes))
    assert len(codes) > 30
    met = 0
    for code in codes:
        here = countries.places_of(code)
        came = [v for v in visits if v[1] & set(here) and v[2] - {code}]
        went = [v for v in visits if code in v[2] and not v[1] & set(here)]
        counted = moves_of(code)
        for way, rows, others in (
            (CAME, came, [guests - {code} for _entry, _places, guests in came]),
            (WENT, went, [places for _entry, places, _guests in went]),
        ):
            there = [row[0].certainty not in NOT_PRESENT for row in rows]
            each = Counter(
                other
                for values, is_there in zip(others, there, strict=True)
                if is_there
                for other in values
            )
            assert counted[way] == (sum(there), each), (code, way)
        shown = sections(code, here, {CAME: 0, WENT: 0})[:2]
        for section, rows in zip(shown, (came, went), strict=True):
            read = read_entries(list(section.rows.parts(0, len(visits))))  # type: ignore[call-arg]
            assert set(read) == {row[0] for row in rows}, code
            met += len(rows)
    assert met > 100

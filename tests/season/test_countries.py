"""Who came to each country and where its ships went, as counted and as its page shows it.

What is stored is compared with all visits of the season, one by one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain

import pytest
from django.test import Client

from deployments import countries
from deployments.choices import CALLS, NOT_PRESENT, EntryKind
from deployments.models import TimelineEntry
from deployments.pages.countries import sections
from deployments.public.entries import PLACE, STANDS_FOR
from deployments.public.involving import read_entries
from deployments.public.numbers import CAME, TRAINED, WENT, moves_of

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


def all_partners() -> Mapping[str, Counter[str]]:
    """With whom each country took part in exercises that were held, and how often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    entries = TimelineEntry.objects.stream().filter(kind=EntryKind.EXERCISE)
    for entry in entries.exclude(certainty__in=NOT_PRESENT).prefetch_related("facets"):
        there = {each.value for each in entry.facets.all() if each.facet == STANDS_FOR} - {""}
        for one in there:
            found[one].update(there - {one})
    return found


def test_what_is_counted_of_a_country_is_what_its_visits_say() -> None:
    visits = all_visits()
    codes = {code for _entry, places, guests in visits for code in chain(places, guests)}
    codes |= {countries.state_of(code) for code in codes}
    codes = set(filter(countries.is_known, codes))
    assert len(codes) > 30
    met, trained = 0, all_partners()
    assert sum(map(len, trained.values())) > 300
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
        assert counted[TRAINED] == (0, trained[code]), code
        shown = sections(code, here, {CAME: 0, WENT: 0})[:2]
        for section, rows in zip(shown, (came, went), strict=True):
            read = read_entries(list(section.rows.parts(0, len(visits))))  # type: ignore[call-arg]
            assert set(read) == {row[0] for row in rows}, code
            met += len(rows)
    assert met > 100


def test_a_country_is_summed_up_first(client: Client) -> None:
    lede = re.search(r'<p class="lede">(.*?)</p>', client.get("/countries/IT/").text, re.DOTALL)
    assert lede
    assert lede[1] == (
        "Its ships made 56 visits elsewhere, most to United States of America (7), Chile (3) and"
        " Japan (3). Others&#39; ships made 1 visit there, from Japan (1). It took part in, or"
        " hosted, 12 exercises, most with United States of America (7), Australia (4) and"
        " France (4)."
    )


def test_who_trained_with_whom_is_the_same_in_the_list_the_table_and_the_api(
    client: Client,
) -> None:
    page = client.get("/trained-together/").text
    partners = all_partners()
    rows = re.findall(r'<th scope="row">.*? ([A-Z]{2})</span>(.*?)</tr>', page, re.DOTALL)
    codes = [code for code, _cells in rows]
    assert len(codes) == 20
    assert codes[:4] == ["IT", "US", "JP", "FR"]
    for code, cells in rows:
        said = re.findall(r"<td>(.*?)</td>", cells)
        for other, cell in zip(codes, said, strict=True):
            number = partners[code][other]
            if other == code:
                assert cell == ""
            else:
                assert cell.startswith(str(number) if number else "<span"), (code, other)
    asked = {"country": "IT", "page_size": 200}
    exercises = client.get("/api/v1/exercises/", asked).json()["results"]
    held = [each for each in exercises if each["certainty"] not in NOT_PRESENT]
    assert "12 exercises" in page
    assert len(held) == 12
    shared = sum(
        1
        for each in held
        if any(
            (country or {}).get("code") == "JP"
            for participant in each["participants"]
            for country in participant["countries"]
        )
    )
    assert 'href="/pairs/IT/JP/"' in page
    assert shared == partners["IT"]["JP"] == 3

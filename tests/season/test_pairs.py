"""Two countries: every visit to one another, by year, and what they did and said together."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from django.test import Client

from deployments import countries
from deployments.choices import CALLS, NOT_PRESENT, EntryKind
from deployments.models import TimelineEntry
from deployments.public.entries import PLACE, STANDS_FOR
from tests.season.test_evidence import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

Entries = list[dict[str, Any]]


@pytest.fixture
def entries() -> Entries:
    """What stands on the timeline and was not only planned, with all that it involves."""
    found = []
    rows = TimelineEntry.objects.filter(in_stream=True).exclude(certainty__in=NOT_PRESENT)
    for row in rows.prefetch_related("facets"):
        facets = {(facet.facet, facet.value) for facet in row.facets.all()}
        found.append({"kind": row.kind, "year": row.period // 100, "facets": facets})
    return found


def visits(entries: Entries, guest: str, host: str) -> Counter[int]:
    """Visits of one country's ships to another and its territories, by year."""
    there = {(PLACE, place) for place in countries.places_of(host)}
    return Counter(
        each["year"]
        for each in entries
        if each["kind"] in CALLS
        and (STANDS_FOR, guest) in each["facets"]
        and there & each["facets"]
    )


def together(entries: Entries, kind: str, facet: str, *codes: str) -> int:
    wanted = {(facet, code) for code in codes}
    return sum(1 for each in entries if each["kind"] == kind and wanted <= each["facets"])


def shown(client: Client, *codes: str) -> str:
    answer = client.get("/pairs/{}/{}/".format(*codes))
    assert answer.status_code == 200
    return answer.text


def cells(page: str) -> dict[str, list[str]]:
    """The ledger: the cells of each year."""
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page, re.DOTALL)
    return {year: re.findall(r"<td>(.*?)</td>", rest) for year, rest in rows}


def test_every_pair_counts_what_there_is(client: Client, entries: Entries) -> None:
    named = {value for each in entries for facet, value in each["facets"] if facet == STANDS_FOR}
    states = sorted({code for code in named if countries.state_of(code) == code})
    for one, other in combinations(states[:14], 2):
        page = shown(client, one, other)
        text = words(page)
        there, back = visits(entries, one, other), visits(entries, other, one)
        for number, guest, host in (
            (there.total(), one, other),
            (back.total(), other, one),
        ):
            named_so = f"of {countries.name(guest)} to {countries.name(host)}"
            if number:
                assert f"{number} visit{'s' if number > 1 else ''} {named_so}" in text
            else:
                assert f"{number} visit" not in text.partition("Visits by year")[0]
        exercises = together(entries, EntryKind.EXERCISE, STANDS_FOR, one, other)
        assert (f"{exercises} exercise{'s' if exercises > 1 else ''} with both" in text) is bool(
            exercises
        )
        ledger = cells(page)
        for column, counted in enumerate((there, back)):
            told = {int(y): int(c[column]) for y, c in ledger.items() if c[column].isdecimal()}
            assert told == dict(counted)


def test_italy_and_japan(client: Client) -> None:
    page = shown(client, "IT", "JP")
    for line in (
        "3 visits of Italy to Japan",
        "1 visit of Japan to Italy",
        "ITS Cavour and ITS Alpino at Yokosuka",
        "JS Kashima and JS Shimakaze at Naples",
        "Noble Raven 24-3",
        "Welcome ceremony for Cavour and Alpino",
    ):
        assert line in words(page)
    picture = page.partition("picture-wide")[2].partition("picture-narrow")[0]
    assert {"ITS Cavour", "JS Kashima"} <= set(re.findall(r"(?:ITS|JS) \w+", picture))


def test_a_year_in_which_nobody_looked_is_no_zero(client: Client) -> None:
    """What the Italian navy did is followed in 2024; what the German one did is not."""
    ledger = cells(shown(client, "DE", "US"))
    said = {cell for row in ledger.values() for cell in row}
    assert "0" not in said
    assert "not covered" in said


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/pairs/JP/IT/", "/pairs/IT/JP/"),
        ("/pairs/it/jp/", "/pairs/IT/JP/"),
        ("/pairs/GU/IT/", "/pairs/IT/US/"),
        ("/pairs/IT/IT/", "/countries/IT/"),
    ],
)
def test_a_pair_has_one_address(client: Client, asked: str, leads_to: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, leads_to)


@pytest.mark.parametrize("asked", ["/pairs/IT/ZZ/", "/pairs/IT/JPN/", "/pairs/日/本/"])
def test_what_is_no_country_is_not_found(client: Client, asked: str) -> None:
    assert client.get(asked).status_code == 404


def test_of_two_that_have_nothing_in_common_it_is_said(client: Client) -> None:
    page = shown(client, "IS", "IT")
    assert "That is no proof that nothing happened" in words(page)


def test_the_page_of_a_country_leads_to_its_pairs(client: Client) -> None:
    page = client.get("/countries/JP/").text
    lines = re.findall(r'<a href="/pairs/IT/JP/">(.*?)</a>', page)
    said = [" ".join(words(line).split()) for line in lines]
    assert "🇮🇹 Italy 3 visits: see both countries" in said

"""What stands first on the page of a search of the season, and what is told of why it was found."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from string import ascii_lowercase

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from deployments import spelling
from deployments.models import PublicFacet
from deployments.pages.search import examples
from deployments.public import documents_of, everywhere
from deployments.public.documents import WORD
from deployments.public.spellings import near
from deployments.search import sought, terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

FIRST = {
    # exactly a name or number, whatever the letters
    "Cavour": "/vessels/cavour/",
    "cavour": "/vessels/cavour/",
    "ITS Cavour": "/vessels/cavour/",
    "C550": "/vessels/cavour/",
    "C 550": "/vessels/cavour/",
    "c-550": "/vessels/cavour/",
    "550": "/vessels/cavour/",
    "HMAS Sydney": "/vessels/hmas-sydney/",
    "TV 3521": "/vessels/shimakaze/",
    "Baden-Wuerttemberg": "/vessels/baden-wuerttemberg/",
    "Yokosuka": "/ports/yokosuka/",
    "JPYOS": "/ports/yokosuka/",
    "横須賀": "/ports/yokosuka/",
    "Fleet Activities Yokosuka": "/ports/yokosuka/",
    "Italian Navy": "/navies/italian-navy/",
    "JMSDF": "/navies/japan-maritime-self-defense-force/",
    "Gabriele Abbondanza": "/people/abbondanza/",
    "Abbondanza": "/people/abbondanza/",
    "Domino Theory": "/organisations/domino-theory/",
    "RUSI": "/organisations/rusi/",
    "Germany": "/countries/DE/",
    "Deutschland": "/countries/DE/",
    "Italian": "/countries/IT/",
    # in a name
    "RIMPAC": "/exercises/rimpac-24/",
    "Noble Raven": "/exercises/noble-raven-24-3/",
    "GCAP": "/perspectives/themes/defence-industry/",
    "Why does Italy send its carrier to Japan?": (
        "/perspectives/questions/why-does-italy-send-its-carrier-to-japan/"
    ),
    # by what it is
    "german support vessel": "/vessels/frankfurt-am-main/",
    "Japanese helicopter carrier": "/vessels/izumo/",
    "portaerei italiana": "/vessels/cavour/",
    "イタリア空母": "/vessels/cavour/",
    # misspelt
    "Yokosuku": "/ports/yokosuka/",
    "Cavor": "/vessels/cavour/",
    "Abondanza": "/people/abbondanza/",
    "Montecucoli": "/vessels/montecuccoli/",
    "germn suport vessel": "/vessels/frankfurt-am-main/",
}
"""Where the first hit leads, by query."""


def table() -> list[dict[str, str]]:
    """What readers type, as ``test_search`` has it."""
    with Path(__file__).with_name("queries.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page(client: Client, query: str) -> str:
    """The page of a search."""
    answer = client.get("/search/", {"q": query})
    assert answer.status_code == 200
    return answer.text


def hits(text: str) -> list[str]:
    """Where the hits of a page lead, in order."""
    return re.findall(r'<p class="name"><a href="([^"]+)"', text)


def groups(text: str) -> list[str]:
    """The headings of the groups, with how many they have."""
    found = re.findall(r'<h2 id="found-\w+">(.*?)</h2>', text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", heading).split()) for heading in found]


def marks(text: str) -> list[str]:
    """What is marked, with the words before it that say what it is."""
    said = re.findall(r'<p class="note matched">(.*?)</p>', text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"</?(?!/?mark)[^>]+>", "", each)).split()) for each in said]


@pytest.mark.parametrize("query", FIRST)
def test_the_thing_itself_stands_first(client: Client, query: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        text = page(client, query)
    assert hits(text)[:1] == [FIRST[query]], groups(text)
    assert len(asked) <= 8


def test_things_come_before_what_mentions_them_in_groups_that_lead_on(client: Client) -> None:
    text = page(client, "Yokosuka")
    assert groups(text) == [
        *("Ports 1", "Questions 2", "Dossiers 3", "Deployments 1", "Exercises 4"),
        *("Visits 18", "Engagements 1", "Commentary 12", "Sources 8"),
    ]
    assert text.count('href="/visits/') >= 6
    assert 'href="/visits/?q=Yokosuka">All 18: Visits<' in text
    assert 'href="/timeline/?q=Yokosuka"' in text
    assert "All 4:" not in text  # all of them are there


def test_it_is_said_by_what_something_was_found(client: Client) -> None:
    text = page(client, "german support vessel")
    assert "Type replenishment ship (<mark>support</mark> <mark>vessel</mark>)" in marks(text)
    assert "Involves <mark>Frankfurt am Main</mark>" in marks(text)
    text = page(client, "Deutschland")
    assert "Also called Germany (<mark>Deutschland</mark>)" in marks(text)
    text = page(client, "Fleet Activities")
    assert "Other name <mark>Fleet</mark> <mark>Activities</mark> Yokosuka" in marks(text)


def test_what_is_not_certain_says_so(client: Client) -> None:
    text = page(client, "Vespucci La Spezia")
    line = text[text.index('href="/visits/vespucci-la-spezia-2025-02-11/"') :]
    assert "Planned" in line[: line.index("</li>")]


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("Yokosuku", "Yokosuka"),
        ("cavor", "Cavour"),
        ("Abondanza", "Abbondanza"),
        ("Cavor Yokosuku", "Cavour Yokosuka"),
        ("Germn frigatte", "German frigate"),
    ],
)
def test_what_was_meant_is_shown_at_once_and_said(client: Client, query: str, better: str) -> None:
    text = page(client, query)
    assert f"Nothing is found for “{query}”" in text
    lede = text[text.index("This is what is found for") :]
    assert f"<bdi>{better}</bdi></a>" in lede[: lede.index("</p>")]
    assert hits(text) == hits(page(client, better))


def test_a_name_is_offered_where_somebody_else_misspelt_it_too(client: Client) -> None:
    text = page(client, "Amerigo Vespuci")
    assert hits(text) == ["/sources/antara-belawan/"]
    assert re.search(r"Did you mean\s+<a [^>]+><bdi>Amerigo Vespucci</bdi></a>\?", text)


def test_words_that_are_found_but_not_together_are_told_apart(client: Client) -> None:
    text = page(client, "Cavour Busan")
    assert not hits(text)
    assert "Nothing published has all of these words." in text
    assert re.findall(r'href="/search/\?q=(\w+)"', text) == ["Cavour", "Busan"]
    assert "Did you mean" not in text  # neither is misspelt


def test_a_word_that_is_meant_is_offered_alone_where_it_is_not_found_with_the_others(
    client: Client,
) -> None:
    text = page(client, "Cavour Buzan")
    assert not hits(text)
    assert re.search(r"Did you mean\s+<a [^>]+><bdi>Busan</bdi></a>\?", text)


def test_where_nothing_is_found_there_is_a_way_on(client: Client) -> None:
    text = page(client, "zzqx")
    assert not hits(text)
    assert "Nothing published has this." in text
    for address in ("/coverage/", "/about/", "/timeline/"):
        assert f'href="{address}"' in text[text.index("<main") : text.index("</main>")]


def test_every_example_of_the_empty_page_finds_something(client: Client) -> None:
    text = client.get("/search/").text
    offered = [link for each in examples() for link in each["queries"]]
    assert len(offered) >= 8
    for link in offered:
        assert str(link["url"]) in unescape(text)
        found = client.get(str(link["url"])).text
        assert hits(found)
        assert "Nothing is found" not in found


def misspellings() -> Iterator[str]:
    """Words of the season's names with a letter or two wrong, and words of no name."""
    chance = random.Random(8)  # noqa: S311
    words = sorted(
        set(PublicFacet.objects.filter(name=WORD).values_list("value", flat=True).distinct())
    )
    for word in chance.sample(words, 60):
        letters = list(word)
        for _mistake in range(chance.choice((1, 1, 2))):
            at, letter = chance.randrange(len(letters)), chance.choice(ascii_lowercase)
            how = chance.randrange(4)
            if how == 0:
                letters.insert(at, letter)
            elif how == 1 and len(letters) > 1:
                del letters[at]
            elif how == 2:
                letters[at] = letter
            else:
                letters[at : at + 2] = reversed(letters[at : at + 2])
        yield "".join(letters)
    yield from ("zzqx", "aaaaaaaa", "ship")


def test_the_words_that_are_meant_are_all_that_are_near() -> None:
    rows = PublicFacet.objects.filter(name=WORD).values_list("value", "record_id", "record_type")
    number: dict[str, int] = {}
    for value, *_of in rows:
        number[value] = number.get(value, 0) + 1
    some = 0
    for word in misspellings():
        right = sorted(
            (spelling.distance(word, other), -count, other)
            for other, count in number.items()
            if spelling.distance(word, other)
            <= min(spelling.forgiven(word), spelling.forgiven(other))
        )
        assert [tuple(each) for each in near([word])[word]] == right, word
        some += bool(right)
    assert some > 40


def test_all_that_each_list_finds_is_found_in_the_order_of_its_list() -> None:
    """What a list finds is the same on both engines; so is, then, what the page finds."""
    for row in table():
        looked_for = sought(terms(row["query"]))
        assert looked_for is not None
        most = dict.fromkeys(everywhere.RECORDS, everywhere.MOST)
        found = everywhere.search(looked_for, (), most)
        for kind in everywhere.RECORDS:
            listed = documents_of(kind).found_by(kind, looked_for).order_by("-sort_day", "-pk")
            ids = list(listed.values_list("record_id", flat=True))
            assert [hit.record_id for hit in found.hits.get(kind, ())] == ids, row
            assert found.count.get(kind, 0) == len(ids)

"""Who was where with whom, as pages tell it: what the API says, in words, with its reasons."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from deployments.copresence.words import in_words
from deployments.dates import Days
from tests.season.test_copresence import CAVOUR
from tests.season.test_evidence import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

PAGE = "/company/"
PAIRS = [
    {"vessel": "cavour", "country": "FR"},
    {"vessel": ["cavour", "vespucci"]},
    {"vessel": "cavour", "navy": "italian-navy"},
    {"navy": ["italian-navy", "japan-maritime-self-defense-force"], "port": "yokosuka"},
    {"country": ["IT", "JP"]},
    {"country": ["IT", "DE"], "from": "2024-08", "to": "2024-08"},
    {"country": ["IT", "CA"], "on": "2024-08", "match": "certain"},
    {"country": ["IT", "AU"]},
    {"country": ["JP", "US"], "on": "2024-08-27"},
]


def url(asked: dict[str, Any]) -> str:
    return f"{PAGE}?{urlencode(asked, doseq=True)}"


def articles(client: Client, address: str) -> list[str]:
    """The meetings, or stays, of a page and of all that follow it."""
    found = []
    while address:
        text = client.get(address).text
        found += text.split('<article class="meeting"')[1:]
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = unescape(following[1]) if following else ""
    return [each.partition("</article>")[0] for each in found]


def days(stretches: list[dict[str, str]]) -> str:
    """Stretches of the API in words, with commas between."""
    from datetime import date

    runs: list[Days] = [
        (date.fromisoformat(each["first"]), date.fromisoformat(each["last"])) for each in stretches
    ]
    return ", ".join(in_words([each]) for each in runs)


@pytest.mark.parametrize("asked", PAIRS, ids=lambda asked: urlencode(asked, doseq=True))
def test_a_page_says_what_the_api_says(client: Client, asked: dict[str, Any]) -> None:
    found = client.get("/api/v1/copresence/", {**asked, "page_size": 100}).json()["results"]
    shown = articles(client, url(asked))
    assert len(shown) == len(found)
    for article, meeting in zip(shown, found, strict=True):
        text = words(article)
        certainly = meeting["match"] == "certain"
        assert ("Certainly together" in text) is certainly
        assert ("Possibly together" in text) is not certainly
        if meeting["certainly"]:
            assert f"Certainly: {days(meeting['certainly'])}" in text.replace(" ,", ",")
        if meeting["possibly"] != meeting["certainly"]:
            assert f"Possibly: {days(meeting['possibly'])}" in text.replace(" ,", ",")
        for ground in meeting["reasoning"]["grounds"]:
            assert ground["words"] in text
        for stay in meeting["stays"]:
            assert f'href="{stay["record"]["html_url"].partition("testserver")[2]}"' in article
            assert stay["certainty"].capitalize() in text
        assert re.search(r'<a class="on" href="/(days|timeline|\?)', article)


def test_those_of_whom_no_end_was_reported_are_said_to_be_possible_for_that(
    client: Client,
) -> None:
    (vancouver,) = articles(client, url({"vessel": "cavour", "country": "CA", "on": "2024-08"}))[:1]
    text = words(vancouver)
    assert "Possibly together" in text
    assert "Possibly: 22–23 August 2024" in text
    assert "only possible" in text


def test_they_put_to_sea_the_same_day(client: Client) -> None:
    told = [
        words(each)
        for each in articles(client, url({"vessel": "cavour", "country": "FR"}))
        if "put" in each
    ]
    assert any("Both put to sea on 27 August 2024." in each for each in told)
    port = client.get(url({"port": "yokosuka", "from": "2024-08-20", "to": "2024-08-31"})).text
    sailings = port.partition('id="sailings"')[2].partition("</section>")[0]
    first = words(sailings.partition("<li>")[2].partition("</li>")[0])
    assert first.strip().startswith("27 August 2024")
    certain, _also, possible = first.partition("Possibly also:")
    for ship in ("Cavour", "Bretagne", "Baden-Württemberg", "three JMSDF frigates"):
        assert ship in certain
    for ship in ("HMNZS Aotearoa", "USS Boxer"):
        assert ship in possible
    visit = client.get(f"/visits/{CAVOUR}/").text
    beside = words(visit.partition('id="sailed"')[2].partition("</section>")[0])
    assert re.search(r"FS Bretagne 27 August 2024 Certainly", beside)
    assert re.search(r"USS Boxer 27 August 2024 Possibly", beside)


def test_in_a_port_each_stay_has_whom_it_met(client: Client) -> None:
    """What a page says of two stays is what the API says of those two."""
    text = client.get(url({"port": "yokosuka", "from": "2024-08", "to": "2024-08"})).text
    (cavour,) = [
        each.partition("</article>")[0]
        for each in text.split('<article class="meeting">')
        if f'<h3><a href="/visits/{CAVOUR}/">' in each
    ]
    certain = words(cavour.partition("Certainly with")[2].partition("<details")[0])
    assert "FS Bretagne , 22–27 August 2024" in certain
    assert "FGS Baden-Württemberg and FGS Frankfurt am Main , 25–27 August 2024" in certain
    possible = words(cavour.partition("<details")[2])
    assert "HMCS Vancouver , 22–23 August 2024 (" in possible
    for code in ("FR", "DE", "CA"):
        asked = {"vessel": "cavour", "country": code, "port": "yokosuka", "on": "2024-08"}
        for meeting in client.get("/api/v1/copresence/", asked).json()["results"]:
            there = meeting["stays"][1]["record"]["html_url"].partition("testserver")[2]
            side = certain if meeting["match"] == "certain" else possible
            assert there in cavour
            assert days(meeting["certainly"] or meeting["possibly"]) in side


def test_the_company_of_a_ship_leads_to_each_meeting(client: Client) -> None:
    text = client.get(url({"vessel": "cavour"})).text
    assert "Company of Cavour" in text
    found = articles(client, url({"vessel": "cavour"}))
    visits = client.get("/api/v1/visits/?vessel=cavour&page_size=100").json()["results"]
    present = [each for each in visits if each["certainty"] not in ("planned", "cancelled")]
    assert len(found) == len(present)
    alone = [each for each in found if "Nobody else is published" in each]
    assert 0 < len(alone) < len(found)
    japan = client.get(url({"port": "yokosuka", "vessel": "cavour"})).text
    assert 'href="/company/?vessel=cavour&amp;port=yokosuka&amp;country=FR"' in japan


def test_it_is_reached_from_ports_navies_vessels_pairs_and_visits(client: Client) -> None:
    for page, asked in {
        "/ports/yokosuka/": "port=yokosuka",
        "/navies/italian-navy/": "navy=italian-navy",
        "/vessels/cavour/": "vessel=cavour",
        "/pairs/IT/JP/": "country=IT&amp;country=JP",
        f"/visits/{CAVOUR}/": "port=yokosuka&amp;from=2024-08-22&amp;to=2024-08-27",
    }.items():
        assert f'href="{PAGE}?{asked}"' in client.get(page).text, page
        assert client.get(unescape(f"{PAGE}?{asked}")).status_code == 200


def test_where_nothing_is_found_it_is_said_whether_anyone_looked(client: Client) -> None:
    asked = {"vessel": "vespucci", "country": "CN", "on": "2024-08"}
    text = words(client.get(url(asked)).text)
    assert "No meeting is published. Not covered: nobody says that both were followed" in text
    assert "Italian Navy Everything: a sample" in text
    assert " 0 " not in text

"""Navies, vessels, ports, countries, sources, lists and the about page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as f

pytestmark = pytest.mark.django_db


def test_identities_and_movements_of_a_vessel(client: Client, season: Any) -> None:
    f.VesselIdentityFactory(
        vessel=season.vessel, name="Old name", pennant="CVH 550", from_edtf="2001", to_edtf="2009"
    )
    text = client.get(season.vessel.get_absolute_url()).text
    for words in ("Old name", "2001 to 2009", "Flagship", "Cavour at Yokosuka", "Noble Raven"):
        assert words in text


def test_a_port_without_a_position_and_an_area(client: Client, season: Any) -> None:
    assert "not known" in client.get(season.port.get_absolute_url()).text
    area = f.published(
        f.PortFactory(name="Okinawa", kind="area", lat=26.5, lon=127.9, radius_km=80)
    )
    text = client.get(area.get_absolute_url()).text
    assert "the sources name no port" in text
    assert "within 80 km of 26.5° N, 127.9° E" in text


def test_a_territory_is_counted_for_its_state(client: Client) -> None:
    port = f.PortFactory(name="Apra", country="GU")
    record = f.VisitFactory(port=port)
    f.VisitParticipantFactory(visit=record, vessel=f.VesselFactory(name="Cavour"))
    f.published(record)
    for path in ("/countries/GU/", "/countries/US/"):
        assert "Cavour at Apra" in client.get(path).text
    assert "United States" in client.get("/countries/GU/").text


def test_who_came_and_who_went(client: Client, season: Any) -> None:
    japan = client.get("/countries/JP/").text
    came = japan[japan.index('id="came"') : japan.index('id="went"')]
    assert "Cavour at Yokosuka" in came
    italy = client.get("/countries/IT/").text
    went = italy[italy.index('id="went"') : italy.index('id="exercises"')]
    assert "Cavour at Yokosuka" in went
    ledger = italy[italy.index('id="ledger-went"') :]
    assert "Japan" in ledger[: ledger.index("</section>")]


def test_country_codes(client: Client) -> None:
    assert client.get("/countries/jp/").headers["Location"] == "/countries/JP/"
    for unknown in ("ZZ", "JPN", "392", "ß", "%00"):
        assert client.get(f"/countries/{unknown}/").status_code == 404
    nothing = client.get("/countries/JP/")
    assert "No published record touches this country" in nothing.text
    f.VisitFactory(port=f.PortFactory(country="JP"))
    assert client.get("/countries/JP/").content == nothing.content


def test_all_that_a_source_supports_and_who_contradicts_it(client: Client, season: Any) -> None:
    source = f.published(f.SourceFactory(publisher="Domino Theory"))
    other = f.published(f.SourceFactory(publisher="Difesa Online"))
    f.cite(season.visit, source=source, aspect="dates", supports="in late August")
    f.cite(season.visit, source=other, aspect="dates", stance="differs", value="22 August")
    f.cite(season.visit, source=f.SourceFactory(publisher="Draft"), stance="differs")
    f.cite(f.VisitFactory(), source=source, supports="A draft visit.")
    text = client.get(source.get_absolute_url()).text
    assert "Cavour at Yokosuka, 22–27 August 2024" in text
    assert "in late August" in text
    assert "22 August" in text
    assert "Difesa Online" in text
    assert "A draft visit." not in text
    assert "Draft" not in text
    assert "Contradicted" in client.get(other.get_absolute_url()).text


def test_a_source_shows_what_it_differs_from_and_asks_no_more_for_more(client: Client) -> None:
    source = f.published(f.SourceFactory(key="paper"))
    exercise = f.ExerciseFactory(name="Noble Raven")
    f.ExerciseParticipantFactory(exercise=exercise, vessel__name="Cavour")
    f.ExerciseParticipantFactory(exercise=exercise, vessel=None, country="JP")
    occasion = f.EngagementFactory(port=f.PortFactory(name="Taranto"))
    for record, aspect in ((exercise, "participants"), (occasion, "place"), (occasion, "dates")):
        f.cite(record)
        f.cite(record, source=source, aspect=aspect, stance="denies")
        f.published(record)
    with CaptureQueriesContext(connection) as first:
        text = client.get("/sources/paper/").text
    assert "recorded: <bdi>Cavour and Japan</bdi>" in text
    assert "recorded: <bdi>Taranto</bdi>" in text

    for record in (f.ExerciseFactory(), f.ExerciseFactory()):
        f.cite(record)
        f.cite(record, source=source, aspect="participants", stance="differs")
        f.ExerciseParticipantFactory(exercise=record)
        f.published(record)
    with CaptureQueriesContext(connection) as more:
        client.get("/sources/paper/")
    assert len(more) == len(first)


def test_a_source_without_records_says_so(client: Client) -> None:
    source = f.published(f.SourceFactory())
    assert "No published record rests on this source." in client.get(source.get_absolute_url()).text


def test_lists_by_page_with_their_filters_kept(client: Client) -> None:
    navy = f.published(f.NavyFactory(name="Italian Navy", country="IT"))
    with f.together():
        for number in range(52):
            f.published(f.VesselFactory(name=f"Ship {number:02}", navy=navy))
    first = client.get("/vessels/?country=IT").text
    assert "1–50 of 52" in first
    following = re.search(
        r'rel="next" href="(/vessels/\?country=IT&amp;page=2&amp;cursor=[^"]+)"', first
    )
    assert following is not None
    second = client.get(unescape(following[1])).text
    assert "51–52 of 52" in second
    assert "Ship 51" in second
    assert "Ship 01" not in second
    assert 'rel="prev" href="/vessels/?country=IT&amp;page=1"' in second
    by_number = client.get("/vessels/?country=IT&page=2").text
    assert re.findall("Ship [0-9]+", by_number) == re.findall("Ship [0-9]+", second)


def test_planned_visits_are_marked_in_lists(client: Client) -> None:
    f.published(f.VisitFactory(certainty="planned"))
    text = client.get("/visits/").text
    assert 'class="entry visit planned"' in text
    assert "Planned" in text


def test_an_empty_list_says_why(client: Client) -> None:
    assert "No navy has been published yet." in client.get("/navies/").text
    assert "Nothing published matches these filters." in client.get("/navies/?q=zzz").text


def test_coverage_counts_presence_only(client: Client, season: Any) -> None:
    planned = f.VisitFactory(certainty="planned")
    f.VisitParticipantFactory(visit=planned, vessel=season.vessel)
    f.published(planned)
    text = client.get("/about/").text
    row = text[text.index(">Italian Navy<") :]
    row = row[: row.index("</tr>")]
    # The visit, the departure and the return of the voyage; the exercise.
    assert row.count("<td>3</td>") == 1
    assert row.count("<td>1</td>") == 1
    assert row.count("<td>2024</td>") == 2

"""The timeline: order, periods, pages, filters, and what an entry says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from deployments.views.timeline import PER_PAGE
from tests import factories as f

pytestmark = pytest.mark.django_db


def titles(client: Client, path: str) -> list[str]:
    text = client.get(path).text
    return [re.sub("<[^>]+>", "", each) for each in re.findall(r"<h3>(.*?)</h3>", text)]


def following(client: Client, path: str) -> str:
    found = re.search(r'rel="next" href="([^"]+)"', client.get(path).text)
    return found[1].replace("&amp;", "&") if found else ""


@f.together()
def visit(name: str, arrival: str, departure: str = "", **fields: Any) -> Any:
    record = f.VisitFactory(arrival_edtf=arrival, departure_edtf=departure, **fields)
    f.VisitParticipantFactory(visit=record, vessel=f.VesselFactory(name=name))
    return f.published(record)


def test_newest_first_by_month_and_undated_ones_last(client: Client) -> None:
    port = f.PortFactory(name="Guam")
    visit("Old", "2023-02", port=port)
    visit("Vague", "2023~", port=port)
    visit("New", "2024-08-22", "2024-08-27", port=port)
    visit("Undated", "", port=port)
    text = client.get("/timeline/").text
    headings = re.findall(r'<h2 id="period-[^"]+">([^<]+?) *<', text)
    assert headings == ["August 2024", "February 2023", "2023, month not known", "Date not known"]
    assert titles(client, "/timeline/") == [
        "New at Guam",
        "Old at Guam",
        "Vague at Guam",
        "Undated at Guam",
    ]
    assert titles(client, "/timeline/?order=oldest")[-1] == "New at Guam"
    assert titles(client, "/timeline/?period=2023") == ["Old at Guam", "Vague at Guam"]
    assert titles(client, "/timeline/?period=2023-02") == ["Old at Guam"]
    assert titles(client, "/timeline/?period=undated") == ["Undated at Guam"]
    assert len(titles(client, "/timeline/?period=2023-99")) == 4


PERIODS = {
    "Day": ("2024-01-01", "January 2024"),
    "Bare": ("2024", "2024, month not known"),
    "Summer": ("2024-22", "2024, month not known"),
    "Before": ("[..2024-08-28]", "2024, month not known"),
    "Either": ("[2024-08-31..2024-09-01]", "2024, month not known"),
    "Winter": ("2023-24", "2023, month not known"),
    "Autumn": ("2023-11/2024-02", "November 2023"),
    "Since": ("2008/", "2008, month not known"),
    "Until": ("/1960", "1960, month not known"),
    "Last": ("/1960-05-02", "May 1960"),
}


def test_what_no_month_is_sure_of_stands_at_the_end_of_its_year(client: Client) -> None:
    port = f.PortFactory(name="Guam")
    with f.together():
        for name, (arrival, _heading) in PERIODS.items():
            visit(name, arrival, port=port)
    text = client.get("/timeline/").text
    under: dict[str, list[str]] = {}
    for section in text.split('<section class="period"')[1:]:
        heading = re.search(r"<h2[^>]*>([^<]+?) *<", section)
        assert heading is not None
        assert heading[1] not in under
        under[heading[1]] = re.findall(r"<h3>(?:<[^>]+>)*(\w+) at Guam", section)
    assert list(under) == [
        *("January 2024", "2024, month not known", "November 2023", "2023, month not known"),
        *("2008, month not known", "May 1960", "1960, month not known"),
    ]
    for name, (_arrival, heading) in PERIODS.items():
        assert name in under[heading]
    assert under["2024, month not known"] == ["Either", "Before", "Summer", "Bare"]
    newest = titles(client, "/timeline/")
    assert titles(client, "/timeline/?order=oldest") == newest[::-1]

    counts = re.findall(r'period=([0-9X-]+)"[^>]*>([^<]+)</a> <span class="count">(\d+)', text)
    assert counts == [
        ("2024", "2024", "5"),
        ("2024-01", "January", "1"),
        ("2024-XX", "Month not known", "4"),
        ("2023", "2023", "2"),
        ("2023-11", "November", "1"),
        ("2023-XX", "Month not known", "1"),
        ("2008", "2008", "1"),
        ("2008-XX", "Month not known", "1"),
        ("1960", "1960", "2"),
        ("1960-05", "May", "1"),
        ("1960-XX", "Month not known", "1"),
    ]
    for period, _label, number in counts:
        page = client.get(f"/timeline/?period={period}").text
        assert len(re.findall("<h3>", page)) == int(number)
        assert 'aria-current="true"' in page
    assert "Period: 2024, month not known" in client.get("/timeline/?period=2024-XX").text
    assert titles(client, "/timeline/?period=2024-08") == []


def test_pages_of_what_no_month_is_sure_of(client: Client) -> None:
    port = f.PortFactory(name="Guam")
    with f.together():
        for number in range(PER_PAGE + 2):
            visit(f"Ship{number:02}", "2024", port=port)
    visit("Day", "2024-01-01", port=port)
    for path in ("/timeline/", "/timeline/?order=oldest"):
        found = titles(client, path) + titles(client, following(client, path))
        assert len(set(found)) == len(found) == PER_PAGE + 3
        assert found[-1 if "oldest" in path else 0] == "Day at Guam"


def test_pages_follow_one_another_without_gap_or_repetition(client: Client) -> None:
    port = f.PortFactory(name="Guam")
    expected = [f"Ship{day} at Guam" for day in range(1, PER_PAGE + 3)]
    with f.together():
        for day in range(1, PER_PAGE + 3):
            visit(f"Ship{day}", f"2024-01-{day:02}", port=port)
    for order, path in ((expected[::-1], "/timeline/"), (expected, "/timeline/?order=oldest")):
        first = titles(client, path)
        assert len(first) == PER_PAGE
        second = following(client, path)
        assert first + titles(client, second) == order
        assert not following(client, second)


PLANS = {
    "Past": ("2026-10-01", "2026-10-05", "planned"),
    "Off": ("2026-10-02", "2026-10-05", "cancelled"),
    "Vague": ("2026-10", "2026-10", "planned"),
    "Now": ("2026-11-08", "2026-11-12", "planned"),
    "Late": ("2026", "2027", "planned"),
    "Next": ("2027-03-01", "2027-03-04", "planned"),
    "Some": ("", "", "planned"),
    "Made": ("2026-10-01", "2026-10-05", "confirmed"),
}
"""Arrival, departure and certainty."""

PASSED = {"Past at Guam", "Off at Guam", "Vague at Guam"}


@pytest.fixture
def _plans() -> Iterator[None]:
    with time_machine.travel("2026-11-10T12:00:00Z"):
        port = f.published(f.PortFactory(key="guam", name="Guam"))
        with f.together():
            for name, (arrival, departure, certainty) in PLANS.items():
                visit(name, arrival, departure, port=port, certainty=certainty)
        yield


@pytest.mark.usefixtures("_plans")
def test_plans_whose_days_have_passed_are_left_out_unless_asked_for(client: Client) -> None:
    every = {f"{name} at Guam" for name in PLANS}
    assert set(titles(client, "/timeline/")) == every - PASSED
    assert set(titles(client, "/timeline/?port=guam")) == every - PASSED
    assert set(titles(client, "/timeline/?period=2026-10")) == {"Made at Guam"}
    assert set(titles(client, "/timeline/?plans=all")) == every
    assert set(titles(client, "/timeline/?plans=all&period=2026-10")) == PASSED | {"Made at Guam"}
    assert set(titles(client, "/timeline/?certainty=planned")) == every - {
        "Off at Guam",
        "Made at Guam",
    }
    assert set(titles(client, "/timeline/?certainty=planned&certainty=cancelled")) >= PASSED
    found = client.get("/api/v1/timeline/").json()["results"]
    assert len(found) == len(PLANS), "programs get all, each with its certainty"


@pytest.mark.usefixtures("_plans")
@pytest.mark.parametrize(
    "asked", ["", "plans=all", "port=guam", "port=guam&plans=all", "certainty=planned"]
)
def test_as_many_are_counted_in_each_period_as_stand_there(asked: str, client: Client) -> None:
    page = client.get(f"/timeline/?{asked}").text
    counts = re.findall(
        r'href="([^"]*period=[^"]+)"[^>]*>[^<]+</a> <span class="count">(\d+)', page
    )
    assert counts
    for address, number in counts:
        found = titles(client, address.replace("&amp;", "&"))
        assert len(found) == int(number), address
    years = [
        int(number)
        for address, number in counts
        if re.search(r"period=(\d{4}|undated)(&|$)", address)
    ]
    assert sum(years) == len(titles(client, f"/timeline/?{asked}"))


@pytest.mark.usefixtures("_plans")
def test_it_is_said_that_plans_are_left_out_and_how_to_see_them(client: Client) -> None:
    page = client.get("/timeline/?port=guam").text
    assert "Plans whose days have passed are left out." in page
    assert 'href="/timeline/?port=guam&amp;plans=all"' in page
    page = client.get("/timeline/?port=guam&plans=all").text
    assert "Plans whose days have passed are shown too." in page
    assert 'href="/timeline/?port=guam"' in page
    assert "Plans whose days" not in client.get("/timeline/?certainty=planned").text
    nothing = client.get("/timeline/?port=guam&from=2026-10-02&to=2026-10-02&kind=exercise").text
    assert "Plans whose days have passed are left out." in nothing


@pytest.mark.usefixtures("_plans")
def test_a_plan_is_left_out_when_its_days_are_over_everywhere(client: Client) -> None:
    for moment, shown in (("2026-11-13T11:00:00Z", True), ("2026-11-13T13:00:00Z", False)):
        with time_machine.travel(moment):
            assert ("Now at Guam" in titles(client, "/timeline/")) is shown
            page = client.get("/timeline/").text
            november = re.search(r'period=2026-11">[^<]+</a> <span class="count">(\d+)', page)
            assert (november is not None) is shown


def test_titles_say_the_filters(client: Client) -> None:
    f.published(f.PortFactory(key="guam", name="Guam"))

    def title(address: str) -> str:
        found = re.search("<title>(.*?) – navdiplomacy</title>", client.get(address).text)
        assert found
        return found[1]

    assert title("/timeline/") == "Timeline"
    assert title("/timeline/?port=guam&period=2024-08") == "Timeline – Port: Guam, August 2024"
    assert title("/visits/?port=guam&from=2024") == "Visits – From: 2024, Port: Guam"
    many = title("/timeline/?q=a&country=JP&port=guam&from=2024&to=2025&match=certain")
    assert many.endswith("2 more filters")


def test_days_ask_for_presence(client: Client) -> None:
    port = f.PortFactory(name="Guam")
    visit("There", "2024-08-22", "2024-08-27", port=port)
    visit("Perhaps", "[2024-08-20..2024-08-31]", port=port)
    visit("Announced", "2024-08-22", "2024-08-27", port=port, certainty="planned")
    window = "/timeline/?from=2024-08-23&to=2024-08-24"
    assert set(titles(client, window)) == {"There at Guam", "Perhaps at Guam"}
    assert titles(client, f"{window}&match=certain") == ["There at Guam"]
    assert titles(client, f"{window}&certainty=planned") == ["Announced at Guam"]


def test_an_entry_says_what_is_known_and_no_more(client: Client) -> None:
    navy = f.NavyFactory(name="Maritime Force", country="JP")
    record = f.VisitFactory(
        port=f.PortFactory(name="Yokosuka"),
        arrival_edtf="[2024-08-21..2024-08-31]",
        arrival_words="end of August 2024",
        departure_edtf="",
        certainty="reported",
    )
    f.VisitParticipantFactory(
        visit=record, vessel=None, navy=navy, count=3, type="frigates and destroyers"
    )
    source = f.published(f.SourceFactory(publisher="Domino Theory"))
    f.cite(record, source=source, stance="differs")
    f.cite(record, source=source, supports="Seen.")
    f.published(record)
    text = client.get("/timeline/").text
    assert "from end of August 2024, end not known" in text
    assert "Reported" in text
    assert "3 frigates and destroyers" in text
    assert "Domino Theory" in text
    assert '<span class="stance differs">differs</span>' in text


def test_chips_remove_one_filter_each(client: Client, season: Any) -> None:
    text = client.get("/timeline/?country=JP&port=yokosuka").text
    assert 'href="/timeline/?port=yokosuka"' in text
    assert 'href="/timeline/?country=JP"' in text
    assert "Country: Japan" in text
    assert "Port: Yokosuka" in text


def test_an_empty_timeline_says_why(client: Client) -> None:
    assert "Nothing has been published yet." in client.get("/timeline/").text
    assert "Nothing published matches" in client.get("/timeline/?q=zzz").text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("country", "JP"),
        ("navy", "italian-navy"),
        ("vessel", "cavour"),
        ("port", "yokosuka"),
        ("deployment", "voyage"),
        ("kind", "visit"),
        ("certainty", "confirmed"),
    ],
)
def test_filters_find_the_visit(client: Client, season: Any, name: str, value: str) -> None:
    assert "Cavour at Yokosuka" in titles(client, f"/timeline/?{name}={value}")


@pytest.mark.parametrize(("name", "value"), [("person", "dian"), ("theme", "prestige")])
def test_filters_find_the_statement(client: Client, season: Any, name: str, value: str) -> None:
    assert len(titles(client, f"/timeline/?{name}={value}")) == 1

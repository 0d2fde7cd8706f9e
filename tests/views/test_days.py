"""Days and months of records that are made for them: own days of ships, doubts, and very much."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import cast

import pytest
from django.test import Client

from deployments.pages import days, months
from deployments.pages.day_sections import Section
from tests import factories as f

pytestmark = pytest.mark.django_db

DAY = date(2024, 8, 24)


def sections(day: date = DAY) -> dict[str, Section]:
    return {each.id: each for each in cast("list[Section]", days.one(day)["sections"])}


def told(section: Section) -> list[tuple[str, str]]:
    """The titles and reasons of what stands in a section."""
    groups = cast("list[dict[str, list[dict[str, str]]]]", section.groups)
    shown = [*section.entries, *(each for group in groups for each in group["entries"])]
    return [(str(each["title"]), str(each["reason"])) for each in shown]


def reads(client: Client, address: str) -> str:
    """The words of the main part of a page."""
    [main] = re.findall(r"<main.*?</main>", client.get(address).text, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def test_the_own_days_of_a_ship_count(client: Client) -> None:
    """Of one call a ship was surely there, one possibly, and one had gone."""
    with f.together():
        visit = f.VisitFactory(port__name="Manila", arrival_edtf="2024-08-20")
        for name, own in (
            ("Sure", {}),
            ("Doubtful", {"arrival_edtf": "[2024-08-23..2024-08-25]"}),
            ("Gone", {"departure_edtf": "2024-08-22"}),
        ):
            f.VisitParticipantFactory(visit=visit, vessel__name=name, **own)
        f.published(visit)
    found = sections()
    assert told(found["in-port"]) == [("Sure", "")]
    assert told(found["possibly-in-port"]) == [
        ("Doubtful", "Perhaps not there yet: arrival between 23 and 25 August 2024.")
    ]
    assert told(found["possibly-arrived"]) == [("Doubtful arrives at Manila", "")]
    assert (found["in-port"].count, found["possibly-in-port"].count) == (1, 1)
    left = sections(date(2024, 8, 22))["left"]
    assert told(left) == [("Gone leaves Manila", "")]
    assert "Gone" not in reads(client, "/days/2024-08-24/")


def test_a_call_of_which_no_single_ship_is_sure_stands_as_a_whole() -> None:
    with f.together():
        visit = f.VisitFactory(port__name="Manila", arrival_edtf="2024-08-20")
        early = {"departure_edtf": "2024-08-22"}
        f.VisitParticipantFactory(visit=visit, vessel__name="Early", **early)
        f.VisitParticipantFactory(visit=visit, vessel__name="Late", arrival_edtf="2024-08-26")
        f.published(visit)
    found = sections()
    assert told(found["in-port"]) == [
        (
            "Early and Late at Manila",
            "Somebody of them was: of no single one is this day sure.",
        )
    ]
    assert "possibly-in-port" not in found


def test_a_call_of_nobody_who_is_named() -> None:
    f.published(f.VisitFactory(port__name="Manila", arrival_edtf="2024-08-24", departure_edtf=""))
    found = sections()
    assert told(found["in-port"]) == [("Visit to Manila", "")]
    assert told(found["arrived"]) == [("Arrival at Manila", "")]
    later = sections(date(2024, 8, 30))
    gone = "Perhaps gone already: nobody reported the departure."
    assert told(later["possibly-in-port"]) == [
        (
            "Visit to Manila",
            f"{gone} Taken as possible until 23 September 2024.",
        )
    ]
    assert sections(date(2024, 9, 24)) == {}


@pytest.mark.parametrize("certainty", ["planned", "cancelled"])
def test_what_was_not_made_is_no_presence(client: Client, certainty: str) -> None:
    f.published(f.VisitFactory(port__name="Manila", certainty=certainty))
    found = sections()
    assert [*found] == ["planned"]
    words = reads(client, "/days/2024-08-24/")
    assert "Nothing is recorded of this day alone." in words
    assert "None of it is counted above." in words
    assert "Manila" not in reads(client, "/days/2024-08/")
    assert "August" not in reads(client, "/days/2024-07-01/"), "no day of it is a next day"


def test_what_lasts_for_years_is_there_on_each_of_their_days() -> None:
    stay = f.VisitFactory(
        port__name="Manila", arrival_edtf="2020-02-03", departure_edtf="2026-05-06"
    )
    f.published(stay)
    for day in (date(2020, 2, 3), DAY, date(2026, 5, 6)):
        assert told(sections(day)["in-port"]) == [("Visit to Manila", "")]
    for day in (date(2020, 2, 2), date(2026, 5, 7)):
        assert sections(day) == {}
    shown = days.one(DAY)
    assert (shown["before_url"], shown["after_url"]) == ("/days/2024-08-23/", "/days/2024-08-25/")
    shown = days.one(date(2026, 7, 1))
    assert (shown["before_url"], shown["after_url"]) == ("/days/2026-05-06/", "")


def test_a_call_that_is_not_confirmed_is_certain_by_its_dates_alone() -> None:
    f.published(f.VisitFactory(port__name="Manila", certainty="inferred"))
    section = sections()["in-port"]
    assert "by their dates" in section.note
    f.published(f.VisitFactory(port__name="Manila", arrival_edtf="2024-09-22", departure_edtf=""))
    assert sections(date(2024, 9, 22))["in-port"].note == ""


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("on=2024-08-24", "/days/2024-08-24/"),
        ("from=2024-08-24&to=2024-08-24", "/days/2024-08-24/"),
        ("on=2024-08", "/days/2024-08/"),
        ("from=2024-08-01&to=2024-08-31", "/days/2024-08/"),
        ("on=2024", ""),
        ("from=2024-08-24", ""),
        ("from=2024-08-02&to=2024-08-31", ""),
        ("on=the+day+after", ""),
        ("q=2024", ""),
    ],
)
def test_lists_of_a_day_or_month_lead_to_its_page(
    client: Client, asked: str, leads_to: str
) -> None:
    for address in ("/timeline/", "/visits/", "/sources/"):
        answer = client.get(f"{address}?{asked}").text
        found = re.findall(r'<p class="section-note"><a href="(/days/[^"]+)">', answer)
        expected = [leads_to] if leads_to and address != "/sources/" else []
        assert found == expected, address


def test_a_draft_is_on_no_day(client: Client) -> None:
    f.VisitParticipantFactory(vessel__name="Hidden")
    assert sections() == {}
    assert "Hidden" not in client.get("/days/2024-08-24/").text


def test_a_wide_date_is_no_event_of_a_day_but_is_not_kept_silent(client: Client) -> None:
    f.published(f.CommentaryFactory(date_edtf="2024", summary="Said some time."))
    words = reads(client, "/days/2024-08-24/")
    assert "1 more entry has a date of more than a month in which this day lies." in words
    assert "Said some time" not in words
    assert "Said some time" in reads(client, "/timeline/?on=2024-08-24")


def test_a_source_stands_on_the_day_or_in_the_month_in_which_it_was_published() -> None:
    for title, published in (
        ("Of the day", "2024-08-24"),
        ("Of the month", "2024-08"),
        ("Some day of it", "[2024-08-03..2024-08-25]"),
        ("Of the year", "2024"),
        ("About the day", "2024-08-24~"),
    ):
        f.published(f.SourceFactory(title=title, published_edtf=published))
    assert [row["name"] for row in sections()["published"].records] == ["Of the day"]
    (some_day,) = cast("list[Section]", months.one(DAY.replace(day=1))["sections"])
    assert some_day.id == "some-day"
    assert {row["name"] for row in some_day.records} == {
        *("Of the month", "Some day of it", "About the day")
    }


def test_of_very_much_the_first_are_shown_and_all_are_counted(client: Client) -> None:
    number = days.MOST + 3
    with f.together():
        port, visitors = f.PortFactory(name="Manila"), []
        for _each in range(number):
            visit = f.VisitFactory(port=port)
            f.VisitParticipantFactory(visit=visit)
            visitors.append(visit)
        for visit in visitors:
            f.published(visit)
    section = sections()["in-port"]
    assert section.count == number
    assert len(told(section)) == days.MOST
    words = reads(client, "/days/2024-08-24/")
    assert f"Certain: {number} port calls." in words
    assert f"The first {days.MOST} are shown here." in words
    (whole,) = cast("list[dict[str, str]]", section.all)
    assert whole["count"] == number
    assert client.get(whole["url"]).status_code == 200


def test_a_month_says_who_lay_in_which_port_and_how_surely(client: Client) -> None:
    with f.together():
        port = f.PortFactory(name="Manila")
        for name, arrival, departure in (
            ("Whole", "2024-07-30", "2024-09-02"),
            ("Just", "2024-08-01", "2024-08-31"),
            ("Late", "2024-08-02", "2024-09-02"),
            ("Doubtful", "2024-07-20", "[2024-07-22..2024-08-02]"),
            ("Before", "2024-07-20", "2024-07-31"),
        ):
            stay = f.VisitFactory(port=port, arrival_edtf=arrival, departure_edtf=departure)
            f.VisitParticipantFactory(visit=stay, vessel__name=name)
            f.published(stay)
    (section, *_others) = cast("list[Section]", months.one(DAY.replace(day=1))["sections"])
    assert section.id == "in-port"
    (manila,) = section.groups
    rows = cast("list[dict[str, str]]", manila["records"])
    assert [(row["name"], row["note"]) for row in rows] == [
        ("Doubtful", "possibly in this month"),
        ("Whole", "all month"),
        ("Just", "all month"),
        ("Late", ""),
    ]
    drawn = client.get("/days/2024-08/").text
    assert drawn.count('<a href="#in-port">The same in words</a>') == 1
    picture = client.get("/days/2024-08/timeline.svg")
    assert picture.status_code == 200
    assert picture["Content-Disposition"] == 'attachment; filename="2024-08-timeline.svg"'
    assert "August 2024. navdiplomacy, CC BY 4.0, http://testserver/days/2024-08/" in picture.text
    assert client.get("/days/2023-08/timeline.svg").status_code == 404
    assert client.get("/days/2024-13/timeline.svg").status_code == 404


def test_a_month_that_is_empty_is_not_indexed(client: Client) -> None:
    answer = client.get("/days/2024-08/")
    assert "Nothing is recorded of this month." in answer.text
    assert "noindex" in answer.text
    assert "noindex" not in client.get("/days/").text


def test_months_lead_from_one_list(client: Client) -> None:
    f.published(f.VisitFactory())
    found = re.findall(r'href="(/days/[0-9-]+/)"', client.get("/days/").text)
    assert found == ["/days/2024-08/"]

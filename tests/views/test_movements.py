"""Pages of deployments and visits."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from deployments.pages import sections
from tests import factories as f

pytestmark = pytest.mark.django_db


def section(client: Client, record: Any, id: str) -> str:  # noqa: A002
    text = client.get(record.get_absolute_url()).text
    start = text.index(f'aria-labelledby="{id}"')
    return text[start : text.index("</section>", start)]


@f.together()
def call(name: str, port: Any, arrival: str, departure: str, **fields: Any) -> Any:
    vessel = fields.pop("vessel", None) or f.VesselFactory(name=name)
    record = f.VisitFactory(port=port, arrival_edtf=arrival, departure_edtf=departure, **fields)
    f.VisitParticipantFactory(visit=record, vessel=vessel)
    return f.published(record)


def test_itinerary_in_order_with_gaps_and_what_happened_instead(
    client: Client, season: Any
) -> None:
    port = f.PortFactory(name="Jakarta")
    happened = call("X", port, "2024-10-01", "", deployment=season.deployment)
    call(
        "X",
        f.PortFactory(name="Singapore"),
        "2024-09-01",
        "2024-09-03",
        deployment=season.deployment,
        certainty="cancelled",
        superseded_by=happened,
    )
    text = section(client, season.deployment, "itinerary")
    assert text.index("Yokosuka") < text.index("Singapore") < text.index("Jakarta")
    assert "What happened instead" in text
    assert "No stop is recorded for 34 days" in text
    assert '<span class="count">2</span>' in text
    unknown = section(client, season.deployment, "unknown")
    assert "When they left Jakarta" in unknown
    assert "Singapore" not in unknown


def test_a_ship_brings_the_stops_she_makes_in_another_group(client: Client, season: Any) -> None:
    call(
        "",
        f.PortFactory(name="Okinawa"),
        "2024-08-30",
        "2024-08-31",
        vessel=season.vessel,
        deployment=f.published(f.DeploymentFactory(name="Her own")),
    )
    assert "Cavour at Okinawa" in section(client, season.deployment, "itinerary")


def test_ships_with_roles(client: Client, season: Any) -> None:
    text = section(client, season.deployment, "ships")
    assert "Cavour" in text
    assert "Flagship" in text


def test_company_certainly_possibly_and_never_planned(client: Client, season: Any) -> None:
    port = season.port
    call("Certain", port, "2024-08-20", "2024-08-23")
    call("Possible", port, "[2024-08-26..2024-08-31]", "2024-09-02")
    call("Planned", port, "2024-08-22", "2024-08-27", certainty="planned")
    call("Elsewhere", f.PortFactory(), "2024-08-22", "2024-08-27")
    call("Later", port, "2024-09-22", "2024-09-27")
    call("", port, "2024-08-27", "2024-08-28", vessel=season.vessel)
    certainly = section(client, season.visit, "certainly")
    possibly = section(client, season.visit, "possibly")
    assert "Certain at Yokosuka" in certainly
    assert "Possible at Yokosuka" in possibly
    for text in (certainly, possibly):
        for other in ("Planned", "Elsewhere", "Later", "Cavour at"):
            assert other not in text
    assert "Certain at" not in possibly


def test_company_is_found_far_from_the_day_by_which_it_stands_in_lists(client: Client) -> None:
    port = f.PortFactory()
    visit = call("Own", port, "2024-08-20", "2024-08-23")
    call("Some time in the year", port, "2024", "")
    call("About a decade", port, "202X~", "")
    call("For a year", port, "2023-10-01", "2024-10-01")
    call("Another year", port, "2023", "")
    call("Just left", port, "2024-05-01", "2024-08-19")
    text = section(client, visit, "certainly") + section(client, visit, "possibly")
    for there in ("Some time in the year", "About a decade", "For a year"):
        assert f"{there} at" in text
    for not_there in ("Another year", "Just left", "Own"):
        assert f"{not_there} at" not in text


def test_of_much_company_the_first_are_shown_and_the_timeline_has_the_others(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = f.PortFactory()
    visit = call("Own", port, "2024-08-20", "2024-08-23")
    for number in range(1, 4):
        call(f"Number {number}", port, f"2024-08-{19 + number}", "2024-08-25")
        call(f"Perhaps {number}", port, f"[2024-08-{19 + number}..2024-08-31]", "")
    for id, name, kept in (("certainly", "Number", 2), ("possibly", "Perhaps", 2)):  # noqa: A001
        whole = section(client, visit, id)
        assert whole.count('<li class="entry') == 3
        assert '<span class="count">3</span>' in whole
        assert "More on the timeline" not in whole
        with monkeypatch.context() as patch:
            patch.setattr(sections.Section, "__init__", limited(sections.Section.__init__, kept))
            part = section(client, visit, id)
        assert '<span class="count">3</span>' in part
        assert part.count('<li class="entry') == kept
        (address,) = re.findall(r'<p class="more"><a href="([^"]+)"', part)
        listed = client.get(unescape(address)).text
        assert all(f"{name} {number} at" in listed for number in range(1, 4))


def limited(made: Callable[..., None], limit: int) -> Callable[..., None]:
    """A section that shows no more than ``limit`` entries."""
    return lambda *args, **kwargs: made(*args, **{**kwargs, "limit": limit})


def test_company_in_an_area_is_no_more_than_possible(client: Client) -> None:
    area = f.PortFactory(name="Guam", kind="area", lat=13.4, lon=144.7, radius_km=30)
    visit = call("Own", area, "2024-08-20", "2024-08-23")
    call("Other", area, "2024-08-20", "2024-08-23")
    assert "Other at Guam" in section(client, visit, "possibly")
    assert "Other at Guam" not in section(client, visit, "certainly")


def test_a_planned_visit_has_no_company_and_points_to_what_happened(
    client: Client, season: Any
) -> None:
    planned = call(
        "Ghost",
        season.port,
        "2024-08-22",
        "2024-08-27",
        certainty="planned",
        superseded_by=season.visit,
    )
    text = client.get(planned.get_absolute_url()).text
    assert "What happened instead" in text
    assert season.visit.get_absolute_url() in text
    assert 'id="certainly"' not in text
    assert "Took place instead of" in client.get(season.visit.get_absolute_url()).text


def test_a_visit_with_all_that_is_around_it(client: Client, season: Any) -> None:
    text = client.get(season.visit.get_absolute_url()).text
    for words in ("Welcome", "Noble Raven", "Visibility matters.", "Voyage", "Italian Navy"):
        assert words in text


@pytest.mark.parametrize(
    ("arrival", "facts", "unknown"),
    [
        ("2024-12-28/2025-01-03", ("28 December 2024", "3 January 2025"), ""),
        ("2024-12-28/", ("28 December 2024", "not known"), "When they left Malta"),
        ("/2025-01-03", ("not known", "3 January 2025"), "When they came to Malta"),
        ("2024-12-28", ("28 December 2024", "not known"), "When they left Malta"),
    ],
)
def test_a_stay_that_stands_in_one_date_has_both_its_ends(
    client: Client, arrival: str, facts: tuple[str, str], unknown: str
) -> None:
    record = call("X", f.PortFactory(name="Malta"), arrival, "")
    text = client.get(record.get_absolute_url()).text
    for term, value in zip(("Arrival", "Departure"), facts, strict=True):
        shown = re.search(rf"<dt>{term}</dt>\s*<dd[^>]*>(.*?)</dd>", text, re.DOTALL)
        assert shown is not None
        assert re.sub(r"<[^>]+>|\s+", " ", shown[1]).split() == value.split()
    said = re.findall(r"When they (?:left|came to) Malta", text)
    assert said == ([unknown] if unknown else [])


def test_purpose_with_its_code(client: Client) -> None:
    record = call("X", f.PortFactory(), "2024-08-22", "", purpose="goodwill visit")
    text = client.get(record.get_absolute_url()).text
    assert "Goodwill visit" in text
    assert "UN/EDIFACT 8025: 5" in text


def test_own_dates_berth_and_words_of_a_participant(client: Client) -> None:
    record = f.VisitFactory()
    f.VisitParticipantFactory(
        visit=record,
        vessel=f.VesselFactory(name="Alpino"),
        berth="Yoshikura pier",
        arrival_edtf="2024-08-23",
        departure_edtf="2024-08-26",
        said="FREMM Alpino",
    )
    f.published(record)
    text = section(client, record, "who")
    assert "Yoshikura pier" in text
    assert "23–26 August 2024" in text
    assert "FREMM Alpino" in text


def test_an_unnamed_ship_that_was_identified_keeps_what_was_said(client: Client) -> None:
    record = f.VisitFactory()
    known = f.published(f.VesselFactory(name="Bretagne"))
    secret = f.VesselFactory(name="Unpublished")
    navy = f.NavyFactory(name="French Navy")
    f.VisitParticipantFactory(
        visit=record, vessel=None, navy=navy, said="1 frigate", identified_as=known
    )
    f.VisitParticipantFactory(
        visit=record, vessel=None, navy=navy, said="a tanker", identified_as=secret
    )
    f.published(record)
    text = section(client, record, "who")
    assert "1 frigate" in text
    assert "Bretagne" in text
    assert "a tanker" in text
    assert "Unpublished" not in text


def test_both_sides_of_a_contradiction(client: Client, season: Any) -> None:
    one = f.published(f.SourceFactory(publisher="Navy page"))
    other = f.published(f.SourceFactory(publisher="Newspaper", reliability="C"))
    f.cite(season.visit, source=one, aspect="dates", supports="22 to 27 August")
    f.cite(
        season.visit,
        source=other,
        aspect="dates",
        stance="differs",
        value="20 August",
        credibility=3,
    )
    text = client.get(season.visit.get_absolute_url()).text
    start = text.index('aria-labelledby="disagreement"')
    box = text[start : text.index("</section>", start)]
    assert "22–27 August 2024" in box
    assert box.index("22 to 27 August") < box.index("20 August")
    assert "C3" in box

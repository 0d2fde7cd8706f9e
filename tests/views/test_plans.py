"""What became of a plan, and what is of one day, as a reader sees it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from deployments import clock
from deployments.models import Occurrence
from deployments.services import derived
from tests import factories as make
from tests.bundle.support import snapshot

pytestmark = pytest.mark.django_db

NOT_FOUND = "Announced; outcome not found"


def reads(client: Client, address: str) -> str:
    """The words of the main part of a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    [main] = re.findall(r"<main.*?</main>", answer.text, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def call(port: str = "Manila", **values: Any) -> Occurrence:
    return make.published(make.VisitFactory(port__name=port, **values))


def on(monkeypatch: pytest.MonkeyPatch, *day: int) -> None:
    """Make it 11 o'clock of a day, in UTC, where somewhere it is still the day before."""
    monkeypatch.setattr(clock.timezone, "now", lambda: datetime(*day, 11, tzinfo=UTC))


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"certainty": "planned"}, NOT_FOUND),
        ({"certainty": "planned", "outcome": "not found"}, NOT_FOUND),
        ({"certainty": "planned", "outcome": "not made"}, "Not made"),
        (
            {"certainty": "planned", "outcome": "postponed", "outcome_said": "put off"},
            "Postponed (“put off”)",
        ),
        ({"certainty": "cancelled", "outcome": "refused by the host"}, "Refused by the host"),
        ({"certainty": "cancelled", "outcome": "called off by the visitor"}, "Called off by the"),
        ({"certainty": "planned", "outcome": "other", "outcome_said": "sunk"}, "Sunk"),
    ],
)
def test_it_is_said_what_became_of_a_plan(
    client: Client, values: dict[str, str], shown: str
) -> None:
    visit = call(**values)
    drill = make.published(make.ExerciseFactory(**values))
    for address in (visit.get_absolute_url(), drill.get_absolute_url()):
        page = reads(client, address)
        assert page.count(shown) == 2, "under the title, and at a glance"
        assert ("What became of this plan." in page) is (shown == NOT_FOUND)
    assert reads(client, "/timeline/?plans=all").count(shown) == 2
    assert shown in reads(client, "/visits/")
    assert shown in reads(client, "/exercises/")


@pytest.mark.parametrize("certainty", ["confirmed", "reported", "inferred", "cancelled"])
def test_what_was_no_open_plan_says_nothing_of_it(client: Client, certainty: str) -> None:
    visit = call(certainty=certainty)
    assert NOT_FOUND not in reads(client, visit.get_absolute_url())


def test_what_was_made_leads_to_it_and_what_took_its_place_stands_beside(client: Client) -> None:
    happened = call("Kochi")
    made = call(certainty="planned", outcome="made", superseded_by=happened)
    instead = call("Jakarta", certainty="planned", superseded_by=happened)
    page = reads(client, made.get_absolute_url())
    assert "Made: see Visit to Kochi, 22–27 August 2024" in page
    assert "What happened instead" not in page
    page = reads(client, instead.get_absolute_url())
    assert "What happened instead: Visit to Kochi, 22–27 August 2024" in page
    assert NOT_FOUND not in page
    assert reads(client, happened.get_absolute_url()).count("Took place instead of:") == 2
    assert reads(client, "/timeline/?plans=all").count("Visit to Kochi, 22–27 August 2024") == 2


def test_an_exercise_leads_to_the_one_that_was_held(client: Client) -> None:
    held = make.published(make.ExerciseFactory(name="Raven", start_edtf="2024-08-28"))
    plan = make.published(
        make.ExerciseFactory(name="Raven", certainty="planned", outcome="made", superseded_by=held)
    )
    assert "Made: see Raven, 28–29 August 2024" in reads(client, plan.get_absolute_url())
    assert "Took place instead of: Raven" in reads(client, held.get_absolute_url())


def test_a_draft_that_happened_instead_is_not_hinted_at(client: Client) -> None:
    plan = call(certainty="planned", outcome="made", superseded_by=make.VisitFactory())
    page = reads(client, plan.get_absolute_url())
    assert "Made" in page
    assert "see" not in page.split("At a glance")[0]


@pytest.mark.parametrize(
    ("arrival", "departure", "day", "over"),
    [
        ("2024-08-22", "2024-08-27", (2024, 8, 27), False),
        ("2024-08-22", "2024-08-27", (2024, 8, 28), False),
        ("2024-08-22", "2024-08-27", (2024, 8, 29), True),
        ("2024-08-22", "", (2024, 8, 24), True),
        ("2024-08", "", (2024, 8, 31), False),
        ("2024-08", "", (2024, 9, 2), True),
        ("", "2024-08-27", (2024, 8, 29), True),
        ("[2024-09-09..]", "", (2024, 9, 30), False),
        ("[2024-09-09..]", "", (2024, 10, 20), True),
        ("", "", (2030, 1, 1), False),
    ],
)
def test_a_plan_is_over_when_its_last_day_is_over_everywhere(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    arrival: str,
    departure: str,
    day: tuple[int, int, int],
    over: bool,
) -> None:
    visit = call(certainty="planned", arrival_edtf=arrival, departure_edtf=departure)
    on(monkeypatch, *day)
    assert (NOT_FOUND in reads(client, visit.get_absolute_url())) is over


def test_nothing_that_is_stored_changes_because_a_day_passes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = call(certainty="planned")

    def stored() -> tuple[Any, ...]:
        api = client.get(f"/api/v1/visits/{visit.key}/").json()
        timeline = client.get("/api/v1/timeline/?certainty=planned").json()
        return snapshot(exact=True), api, timeline, list(derived.differences())

    on(monkeypatch, 2024, 8, 1)
    before = stored()
    on(monkeypatch, 2024, 9, 1)
    assert stored() == before
    assert NOT_FOUND in reads(client, visit.get_absolute_url())


# One day -----------------------------------------------------------------------------------------


def test_the_end_of_what_is_of_one_day_is_never_unknown(client: Client) -> None:
    ceremony = make.published(make.EngagementFactory(kind="ceremony", end_edtf=""))
    drill = make.published(
        make.ExerciseFactory(kind="passing exercise", start_edtf="", end_edtf="2024-08-26")
    )
    for address in (
        "/timeline/?plans=all",
        ceremony.get_absolute_url(),
        drill.get_absolute_url(),
        "/exercises/",
    ):
        page = reads(client, address)
        assert "26 August 2024" in page
        assert "not known" not in page.replace("Area not known", "").replace(
            "Slanted dates are not known to the day", ""
        )
    shown = client.get(f"/api/v1/exercises/{drill.key}/").json()
    assert shown["start"] is None, "what was not found is not made up"
    assert shown["days"].pop("holes") == []
    assert set(shown["days"].values()) == {"2024-08-26"}


def test_what_may_last_longer_still_says_that_its_end_is_not_known(client: Client) -> None:
    talks = make.published(make.EngagementFactory(kind="talks", end_edtf=""))
    assert "from 26 August 2024, end not known" in reads(client, talks.get_absolute_url())


# Durations ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"duration": "P5M", "duration_words": "five-month voyage"}, "five-month voyage"),
        ({"duration": "P152D"}, "152 days"),
        ({"duration_words": "about four months"}, "about four months"),
    ],
)
def test_a_voyage_says_how_long_its_source_says_it_lasted(
    client: Client, values: dict[str, str], shown: str
) -> None:
    voyage = make.published(make.DeploymentFactory(**values))
    page = reads(client, voyage.get_absolute_url())
    assert f"Length 152 days Length as said {shown}" in page
    answer = client.get(f"/api/v1/deployments/{voyage.key}/").json()
    assert {name: answer[name] for name in values} == values

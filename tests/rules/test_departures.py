"""Statements that somebody has left, and records that lie in their way."""

from __future__ import annotations

import pytest

from deployments import rules
from deployments.choices import Certainty
from deployments.models import Navy, Port, Record, Vessel
from tests.factories import (
    CommentaryFactory,
    NavyFactory,
    PortFactory,
    SubjectFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
    together,
)

pytestmark = pytest.mark.django_db

GONE = "With her departure the navy has left the country for now."


@pytest.fixture
def navy() -> Navy:
    """The navy of which it is said."""
    navy: Navy = NavyFactory(country="IT")
    return navy


def call(navy: Navy, days: str, **fields: object) -> tuple[Vessel, Port]:
    """A ship of ``navy`` in a port of Japan; the days as “arrival departure”."""
    arrival, departure = days.split()
    values = {"arrival_edtf": arrival, "departure_edtf": departure, "port__country": "JP"}
    visit = VisitFactory(**{**values, **fields})
    ship = VesselFactory(navy=navy)
    VisitParticipantFactory(visit=visit, vessel=ship)
    published(visit)
    return ship, visit.port


def is_odd(*about: object, said: str = "[2024-08-29..2024-09-06]", summary: str = GONE) -> bool:
    """Whether a statement about records and countries is found to be at odds with others."""
    with together():
        statement = CommentaryFactory(date_edtf=said, summary=summary)
        for each in about:
            none = {"country": ""} if isinstance(each, Record) else {"country": each}
            kind = {each.record_type: each} if isinstance(each, Record) else {}
            SubjectFactory(commentary=statement, **{**none, **kind})
    return "said-to-have-left" in {finding.code for finding in rules.findings(statement)}


@pytest.mark.parametrize(
    ("days", "said", "odd"),
    [
        ("2024-08-25 2024-08-30", "[2024-08-29..2024-09-06]", True),
        pytest.param("2024-08-25 2024-08-29", "[2024-08-29..2024-09-06]", False, id="leaves then"),
        pytest.param("2024-09-06 2024-09-09", "[2024-08-29..2024-09-06]", True, id="back again"),
        pytest.param("2024-09-07 2024-09-09", "[2024-08-29..2024-09-06]", False, id="later"),
        pytest.param("2024-08-25 2024-08-30~", "2024-08-29", False, id="not sure to be there"),
        pytest.param("2024-08-25 2024-08-30", "2024-08-29", True, id="stays on"),
        pytest.param("2024-08-25 2024-08-30", "2024-08-30", False, id="leaves on the day"),
    ],
)
def test_a_navy_that_has_left_is_not_certainly_there(
    navy: Navy, days: str, said: str, odd: bool
) -> None:
    call(navy, days)
    assert is_odd(navy, "JP", said=said) is odd


@pytest.mark.parametrize(
    ("summary", "odd"),
    [
        ("The ships had already left Japan.", True),
        ("The ships are now gone.", True),
        ("The carrier is no longer in Japan.", True),
        ("The carrier left an impression.", False),
        ("The navy has not much left to send.", False),
        ("The carrier will have company.", False),
    ],
)
def test_only_what_says_so_is_looked_at(navy: Navy, summary: str, odd: bool) -> None:
    call(navy, "2024-08-25 2024-08-30")
    assert is_odd(navy, "JP", summary=summary) is odd


def test_who_and_where_are_those_whom_it_is_about(navy: Navy) -> None:
    ship, port = call(navy, "2024-08-25 2024-09-10")
    other, elsewhere = VesselFactory(navy=navy), PortFactory(country="JP")
    assert is_odd(ship, port)
    assert is_odd(navy, port)
    assert is_odd(navy, ship, "JP")
    assert not is_odd(other, "JP")
    assert not is_odd(ship, elsewhere)
    assert not is_odd(navy, elsewhere, "JP")
    assert not is_odd(navy, "US")
    assert not is_odd(NavyFactory(), "JP")
    assert not is_odd(navy)
    assert not is_odd("JP")


def test_territories_are_places_of_their_state(navy: Navy) -> None:
    call(navy, "2024-08-25 2024-09-10", port__country="GU")
    assert is_odd(navy, "US")


def test_what_is_planned_or_not_public_lies_in_no_way(navy: Navy) -> None:
    call(navy, "2024-08-25 2024-09-10", certainty=Certainty.PLANNED)
    visit = VisitFactory(arrival_edtf="2024-08-25", departure_edtf="2024-09-10", port__country="JP")
    VisitParticipantFactory(visit=visit, vessel=VesselFactory(navy=navy))
    assert not is_odd(navy, "JP")
    published(visit)
    assert is_odd(navy, "JP")
    assert not is_odd(navy, "JP", said="")

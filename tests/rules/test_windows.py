"""What is odd: a ship for whose call no day is left beside what is certain of her elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from deployments.choices import Certainty
from deployments.models import Exercise, Vessel
from deployments.rules import windows
from deployments.rules.finding import ODD_BESIDE
from tests.factories import (
    ExerciseFactory,
    ExerciseParticipantFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)
from tests.rules.support import beside, codes, impossible

pytestmark = pytest.mark.django_db

THERE = {"arrival_edtf": "2024-08-10", "departure_edtf": "2024-08-12"}


@pytest.mark.parametrize(
    ("arrival", "departure", "is_odd"),
    [
        ("[2024-08-10..2024-08-12]", "[2024-08-10..2024-08-12]", True),
        ("[2024-08-10..2024-08-12]", "", True),
        ("", "[2024-08-10..2024-08-12]", True),
        ("2024-08-10~", "2024-08-12~", True),
        ("[2024-08-09..2024-08-12]", "", False),
        ("2024-08-11~", "2024-08-13~", False),
        ("2024-08-12", "", False),
        ("", "", False),
    ],
)
def test_a_visit_with_no_day_left_is_odd(arrival: str, departure: str, is_odd: bool) -> None:
    visit = beside(THERE, {"arrival_edtf": arrival, "departure_edtf": departure})
    assert ("no-day-left" in codes(visit)) is is_odd
    assert "no-day-left" not in impossible(visit)


@pytest.mark.parametrize("certainty", [Certainty.PLANNED, Certainty.CANCELLED])
def test_what_did_not_take_place_needs_no_day(certainty: str) -> None:
    days: dict[str, Any] = {"arrival_edtf": "[2024-08-10..2024-08-12]", "departure_edtf": ""}
    assert "no-day-left" not in codes(beside(THERE, {**days, "certainty": certainty}))
    assert "no-day-left" not in codes(beside({**THERE, "certainty": certainty}, days))


def drill(ship: Vessel, **fields: Any) -> Exercise:
    exercise: Exercise = ExerciseFactory(**fields)
    ExerciseParticipantFactory(exercise=exercise, vessel=ship)
    return exercise


def test_an_exercise_with_no_day_left_for_a_ship_is_odd() -> None:
    ship = VesselFactory()
    visit = VisitFactory(**THERE)
    VisitParticipantFactory(visit=visit, vessel=ship)
    published(visit)
    days = {"start_edtf": "2024-08-11~", "end_edtf": "2024-08-12~"}
    assert "no-day-left" in codes(drill(ship, **days))
    assert "no-day-left" not in codes(drill(VesselFactory(), **days))
    assert "no-day-left" not in codes(drill(ship, **days, certainty=Certainty.PLANNED))


def test_it_is_asked_of_visits_and_exercises() -> None:
    assert ODD_BESIDE["visit"] is windows.check_visits
    assert ODD_BESIDE["exercise"] is windows.check_exercises

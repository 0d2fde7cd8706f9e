"""Where a ship was seen, in the bounds of her first and last day there; and what closes a stay."""

from __future__ import annotations

from datetime import date

import pytest

from deployments.services import sightings
from tests.factories import (
    DeploymentFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)

pytestmark = pytest.mark.django_db


def day(month: int, number: int) -> date:
    return date(2024, month, number)


@pytest.mark.parametrize(
    ("arrival", "departure", "first", "last"),
    [
        ("2024-08-22", "2024-08-27", (day(8, 22), day(8, 22)), (day(8, 27), day(8, 27))),
        ("2024-08", "2024-09", (day(8, 1), day(8, 31)), (day(9, 1), day(9, 30))),
        ("2024-08", "", (day(8, 1), day(8, 31)), (day(8, 1), day(8, 31))),
        ("2024-08-03/2024-08-09", "", (day(8, 3), day(8, 3)), (day(8, 9), day(8, 9))),
        ("[..2024-08-05]", "", (day(8, 5), day(8, 5)), (day(8, 5), day(8, 5))),
        ("[2024-08-05..]", "", (day(8, 5), day(8, 5)), (day(8, 5), day(8, 5))),
        ("", "2024-08-27", (day(8, 27), day(8, 27)), (day(8, 27), day(8, 27))),
    ],
)
def test_the_bounds_of_a_sighting(
    arrival: str, departure: str, first: tuple[date, date], last: tuple[date, date]
) -> None:
    ship = VesselFactory()
    visit = VisitFactory(arrival_edtf=arrival, departure_edtf=departure)
    VisitParticipantFactory(visit=visit, vessel=ship)
    published(visit)
    [seen] = sightings.sightings([ship.pk])[ship.pk]
    assert (seen.first_earliest, seen.first_latest) == first
    assert (seen.last_earliest, seen.last_latest) == last


def test_a_stay_without_an_arrival_begins_no_earlier_than_its_voyage() -> None:
    voyage = DeploymentFactory(start_edtf="2024-08-20", end_edtf="")
    visit = VisitFactory(arrival_edtf="", departure_edtf="2024-08-27", deployment=voyage)
    stay = sightings.stay(visit, [], {})
    assert stay is not None
    assert (stay.possible_from, stay.possible_to) == (day(8, 20), day(8, 27))


def test_a_stay_without_a_departure_ends_no_later_than_its_voyage() -> None:
    voyage = DeploymentFactory(start_edtf="", end_edtf="2024-08-25")
    visit = VisitFactory(arrival_edtf="2024-08-22", departure_edtf="", deployment=voyage)
    stay = sightings.stay(visit, [], {})
    assert stay is not None
    assert (stay.possible_from, stay.possible_to) == (day(8, 22), day(8, 25))

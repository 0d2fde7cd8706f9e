"""What a ship was on the days of a record: her names, pennant numbers and navies then."""

from __future__ import annotations

import pytest

from deployments import dates
from deployments.called import prefixed
from deployments.models import (
    Navy,
    Vessel,
    VesselIdentity,
    Visit,
    VisitParticipant,
)
from deployments.models.times import Then

BRITISH = Navy(pk=1, key="rn", name="Royal Navy", country="GB")
AMERICAN = Navy(pk=2, key="usn", name="US Navy", country="US")
GROUP = Navy(pk=3, key="snmg", name="Standing Group", country="")
SHIP = Vessel(pk=1, key="orion-star", name="Orion Star", pennant="T-99", navy=AMERICAN)


def identity(name: str, since: str, until: str, navy: Navy | None = None) -> VesselIdentity:
    """An identity of the ship, with the pennant number that goes with its name."""
    pennant = {"Northmoor": "A-77", "ORION STAR": "T 99"}.get(name, "")
    return VesselIdentity(
        vessel=SHIP, name=name, pennant=pennant, navy=navy, from_edtf=since, to_edtf=until
    )


def then(days: str, *identities: VesselIdentity) -> Then:
    """The ship on one date."""
    when = dates.parse(days) if days else None
    return Then(SHIP, dates.days_of(when, when), identities)


SOLD = (
    identity("Northmoor", "1967", "1983-09", BRITISH),
    identity("ORION STAR", "1983-10", "", AMERICAN),
)


@pytest.mark.parametrize(
    ("days", "called", "pennants", "countries"),
    [
        ("1980-03-02", "Northmoor (now Orion Star)", ("A-77",), ("GB",)),
        ("1967-05", "Northmoor (now Orion Star)", ("A-77",), ("GB",)),
        ("1983-09-30", "Northmoor (now Orion Star)", ("A-77",), ("GB",)),
        ("1983-10-01", "Orion Star", ("T-99",), ("US",)),
        ("1990", "Orion Star", ("T-99",), ("US",)),
        ("1983", "Northmoor or Orion Star", ("A-77", "T-99"), ("GB", "US")),
        ("1983-09-28/1983-10-02", "Northmoor or Orion Star", ("A-77", "T-99"), ("GB", "US")),
        ("198X", "Northmoor or Orion Star", ("A-77", "T-99"), ("GB", "US")),
        ("[..1990]", "Orion Star", ("T-99",), ("US",)),
        ("", "Northmoor or Orion Star", ("A-77", "T-99"), ("GB", "US")),
        ("1950", "Orion Star", ("T-99",), ("US",)),
    ],
)
def test_a_ship_renamed_and_sold_is_what_she_was_then(
    days: str, called: str, pennants: tuple[str, ...], countries: tuple[str, ...]
) -> None:
    ship = then(days, *SOLD)
    assert (ship.called, ship.pennants, ship.countries) == (called, pennants, countries)


def test_a_name_that_a_source_gives_without_dates_decides_nothing() -> None:
    assert then("1975", identity("A", "", "")).names == ("Orion Star",)


def test_her_own_name_in_other_letters_is_her_own() -> None:
    back = (identity("orion star", "1970", "1980"), identity("A", "1980", "1990"))
    assert then("1995", *back).names == ("Orion Star",)
    assert then("1975", *back).names == ("Orion Star",)


def test_an_identity_without_a_navy_or_number_says_nothing_of_them() -> None:
    ship = then("1975", identity("A", "1970", "1980"))
    assert (ship.called, ship.pennants, ship.navies) == ("A (now Orion Star)", (), (AMERICAN,))


@pytest.mark.parametrize(
    ("values", "day", "navies", "codes"),
    [
        ({}, "1980", (BRITISH,), ("GB",)),
        ({}, "1983", (BRITISH, AMERICAN), ("GB", "US")),
        ({"country": "GB"}, "1983", (BRITISH,), ("GB",)),
        ({"country": "GU"}, "1983", (AMERICAN,), ("GU",)),
        ({"navy": BRITISH}, "1990", (BRITISH,), ("GB",)),
        ({"navy": GROUP}, "1980", (GROUP, BRITISH), ("GB",)),
        ({"navy": GROUP, "vessel": None}, "1980", (GROUP,), ()),
        (
            {"navy": GROUP, "vessel": None, "identified_as": SHIP},
            "1990",
            (GROUP, AMERICAN),
            ("US",),
        ),
        ({"country": "FR", "vessel": None}, "1980", (), ("FR",)),
    ],
)
def test_whom_a_participant_stands_for(
    values: dict[str, object], day: str, navies: tuple[Navy, ...], codes: tuple[str, ...]
) -> None:
    visit = Visit(arrival_edtf=day)
    row = VisitParticipant(**{"visit": visit, "vessel": SHIP, **values})
    for ship in (row.vessel_then, row.identified_then):
        if ship is not None:
            ship.identities = list(SOLD)
    assert (row.navies, row.country_codes) == (navies, codes)


def test_a_participant_s_own_days_go_before_those_of_the_visit() -> None:
    visit = Visit(arrival_edtf="1983", departure_edtf="1984")
    row = VisitParticipant(visit=visit, vessel=SHIP, arrival_edtf="1983-11-03")
    assert row.days == (dates.parse("1983-11-03").earliest, dates.parse("1984").latest)


@pytest.mark.parametrize(
    ("name", "prefix", "called"),
    [
        ("Cavour", "ITS", "ITS Cavour"),
        ("Cavour", "", "Cavour"),
        ("ITS Cavour", "ITS", "ITS Cavour"),
        ("Its Cavour", "ITS", "Its Cavour"),
        ("H.M.S. Victory", "HMS", "H.M.S. Victory"),
        ("USNS Big Horn", "USS", "USNS Big Horn"),
        ("CAVOUR", "ITS", "ITS CAVOUR"),
        ("CONTE DI CAVOUR", "ITS", "ITS CONTE DI CAVOUR"),
        ("HMSCavour", "HMS", "HMS HMSCavour"),
        ("Ōnami", "JS", "JS Ōnami"),
    ],
)
def test_a_prefix_stands_before_a_name_once(name: str, prefix: str, called: str) -> None:
    assert prefixed(name, prefix) == called


def test_a_ship_is_called_with_the_prefix_of_her_navy_then() -> None:
    british = Navy(pk=1, country="GB", ship_prefix="HMS")
    american = Navy(pk=2, country="US", ship_prefix="USS")
    ship = Vessel(pk=1, name="Orion Star", navy=american)
    held = (
        VesselIdentity(vessel=ship, name="HMS Northmoor", navy=british, to_edtf="1983-09"),
        VesselIdentity(vessel=ship, name="USS Orion Star", navy=american, from_edtf="1983-10"),
    )
    said = {}
    for day in ("1980", "1983", "1990"):
        when = dates.parse(day)
        then = Then(ship, dates.days_of(when, when), held)
        said[day] = (then.called, then.named)
    assert said == {
        "1980": ("HMS Northmoor (now Orion Star)", "HMS Northmoor (now Orion Star)"),
        "1983": ("HMS Northmoor or Orion Star", "HMS Northmoor or Orion Star"),
        "1990": ("USS Orion Star", "Orion Star"),
    }
    when = dates.parse("1990")
    chartered = Then(ship, dates.days_of(when, when), held, stated=british)
    assert (chartered.called, chartered.countries) == ("HMS Orion Star", ("GB",))

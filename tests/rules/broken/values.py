"""Citations whose value does not go with their stance."""

from __future__ import annotations

from deployments.models import Record, Visit
from tests.factories import (
    PortFactory,
    PortNameFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
)
from tests.rules.broken.registry import breaks


def visit() -> Visit:
    """Cavour at Yokosuka from 22 to 27 August 2024, one of two ports with other names."""
    VesselFactory(name="Alpino")
    PortNameFactory(port=PortFactory(name="Manila", native_name="マニラ"), name="South Harbour")
    record: Visit = VisitFactory(
        port=PortFactory(name="Yokosuka", native_name="横須賀", unlocode="JPYOS"),
        arrival_edtf="2024-08-22",
        departure_edtf="2024-08-27",
        certainty="confirmed",
    )
    VisitParticipantFactory(visit=record, vessel=VesselFactory(name="Cavour", pennant="C 550"))
    return record


def said(stance: str, aspect: str, value: str) -> Record:
    """The visit, with one citation."""
    record = visit()
    cite(record, stance=stance, aspect=aspect, value=value)
    return published(record)


@breaks("supports-another-value")
def other_days() -> Record:
    return said("supports", "dates", "21–27 August 2024")


@breaks("supports-another-value")
def another_port() -> Record:
    return said("supports", "place", "South Harbour")


@breaks("supports-another-value")
def another_ship() -> Record:
    return said("supports", "participants", "Cavour and Alpino")


@breaks("supports-another-value")
def another_number() -> Record:
    return said("supports", "participants", "three")


@breaks("supports-another-value")
def another_certainty() -> Record:
    return said("supports", "certainty", "planned")


@breaks("supports-another-value")
def more_exact_but_elsewhere() -> Record:
    return said("narrower", "dates", "28 August 2024")


@breaks("supports-another-value")
def another_pennant() -> Record:
    ship = published(VesselFactory(pennant="C 550"))
    VesselIdentityFactory(vessel=ship, pennant="C 551")
    cite(ship, aspect="identity", value="C 552")
    return ship


@breaks("differs-in-nothing")
def the_same_days() -> Record:
    return said("differs", "dates", "22 to 27 August")


@breaks("differs-in-nothing")
def the_same_port() -> Record:
    return said("differs", "place", "横須賀")


@breaks("differs-in-nothing")
def the_same_ships() -> Record:
    return said("differs", "participants", "cavour")


@breaks("differs-in-nothing")
def the_same_certainty() -> Record:
    return said("differs", "certainty", "Confirmed")


@breaks("differs-in-nothing")
def the_same_pennant() -> Record:
    ship = published(VesselFactory(pennant="C 550"))
    cite(ship, aspect="identity", stance="differs", value="C550")
    return ship

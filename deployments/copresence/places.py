"""How the places of stays lie to one another, by what the rules say of ports and areas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import floor

from ..choices import PortKind
from ..geography import Apart, PortOrArea, apart
from ..shapes import Port, code_of
from .engine import Where

BAND = 0.1
"""Degrees of latitude, somewhat more than two ports may lie apart that are one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A port or an area: the id of its record, and where on the globe it is."""

    pk: int
    is_area: bool
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str


def place_of(pk: int, port: Port) -> Place:
    """The place that the document of a port tells of."""
    return Place(
        pk,
        port["kind"] == PortKind.AREA,
        port["lat"],
        port["lon"],
        port["radius_km"],
        code_of(port["country"]),
    )


def where(one: PortOrArea, other: PortOrArea) -> Where | None:
    """How two ports lie to one another; None where who is at both is in two places."""
    found = apart(one, other)
    areas = [place for place in (one, other) if place.is_area]
    if one.pk == other.pk:
        return Where.SAME_AREA if areas else Where.SAME_PORT
    if not areas:
        return Where.PORTS_CLOSE if found is Apart.PERHAPS else None
    if found is not Apart.NO:
        return None
    return Where.AREAS_OVERLAP if len(areas) == 2 else Where.PORT_IN_AREA


class Places:
    """Ports by their id, and which of them may be one place; an exercise is a place by itself."""

    def __init__(self, ports: Iterable[Place]) -> None:
        self.ports = {port.pk: port for port in ports}
        self._areas = [port for port in self.ports.values() if port.is_area]
        self._bands: dict[int, list[Place]] = defaultdict(list)
        for port in self.ports.values():
            if not port.is_area and port.lat is not None:
                self._bands[floor(port.lat / BAND)].append(port)
        self._near: dict[Hashable, list[Hashable]] = {}

    def near(self, place: Hashable) -> list[Hashable]:
        """The places that may be one with a place: an id of a port, or an exercise by its slug."""
        if place not in self._near:
            port = self.ports.get(place) if isinstance(place, int) else None
            others = self._around(port) if port is not None else ()
            self._near[place] = [place, *(other.pk for other in others)]
        return self._near[place]

    def around(self, asked: Iterable[int]) -> list[int]:
        """The ids of the ports that may be one with one of those ``asked`` for, these included."""
        there = [self.ports[pk] for pk in asked if pk in self.ports]
        return [pk for pk, port in self.ports.items() if any(where(port, one) for one in there)]

    def where(self, one: Hashable, other: Hashable) -> Where | None:
        """How two places lie to one another; None for a port that became public since."""
        if isinstance(one, int) and isinstance(other, int):
            here, there = self.ports.get(one), self.ports.get(other)
            return where(here, there) if here and there else None
        return Where.SAME_EXERCISE if one == other else None

    def _around(self, port: Place) -> Iterable[Place]:
        others: Iterable[Place] = self._areas
        if port.is_area:
            others = self.ports.values()
        elif port.lat is not None:
            band = floor(port.lat / BAND)
            close = [each for by in (-1, 0, 1) for each in self._bands[band + by]]
            others = [*self._areas, *close]
        return [other for other in others if other.pk != port.pk and where(port, other)]

"""How the places of stays lie to one another, by what the rules say of ports and areas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from math import floor

from ..choices import PortKind
from ..models import Port
from ..rules.places import Apart, apart
from .engine import Where

BAND = 0.1
"""Degrees of latitude, somewhat more than two ports may lie apart that are one."""


def where(one: Port, other: Port) -> Where | None:
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

    def __init__(self, ports: Iterable[Port]) -> None:
        self.ports = {port.pk: port for port in ports}
        self._areas = [port for port in self.ports.values() if port.kind == PortKind.AREA]
        self._bands: dict[int, list[Port]] = defaultdict(list)
        for port in self.ports.values():
            if port.kind == PortKind.PORT and port.lat is not None:
                self._bands[floor(port.lat / BAND)].append(port)
        self._near: dict[Hashable, list[Hashable]] = {}

    def near(self, place: Hashable) -> list[Hashable]:
        """The places that may be one with a place: an id of a port, or an exercise by its slug."""
        if place not in self._near:
            port = self.ports.get(place) if isinstance(place, int) else None
            others = self._around(port) if port is not None else ()
            self._near[place] = [place, *(other.pk for other in others)]
        return self._near[place]

    def where(self, one: Hashable, other: Hashable) -> Where | None:
        """How two places lie to one another."""
        if isinstance(one, int) and isinstance(other, int):
            return where(self.ports[one], self.ports[other])
        return Where.SAME_EXERCISE if one == other else None

    def _around(self, port: Port) -> Iterable[Port]:
        others: Iterable[Port] = self._areas
        if port.is_area:
            others = self.ports.values()
        elif port.lat is not None:
            band = floor(port.lat / BAND)
            close = [each for by in (-1, 0, 1) for each in self._bands[band + by]]
            others = [*self._areas, *close]
        return [other for other in others if other.pk != port.pk and where(port, other)]

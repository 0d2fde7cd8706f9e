"""Places on the globe: how far apart two of them are, and whether they are two places at all."""

from __future__ import annotations

from enum import Enum
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

from . import countries

EARTH_RADIUS_KM = 6371.0
NEAR_KM = 10.0
"""Two ports closer than this may be one port under two names."""


class Positioned(Protocol):
    """What may have a position, in degrees of WGS 84."""

    @property
    def lat(self) -> float | None: ...

    @property
    def lon(self) -> float | None: ...


class PortOrArea(Positioned, Protocol):
    """A port, or an area where the sources name no port, by the id of its record."""

    @property
    def pk(self) -> int: ...

    @property
    def is_area(self) -> bool: ...

    @property
    def radius_km(self) -> float | None: ...

    @property
    def country(self) -> str: ...


class Apart(Enum):
    """Whether two records of places are two places."""

    NO = "no"
    PERHAPS = "perhaps"
    YES = "yes"


def kilometres(a: Positioned, b: Positioned) -> float | None:
    """The great-circle distance between two places; None where a position is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(half, 1.0)))


def apart(a: PortOrArea, b: PortOrArea) -> Apart:
    """Whether a ship at ``a`` cannot be at ``b`` too; an area may hold the other place."""
    if a.pk == b.pk:
        return Apart.NO
    distance = kilometres(a, b)
    if not a.is_area and not b.is_area:
        return Apart.PERHAPS if distance is not None and distance <= NEAR_KM else Apart.YES
    extents = [place.radius_km for place in (a, b) if place.is_area]
    if distance is None or None in extents:
        same_state = countries.state_of(a.country) == countries.state_of(b.country)
        return Apart.NO if same_state else Apart.PERHAPS
    reach = NEAR_KM + sum(extent for extent in extents if extent)
    return Apart.NO if distance <= reach else Apart.PERHAPS

"""Rules about ports and areas, and how far apart two of them are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from .. import countries
from ..choices import PortKind
from ..geography import NEAR_KM, Apart, apart, kilometres
from ..models import Exercise, Port
from .finding import ODD_BESIDE, Finding

EXERCISE_REACH_KM = 200.0
"""How far from its position an exercise reaches where no radius is recorded.

The position is that of a port, a base or the middle of a sea area; ships put to sea from a port
near it and come back there, and such a port call belongs to the exercise.
"""


def elsewhere(a: Port | Exercise, b: Port | Exercise) -> Apart:
    """Whether a ship that is certainly at ``a`` is not at ``b``.

    More is asked than by :func:`apart`, which suspects: two ports close by may be one, an area
    whose extent nobody knows may hold a port of another country, an exercise reaches to the ports
    about it and one exercise may be a part of another. Perhaps: no position tells.
    """
    if isinstance(a, Port) and isinstance(b, Port):
        return _another_place(a, b)
    distance = kilometres(a, b)
    if distance is None:
        return Apart.PERHAPS if isinstance(a, Port) or isinstance(b, Port) else Apart.NO
    return Apart.YES if distance > _reach(a) + _reach(b) else Apart.NO


def _another_place(a: Port, b: Port) -> Apart:
    found = apart(a, b)
    if found is not Apart.PERHAPS or not (a.is_area or b.is_area):
        return Apart.YES if found is Apart.YES else Apart.NO
    areas = [place for place in (a, b) if place.is_area]
    measured = kilometres(a, b) is not None and all(each.radius_km for each in areas)
    return Apart.YES if measured or (a.country and b.country) else Apart.NO


def _reach(place: Port | Exercise) -> float:
    """How far from its position a place extends."""
    if place.radius_km is not None:
        return place.radius_km
    return EXERCISE_REACH_KM if isinstance(place, Exercise) else NEAR_KM


@ODD_BESIDE.register(Port)
def check(ids: Sequence[int]) -> Iterator[Finding]:
    """What the rules say about the ports ``ids``."""
    ports = list(Port.objects.filter(pk__in=ids))
    codes = {port.unlocode for port in ports if port.unlocode}
    sharing: dict[str, list[Port]] = defaultdict(list)
    for other in Port.objects.filter(unlocode__in=codes, kind=PortKind.PORT).order_by("key"):
        sharing[other.unlocode].append(other)
    for port in ports:
        yield from _unlocode_of_another_country(port)
        yield from _area_without_extent(port)
        yield from _unlocode_taken(port, sharing[port.unlocode])


def _unlocode_of_another_country(port: Port) -> Iterator[Finding]:
    if not port.unlocode or not port.country:
        return
    country = port.unlocode[:2]
    if countries.state_of(country) != countries.state_of(port.country):
        yield Finding(
            port,
            "unlocode-of-another-country",
            _("its UN/LOCODE %(code)s belongs to another country than %(country)s. Correct one.")
            % {"code": port.unlocode, "country": countries.name(port.country)},
            impossible=False,
        )


def _area_without_extent(port: Port) -> Iterator[Finding]:
    if port.is_area and port.lat is not None and port.radius_km is None:
        yield Finding(
            port,
            "area-without-radius",
            _("it is an area with a centre but no radius. Add the radius, or clear the centre."),
            impossible=False,
        )


def _unlocode_taken(port: Port, sharing: list[Port]) -> Iterator[Finding]:
    others = [other.key for other in sharing if other.pk != port.pk]
    if others and not port.is_area:
        yield Finding(
            port,
            "unlocode-taken",
            _("“%(key)s” has the same UN/LOCODE %(code)s. Are they one port under two names?")
            % {"key": others[0], "code": port.unlocode},
            impossible=False,
        )

"""The date line: where a ship that sails east may come in on the day before she left.

Days are local calendar days at the place. Along one coast, and from zone to zone, a ship is slower
than the clock; only from a place that keeps the day of Asia to one that keeps the day of America
does she win a day: Apia is 130 km and 24 hours from Pago Pago. No zone is recorded for a place, so
that its country and its longitude decide, and where they leave it open either day is possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Flag
from typing import Protocol

from .. import dates


class Place(Protocol):
    """What is asked of a place: a country's code or nothing, and degrees east or none."""

    @property
    def country(self) -> str: ...
    @property
    def lon(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class AtSea:
    """A position of no country."""

    lon: float | None
    country: str = ""


class Day(Flag):
    """Whose day a place may keep; none where it is far from the Pacific, or not known."""

    NEITHER = 0
    ASIAN = 1
    AMERICAN = 2
    EITHER = ASIAN | AMERICAN


ONE_DAY = timedelta(days=1)

ASIAN = frozenset({"FJ", "MH", "NC", "NR", "NZ", "RU", "SB", "TO", "TV", "VU", "WF"})
"""Countries about the line that keep the day of Asia throughout, whatever their longitude says."""

AMERICAN = frozenset({"AS", "CK", "NU", "PF", "PN"})
"""Countries about the line that keep the day of America throughout."""

CHANGED: dict[str, date] = {
    "KI": date(1995, 1, 1),
    "TK": date(2011, 12, 31),
    "WS": date(2011, 12, 31),
}
"""Countries whose islands east of 180° went over to the day of Asia, and the first such day."""

ASIAN_FROM, AMERICAN_TO = 90.0, -65.0
"""East of the one and west of the other a voyage may lead over the Pacific."""

LINE_EAST, LINE_WEST = -150.0, 165.0
"""Between these, over 180°, the longitude alone does not tell whose day a place keeps."""


def day_at(place: Place, when: date) -> Day:
    """Whose day a place may keep on a day of its own calendar."""
    country, lon = place.country, place.lon
    if country in CHANGED and (lon is None or lon < 0):
        return Day.ASIAN if when >= CHANGED[country] else Day.AMERICAN
    if country in ASIAN or country in CHANGED:
        return Day.NEITHER if country == "RU" and not _is_pacific(lon) else Day.ASIAN
    if country in AMERICAN:
        return Day.AMERICAN
    if lon is None:
        return Day.NEITHER
    if country in ("US", "UM"):
        # The Aleutians beyond 180° keep the day of Alaska; Wake and the Marianas do not.
        return Day.ASIAN if ASIAN_FROM <= lon < 170 else Day.AMERICAN
    if not country and (lon <= LINE_EAST or lon >= LINE_WEST):
        return Day.EITHER
    if lon >= ASIAN_FROM:
        return Day.ASIAN
    return Day.AMERICAN if lon <= AMERICAN_TO else Day.NEITHER


def _is_pacific(lon: float | None) -> bool:
    return lon is None or lon >= ASIAN_FROM or lon < 0


def gained(leaving: Place, coming: Place, left: date) -> timedelta:
    """By how much the day of coming in may lie before ``left``, the day of leaving.

    One day from the day of Asia to that of America, else none. The other way a day is lost, which
    is no reason to doubt anything: it only leaves a ship less time than the days say.
    """
    from_asia = Day.ASIAN in day_at(leaving, left)
    return ONE_DAY if from_asia and Day.AMERICAN in day_at(coming, left) else timedelta(0)


def out_of_order(
    left: dates.FuzzyDate | None,
    leaving: Place | None,
    came: dates.FuzzyDate | None,
    coming: Place | None,
) -> bool:
    """Whether ``left``, a day at ``leaving``, lies too late for ``came``, a day at ``coming``.

    As :func:`dates.after`, but for the day that the date line may give.
    """
    if left is None or came is None or not dates.after(left, came):
        return False
    if leaving is None or coming is None or left.earliest is None or came.latest is None:
        return True
    return left.earliest - came.latest > gained(leaving, coming, left.earliest)

"""Rules about where one ship was on the same days, and how fast she went from place to place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from .. import dates
from ..choices import NOT_PRESENT, Certainty
from ..geography import Apart, apart, kilometres
from ..models import Visit, VisitParticipant
from .dateline import ONE_DAY, gained
from .finding import Finding

FASTEST_KM_A_DAY = 30 * 1.852 * 24
"""Thirty knots, which no warship keeps for days; and by sea it is further than in a line."""

REACH = timedelta(days=16)
"""In this many days any ship at that speed gets to the other side of the globe."""


@dataclass(frozen=True, slots=True)
class Stay:
    """The days a ship certainly was in port: her own where given, else the visit's."""

    visit: Visit
    vessel: int
    ship: str
    identified: bool
    certain_from: date
    certain_to: date
    in_words: str

    @property
    def is_sure(self) -> bool:
        """Whether the ship is named and the visit confirmed."""
        return not self.identified and self.visit.certainty == Certainty.CONFIRMED


def stays_of(row: VisitParticipant, visit: Visit) -> Iterator[Stay]:
    """The certain stay of a participant's vessel; nothing where no day is certain."""
    arrival = row.arrival or visit.arrival
    departure = row.departure or visit.departure
    span = dates.span(arrival, departure)
    if span is None or span.certain_from is None or span.certain_to is None:
        return
    words = dates.display_range(arrival, departure)
    for ship, identified in ((row.vessel, False), (row.identified_as, True)):
        if ship is not None:
            yield Stay(
                visit, ship.pk, ship.name, identified, span.certain_from, span.certain_to, words
            )


def others_near(own: Iterable[Stay]) -> dict[int, list[Stay]]:
    """Certain stays of the same ships in published visits around the days of ``own``, by ship."""
    own = list(own)
    found: dict[int, list[Stay]] = defaultdict(list)
    if not own:
        return found
    ships = {stay.vessel for stay in own}
    first = min(stay.certain_from for stay in own) - REACH
    last = max(stay.certain_to for stay in own) + REACH
    begun = Q(visit__arrival_earliest__lte=last) | Q(visit__arrival_earliest=None)
    ended = Q(visit__departure_latest__gte=first) | (
        Q(visit__departure_latest=None)
        & (Q(visit__arrival_latest__gte=first) | Q(visit__arrival_latest=None))
    )
    own_dates = ~Q(arrival_edtf="") | ~Q(departure_edtf="")
    rows = (
        VisitParticipant.objects.published()
        .filter(Q(vessel__in=ships) | Q(identified_as__in=ships))
        .filter((begun & ended) | own_dates)
        .exclude(visit__certainty__in=NOT_PRESENT)
        .select_related("visit__port", "vessel", "identified_as")
        .order_by("visit__key", "pk")
    )
    for row in rows:
        for stay in stays_of(row, row.visit):
            found[stay.vessel].append(stay)
    return found


def check(visit: Visit, own: Iterable[Stay], others: dict[int, list[Stay]]) -> Iterator[Finding]:
    """What the rules say about the stays of ``visit`` beside those of the same ships elsewhere."""
    for stay in own:
        for other in others.get(stay.vessel, []):
            if other.visit.pk != visit.pk:
                yield from _two_ports_at_once(stay, other)
                yield from _too_far(stay, other)


def _two_ports_at_once(stay: Stay, other: Stay) -> Iterator[Finding]:
    if not clash(stay, other):
        return
    separation = apart(stay.visit.port, other.visit.port)
    if separation is Apart.NO:
        return
    yield Finding(
        stay.visit,
        "two-ports-at-once",
        _(
            "%(ship)s is at %(port)s (%(days)s) and, in visit “%(other)s”, at %(other_port)s "
            "(%(other_days)s) on the same days. Correct one, or give the ship dates of her own."
        )
        % {
            "ship": stay.ship,
            "port": stay.visit.port,
            "days": stay.in_words,
            "other": other.visit.key,
            "other_port": other.visit.port,
            "other_days": other.in_words,
        },
        impossible=separation is Apart.YES and stay.is_sure and other.is_sure,
    )


def clash(stay: Stay, other: Stay) -> bool:
    """Whether two stays share more than the day on which a ship goes from one to the other.

    Over the date line she may go on one day and come in on the day before.
    """
    return not (follows(stay, other) or follows(other, stay))


def follows(earlier: Stay, later: Stay) -> bool:
    """Whether a ship can have left the one on its last certain day and come to the other."""
    return later.certain_from >= earlier.certain_to - _gained(earlier, later)


def _gained(earlier: Stay, later: Stay) -> timedelta:
    return gained(earlier.visit.port, later.visit.port, earlier.certain_to)


def _too_far(stay: Stay, other: Stay) -> Iterator[Finding]:
    """Told once for each pair, on the visit that comes second."""
    distance = kilometres(stay.visit.port, other.visit.port)
    if not follows(other, stay) or distance is None:
        return
    if apart(stay.visit.port, other.visit.port) is Apart.NO:
        return
    extents = [place.radius_km or 0.0 for place in (stay.visit.port, other.visit.port)]
    under_way = stay.certain_from - other.certain_to + _gained(other, stay)
    if distance - sum(extents) <= FASTEST_KM_A_DAY * ((under_way + ONE_DAY) / ONE_DAY):
        return
    yield Finding(
        stay.visit,
        "too-far",
        _(
            "%(ship)s is there (%(days)s) after visit “%(other)s” at %(other_port)s "
            "(%(other_days)s), %(distance)d km away as the crow flies: too far for the days "
            "between. Check both dates."
        )
        % {
            "ship": stay.ship,
            "days": stay.in_words,
            "other": other.visit.key,
            "other_port": other.visit.port,
            "other_days": other.in_words,
            "distance": distance,
        },
        impossible=False,
    )

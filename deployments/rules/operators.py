"""Rules about whose ship it was: a participant's country, navy and vessel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import F
from django.utils.translation import gettext as _

from .. import countries, dates
from ..loading import Loader
from ..models import (
    ExerciseParticipant,
    Navy,
    Record,
    Vessel,
    VesselIdentity,
    VisitParticipant,
)
from ..models.times import Then
from .finding import REACHING, Finding, is_sure

Identities = dict[int, list[VesselIdentity]]
ENOUGH = 20
"""After so many contradictions on one record the rest says nothing new."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A participation and when it was: ``record`` is what a finding is about."""

    record: Record
    participant: VisitParticipant | ExerciseParticipant
    start: dates.FuzzyDate | None
    end: dates.FuzzyDate | None

    @property
    def is_sure(self) -> bool:
        """Whether its days are given, and by unqualified dates."""
        return bool(self.start or self.end) and is_sure(self.start, self.end)

    @property
    def days(self) -> dates.Days:
        """The first and the last of its days; a date open on one side counts as its known day."""
        return dates.days_of(self.start, self.end)

    @property
    def widest(self) -> dates.Days:
        """As :attr:`days`, but a date open on one side reaches as far as the calendar."""
        first, last = self.start or self.end, self.end or self.start
        begin = (first.earliest if first else None) or date.min
        finish = (last.latest if last else None) or date.max
        return begin, finish

    @property
    def in_words(self) -> str:
        """The days, as they are known."""
        return dates.display_range(self.start, self.end)


@cache
def _identities() -> Loader:
    named = VesselIdentity.objects.filter(navy__isnull=False)
    return Loader(named.select_related("navy"), "vessel")


def identities_with_navy(vessels: Iterable[int]) -> Identities:
    """Identities that name a navy, by vessel."""
    found: Identities = defaultdict(list)
    for identity in _identities().rows(set(vessels)):
        found[identity.vessel_id].append(identity)
    return found


def check(occasion: Occasion, identities: Identities) -> Iterator[Finding]:
    """What the rules say about whose a participant is."""
    yield from _country_not_the_navys(occasion)
    yield from _navy_not_the_vessels(occasion, identities)


def _country_not_the_navys(occasion: Occasion) -> Iterator[Finding]:
    navy, country = occasion.participant.navy, occasion.participant.country
    if navy is None or not differ(country, navy.country):
        return
    yield Finding(
        occasion.record,
        "country-not-the-navys",
        _(
            "participant “%(participant)s” stands for %(country)s, but the %(navy)s is of "
            "%(other)s. Correct one of the two."
        )
        % {
            "participant": occasion.participant,
            "country": countries.name(country),
            "navy": navy,
            "other": countries.name(navy.country),
        },
        impossible=True,
    )


def differ(first: str, second: str) -> bool:
    """Whether two country codes are given and belong to different states."""
    return bool(first and second and countries.state_of(first) != countries.state_of(second))


def _navy_not_the_vessels(occasion: Occasion, identities: Identities) -> Iterator[Finding]:
    """A navy without a country is a multinational group, which any nation's ship may join.

    What would be right only on a day that the stated dates leave open (“on or before”) is odd.
    """
    row = occasion.participant
    for ship, named in ((row.vessel, True), (row.identified_as, False)):
        if ship is None:
            continue
        stated = row.navy if row.navy is not None and not row.navy.is_group else None
        known = identities[ship.pk]
        then = navies_then(ship, known, occasion)
        if not _contradicts(row, stated, then):
            continue
        wrong = _contradicts(row, stated, _navies_at_the_widest(ship, known, occasion))
        if stated is not None:
            ever = {ship.navy, *(each.navy for each in known)}
            sure = occasion.is_sure and not _undated(stated, known)
            wrong = wrong and (stated not in ever or sure)
        yield Finding(
            occasion.record,
            "navy-not-the-vessels",
            _(
                "participant “%(participant)s” is given for %(stated)s, but %(vessel)s was of "
                "%(navies)s then (%(days)s). Correct the participant, or give the vessel a dated "
                "identity with that navy."
            )
            % {
                "participant": row,
                "stated": stated or countries.name(row.country),
                "vessel": ship.name,
                "navies": ", ".join(sorted(str(each) for each in then)),
                "days": occasion.in_words or _("day not known"),
            },
            impossible=wrong and named,
        )


def _contradicts(
    row: VisitParticipant | ExerciseParticipant, stated: Navy | None, navies: set[Navy]
) -> bool:
    """Whether what is stated, a navy or else a country, is none of ``navies``."""
    if stated is not None:
        return stated not in navies
    return all(differ(row.country, each.country) for each in navies)


def navies_then(ship: Vessel, identities: list[VesselIdentity], occasion: Occasion) -> set[Navy]:
    """The navies that ``ship`` may have been of: dated identities decide, else her present one."""
    return set(Then(ship, occasion.days, identities).navies)


def _navies_at_the_widest(
    ship: Vessel, identities: list[VesselIdentity], occasion: Occasion
) -> set[Navy]:
    """:func:`navies_then`, and those of the days that are open; an undated navy is of any day."""
    navies = navies_then(ship, identities, occasion)
    if occasion.widest == occasion.days:
        return navies
    undated = ship.navy not in _dated(identities, date.min, date.max)
    return navies | _dated(identities, *occasion.widest) | ({ship.navy} if undated else set())


def _dated(identities: list[VesselIdentity], begin: date, finish: date) -> set[Navy]:
    """The navies of dated identities that may have held on a day between the two."""
    navies = set()
    for identity in identities:
        if identity.navy is None or not (identity.held_from or identity.held_to):
            continue
        opens = identity.held_from.earliest if identity.held_from else None
        closes = identity.held_to.latest if identity.held_to else None
        if (opens or date.min) <= finish and begin <= (closes or date.max):
            navies.add(identity.navy)
    return navies


def _undated(navy: Navy, identities: list[VesselIdentity]) -> bool:
    """Whether a source gives the ship that navy without saying when."""
    return any(
        each.navy_id == navy.pk and not (each.held_from or each.held_to) for each in identities
    )


# What a change of a vessel or a navy makes of the public records that name it ---------------------


@REACHING.register(Vessel)
def named_by_vessels(ids: Sequence[int]) -> Iterator[Finding]:
    """Contradictions in public visits and exercises, as findings on the vessels ``ids``."""
    identities = identities_with_navy(ids)
    for occasion in _public_occasions(vessel__in=ids):
        vessel = occasion.participant.vessel
        if vessel is not None:
            on_vessel = Occasion(vessel, occasion.participant, occasion.start, occasion.end)
            yield from _navy_not_the_vessels(on_vessel, identities)


@REACHING.register(Navy)
def named_by_navies(ids: Sequence[int]) -> Iterator[Finding]:
    """Contradictions in public visits and exercises, as findings on the navies ``ids``."""
    for model in (VisitParticipant, ExerciseParticipant):
        rows = model.objects.published().filter(navy__in=ids).exclude(country="")
        rows = rows.exclude(navy__country="").exclude(country=F("navy__country"))
        for row in rows.select_related("navy")[:ENOUGH]:
            if row.navy is not None:
                yield from _country_not_the_navys(Occasion(row.navy, row, None, None))


def _public_occasions(**which: object) -> Iterator[Occasion]:
    visits = VisitParticipant.objects.published().filter(**which)
    for row in visits.select_related("visit", "navy", "vessel__navy"):
        visit = row.visit
        yield Occasion(visit, row, row.arrival or visit.arrival, row.departure or visit.departure)
    drills = ExerciseParticipant.objects.published().filter(**which)
    for drill in drills.select_related("exercise", "navy", "vessel__navy"):
        yield Occasion(drill.exercise, drill, drill.exercise.start, drill.exercise.end)

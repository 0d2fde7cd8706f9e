"""Rules about visits and the ships that made them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from django.utils.translation import gettext as _

from .. import dates
from ..dates import after
from ..loading import Loader, kept
from ..models import Assignment, Deployment, Visit, VisitParticipant
from . import operators, plans, stays, support
from .dateline import out_of_order
from .finding import CHECKS, Finding


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules need to know of the rest of the database, fetched once for many visits."""

    identities: operators.Identities
    near: dict[int, list[stays.Stay]]
    assignments: dict[tuple[int, int], list[Assignment]]
    successors: Mapping[int, int]


@cache
def _checked() -> Loader:
    """Visits, drafts included, with what the rules ask of each."""
    participants = VisitParticipant.objects.select_related(
        "navy", "vessel__navy", "identified_as__navy", "deployment__origin_port"
    )
    rows = Visit.objects.select_related("port", "deployment__origin_port", "superseded_by")
    return Loader(
        rows.prefetch_related(kept(Visit, "participants", participants), support.citations(Visit))
    )


@cache
def _assignments() -> Loader:
    return Loader(Assignment.objects.all(), "deployment")


@CHECKS.register(Visit)
def check(ids: Sequence[int]) -> Iterator[Finding]:
    """What the rules say about the visits ``ids``."""
    visits: list[Visit] = _checked().rows(ids)
    own = {visit.pk: list(_own_stays(visit)) for visit in visits}
    known = _known(visits, own)
    for visit in visits:
        rows = list(visit.participants.all())
        yield from stays.check(visit, own[visit.pk], known.near)
        for row in rows:
            occasion = operators.Occasion(visit, row, *_days(visit, row))
            yield from operators.check(occasion, known.identities)
            yield from _own_days_outside(visit, row)
            yield from _outside_deployment(visit, row)
            yield from _not_of_the_deployment(visit, row, known)
        yield from _ship_twice(visit, rows)
        yield from plans.check(visit, known.successors)
        yield from _says_too_little(visit, rows)
        yield from support.check(visit)
        yield from support.confirmed(visit)
        yield from support.announced_only(visit, visit.arrival or visit.departure)


def _own_stays(visit: Visit) -> Iterator[stays.Stay]:
    if visit.is_presence:
        for row in visit.participants.all():
            yield from stays.stays_of(row, visit)


def _days(
    visit: Visit, row: VisitParticipant
) -> tuple[dates.FuzzyDate | None, dates.FuzzyDate | None]:
    return row.arrival or visit.arrival, row.departure or visit.departure


def _known(visits: Sequence[Visit], own: dict[int, list[stays.Stay]]) -> Known:
    rows = [row for visit in visits for row in visit.participants.all()]
    ships = {row.vessel_id for row in rows} | {row.identified_as_id for row in rows}
    vessels = {pk for pk in ships if pk is not None}
    voyages = {voyage.pk for visit in visits for voyage in _voyages(visit)}
    assignments: dict[tuple[int, int], list[Assignment]] = defaultdict(list)
    for each in _assignments().rows(voyages):
        assignments[each.deployment_id, each.vessel_id].append(each)
    return Known(
        identities=operators.identities_with_navy(vessels),
        near=stays.others_near(stay for found in own.values() for stay in found),
        assignments=assignments,
        successors=plans.successors(visits),
    )


def _voyages(visit: Visit) -> Iterator[Deployment]:
    for voyage in (visit.deployment, *(row.deployment for row in visit.participants.all())):
        if voyage is not None:
            yield voyage


def _own_days_outside(visit: Visit, row: VisitParticipant) -> Iterator[Finding]:
    early = after(visit.arrival, row.arrival) or after(visit.arrival, row.departure)
    late = after(row.departure, visit.departure) or after(row.arrival, visit.departure)
    if early or late:
        yield Finding(
            visit,
            "own-dates-outside",
            _(
                "participant “%(participant)s” has dates of its own (%(own)s) outside those of "
                "the visit (%(days)s). Correct one, or widen the visit."
            )
            % {
                "participant": row,
                "own": dates.display_range(row.arrival, row.departure),
                "days": visit.dates_in_words,
            },
            impossible=False,
        )


def _outside_deployment(visit: Visit, row: VisitParticipant) -> Iterator[Finding]:
    """Odd and no more: sources count a voyage from different days, or to different ports."""
    voyage = row.deployment or visit.deployment
    if voyage is None:
        return
    arrival, departure = _days(visit, row)
    begun, ended, home = departure or arrival, arrival or departure, voyage.origin_port
    early = out_of_order(voyage.start, home, begun, visit.port)
    if early or out_of_order(ended, visit.port, voyage.end, home):
        yield Finding(
            visit,
            "outside-deployment",
            _(
                "participant “%(participant)s” is there (%(days)s) outside the dates of "
                "deployment “%(key)s” (%(voyage)s). Correct one, or take it out of the deployment."
            )
            % {
                "participant": row,
                "days": dates.display_range(arrival, departure),
                "key": voyage.key,
                "voyage": voyage.dates_in_words,
            },
            impossible=False,
        )


def _not_of_the_deployment(visit: Visit, row: VisitParticipant, known: Known) -> Iterator[Finding]:
    """Planned stops are left out: the ships meant then are not always those that sailed."""
    voyage, ship = row.deployment or visit.deployment, row.vessel
    if voyage is None or ship is None or not visit.is_presence:
        return
    arrival, departure = _days(visit, row)
    if any(
        not after(each.joined, departure or arrival) and not after(arrival or departure, each.left)
        for each in known.assignments[voyage.pk, ship.pk]
    ):
        return
    yield Finding(
        visit,
        "not-of-the-deployment",
        _(
            "%(ship)s is not among the ships of deployment “%(key)s” then. Add her there, or give "
            "the participant the deployment she was on."
        )
        % {"ship": ship.name, "key": voyage.key},
        impossible=False,
    )


def _ship_twice(visit: Visit, rows: list[VisitParticipant]) -> Iterator[Finding]:
    """A ship that came back has two rows with dates of their own that can lie apart."""
    for first, second in combinations(rows, 2):
        ships = {first.vessel or first.identified_as, second.vessel or second.identified_as}
        ship = ships.pop()
        if ships or ship is None:
            continue
        apart = after(second.arrival, first.departure) or after(first.arrival, second.departure)
        if not apart:
            yield Finding(
                visit,
                "ship-twice",
                _(
                    "%(ship)s takes part twice. Take one row out, or give each the dates of its "
                    "own stay."
                )
                % {"ship": ship.name},
                impossible=False,
            )


def _says_too_little(visit: Visit, rows: list[VisitParticipant]) -> Iterator[Finding]:
    """A draft may be incomplete; what is public should say who and when."""
    if not visit.is_published:
        return
    if not rows:
        yield Finding(
            visit, "nobody-took-part", _("nobody takes part. Add its ships or navies."), False
        )
    if visit.arrival is None and visit.departure is None:
        yield Finding(
            visit,
            "no-date",
            _("it has neither arrival nor departure. Give at least the year, or “on or before”."),
            False,
        )

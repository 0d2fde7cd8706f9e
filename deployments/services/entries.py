"""What stands on the timeline for a published occurrence, and in which bounds.

Rule 1 closes open stays (see ``rules.windows``); rule 8 makes a departure or return that opens
or closes a deployment one entry, not two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from .. import dates
from ..choices import EntryKind, Purpose
from ..loading import Loader
from ..models import (
    Assignment,
    Commentary,
    Deployment,
    Engagement,
    Exercise,
    Occurrence,
    TimelineEntry,
    Visit,
)
from ..models.names import countries_then
from ..orders import UNDATED
from ..public.entries import LASTING, NEAR_DAYS
from ..public.window import reaches_far
from ..querysets import records_of
from ..registry import Registry
from . import windows
from .facets import Facets, add, add_navies, add_participants, add_places, add_subject

DEPLOYMENT_CAP_DAYS = 365
"""How long a deployment whose end nobody reported may have lasted."""

DAYS = ("possible_from", "possible_to", "certain_from", "certain_to")
"""The columns that hold the days of a span."""

FACET = ("entry_id", "facet", "value", "kind", "period", "sort_day")
STRETCH = ("entry_id", "vessel_id", *DAYS)


@dataclass(slots=True)
class Plan:
    """An entry as it should be: its columns, and what it involves."""

    slug: str
    record_type: str
    record_id: int
    kind: str
    span: dates.Span | None
    when: dates.FuzzyDate | None
    """The date by which it stands among others."""
    certainty: str = ""
    in_stream: bool = True
    facets: Facets = field(default_factory=set)
    stretches: set[windows.Stretch] = field(default_factory=set)

    def columns(self) -> dict[str, object]:
        """The columns of the entry."""
        span, day = self.span, self.when.sort_day if self.when else UNDATED
        return {
            "slug": self.slug,
            f"{self.record_type}_id": self.record_id,
            "kind": self.kind,
            "in_stream": self.in_stream,
            "certainty": self.certainty,
            "period": self.when.period if self.when else 0,
            "sort_day": day,
            **{name: getattr(span, name, None) for name in DAYS},
            "reaches_far": bool(span and reaches_far(day, span.possible_from, span.possible_to)),
        }

    def entry(self) -> TimelineEntry:
        """A new, unsaved entry."""
        return TimelineEntry(**self.columns())

    def matches(self, entry: TimelineEntry, facets: Facets) -> bool:
        """Whether the stored entry, which has these facets and its stretches at hand, says so."""
        stretches = [
            windows.Stretch(row.vessel_id, dates.Span(*(getattr(row, name) for name in DAYS)))
            for row in entry.stretches.all()
        ]
        same = facets == self.facets and sorted(stretches, key=str) == sorted(
            self.stretches, key=str
        )
        return same and all(getattr(entry, name) == value for name, value in self.columns().items())

    def facets_of(self, entry: TimelineEntry) -> Iterator[tuple[object, ...]]:
        """What the stored entry involves, as rows of :data:`FACET`."""
        for facet, value in sorted(self.facets):
            yield entry.pk, facet, value, entry.kind, entry.period, entry.sort_day

    def stretches_of(self, entry: TimelineEntry) -> Iterator[tuple[object, ...]]:
        """The stretches of days of the stored entry, as rows of :data:`STRETCH`."""
        for vessel, span in sorted(self.stretches, key=str):
            yield entry.pk, vessel, *(getattr(span, name) for name in DAYS)


PLANS: Registry[Callable[[Sequence[int]], list[Plan]]] = Registry("plan of entries")
"""The entries of occurrences of a kind, by their ids; nothing for what is not published."""


# Visits and exercises ---------------------------------------------------------------------------


@cache
def _published(model: type[Occurrence]) -> Loader:
    """Published occurrences of a kind with what their entries are made of."""
    paths: tuple[str, ...] = model.entry_paths
    return Loader(records_of(model).published().with_public(*paths))


@cache
def _of_vessels() -> Loader:
    return Loader(Assignment.objects.published().select_related("deployment"), "vessel")


def _assignments(vessels: Iterable[int]) -> dict[int, list[Assignment]]:
    """Published assignments by vessel."""
    found: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in _of_vessels().rows(set(vessels)):
        found[assignment.vessel_id].append(assignment)
    return found


def _assigned_deployments(
    vessels: Iterable[int], when: dates.Span | None, assignments: dict[int, list[Assignment]]
) -> Iterable[int]:
    """Deployments that a ship was assigned to, possibly, when it happened."""
    for vessel in vessels:
        for assignment in assignments.get(vessel, []):
            stay = dates.span(
                assignment.joined or assignment.deployment.start,
                assignment.left or assignment.deployment.end,
                cap_days=DEPLOYMENT_CAP_DAYS,
            )
            if when and stay and _falls_into(when, stay):
                yield assignment.deployment_id


def _falls_into(when: dates.Span, stay: dates.Span) -> bool:
    """Whether something may have happened in the time a ship was assigned.

    A longer stay that only ends on the day the ship joined, or only begins on the day it left,
    belongs to what came before or after.
    """
    if dates.overlap(when, stay) is dates.Overlap.NONE:
        return False
    if when.possible_from == when.possible_to:
        return True
    return when.possible_to > stay.possible_from and when.possible_from < stay.possible_to


@PLANS.register(Visit)
def _visits(ids: Sequence[int]) -> list[Plan]:
    visits: list[Visit] = _published(Visit).rows(ids)
    vessels_of = {}
    facets_of: dict[int, Facets] = {}
    for visit in visits:
        facets_of[visit.pk] = set()
        vessels_of[visit.pk] = add_participants(visit.participants.all(), facets_of[visit.pk])
    assignments = _assignments(set().union(*vessels_of.values()) if visits else set())
    kinds = {visit.pk: visit_kind(visit) for visit in visits}
    departing = {pk for pk, kind in kinds.items() if kind == EntryKind.DEPARTURE}
    lasting = windows.of_visits(visits, departing)
    plans = []
    for visit in visits:
        facets, vessels = facets_of[visit.pk], vessels_of[visit.pk]
        span = lasting[visit.pk].span
        add(facets, "port", visit.port.pk)
        add_places(visit.port, visit.countries, facets)
        if span is not None and visit.begins is not None and _is_lasting(span, visit.begins):
            add(facets, LASTING, visit.port.pk)
        own = [visit.deployment, *(row.deployment for row in visit.participants.all())]
        for deployment in own:
            if deployment is not None:
                add(facets, "deployment", deployment.pk)
        for pk in _assigned_deployments(vessels, span, assignments):
            add(facets, "deployment", pk)
        plans.append(
            Plan(
                slug=f"visit:{visit.key}",
                record_type="visit",
                record_id=visit.pk,
                kind=kinds[visit.pk],
                span=span,
                when=visit.begins,
                certainty=visit.certainty,
                facets=facets,
                stretches=lasting[visit.pk].stretches,
            )
        )
    return plans


def _is_lasting(span: dates.Span, begins: dates.FuzzyDate) -> bool:
    """Whether some of its days are not near the day by which it stands in lists."""
    first, last = (begins.sort_day - span.possible_from), (span.possible_to - begins.sort_day)
    return max(first.days, last.days) > NEAR_DAYS


def visit_kind(visit: Visit) -> str:
    """Whether a visit tells the departure or return that opens or closes its deployment.

    It does when it is at a base and may be on that day, or is elsewhere and surely on that day.
    The participants' vessels have to be prefetched.
    """
    deployment = visit.deployment
    if deployment is None or not visit.is_presence:
        return EntryKind.VISIT
    if visit.arrival is None and _opens_or_closes(visit, visit.departure, deployment.start):
        return EntryKind.DEPARTURE
    if _opens_or_closes(visit, visit.arrival, deployment.end):
        return EntryKind.RETURN
    return EntryKind.VISIT


def _opens_or_closes(
    visit: Visit, when: dates.FuzzyDate | None, limit: dates.FuzzyDate | None
) -> bool:
    if when is None or limit is None or not _same_day(when, limit):
        return False
    return _at_base(visit) or (when.is_exact and limit.is_exact)


def _at_base(visit: Visit) -> bool:
    """Whether the port is the home of the voyage or of one of the ships."""
    if visit.purpose == Purpose.HOME_PORT:
        return True
    if visit.deployment is not None and visit.deployment.origin_port_id == visit.port_id:
        return True
    return any(
        row.vessel is not None and row.vessel.home_port_id == visit.port_id
        for row in visit.participants.all()
    )


def _same_day(first: dates.FuzzyDate, second: dates.FuzzyDate) -> bool:
    """Whether two dates may be the same day."""
    return not dates.after(first, second) and not dates.after(second, first)


def _one_day(when: dates.FuzzyDate | None) -> dates.Span | None:
    return when.span() if when else None


@PLANS.register(Exercise)
def _exercises(ids: Sequence[int]) -> list[Plan]:
    exercises: list[Exercise] = _published(Exercise).rows(ids)
    facets_of: dict[int, Facets] = {}
    vessels_of = {}
    for exercise in exercises:
        facets_of[exercise.pk] = set()
        vessels_of[exercise.pk] = add_participants(
            exercise.participants.all(), facets_of[exercise.pk]
        )
    assignments = _assignments(set().union(*vessels_of.values()) if exercises else set())
    lasting = windows.of_exercises(exercises)
    plans = []
    for exercise in exercises:
        span = lasting[exercise.pk].span
        facets = facets_of[exercise.pk]
        for pk in _assigned_deployments(vessels_of[exercise.pk], span, assignments):
            add(facets, "deployment", pk)
        plans.append(
            Plan(
                slug=f"exercise:{exercise.key}",
                record_type="exercise",
                record_id=exercise.pk,
                kind=EntryKind.EXERCISE,
                span=span,
                when=exercise.begins,
                certainty=exercise.certainty,
                facets=facets,
                stretches=lasting[exercise.pk].stretches,
            )
        )
    return plans


# Deployments ------------------------------------------------------------------------------------


@PLANS.register(Deployment)
def _deployments(ids: Sequence[int]) -> list[Plan]:
    plans = []
    deployments: list[Deployment] = _published(Deployment).rows(ids)
    for deployment in deployments:
        facets: Facets = {("deployment", str(deployment.pk))}
        add_navies(facets, [deployment.lead_navy])
        for assignment in deployment.assignments.all():
            add(facets, "vessel", assignment.vessel.pk)
            add_navies(facets, assignment.vessel_then.navies)
        told = {visit_kind_of(visit, deployment) for visit in deployment.visits.all()}
        start, end = deployment.start, deployment.end
        span = dates.span(start, end, cap_days=DEPLOYMENT_CAP_DAYS)
        plans.append(
            Plan(
                slug=f"deployment:{deployment.key}",
                record_type="deployment",
                record_id=deployment.pk,
                kind="",
                span=span,
                when=deployment.begins,
                in_stream=False,
                facets=facets,
            )
        )
        for kind, when in ((EntryKind.DEPARTURE, start), (EntryKind.RETURN, end)):
            if when is None or kind in told:
                continue
            own = set(facets)
            if kind == EntryKind.DEPARTURE and deployment.origin_port is not None:
                add(own, "port", deployment.origin_port.pk)
                for code in countries_then(deployment.origin_port, start):
                    add(own, "country", code)
            plans.append(
                Plan(
                    slug=f"{kind}:{deployment.key}",
                    record_type="deployment",
                    record_id=deployment.pk,
                    kind=kind,
                    span=when.span(),
                    when=when,
                    facets=own,
                )
            )
    return plans


def visit_kind_of(visit: Visit, deployment: Deployment) -> str:
    """:func:`visit_kind` of a visit whose deployment is at hand."""
    visit.deployment = deployment
    return visit_kind(visit)


# Engagements and commentary ---------------------------------------------------------------------


@PLANS.register(Engagement)
def _engagements(ids: Sequence[int]) -> list[Plan]:
    plans = []
    engagements: list[Engagement] = _published(Engagement).rows(ids)
    for engagement in engagements:
        facets: Facets = set()
        if engagement.port is not None:
            add(facets, "port", engagement.port.pk)
            add_places(engagement.port, engagement.countries, facets)
        if engagement.visit is not None and engagement.visit.deployment is not None:
            add(facets, "deployment", engagement.visit.deployment.pk)
        for row in engagement.engagement_people.all():
            add(facets, "person", row.person.pk)
        for represented in engagement.engagement_countries.all():
            add(facets, "country", represented.country)
        start, end = engagement.start, engagement.end
        plans.append(
            Plan(
                slug=f"engagement:{engagement.key}",
                record_type="engagement",
                record_id=engagement.pk,
                kind=EntryKind.ENGAGEMENT,
                span=dates.span(start, end, cap_days=0),
                when=engagement.begins,
                facets=facets,
            )
        )
    return plans


@PLANS.register(Commentary)
def _commentary(ids: Sequence[int]) -> list[Plan]:
    plans = []
    commentary: list[Commentary] = _published(Commentary).rows(ids)
    for statement in commentary:
        facets: Facets = set()
        add(facets, "person", statement.person.pk)
        add(facets, "country", statement.person.country)
        for answer in statement.answers.all():
            add(facets, "question", answer.question.pk)
        for position in statement.theme_positions.all():
            add(facets, "theme", position.theme.pk)
        for subject in statement.subjects.all():
            add_subject(subject, statement.date, facets)
        plans.append(
            Plan(
                slug=f"statement:{statement.key}",
                record_type="commentary",
                record_id=statement.pk,
                kind=EntryKind.STATEMENT,
                span=_one_day(statement.date),
                when=statement.begins,
                facets=facets,
            )
        )
    return plans

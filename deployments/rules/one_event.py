"""Rules about one visit, deployment, exercise, occasion, statement or period under two keys."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from .. import dates
from ..choices import EngagementKind, Status
from ..models import (
    Answer,
    Citation,
    Commentary,
    Coverage,
    Deployment,
    Engagement,
    EngagementPerson,
    Exercise,
    Occurrence,
    ThemePosition,
    Visit,
    VisitParticipant,
)
from . import plans
from .alike import NAMED, R, differ, entered_twice, name_of, shared, standing
from .days import Days, overlapping
from .finding import ODD, Finding

O = TypeVar("O", bound=Occurrence)  # noqa: E741

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")


@dataclass(frozen=True, slots=True)
class Call:
    """A participant's call at a port, with what tells an unnamed one from another."""

    row: VisitParticipant
    days: Days


@ODD.register(Visit)
def visits(ids: Sequence[int]) -> Iterator[Finding]:
    """Visits of one ship, or of unnamed ships of one navy, at one port on the same days.

    A plan that leads to the other, or both to the same one, is no second visit.
    """
    wanted = set(ids)
    calls: dict[Hashable, list[Call]] = defaultdict(list)
    ports = Visit.objects.filter(pk__in=ids).values("port")
    rows = VisitParticipant.objects.filter(visit__port__in=ports)
    for row in rows.exclude(visit__status=Status.WITHDRAWN).select_related("visit").order_by("pk"):
        visit = row.visit
        days = Days(row.arrival or visit.arrival, row.departure or visit.departure)
        if days.is_known:
            calls[visit.port_id, _who(row)].append(Call(row, days))
    chain = plans.chain(Visit)
    twins: dict[int, dict[int, Visit]] = defaultdict(dict)
    for several in calls.values():
        for first, second in overlapping(several, lambda call: call.days):
            one, other = first.row.visit, second.row.visit
            settled = _end_of(one.pk, chain) == _end_of(other.pk, chain)
            if settled or wanted.isdisjoint((one.pk, other.pk)) or _told_apart(first, second):
                continue
            twins[one.pk][other.pk] = other
            twins[other.pk][one.pk] = one
    for visit in Visit.objects.filter(pk__in=wanted & twins.keys()).order_by("key"):
        others = sorted(twins[visit.pk].values(), key=lambda each: each.key)[:NAMED]
        planned = any(not each.is_presence for each in (visit, *others))
        advice = _("give each the days of its own")
        if planned:
            advice = _("say by which visit the planned one is superseded")
        yield entered_twice(visit, others, advice)


def _who(row: VisitParticipant) -> Hashable:
    ship = row.vessel_id or row.identified_as_id
    if ship is not None:
        return "vessel", ship
    return ("navy", row.navy_id) if row.navy_id is not None else ("country", row.country)


def _told_apart(first: Call, second: Call) -> bool:
    """Whether two calls of unnamed ships are of other ships, or both are of one visit."""
    a, b = first.row, second.row
    if a.visit_id == b.visit_id:
        return True
    if a.vessel_id or a.identified_as_id:
        return False
    said = differ(name_of(a.said), name_of(b.said))
    return said or differ(a.count, b.count) or differ(name_of(a.type), name_of(b.type))


def _end_of(planned: int, chain: dict[int, int]) -> int:
    """The record to which “superseded by” leads in the end."""
    seen = {planned}
    following = chain.get(planned)
    while following is not None and following not in seen:
        seen.add(following)
        planned, following = following, chain.get(following)
    return planned


@ODD.register(Deployment)
def deployments(ids: Sequence[int]) -> Iterator[Finding]:
    """Deployments of one navy under one name on the same days."""
    yield from _happened_twice(
        Deployment,
        ids,
        lambda each: [(each.lead_navy_id, name_without_year(each.name, each.start))],
    )


@ODD.register(Exercise)
def exercises(ids: Sequence[int]) -> Iterator[Finding]:
    """Exercises of one name on the same days; “RIMPAC 2024” and “Exercise RIMPAC” are one name.

    A plan that leads to the other is no second exercise.
    """
    chain = plans.chain(Exercise)
    yield from _happened_twice(
        Exercise,
        ids,
        lambda each: [name_without_year(each.name, each.start)],
        lambda first, second: _end_of(first.pk, chain) == _end_of(second.pk, chain),
    )


@ODD.register(Engagement)
def engagements(ids: Sequence[int]) -> Iterator[Finding]:
    """Occasions of one name, or of one kind at one port with one person, on the same days."""
    people: dict[int, list[int]] = defaultdict(list)
    for engagement, person in EngagementPerson.objects.values_list("engagement", "person"):
        people[engagement].append(person)

    def marks(each: Engagement) -> Iterator[Hashable]:
        yield name_without_year(each.name, each.start)
        if each.port_id is not None and each.kind not in (
            EngagementKind.UNKNOWN,
            EngagementKind.OTHER,
        ):
            yield from ((each.kind, each.port_id, person) for person in people[each.pk])

    yield from _happened_twice(
        Engagement, ids, marks, lambda first, second: differ(first.port_id, second.port_id)
    )


def name_without_year(name: str, start: dates.FuzzyDate | None = None) -> str:
    """What is held every year, whichever year it is: “Exercise RIMPAC 2024” is “rimpac”.

    A number of two digits at the end is a year where it is the one of ``start``.
    """
    plain = name_of(_YEAR.sub(" ", name)).removeprefix("exercise ")
    if start is not None and start.earliest is not None:
        plain = plain.removesuffix(f" {start.earliest:%y}")
    return plain


def _happened_twice(
    model: type[O],
    ids: Sequence[int],
    marks: Callable[[O], Iterable[Hashable]],
    elsewhere: Callable[[O, O], bool] = lambda _first, _second: False,
) -> Iterator[Finding]:
    """Records with a mark in common that may be of the same days, or that have none."""
    yield from _pairs(
        ids,
        [
            (record, mark, Days(*record.stretch))
            for record in standing(model)
            for mark in set(marks(record))
            if mark
        ],
        elsewhere,
        _("give each its own days or name"),
    )


def _pairs(
    ids: Sequence[int],
    marked: Iterable[tuple[R, Hashable, Days]],
    elsewhere: Callable[[R, R], bool],
    advice: str,
) -> Iterator[Finding]:
    of_mark: dict[Hashable, list[tuple[R, Days]]] = defaultdict(list)
    for record, mark, days in marked:
        of_mark[mark].append((record, days))
    wanted = set(ids)
    twins: dict[R, dict[int, R]] = defaultdict(dict)
    for several in of_mark.values():
        for (one, _days), (other, _others) in overlapping(several, lambda each: each[1]):
            if not (wanted.isdisjoint((one.pk, other.pk)) or elsewhere(one, other)):
                twins[one][other.pk] = other
                twins[other][one.pk] = one
    for record in sorted(twins, key=lambda each: each.key):
        if record.pk in wanted:
            others = sorted(twins[record].values(), key=lambda each: each.key)[:NAMED]
            yield entered_twice(record, others, advice)


@ODD.register(Coverage)
def coverage(ids: Sequence[int]) -> Iterator[Finding]:
    """Coverage of the same, for the same records, on the same days."""
    yield from _pairs(
        ids,
        [
            (each, (each.navy_id, each.port_id, each.country, each.followed), days)
            for each in standing(Coverage)
            for days in [Days(each.since, each.until)]
        ],
        lambda _first, _second: False,
        _("give each its own days"),
    )


@ODD.register(Commentary)
def commentary(ids: Sequence[int]) -> Iterator[Finding]:
    """Statements of one person in the same words, or of one day and source in much the same.

    An interview gives many statements, so that a day and a source alone are no sign.
    """
    speakers = Commentary.objects.filter(pk__in=ids).values("person")
    of_them = {"commentary__person__in": speakers}
    matters: dict[int, set[Hashable]] = defaultdict(set)
    for statement, question in Answer.objects.filter(**of_them).values_list(
        "commentary", "question"
    ):
        matters[statement].add(question)
    for statement, theme, position in ThemePosition.objects.filter(**of_them).values_list(
        "commentary", "theme", "position"
    ):
        matters[statement].add((theme, position))
    cited: dict[int, set[int]] = defaultdict(set)
    citations = Citation.objects.filter(target_commentary__person__in=speakers)
    for target, source in citations.values_list("target_commentary", "source"):
        if target is not None:
            cited[target].add(source)

    def marks(each: Commentary) -> Iterator[Hashable]:
        for text in (each.summary, each.quote):
            if name_of(text):
                yield each.person_id, name_of(text)
        if each.date is not None:
            yield from ((each.person_id, each.date.edtf, source) for source in cited[each.pk])

    def told_apart(first: Commentary, second: Commentary) -> bool:
        if name_of(first.quote) == name_of(second.quote) != "":
            return False
        words = [set(name_of(each.summary).split()) for each in (first, second)]
        if not all(words):
            return matters[first.pk] != matters[second.pk]
        return len(words[0] & words[1]) * 2 < len(words[0] | words[1])

    known = standing(Commentary).filter(person__in=speakers)
    for record, others in shared(known, ids, marks, told_apart):
        yield entered_twice(record, others, _("say in each what the other does not"))

"""Who was in port with whom, stay by stay: of a port, or of one party wherever it called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, cast

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from ..choices import PortKind
from ..pages.reading import Documents
from ..public import TimelineEntry, TimelineFacet, around
from ..public.involving import read_entries
from ..shapes import Port, Visit
from .engine import Meeting, Where, meet
from .parties import ANYBODY, Named, Party
from .reader import PORT, groups_of, named, without_country
from .stays import Stays, Told
from .sweep import Outline

MOST_MET = 12
"""Other stays that are looked into for each one; of more it is said that there are more."""


class Met(NamedTuple):
    """Another stay, and on which days it was one with the first, how surely, and why."""

    other: Told
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class InPort:
    """A stay of whom is asked for, those it met in port, and how many were not looked into."""

    told: Told
    met: Sequence[Met]
    further: int


@dataclass(frozen=True, slots=True)
class Company:
    """The stays of a page, in its order, with who is asked for and where, by name."""

    stays: Sequence[InPort]
    party: Named | None
    ports: Sequence[str]


def with_ports(entries: QuerySet[TimelineEntry]) -> QuerySet[TimelineEntry]:
    """The port calls among entries that took place, each with its ``port``."""
    there = TimelineFacet.objects.filter(entry=OuterRef("pk"), facet=PORT)
    calls = entries.filter(visit__isnull=False, possible_from__isnull=False)
    return calls.annotate(port=Subquery(there.values("value")[:1]))


def company(
    rows: Sequence[TimelineEntry],
    party: Party | None,
    ports: Sequence[int],
    days: tuple[date | None, date | None],
    certain: bool = False,
) -> Company:
    """Whom the port calls ``rows`` met, of a party or of anybody: three queries.

    Of meetings those that possibly were on one of ``days`` asked for, of which None is open; or
    those that certainly were.
    """
    beside = _beside(rows)
    calls = {row.pk: row for row in rows}
    calls |= {row.pk: row for each in beside.values() for row, _number in each}
    documents = Documents()
    found = documents.find(_wanted(rows, calls, party, ports))
    kinds = {pk: cast("Port", row)["kind"] for (kind, pk), row in found.items() if kind == PORT}
    who = named(party, found) if party is not None else ANYBODY
    names = [cast("Port", found[PORT, pk])["called"] for pk in ports if (PORT, pk) in found]
    if who is None:
        return Company((), None, names)
    stays = Stays((who, ANYBODY), groups_of(found), documents)
    stays.load(map(_outline, calls.values()), found)
    told: list[InPort] = []
    for number, row in enumerate(rows):
        own = stays.told[row.pk][0]
        if own is None:
            continue
        is_area = kinds.get(_port(row)) == PortKind.AREA
        where = Where.SAME_AREA if is_area else Where.SAME_PORT
        others = ((other, stays.told[other.pk][1]) for other, _number in beside[number])
        met = [
            Met(other, meeting)
            for _entry, other in others
            if other is not None
            and (meeting := meet(own.stay, other.stay, where)) is not None
            and (meeting.certainly_in(*days) if certain else meeting.possibly_in(*days))
        ]
        in_all = max((count for _row, count in beside[number]), default=0)
        told.append(InPort(own, met, max(in_all - MOST_MET, 0)))
    return Company(told, who if party is not None else None, names)


def _wanted(
    rows: Iterable[TimelineEntry],
    calls: Mapping[int, TimelineEntry],
    party: Party | None,
    ports: Iterable[int],
) -> Q:
    """The documents of ports, of all calls by their ids, and of the voyages that these are of."""
    visits = [row.visit_id for row in calls.values()]
    voyages = TimelineFacet.objects.filter(entry__in=list(calls), facet="deployment")
    of_voyages = voyages.values_list(Cast("value", BigIntegerField()))
    wanted = Q(record_type=PORT, record_id__in={*ports, *map(_port, rows)})
    wanted |= Q(record_type="visit", record_id__in=visits)
    wanted |= Q(record_type="deployment", record_id__in=of_voyages)
    if party is not None and isinstance(party.value, int):
        wanted |= Q(record_type=party.kind, record_id=party.value)
    return wanted | without_country()


def _port(row: TimelineEntry) -> int:
    """The id of the port of a call; 0 of one whose port was withdrawn since."""
    return int(row.__dict__["port"] or 0)


def _beside(rows: Sequence[TimelineEntry]) -> Mapping[int, list[tuple[TimelineEntry, int]]]:
    """The first other stays at the port of each of ``rows`` that may overlap it, by its number.

    Each with how many there are. One query.
    """
    statements = [
        around.Stay(row.visit_id, _port(row), (row.possible_from, row.possible_to)).company(
            None, (), number, MOST_MET, surely=False
        )
        for number, row in enumerate(rows)
        if row.visit_id is not None and row.possible_from and row.possible_to
    ]
    found: dict[int, list[tuple[TimelineEntry, int]]] = defaultdict(list)
    for row in read_entries(statements):
        found[row.__dict__["part"]].append((row, row.__dict__["number"]))
    return found


def _outline(row: TimelineEntry) -> Outline:
    assert row.possible_from is not None
    assert row.possible_to is not None
    visit = row.visit_id or 0
    return Outline(row.slug, 0, "", row.possible_from, row.possible_to, row.pk, visit)


def visits(found: Company) -> list[Visit]:
    """The visits of a page and those that they met, each once."""
    every = [told for each in found.stays for told in (each.told, *(met.other for met in each.met))]
    once = {told.record["key"]: cast("Visit", told.record) for told in every}
    return list(once.values())

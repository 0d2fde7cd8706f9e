"""Feeds the engine from the index, which holds what is published alone.

All stays of both sides are read once, by their outer bounds (``sweep``). Their records, with the
participants and the days of each ship, are loaded for the pairs that may have met, a batch at a
time, and only as far as a page needs them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from .. import paging, timeline
from ..dates import Days
from ..dates.windows import joined, shared
from ..models import Deployment, Exercise, Port, TimelineEntry, TimelineFacet, Visit
from ..querysets import rows_of
from ..rules.sightings import training, visiting
from ..rules.windows import window
from .engine import Meeting, Part, Runs, Stay, meet
from .parties import Participant, Parties, Party, side, states
from .places import Places, where
from .sweep import Outline, Pair, Position, pairs

ORDER = (
    paging.day("last", descending=True),
    paging.Column("record", descending=True),
    paging.number("side", descending=True),
    paging.day("other_last", descending=True),
    paging.Column("other_record", descending=True),
)
"""How a position is read from a cursor."""

FIRST_RECORDS, MOST_RECORDS = 64, 400
"""Records that are loaded at once: few at first, for a page is soon full, then more."""

MOST_PAIRS = 4096
"""Pairs of records that are looked into at once."""

KEPT_RECORDS = 4000
"""Records that are kept for the pairs to come."""


class Told(NamedTuple):
    """A stay of a party: its entry, its record, and the participants that stand for it."""

    party: Party
    entry: TimelineEntry
    record: Visit | Exercise
    rows: list[Participant]
    stay: Stay


class Found(NamedTuple):
    """A meeting, and what its two stays were told from, in the order of the parties.

    ``is_certain``: whether it is on one of the days asked for at least.
    """

    meeting: Meeting
    told: tuple[Told, Told]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Question:
    """Which meetings are asked for.

    Of two parties; at one of ``ports`` (ids), if there are any: one of the two stays was at it;
    on a day from ``first`` to ``last``, both inclusive, None is open; ``certain`` ones alone.
    """

    parties: Parties
    ports: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None
    certain: bool = False


def page(question: Question, *, size: int, cursor: str = "") -> paging.Page[Found]:
    """The ``size`` meetings at ``cursor``, newest first.

    They stand by the day on which the first of the two stays was over at the latest.
    Raises :class:`paging.BadCursor` for a cursor that cannot be read.
    """
    return paging.page_of_walk(
        lambda after: meetings(question, after), order=ORDER, size=size, cursor=cursor
    )


def count(question: Question) -> int:
    """How many meetings there are."""
    return sum(1 for _found in meetings(question))


def meetings(
    question: Question, after: tuple[Any, ...] | None = None
) -> Iterator[tuple[Position, Found]]:
    """The meetings asked for with their positions, newest first; those beyond ``after`` alone."""
    places, entries = _places_and_entries(question)
    if after is not None:
        entries = entries.filter(possible_from__lte=after[0])
    found = pairs(_outlines(entries), places.near, after)
    asked = ((at, pair) for at, pair in found if _is_at(pair, question.ports))
    kept: dict[int, tuple[Told | None, Told | None]] = {}
    for part in _batches(asked, kept):
        _load(part, kept, question.parties)
        for position, (one, other) in part:
            first, second = kept[one.entry][0], kept[other.entry][1]
            lie = places.where(one.place, other.place)
            if first is None or second is None or lie is None:
                continue
            meeting = meet(first.stay, second.stay, lie)
            if meeting is None or not meeting.possibly_in(question.first, question.last):
                continue
            is_certain = meeting.certainly_in(question.first, question.last)
            if is_certain or not question.certain:
                yield position, Found(meeting, (first, second), is_certain)


def _is_at(pair: Pair, ports: Collection[int]) -> bool:
    return not ports or any(stay.place in ports for stay in pair)


# The outlines -----------------------------------------------------------------------------------


def _places_and_entries(question: Question) -> tuple[Places, QuerySet[TimelineEntry]]:
    """The stays of both sides in the days asked for, and the ports that they were at."""
    facets = [Q(facet=party.facet, value=str(party.value)) for party in question.parties]
    involved = [TimelineFacet.objects.filter(each).values("entry") for each in facets]
    entries = TimelineEntry.objects.stream().present()
    entries = entries.filter(Q(visit__isnull=False) | Q(exercise__isnull=False))
    entries = entries.filter(Q(pk__in=involved[0]) | Q(pk__in=involved[1]))
    entries = entries.possibly_between(question.first, question.last)
    columns = ("pk", "kind", "lat", "lon", "radius_km", "country")
    ports = rows_of(Port).published()
    if question.ports:
        asked = ports.filter(pk__in=question.ports).only(*columns)
        around = [
            other.pk
            for other in ports.only(*columns)
            if any(where(port, other) is not None for port in asked)
        ]
        entries = entries.filter(visit__port__in=around)
    here = ports.filter(pk__in=entries.order_by().values("visit__port"))
    entries = entries.annotate(
        **{
            f"side_{number}": Case(
                When(pk__in=each, then=Value(1)), default=Value(0), output_field=IntegerField()
            )
            for number, each in enumerate(involved)
        }
    )
    return Places(here.only(*columns)), entries


def _outlines(entries: QuerySet[TimelineEntry]) -> Iterator[Outline]:
    """The outer bounds of the stays, by their last day, newest first."""
    columns = ("pk", "slug", "visit__port", "possible_from", "possible_to", "side_0", "side_1")
    rows = entries.filter(possible_from__isnull=False).order_by(F("possible_to").desc())
    for pk, slug, port, first, last, *sides in rows.values_list(*columns).iterator():
        for number, stands in enumerate(sides):
            if stands:
                yield Outline(slug, number, port or slug, first, last, pk)


# The records ------------------------------------------------------------------------------------


def _batches(
    found: Iterable[tuple[Position, Pair]], kept: Collection[int]
) -> Iterator[list[tuple[Position, Pair]]]:
    """The pairs in batches, each of which names some records that are not ``kept``, ever more."""
    batch: list[tuple[Position, Pair]] = []
    new: set[int] = set()
    size = FIRST_RECORDS
    for each in found:
        batch.append(each)
        new.update(stay.entry for stay in each[1] if stay.entry not in kept)
        if len(new) >= size or len(batch) >= MOST_PAIRS:
            yield batch
            batch, new, size = [], set(), min(2 * size, MOST_RECORDS)
    if batch:
        yield batch


def _load(
    batch: Iterable[tuple[Position, Pair]],
    kept: dict[int, tuple[Told | None, Told | None]],
    parties: Parties,
) -> None:
    """Keep what both sides' stays in a batch were told from; None for a side without any."""
    named = {stay.entry for _position, pair in batch for stay in pair}
    if len(kept) > KEPT_RECORDS:
        for pk in kept.keys() - named:
            del kept[pk]
    missing = named - kept.keys()
    if not missing:
        return
    kept.update(dict.fromkeys(missing, (None, None)))
    entries = TimelineEntry.objects.filter(pk__in=missing).prefetch_related("stretches")
    for entry, record in timeline.hydrate(list(entries)):
        assert isinstance(record, Visit | Exercise)
        told = [_told(entry, record, parties, number) for number in range(2)]
        kept[entry.pk] = told[0], told[1]


def _told(
    entry: TimelineEntry, record: Visit | Exercise, parties: Parties, number: int
) -> Told | None:
    everyone: Sequence[Participant] = list(record.participants.all())
    rows = side(parties, number, everyone)
    parts = tuple(_part(entry, record, parties[number], row) for row in rows)
    return Told(parties[number], entry, record, rows, Stay(entry.slug, parts)) if parts else None


def _part(entry: TimelineEntry, record: Visit | Exercise, party: Party, row: Participant) -> Part:
    ship = row.ship.vessel.pk if row.ship is not None else None
    possible, certain = _days_of_ship(entry, ship) if ship else _days_of_unnamed(entry, record, row)
    return Part(
        row=(entry.slug, row.pk),
        ship=ship,
        navies=frozenset(navy.pk for navy in row.navies if not navy.is_group),
        states=states(row),
        settled=party.surely_holds(row),
        possible=possible,
        certain=certain,
    )


def _days_of_ship(entry: TimelineEntry, ship: int) -> tuple[Runs, Runs]:
    own = [each for each in entry.stretches.all() if each.vessel_id == ship]
    return _possible(own), _certain(own)


def _days_of_unnamed(
    entry: TimelineEntry, record: Visit | Exercise, row: Participant
) -> tuple[Runs, Runs]:
    """Ships without a name allow all that their dates allow, within the days of the record."""
    whole = [each for each in entry.stretches.all() if each.vessel_id is None]
    own = visiting(row) if not isinstance(record, Exercise) else training(row)  # type: ignore[arg-type]
    spans = window(own, (), _voyage(record, row))
    within = _possible(whole or [entry])
    return tuple(shared(_possible(spans), within)), tuple(shared(_certain(spans), within))


def _voyage(record: Visit | Exercise, row: Participant) -> Deployment | None:
    if isinstance(record, Exercise):
        return None
    return getattr(row, "deployment", None) or record.deployment


def _possible(spans: Iterable[Any]) -> Runs:
    """The possible days of spans, or of rows with their columns."""
    return tuple(joined((each.possible_from, each.possible_to) for each in spans))


def _certain(spans: Iterable[Any]) -> Runs:
    found: list[Days] = [
        (each.certain_from, each.certain_to) for each in spans if each.certain_from is not None
    ]
    return tuple(joined(found))

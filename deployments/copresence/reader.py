"""Feeds the engine from the index and from documents, which hold what is published alone.

All stays of both sides are read once, by their outer bounds (``sweep``). What their records tell of
them (``stays``) is read for the pairs that may have met, a batch at a time, and only as far as a
page needs them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, cast

from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from .. import countries, paging
from ..pages.reading import Documents, link_to
from ..public import PublicFacet, TimelineEntry, TimelineFacet
from ..shapes import Document, Navy, Port
from .engine import Meeting, meet
from .parties import Breadth, Named, Parties, Party
from .places import Places, place_of
from .stays import ByRecord, Stays, Told
from .sweep import Outline, Pair, Position, pairs

ORDER = (
    paging.day("last", descending=True),
    paging.Column("record", descending=True),
    paging.number("side", descending=True),
    paging.day("other_last", descending=True),
    paging.Column("other_record", descending=True),
)
"""How a position is read from a cursor."""

SPARE_RECORDS = 16
"""Records that are read at once beside two for each meeting of a page: some did not meet."""

FIRST_PAIRS, MOST_PAIRS = 1024, 4096
MOST_RECORDS = 800
"""Pairs that are looked into at once, at first and later; and records that are read for them."""

ALL = 400
"""As many are looked for at first where all meetings are asked for, not a page of them."""


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
    return answer(question, size=size, cursor=cursor).page


class Answer(NamedTuple):
    """A page of meetings, the two parties by name, and the names of the ports asked for.

    No names where a party is public no more.
    """

    page: paging.Page[Found]
    parties: tuple[Named, Named] | None
    ports: tuple[str, ...]


def answer(question: Question, *, size: int, cursor: str = "") -> Answer:
    """A page of meetings as :func:`page` gives it, with what was asked by name."""
    setting = _setting(question, _entries(question))
    found = paging.page_of_walk(
        lambda after: meetings(question, after, most=size, setting=setting),
        order=ORDER,
        size=size,
        cursor=cursor,
    )
    if setting is None:
        return Answer(found, None, ())
    return Answer(found, setting.parties, setting.ports)


def count(question: Question) -> int:
    """How many meetings there are."""
    return sum(1 for _found in meetings(question))


def meetings(
    question: Question,
    after: tuple[object, ...] | None = None,
    *,
    most: int = ALL,
    setting: Setting | None = None,
) -> Iterator[tuple[Position, Found]]:
    """The meetings asked for with their positions, newest first; those beyond ``after`` alone.

    At first as many are looked into as ``most`` of them need. The ``setting`` is read where it is
    not given.
    """
    entries = _entries(question)
    if after is not None:
        entries = entries.filter(possible_from__lte=after[0])
    setting = setting or _setting(question, entries)
    if setting is None:
        return
    if question.ports:
        entries = entries.filter(pk__in=_at(setting.places.around(question.ports)))
    found = pairs(_outlines(entries), setting.places.near, cast("Position | None", after))
    asked = ((at, pair) for at, pair in found if _is_at(pair, question.ports))
    stays = Stays(setting.parties, setting.groups)
    for part in _batches(asked, stays.told, most):
        stays.load(stay for _position, pair in part for stay in pair)
        for position, (one, other) in part:
            first, second = stays.told[one.entry][0], stays.told[other.entry][1]
            lie = setting.places.where(one.place, other.place)
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


def _entries(question: Question) -> QuerySet:
    """The stays of both sides in the days asked for, with the port that each was at."""
    facets = [Q(facet=party.facet, value=str(party.value)) for party in question.parties]
    involved = [TimelineFacet.objects.filter(each).values("entry") for each in facets]
    entries = TimelineEntry.objects.stream().present()
    entries = entries.filter(Q(visit__isnull=False) | Q(exercise__isnull=False))
    of_both = TimelineFacet.objects.filter(facets[0] | facets[1])
    entries = entries.filter(pk__in=of_both.values("entry"))
    ports = TimelineFacet.objects.filter(entry=OuterRef("pk"), facet=PORT)
    return entries.possibly_between(question.first, question.last).annotate(
        port=Subquery(ports.values("value")[:1]),
        **{
            f"side_{number}": Case(
                When(pk__in=each, then=Value(1)), default=Value(0), output_field=IntegerField()
            )
            for number, each in enumerate(involved)
        },
    )


PORT = "port"
"""The facet of the port of a visit; an exercise has none."""


def _at(ports: Iterable[int]) -> QuerySet:
    """The entries that are at one of ``ports``."""
    there = TimelineFacet.objects.filter(facet=PORT, value__in=[str(pk) for pk in ports])
    return there.values("entry")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is read once: the parties and the ports asked for by name, the places, and which navies
    are groups.
    """

    parties: tuple[Named, Named]
    ports: tuple[str, ...]
    places: Places
    groups: frozenset[str]


def _setting(question: Question, entries: QuerySet) -> Setting | None:
    """What a question is about: two queries. None where a party is public no more."""
    ports = entries.order_by().values_list("port", flat=True).distinct()
    wanted = Q(record_type=PORT, record_id__in={*question.ports, *map(int, filter(None, ports))})
    for party in question.parties:
        if party.breadth is not Breadth.COUNTRY:
            wanted |= Q(record_type=party.kind, record_id=party.value)
    found = Documents().find(wanted | without_country())
    first, second = (named(party, found) for party in question.parties)
    if first is None or second is None:
        return None
    return Setting(
        (first, second),
        tuple(port["called"] for pk, port in _of_kind(PORT, found) if pk in question.ports),
        Places(place_of(pk, cast("Port", port)) for pk, port in _of_kind(PORT, found)),
        groups_of(found),
    )


def groups_of(found: ByRecord) -> frozenset[str]:
    """The keys of the multinational groups among documents."""
    navies = _of_kind("navy", found)
    return frozenset(navy["key"] for _pk, navy in navies if _is_group(cast("Navy", navy)))


def without_country() -> Q:
    """The documents among which all multinational groups are."""
    of_a_country = PublicFacet.objects.filter(record_type="navy", name="country")
    return Q(record_type="navy") & ~Q(pk__in=of_a_country.values("document"))


def _of_kind(record_type: str, found: ByRecord) -> Iterator[tuple[int, Document]]:
    return ((pk, document) for (kind, pk), document in found.items() if kind == record_type)


def named(party: Party, found: ByRecord) -> Named | None:
    """A party by name; None where its document is not among those found."""
    if party.breadth is Breadth.COUNTRY:
        code = str(party.value)
        return Named(party, code, countries.name(code), None)
    document = found.get((party.kind, int(party.value)))
    if document is None:
        return None
    return Named(party, document["key"], document["called"], link_to(document))


def _is_group(navy: Navy) -> bool:
    """Whether it is a multinational group, which any nation's ship may join."""
    return not (navy["country"] or navy["country_said"])


def _outlines(entries: QuerySet) -> Iterator[Outline]:
    """The outer bounds of the stays, by their last day, newest first."""
    columns = ("pk", "slug", "port", "visit_id", "exercise_id", "possible_from", "possible_to")
    rows = entries.filter(possible_from__isnull=False).order_by(F("possible_to").desc())
    stays = rows.values_list(*columns, "side_0", "side_1")
    for pk, slug, port, visit, exercise, first, last, *sides in stays.iterator():
        for number, stands in enumerate(sides):
            if stands:
                place = int(port) if port else slug
                yield Outline(slug, number, place, first, last, pk, visit or exercise)


def _batches(
    found: Iterable[tuple[Position, Pair]], kept: Collection[int], most: int
) -> Iterator[list[tuple[Position, Pair]]]:
    """The pairs in batches: the first has the records that ``most`` meetings need, then more."""
    batch: list[tuple[Position, Pair]] = []
    new: set[int] = set()
    records, many = min(2 * (most + 1) + SPARE_RECORDS, MOST_RECORDS), FIRST_PAIRS
    for each in found:
        batch.append(each)
        new.update(stay.entry for stay in each[1] if stay.entry not in kept)
        if len(new) >= records or len(batch) >= many:
            yield batch
            batch, new = [], set()
            records, many = MOST_RECORDS, MOST_PAIRS
    if batch:
        yield batch

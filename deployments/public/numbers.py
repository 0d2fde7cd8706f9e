"""How many there are, without counting them: what was counted when they were written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connections
from django.db.models import Q, Sum

from ..choices import NOT_PRESENT, EntryKind
from .documents import CITATIONS, PublicOption
from .words import TIMELINE

KINDS = tuple(EntryKind.values)

Option = tuple[str, str, str]
"""A kind of record, the name of a facet, and one of its values."""

CAME, WENT = "came", "went"
"""The options of the timeline that say, by a country's code, how many visits others' ships made in
its places (and those of its territories), and its ships elsewhere. Those of the same word and the
code say by whom, and where: see :func:`moves`."""

PERIOD = "period"
"""The option of the timeline that says how many entries stand under a month or year."""

PLANS = "plans"
"""That which says how many of these were only planned, or were cancelled."""

_ABSENT = ", ".join(f"'{each.value}'" for each in NOT_PRESENT)
_PLANS = (
    'SELECT period, COUNT(*) FROM "deployments_timelineentry"'  # noqa: S608
    f" WHERE certainty IN ({_ABSENT}) AND in_stream AND possible_to"
)
# One part after the other: of an “or” SQLite reads all plans.
_TO_COME = f"{_PLANS} >= %s GROUP BY period UNION ALL {_PLANS} IS NULL GROUP BY period"


def by_period() -> Mapping[int, int]:
    """How many entries of the timeline stand under each period: one query."""
    counted = PublicOption.objects.filter(record_type=TIMELINE, name=PERIOD)
    return {int(value): number for value, number in counted.values_list("value", "number")}


def by_period_without_plans_before(day: date) -> Mapping[int, int]:
    """The same without plans all of whose days lie before ``day``, which are counted: two queries.

    As ``TimelineEntryQuerySet.without_plans_before`` finds them.
    """
    counted = PublicOption.objects.filter(record_type=TIMELINE, name__in=(PERIOD, PLANS))
    found: Counter[int] = Counter()
    for name, value, number in counted.values_list("name", "value", "number"):
        found[int(value)] += -number if name == PLANS else number
    with connections[PublicOption.objects.db].cursor() as cursor:
        cursor.execute(_TO_COME, [day.isoformat()])
        for period, number in cursor.fetchall():
            found[period] += number
    return +found


def of_occurrences(*record_types: str) -> Mapping[str, int]:
    """How many documents there are of kinds of occurrences: one query.

    Each of them cites a source, so that how many citations it has is counted of each.
    """
    counted = PublicOption.objects.filter(record_type__in=record_types, name=CITATIONS)
    found = dict(counted.order_by().values_list("record_type").annotate(Sum("number")))
    return {kind: found.get(kind, 0) for kind in record_types}


def of_kind(facet: str, kind: str) -> str:
    """The option of the timeline for what entries of one kind involve.

    Of planned and cancelled ones nothing is counted there.
    """
    return f"{facet} {kind}"


TRAINED = "trained"
"""That which says, after this word and a country's code, in how many exercises each other country
took part with it."""


def moves(way: str, code: str) -> str:
    """The option of the timeline for who came to a country, where its ships went, or for both."""
    return f"{way} {code}"


def trained_among(codes: Collection[str]) -> Mapping[tuple[str, str], int]:
    """In how many exercises each two of some countries took part, both ways round: one query."""
    names = {moves(TRAINED, code): code for code in codes}
    counted = PublicOption.objects.filter(record_type=TIMELINE, name__in=names, value__in=codes)
    rows = counted.values_list("name", "value", "number")
    return {(names[name], value): number for name, value, number in rows}


def came_by_year(host: str, guest: str) -> str:
    """The option of the timeline whose values are the years in which one country came to another.

    Years begin with the stay; one that nobody knows is 0.
    """
    return f"{moves(CAME, host)} {guest}"


def visits_between(one: str, other: str) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """How many visits each of two countries made to the other, by year: one query.

    Those of ``one`` come first. Territories count for their state; planned and cancelled visits
    are not counted.
    """
    names = [came_by_year(other, one), came_by_year(one, other)]
    counted = PublicOption.objects.filter(record_type=TIMELINE, name__in=names)
    found: dict[str, dict[int, int]] = {name: {} for name in names}
    for name, year, number in counted.values_list("name", "value", "number"):
        found[name][int(year)] = number
    return found[names[0]], found[names[1]]


def moves_of(code: str) -> Mapping[str, tuple[int, Mapping[str, int]]]:
    """How many visits were made to a country by others' ships, and elsewhere by its own.

    By :data:`CAME` and :data:`WENT`: how many in all, and how many by each country that they came
    from or went to, which a visit may have several of; by :data:`TRAINED` in how many exercises
    each other country took part with it. Countries are said by code, those without one in words,
    or empty where nothing is known. Only what happened is counted. One query.
    """
    ways = (CAME, WENT, TRAINED)
    named = {moves(way, code): way for way in ways}
    counted = PublicOption.objects.filter(record_type=TIMELINE)
    rows = counted.filter(Q(name__in=(CAME, WENT), value=code) | Q(name__in=named))
    number = dict.fromkeys(ways, 0)
    each: dict[str, dict[str, int]] = {way: {} for way in ways}
    for name, value, counted_ in rows.values_list("name", "value", "number"):
        if name in named:
            each[named[name]][value] = counted_
        else:
            number[name] = counted_
    return {way: (number[way], each[way]) for way in ways}


def by_kind(
    facets: Collection[str], values: Collection[str | int] = ()
) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """How many entries involve something, by facet and value, and by kind.

    Of all values where none are given; planned and cancelled ones are not counted. One query.
    """
    counted = PublicOption.objects.filter(
        record_type=TIMELINE, name__in=[of_kind(facet, kind) for facet in facets for kind in KINDS]
    )
    if values:
        counted = counted.filter(value__in=[str(value) for value in values])
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for name, value, number in counted.values_list("name", "value", "number"):
        facet, kind = name.split(" ")
        found[facet, value][kind] = number
    return found


def of_each(options: Collection[Option]) -> Mapping[Option, int]:
    """How many documents of a kind have each of these values of a facet. One query.

    Of what no form offers, and of what none has, nothing is said.
    """
    kinds, names, values = map(set, zip(*options, strict=True)) if options else ((), (), ())
    counted = PublicOption.objects.filter(
        record_type__in=kinds, name__in=names, value__in=values
    ).values_list("record_type", "name", "value", "number")
    return {
        (kind, name, value): number
        for kind, name, value, number in counted
        if (kind, name, value) in options
    }


def having(record_type: str, facet: str, values: Collection[str | int]) -> int:
    """How many documents of a kind, or entries, have one of ``values`` of a facet, at most.

    One that has several of them is counted for each. Of what no form offers nothing is counted.
    """
    counted = PublicOption.objects.filter(
        record_type=record_type, name=facet, value__in=[str(value) for value in values]
    )
    return int(counted.aggregate(all=Sum("number"))["all"] or 0)


def by_value(kinds: Collection[str], facet: str) -> Mapping[str, Mapping[str, int]]:
    """How many documents of each kind have each value of a facet that forms offer. One query."""
    counted = PublicOption.objects.filter(record_type__in=kinds, name=facet)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, value, number in counted.values_list("record_type", "value", "number"):
        found[kind][value] = number
    return found


class Most(NamedTuple):
    """The values of a facet that most documents of a kind have, ``most`` of them."""

    record_type: str
    facet: str
    most: int


_MOST = (
    "SELECT * FROM (SELECT CAST(%s AS text) AS name, value, number"
    ' FROM "deployments_publicoption" WHERE record_type = %s AND name = %s'
    " ORDER BY number DESC, value LIMIT %s) x"
)


def most_frequent(*wanted: Most) -> Mapping[str, Sequence[tuple[str, int]]]:
    """By facet the most frequent values, and how many documents have each: one query."""
    found: dict[str, list[tuple[str, int]]] = {each.facet: [] for each in wanted}
    with connections[PublicOption.objects.db].cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([_MOST] * len(wanted)),
            [part for each in wanted for part in (each.facet, *each)],
        )
        for facet, value, number in cursor.fetchall():
            found[facet].append((value, number))
    for rows in found.values():
        rows.sort(key=lambda row: (-row[1], row[0]))
    return found

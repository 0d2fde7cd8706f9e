"""What forms can offer: which values occur, and in how many documents or entries.

The door counts what documents are found by, the index what entries of the timeline are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models import QuerySet

from .. import countries
from ..choices import CALLS, NOT_PRESENT, EntryKind
from ..inserting import insert_objects
from ..models import PublicOption, TimelineEntry
from ..public.entries import LASTING, PLACE, STANDS_FOR
from ..public.numbers import CAME, PERIOD, PLANS, TRAINED, WENT, came_by_year, moves, of_kind
from ..public.words import TIMELINE
from . import spellings

Options = Counter[tuple[str, str, str]]
"""Kind, name and value of a facet, and of how many documents or entries."""

ENTRY_COLUMNS = ("kind", "certainty", PERIOD)
"""Columns of entries by whose values the timeline is found too."""


def offered_by_entry(entry: TimelineEntry, facets: Iterable[tuple[str, str]]) -> Options:
    """What the form of the timeline may offer because of an entry, if it stands there."""
    if not entry.in_stream:
        return Counter()
    offered = [(name, str(getattr(entry, name))) for name in ENTRY_COLUMNS]
    present = entry.certainty not in NOT_PRESENT
    if not present:
        offered.append((PLANS, str(entry.period)))
    values: dict[str, set[str]] = {PLACE: set(), STANDS_FOR: set()}
    for facet, value in facets:
        if facet == LASTING:  # nobody asks how many
            continue
        offered.append((facet, value))
        if present:
            offered.append((of_kind(facet, entry.kind), value))
        if facet in values:
            values[facet].add(value)
    found = Counter((TIMELINE, *facet) for facet in offered if facet[1])
    if present and entry.visit_id is not None and entry.kind in CALLS:
        found.update(of_call(values[PLACE], values[STANDS_FOR], year=entry.period // 100))
    if present and entry.kind == EntryKind.EXERCISE:
        found.update(of_exercise(values[STANDS_FOR]))
    return found


def of_call(places: Collection[str], visitors: Collection[str], *, year: int) -> Options:
    """What a visit counts for: to whom others came, in which year, and who went elsewhere.

    ``places`` are the countries that the port may have lain in, ``visitors`` those that somebody
    took part for: by code, or in words. A visit to a territory is one to its state too. The year
    is 0 where it is not known.
    """
    found: Options = Counter()
    visited = {*places, *map(countries.state_of, places)}
    for host in filter(countries.is_known, visited):
        others = [each for each in visitors if each != host]
        if others:
            found[TIMELINE, CAME, host] += 1
            found.update((TIMELINE, moves(CAME, host), each) for each in others)
            codes = filter(countries.is_known, others)
            found.update((TIMELINE, came_by_year(host, each), str(year)) for each in codes)
    for guest in filter(countries.is_known, visitors):
        if not any(place in places for place in countries.places_of(guest)):
            found[TIMELINE, WENT, guest] += 1
            found.update((TIMELINE, moves(WENT, guest), each) for each in places)
    return found


def of_exercise(countries_there: Collection[str]) -> Options:
    """What an exercise counts for: who trained with whom, by code or in words."""
    return Counter(
        (TIMELINE, moves(TRAINED, one), other)
        for one in filter(countries.is_known, countries_there)
        for other in filter(None, countries_there)
        if other != one
    )


def count(moved: Options) -> None:
    """Bring the options up to date: more or fewer documents have these facets now.

    Where the count was wrong before, as after a restored backup, ``finding.steps`` put it right.
    """
    moved = Counter({option: number for option, number in moved.items() if number})
    if not moved:
        return
    changed: list[tuple[int, int]] = []
    gone: list[int] = []
    for pk, number, *option in _known(moved):
        more = moved.pop((option[0], option[1], option[2]), 0)
        if number + more <= 0:
            gone.append(pk)
        elif more:
            changed.append((number + more, pk))
    if gone:
        PublicOption.objects.filter(pk__in=gone).delete()
    if changed:
        with connection.cursor() as cursor:
            cursor.executemany(_SET_NUMBER, changed)
    added = [
        PublicOption(record_type=kind, name=name, value=value, number=number)
        for (kind, name, value), number in sorted(moved.items())
        if number > 0
    ]
    insert_objects(added)
    spellings.write(added)


def _known(moved: Options) -> QuerySet[PublicOption, tuple[int, int, str, str, str]]:
    """The options that are stored, and some more: of each a number, the count, and what it is."""
    known = PublicOption.objects.filter(
        record_type__in={kind for kind, _name, _value in moved},
        name__in={name for _kind, name, _value in moved},
        value__in={value for _kind, _name, value in moved},
    )
    return known.values_list("pk", "number", "record_type", "name", "value")


_SET_NUMBER = f"UPDATE {PublicOption._meta.db_table} SET number = %s WHERE id = %s"  # noqa: S608

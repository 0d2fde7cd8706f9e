"""Pages by position: a cursor names the row after which, or before which, a page lies.

Rows that appear or vanish between two requests shift nothing: every row that is there all the
while is met exactly once, in both directions.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from .public.having import Value
from .public.words import SearchedQuerySet

MAX_CURSOR_LENGTH = 600
AFTER, BEFORE, UP_TO = "after", "before", "upto"

_Model = TypeVar("_Model", bound=Model)
_Row = TypeVar("_Row")


class BadCursor(ValueError):
    """A cursor that no page gave out."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column to order by, never null: its name, direction, and how its text is read back."""

    name: str
    descending: bool = False
    read: Callable[[str], Value] = str

    def by(self, *, backwards: bool) -> str:
        """The column as ``order_by`` takes it."""
        return f"-{self.name}" if self.descending is not backwards else self.name


def day(name: str, *, descending: bool = False) -> Column:
    """A column of days."""
    return Column(name, descending, date.fromisoformat)


def number(name: str, *, descending: bool = False) -> Column:
    """A column of whole numbers."""
    return Column(name, descending, int)


NEWEST_FIRST = (day("sort_day", descending=True), Column("key"))
"""The order of occurrences in every list."""

BY_NAME = (Column("sort_name"), Column("key"))
"""The order of other records on pages."""

TIMELINE = (
    number("period", descending=True),
    day("sort_day", descending=True),
    Column("slug", descending=True),
)
"""The order of the timeline: newest first, what has no known month at the end of its year."""

TIMELINE_OLDEST_FIRST = (number("period"), day("sort_day"), Column("slug"))
"""The same, turned round."""


@dataclass(frozen=True, slots=True)
class Page(Generic[_Row]):
    """Rows in order, and the cursors of the pages around them; None where there is none."""

    rows: list[_Row]
    next: str | None
    previous: str | None


def page(
    queryset: QuerySet[_Model], *, order: Sequence[Column], size: int, cursor: str = ""
) -> Page[_Model]:
    """The ``size`` rows at ``cursor``, or the first ones; the last column of ``order`` is unique.

    Raises :class:`BadCursor` for a cursor that cannot be read.
    """
    if not cursor:
        return _forwards(queryset, order, size, None)
    direction, values = _decode(cursor, order)
    if direction == AFTER:
        return _forwards(queryset, order, size, values)
    found = _first(queryset, order, size + 1, values, backwards=True, inclusive=direction == UP_TO)
    if not found:
        return _forwards(queryset, order, size, None)
    shown = found[:size][::-1]
    return Page(
        shown,
        next=_encode(AFTER, _position(shown[-1], order)) if direction == BEFORE else None,
        previous=_encode(BEFORE, _position(shown[0], order)) if len(found) > size else None,
    )


Walk = Callable[[tuple[Any, ...] | None], Iterator[tuple[tuple[Any, ...], _Row]]]
"""Gives rows with their positions, which go down strictly: all, or those beyond a position."""


def page_of_walk(
    walk: Walk[_Row], *, order: Sequence[Column], size: int, cursor: str = ""
) -> Page[_Row]:
    """As :func:`page`, of rows that are worked out on the way and are in no table.

    ``order`` says how the parts of a position are read. A page is as cheap as its rows; one that
    lies before a cursor costs the way to it.

    Raises :class:`BadCursor` for a cursor that cannot be read.
    """
    direction, values = _decode(cursor, order) if cursor else (AFTER, None)
    start = tuple(values) if values is not None else None
    if direction != AFTER and start is not None:
        before: deque[tuple[tuple[Any, ...], _Row]] = deque(maxlen=size + 1)
        for position, row in walk(None):
            if position < start or (position == start and direction == BEFORE):
                break
            before.append((position, row))
        if before:
            shown = list(before)[-size:]
            return Page(
                [row for _position, row in shown],
                next=_encode(AFTER, shown[-1][0]) if direction == BEFORE else None,
                previous=_encode(BEFORE, shown[0][0]) if len(before) > size else None,
            )
        start = None
    found = list(islice(walk(start), size + 1))
    shown = found[:size]
    previous = None
    if start is not None:
        previous = _encode(BEFORE, shown[0][0]) if shown else _encode(UP_TO, start)
    return Page(
        [row for _position, row in shown],
        next=_encode(AFTER, shown[-1][0]) if len(found) > size else None,
        previous=previous,
    )


def _forwards(
    queryset: QuerySet[_Model], order: Sequence[Column], size: int, values: list[Value] | None
) -> Page[_Model]:
    found = _first(queryset, order, size + 1, values, backwards=False)
    shown = found[:size]
    previous = None
    if values is not None:
        # Past the end, the row that the cursor names belongs to the page before.
        previous = _encode(BEFORE, _position(shown[0], order)) if shown else _encode(UP_TO, values)
    return Page(
        shown,
        next=_encode(AFTER, _position(shown[-1], order)) if len(found) > size else None,
        previous=previous,
    )


def _first(
    queryset: QuerySet[_Model],
    order: Sequence[Column],
    number: int,
    values: Sequence[Value] | None,
    *,
    backwards: bool,
    inclusive: bool = False,
) -> list[_Model]:
    """The first ``number`` rows in order, or the first ones beyond ``values``.

    Of what a search finds the rest is left unread where that is enough.
    """
    near, whole = _nearest(queryset, order, number, values, backwards=backwards)
    found: list[_Model] = []
    for rows in (near, queryset):
        rows = ordered(rows, order, backwards=backwards)
        if values is not None:
            rows = rows.filter(_beyond(order, values, backwards=backwards, inclusive=inclusive))
        found = list(rows[:number])
        if whole or len(found) == number:
            break
    return found


def _nearest(
    rows: QuerySet[_Model],
    order: Sequence[Column],
    number: int,
    values: Sequence[Value] | None,
    *,
    backwards: bool,
) -> tuple[QuerySet[_Model], bool]:
    """Rows among which the first ``number`` are likely to be, and whether these are all."""
    if not isinstance(rows, SearchedQuerySet):
        return rows, True
    columns = [column.name for column in order]
    return rows.nearest(
        number, columns, values or (), descending=order[0].descending is not backwards
    )


def page_by_number(
    queryset: QuerySet[_Model], *, order: Sequence[Column], size: int, number: int
) -> Page[_Model]:
    """The ``size`` rows of a page by its number, from 1: as dear as all the pages before it.

    Without rows where there is no such page.
    """
    first, last = (number - 1) * size, number * size + 1
    near, whole = _nearest(queryset, order, last, None, backwards=False)
    found = list(ordered(near, order)[first:last])
    if not whole and len(found) < last - first:
        found = list(ordered(queryset, order)[first:last])
    shown = found[:size]
    return Page(
        shown,
        next=_encode(AFTER, _position(shown[-1], order)) if len(found) > size else None,
        previous=_encode(BEFORE, _position(shown[0], order)) if shown and number > 1 else None,
    )


def ordered(
    queryset: QuerySet[_Model], order: Sequence[Column], *, backwards: bool = False
) -> QuerySet[_Model]:
    """The rows in order, or the other way round."""
    return queryset.order_by(*(column.by(backwards=backwards) for column in order))


def _beyond(
    order: Sequence[Column], values: Sequence[Value], *, backwards: bool, inclusive: bool
) -> Q:
    """What lies beyond ``values`` in ``order``."""
    condition = Q()
    equal = Q()
    for column, value in zip(order, values, strict=True):
        lookup = "lt" if column.descending is not backwards else "gt"
        condition |= equal & Q(**{f"{column.name}__{lookup}": value})
        equal &= Q(**{column.name: value})
    if inclusive:
        condition |= equal
    # Says once more what the first column implies, in a form that an index serves.
    first = order[0]
    side = "lte" if first.descending is not backwards else "gte"
    return Q(**{f"{first.name}__{side}": values[0]}) & condition


def readable(cursor: str, order: Sequence[Column]) -> bool:
    """Whether a page in this order gave out this cursor."""
    try:
        _decode(cursor, order)
    except BadCursor:
        return False
    return True


def _position(row: Model, order: Sequence[Column]) -> list[Value]:
    return [getattr(row, column.name) for column in order]


def _encode(direction: str, values: Sequence[Any]) -> str:
    text = json.dumps([direction, *(str(value) for value in values)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(cursor: str, order: Sequence[Column]) -> tuple[str, list[Value]]:
    try:
        if len(cursor) > MAX_CURSOR_LENGTH or not cursor.isascii():
            raise BadCursor(cursor)
        padded = cursor + "=" * (-len(cursor) % 4)
        direction, *texts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if direction not in (AFTER, BEFORE, UP_TO) or len(texts) != len(order):
            raise BadCursor(cursor)
        if not all(isinstance(text, str) and text.isprintable() for text in texts):
            raise BadCursor(cursor)
        values = [column.read(text) for column, text in zip(order, texts, strict=True)]
    except (ValueError, TypeError, binascii.Error, RecursionError) as problem:
        raise BadCursor(cursor) from problem
    return direction, values

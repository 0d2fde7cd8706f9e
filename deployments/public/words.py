"""By which words the public finds documents, and entries of the timeline.

Worked out from what is public alone, without history. One question to the full-text index of the
engine answers a search, in the order of the list that is searched: rows are numbered by their
place in it, so that the newest hits are read first and the rest not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import ClassVar, Self, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import F
from django.db.models.expressions import Col
from django.db.models.lookups import Exact
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.where import AND
from django.utils.translation import gettext_lazy as _

from .. import compiling
from ..fields.words import Sought, WordsField, as_match, as_tsquery
from .having import Facets, Having, Stand, Template, Value
from .window import InWindow, Window

_Row = TypeVar("_Row", bound=models.Model)

TIMELINE = "timeline"
"""The list of the entries of the timeline, among those of kinds of records."""

LISTS = (
    *(TIMELINE, "navy", "port", "person", "question", "theme", "coverage", "vessel"),
    *("organisation", "source", "commentary", "deployment", "visit", "exercise", "engagement"),
    "dossier",
)
"""The lists that are searched. They are part of numbers that are stored: a new one comes last."""

ID_BITS = 29
RANK_BITS = 29
MOST = (1 << ID_BITS) - 1
_PLACES_OF_A_LIST = (1 << RANK_BITS + ID_BITS) - 1
_OFFSET_BITS = 9


def rank_of_day(day: date) -> int:
    """Where a day stands in a list by days."""
    return day.toordinal()


def rank_in_period(period: int, day: date) -> int:
    """Where an entry stands on the timeline: by its period, and in that by its day."""
    year = max(period // 100, 1)
    offset = (day - date(year, 1, 1)).days
    return (period << _OFFSET_BITS) | min(max(offset, 0), (1 << _OFFSET_BITS) - 1)


def place(listed: str, rank: int = 0, pk: int = 0) -> int:
    """The number of a row: by its list, its rank there, and its id.

    Raises :class:`OverflowError` for an id beyond :data:`MOST`.
    """
    if pk > MOST:
        raise OverflowError(f"{listed} {pk}: the search index takes ids up to {MOST}")
    return ((LISTS.index(listed) << RANK_BITS) | rank) << ID_BITS | pk


class PublicWords(models.Model):
    """The words by which a public document is found, and with it an entry of the timeline.

    An entry that is found by other words than its document, or is not the only one of it, has a
    row of its own, of which both places are the same.
    """

    place = models.BigIntegerField(primary_key=True)
    """In the list of its kind, or on the timeline."""
    entry_place = models.BigIntegerField(null=True, db_index=True)
    """On the timeline."""
    record_type = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    words = WordsField()

    objects = compiling.Manager()

    class Meta:
        verbose_name = _("words of a search")
        verbose_name_plural = _("words of searches")
        indexes = [models.Index(fields=["record_type", "record_id"], name="publicwords_record")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"


TABLE = PublicWords._meta.db_table
FULL_TEXT = f"{TABLE}_fts"
"""On SQLite the FTS5 table, which triggers keep in step with the words."""
VOCABULARY = f"{TABLE}_vocabulary"
"""On SQLite every word that stands in a row, or once stood in one: triggers add them."""

_SQLITE = (
    f'SELECT rowid AS place FROM "{FULL_TEXT}" '  # noqa: S608
    f"WHERE {FULL_TEXT} MATCH ({{}}) AND rowid BETWEEN %s AND %s"
)
_POSTGRESQL = (
    f'SELECT {{0}} AS place FROM "{TABLE}" '  # noqa: S608
    "WHERE words @@ %s::tsquery AND {0} BETWEEN %s AND %s"
)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and between which places of a list, both inclusive."""

    sought: Sought
    first: int
    last: int

    @classmethod
    def within(cls, sought: Sought, *lists: str) -> Search:
        """What is looked for in the whole of a list; from the first to the last of several."""
        return cls(sought, place(lists[0]), place(lists[-1]) | _PLACES_OF_A_LIST)

    def places(
        self, connection: BaseDatabaseWrapper, asked: str = ""
    ) -> tuple[str, list[str | int]]:
        """SQL for the places at which it is found, and its parameters.

        ``asked`` is SQL for what FTS5 is asked, where that is at hand: see :func:`at_hand`.
        """
        if asked:
            return _SQLITE.format(asked), [self.first, self.last]
        if connection.vendor == "postgresql":
            column = "entry_place" if self.first < place(LISTS[1]) else "place"
            return _POSTGRESQL.format(column), [as_tsquery(self.sought), self.first, self.last]
        match, parameters = as_match(self.sought, VOCABULARY)
        return _SQLITE.format(match), [*parameters, self.first, self.last]

    def nth(self, number: int, cursor: CursorWrapper, descending: bool) -> int | None:
        """The place of the ``number``-th row that is found; None where there are fewer."""
        places, parameters = self.places(cursor.db)
        order = "DESC" if descending else "ASC"
        cursor.execute(
            f"{places} ORDER BY place {order} LIMIT 1 OFFSET %s", [*parameters, number - 1]
        )
        row = cursor.fetchone()
        return None if row is None else int(row[0])

    def count(self, cursor: CursorWrapper) -> int:
        """How many rows are found."""
        places, parameters = self.places(cursor.db)
        cursor.execute(f"SELECT COUNT(*) FROM ({places}) found", parameters)  # noqa: S608
        return int(cursor.fetchone()[0])


ALL_TERMS, ONE_TERM = "SELECT q FROM asked", "SELECT q FROM terms WHERE n = {}"
"""What FTS5 is asked, after :func:`at_hand`: all terms together, and one by its number."""

_AT_HAND = (
    "WITH terms (n, q) AS ({}), "
    "asked (q) AS (SELECT group_concat(q, ' AND ') FROM (SELECT q FROM terms ORDER BY n)) "
)


def at_hand(sought: Sought) -> tuple[str, list[str | int]]:
    """What FTS5 is asked, worked out once for several searches in a statement that begins so."""
    matches = [as_match((phrases,), VOCABULARY) for phrases in sought]
    terms = (f"SELECT {number}, {match}" for number, (match, _values) in enumerate(matches))
    return (
        _AT_HAND.format(" UNION ALL ".join(terms)),
        [value for _match, values in matches for value in values],
    )


class Found(Template):
    """Whether the row whose id stands on the left is found by the search on the right."""

    lookup_name = "found"
    rhs: Search

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        places, searched = self.rhs.places(connection)
        found = f"SELECT place & {MOST} FROM ({places}) found"  # noqa: S608
        return f"{column} IN ({found})", (*parameters, *searched)


MORE_WITH_OTHERS = 40
"""How many times more rows are looked at where other conditions leave out some."""

MORE_WITH_FEW_LEFT_OUT = 1.25
"""The same where they leave out few."""

MORE_IN_WINDOW = 4
"""The same where they ask for days alone, near which rows are looked for in any case."""


def _is_lenient(condition: object) -> bool:
    """Whether a condition is one that leaves out few."""
    return isinstance(condition, Template) and condition.leaves_out_few


class SearchedQuerySet(compiling.QuerySet[_Row]):
    """Rows that can be searched, and read in the order of their list."""

    ranked_by: ClassVar[tuple[str, ...]]
    """The columns that make the rank of a row, in the order of its list."""
    listed_by: ClassVar[str]
    """The column that says of which list a row is; what is found is in that list."""

    def rank(self, values: Sequence[Value]) -> int:
        """The rank of a row with such values in the columns of ``ranked_by``."""
        raise NotImplementedError

    def found_by(self, listed: str, sought: Sought | None) -> Self:
        """The rows, of one list, that are found; None finds nothing."""
        if sought is None:
            return self.none()
        return self.filter(Found(F("pk"), Search.within(sought, listed)))

    def having(self, facets: Facets) -> Self:
        """The rows that have one of these facets."""
        return self.filter(Having(F("pk"), facets))

    def stand(self, day: date, *, latest: bool) -> Stand:
        """The first, or the latest, stand of a day in the list."""
        raise NotImplementedError

    def listed_between(self, first: date | None, last: date | None) -> Self:
        """The rows that stand on these days in the list, both inclusive; None is open."""
        raise NotImplementedError

    def lying_in(self, reference: str, window: Window) -> Self:
        """The rows that lie in a window; ``reference`` is the column that leads to their days.

        They are looked for near its days: in a list by days, all others are left unread.
        """
        rows, driver = self.filter(InWindow(F(reference), window)), self._driver()
        with connections[self.db].cursor() as cursor:
            first, last = window.listed(cursor)
        if driver is None:
            return rows.listed_between(first, last)
        lowest = None if first is None else self.stand(first, latest=False)
        highest = None if last is None else self.stand(last, latest=True)
        if isinstance(driver.rhs, Facets):
            return rows._found_by(driver, driver.rhs.between(lowest, highest))
        return rows._found_by(driver, self._between(driver.rhs, lowest, highest))

    def count(self) -> int:
        """How many rows there are; what a search alone finds is counted without being read."""
        driver = self._driver()
        if driver is None or self._result_cache is not None or not self._is_found_alone():
            return super().count()
        if not isinstance(driver.rhs, Search):
            return super().count()
        with connections[self.db].cursor() as cursor:
            return driver.rhs.count(cursor)

    def at_most(self, most: int) -> int:
        """How many rows there are; ``most`` + 1 where there are more than ``most``."""
        return self.some(most + 1).count()

    def some(self, most: int) -> Self:
        """No more than ``most`` of the rows, whichever are read soonest."""
        rows = self
        if self._driver() is not None and self._is_found_alone():
            rows, _whole = self.nearest(most, self.ranked_by, (), descending=True)
        return rows.order_by()[:most]

    def soonest(self, most: int) -> tuple[Self, bool]:
        """The same, and whether these are all rows, or ``most``.

        Where conditions leave out few rows, only ``most`` are looked at, of which some may be left
        out: then it is not known how many there are.
        """
        driver = self._driver()
        if driver is None or not (self._is_plain() and self._leaves_out_few()):
            return self.some(most), True
        alone = self._with_driver_alone(driver)
        near, whole = alone.nearest(most, self.ranked_by, (), descending=True)
        narrowed = near._driver()
        assert narrowed is not None
        is_cut = isinstance(narrowed.rhs, Facets) and narrowed.rhs.most is not None
        rows = self._found_by(driver, narrowed.rhs)
        return rows.order_by()[:most], (whole and not is_cut) or self._is_found_alone()

    def _with_driver_alone(self, driver: Found | Having) -> Self:
        """The rows of the list that the search or facet finds, whatever else is asked."""
        rows = self.all()
        rows.query.where.children = [
            each  # type: ignore[misc]
            for each in self._conditions()
            if each is driver or self._is_listing(each)
        ]
        return rows

    def _leaves_out_few(self) -> bool:
        """Whether, but for the search or a facet, nothing is asked that leaves out many."""
        driver = self._driver()
        others = (each for each in self._conditions() if each is not driver)
        return all(self._is_listing(each) or _is_lenient(each) for each in others)

    def _is_found_alone(self) -> bool:
        driver = self._driver()
        others = (each for each in self._conditions() if each is not driver)
        return self._is_plain() and all(map(self._is_listing, others))

    def _is_plain(self) -> bool:
        """Whether all conditions have to be met, and all rows that meet them are asked for."""
        query, where = self.query, self.query.where
        return where.connector == AND and not (
            where.negated or query.is_sliced or query.distinct or query.combinator
        )

    def _asks_for_days_alone(self) -> bool:
        """Whether, but for the search or a facet, nothing else is asked for than days."""
        driver = self._driver()
        others = (each for each in self._conditions() if each is not driver)
        return all(
            isinstance(each, InWindow) or self._is_listing(each) or _is_lenient(each)
            for each in others
        )

    def _is_listing(self, condition: object) -> bool:
        """Whether a condition asks for the rows of one list, and for nothing else."""
        return (
            isinstance(condition, Exact)
            and isinstance(condition.lhs, Col)
            and condition.lhs.target.name == self.listed_by
        )

    def nearest(
        self, number: int, columns: Sequence[str], beyond: Sequence[Value], *, descending: bool
    ) -> tuple[Self, bool]:
        """Of what a search or a facet found the first rows after ``beyond``, and whether all.

        They are as many as ``number`` and all of the same rank as the last one, so that the first
        ones by ``columns`` are among them. Where there are other conditions, which may leave out
        some, they are more. Rows of the rank of ``beyond``, the values at which a page begins, are
        there, too. Where nothing is looked for, or the order is another, it is all rows.
        """
        driver, ranked = self._driver(), len(self.ranked_by)
        if driver is None or tuple(columns[:ranked]) != self.ranked_by:
            return self, True
        start = tuple(beyond[:ranked])
        if not self._is_found_alone():
            number = ceil(number * self._further())
        elif (
            isinstance(driver.rhs, Facets)
            and not start
            and driver.rhs.gives_first(columns, descending=descending)
        ):
            return self._found_by(driver, replace(driver.rhs, most=number)), True
        if isinstance(driver.rhs, Search):
            search, whole = self._searched(driver.rhs, number, start, descending)
            return self._found_by(driver, search), whole
        facets, whole = self._with_facets(driver.rhs, number, start, descending)
        return self._found_by(driver, facets), whole

    def _further(self) -> float:
        """How many times more rows are looked at, as other conditions leave out some."""
        if self._leaves_out_few():
            return MORE_WITH_FEW_LEFT_OUT
        return MORE_IN_WINDOW if self._asks_for_days_alone() else MORE_WITH_OTHERS

    def _with_facets(
        self, facets: Facets, number: int, start: Stand, descending: bool
    ) -> tuple[Facets, bool]:
        first, last = facets.first, facets.last
        if start and descending:
            last = start
        elif start:
            first = start
        begin, end = (last, first) if descending else (first, last)
        with connections[self.db].cursor() as cursor:
            bound = facets.nth(number, begin, cursor, descending)
        if bound is None or (end is not None and (bound <= end if descending else bound >= end)):
            return facets.between(first, last), True
        return facets.between(*((bound, last) if descending else (first, bound))), False

    def _searched(
        self, search: Search, number: int, start: Stand, descending: bool
    ) -> tuple[Search, bool]:
        asked = search
        if start:
            ends = (None, start) if descending else (start, None)
            search, asked = (
                self._between(search, *ends, inclusive=inclusive) for inclusive in (True, False)
            )
        with connections[self.db].cursor() as cursor:
            bound = asked.nth(number, cursor, descending)
        if bound is None:
            return search, True
        if descending:
            return replace(search, first=bound & ~MOST), False
        return replace(search, last=bound | MOST), False

    def _between(
        self, search: Search, lowest: Stand | None, highest: Stand | None, *, inclusive: bool = True
    ) -> Search:
        """The same search within these stands."""
        first, last, whole_list = search.first, search.last, search.first & ~_PLACES_OF_A_LIST
        if lowest is not None:
            place_there = whole_list | self.rank(lowest) << ID_BITS
            first = max(first, place_there if inclusive else (place_there | MOST) + 1)
        if highest is not None:
            place_there = whole_list | self.rank(highest) << ID_BITS
            last = min(last, place_there | MOST if inclusive else place_there - 1)
        return replace(search, first=first, last=last)

    def _driver(self) -> Found | Having | None:
        """The condition whose index gives rows in order: a search, or else a facet."""
        for kind in (Found, Having):
            for each in self._conditions():
                if isinstance(each, kind):
                    return each
        return None

    def _conditions(self) -> Sequence[object]:
        """What holds for the rows; lookups are among it, which its type does not say."""
        return self.query.where.children

    def _found_by(self, driver: Found | Having, narrowed: Search | Facets) -> Self:
        """The same rows, with another search or other facets in place of those of ``driver``."""
        rows = self.all()
        rows.query.where.children = [
            type(driver)(driver.lhs, narrowed) if each is driver else each  # type: ignore[misc]
            for each in self._conditions()
        ]
        return rows

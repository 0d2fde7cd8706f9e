"""Lists of records: the page first, by an index, and what is shown of it for its rows alone.

Django puts all that a line shows into the one query that is also counted and sorted, and asks it
for the days of the date hierarchy once more. Here a page is the ids of its rows; the rows are then
read with what they lack and the rows that they show.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import InvalidPage
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.functional import cached_property

from ..models import Record
from .days import Days, DaysOfAll, DaysOfSome
from .missing import annotated

SORTED_AT_ONCE = 1_000
"""Rows that are sorted for a page. More are read in the order of an index."""


class RecordChangeList(ChangeList):
    """A list whose lines also tell what each record lacks."""

    def get_results(self, request: HttpRequest) -> None:
        """Count what is listed, and read the rows of one page."""
        all_of_them = count = self.root_queryset.count()
        if self._is_narrowed:
            months = self._days_of_some
            count = sum(months.months.values()) if months else self._bare.count()
        numbers: Any = range(count)  # of which the numbers of pages are made
        self.paginator = self.model_admin.get_paginator(request, numbers, self.list_per_page)
        self.result_count = count
        self.full_result_count = all_of_them
        self.show_full_result_count = True
        self.show_admin_actions = bool(all_of_them)
        self.can_show_all = count <= self.list_max_show_all
        self.multi_page = count > self.list_per_page
        start, size = 0, count
        if self.multi_page and not (self.show_all and self.can_show_all):
            try:
                page = self.paginator.page(self.page_num)
            except InvalidPage as problem:
                raise IncorrectLookupParameters from problem
            start, size = page.start_index() - 1, self.list_per_page
        self.result_list = self._rows(self._ids(start, size))

    @property
    def _bare(self) -> QuerySet[Record]:
        """What is listed, without what a line shows of other records."""
        found: QuerySet[Record] = self.queryset.select_related(None)
        return found

    @property
    def _is_narrowed(self) -> bool:
        return bool(self.queryset.query.where) or self.queryset.query.distinct

    def _ids(self, start: int, size: int) -> list[int]:
        """The ids of the rows from ``start`` on, in the order of the list."""
        listed = self._bare
        first = _newest_first(listed)
        if first is None or self.result_count <= SORTED_AT_ONCE:
            return list(listed.values_list("pk", flat=True)[start : start + size])
        # In two parts: no index of PostgreSQL has what is not known behind what is newest.
        name = first.name
        rest = listed.query.order_by[1:]
        dated = listed.filter(**{f"{name}__isnull": False}).order_by(F(name).desc(), *rest)
        ids = list(dated.values_list("pk", flat=True)[start : start + size])
        if len(ids) < min(size, self.result_count - start):
            undated = listed.filter(**{f"{name}__isnull": True}).order_by(*rest)
            start = max(0, start - dated.count())
            ids += undated.values_list("pk", flat=True)[start : start + size - len(ids)]
        return ids

    def _rows(self, ids: Sequence[int]) -> list[Record]:
        records = self.apply_select_related(self.root_queryset.filter(pk__in=ids).order_by())
        prefetched = self.model_admin.list_prefetch  # type: ignore[attr-defined]
        rows = {row.pk: row for row in annotated(records).prefetch_related(*prefetched)}
        return [rows[pk] for pk in ids if pk in rows]

    @cached_property
    def days(self) -> Days:
        """The days that the date hierarchy leads to."""
        assert self.date_hierarchy is not None
        names = [f"{self.date_hierarchy}__{part}" for part in ("year", "month")]
        if not self.query and set(self.get_filters_params()) <= set(names):
            year, month = (self.params.get(name, "") for name in names)
            in_all = DaysOfAll.within(self.model, self.date_hierarchy, year, month)
            if in_all is not None:
                return in_all
        return self._days_of_some or DaysOfSome.of(self._bare, self.date_hierarchy)

    @cached_property
    def _days_of_some(self) -> DaysOfSome | None:
        return DaysOfSome.of(self._bare, self.date_hierarchy) if self.date_hierarchy else None


def _newest_first(queryset: QuerySet[Record]) -> Any:
    """What a list is sorted by first, where that is a column with the unknown last."""
    first: Any = next(iter(queryset.query.order_by), None)
    ordered = isinstance(first, OrderBy) and first.descending and first.nulls_last
    return first.expression if ordered and isinstance(first.expression, F) else None

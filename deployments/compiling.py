"""Puts the SQL of a query together once for each shape, not each time it is asked.

Django works out columns, joins and order anew for every query, which took half of the time of
settling a change set and a third of that of a page, while the queries are the same but for their
values. What depends on the shape alone is kept here; conditions, with their values, are compiled
each time. A query that has more to it than is known here is left to Django altogether.

It reaches into Django's compiler (5.2): ``tests/test_compiling.py`` compares what it gives with
what Django gives for every query of pages, API, admin and change sets.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col
from django.db.models.sql import Query as DjangoQuery
from django.db.models.sql.compiler import SQLCompiler

from . import loading

_Row = TypeVar("_Row", bound=models.Model)

MOST_SHAPES = 2_000
"""Shapes that are kept: several times what the site asks. When there are more, all are let go."""


class Shaped:
    """An expression that says what its SQL depends on, but for the values in it."""

    def shape(self) -> Hashable:
        """Equal for two of them where their SQL is."""
        raise NotImplementedError


class NotKept(Exception):
    """There is more to a query than its shape says."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What Django's compiler works out before the conditions; nothing in it is ever changed."""

    select: Any
    klass_info: Any
    annotation_col_map: Any
    col_count: int | None
    meta_ordering: Any
    parts: tuple[Any, Any, Any]
    """Further columns, order and groups."""
    alias_map: Mapping[str, Any]
    alias_refcount: Mapping[str, int]
    table_map: Mapping[str, list[str]]
    converted: tuple[int, ...]
    """The columns whose values are converted when they are read."""
    valued: tuple[tuple[str, int], ...]
    """The annotations that have values of their own, and which columns they are."""


class Query(DjangoQuery):
    """A query that is compiled by :class:`Compiler`, on either engine."""

    alias_cols: bool
    _filtered_relations: Mapping[str, Any]

    def get_compiler(
        self,
        using: str | None = None,
        connection: BaseDatabaseWrapper | None = None,
        elide_empty: bool = True,
    ) -> SQLCompiler:
        compiler: SQLCompiler = super().get_compiler(using, connection, elide_empty)
        if self.compiler != SQLCompiler.__name__:  # one that counts, or changes rows
            return compiler
        return _keeping(type(compiler).__module__)(self, compiler.connection, using, elide_empty)


@cache
def _keeping(module: str) -> type[Compiler]:
    """The compiler of an engine, which stands in ``module``, as one that keeps what it does."""
    of_engine: type[SQLCompiler] = import_module(module).SQLCompiler
    return Compiler if of_engine is SQLCompiler else type("Compiler", (Compiler, of_engine), {})


class Compiler(SQLCompiler):
    """Django's compiler, which takes what it has worked out for the same shape before."""

    query: Query
    kept: ClassVar[dict[Hashable, Setup]] = {}
    setup: Setup | None = None

    def pre_sql_setup(self, with_col_aliases: bool = False) -> Any:
        try:
            shape = None if with_col_aliases else (self.connection.vendor, shape_of(self.query))
        except NotKept:
            shape = None
        if shape is None:
            return super().pre_sql_setup(with_col_aliases=with_col_aliases)
        setup = self.kept.get(shape)
        if setup is None:
            parts = super().pre_sql_setup(with_col_aliases=with_col_aliases)
            self._keep(shape, parts)
            return parts
        self.setup = setup
        self.select = self._with_values(setup)
        self.klass_info = setup.klass_info
        self.annotation_col_map = setup.annotation_col_map
        self.col_count = setup.col_count
        self.has_extra_select = False
        self._meta_ordering = setup.meta_ordering
        query = self.query
        query.alias_map = dict(setup.alias_map)
        query.alias_refcount = dict(setup.alias_refcount)
        query.table_map = {table: list(names) for table, names in setup.table_map.items()}
        self.where, self.having, self.qualify = query.where.split_having_qualify(
            must_group_by=False
        )
        return setup.parts

    def _keep(self, shape: Hashable, parts: Any) -> None:
        extra_select, order_by, group_by = parts
        if extra_select or group_by or any(params for _by, (_sql, params, _ref) in order_by):
            return
        valued = {at for at, (_col, (_sql, params), _alias) in enumerate(self.select) if params}
        annotations = tuple((n, at) for n, at in self.annotation_col_map.items() if at in valued)
        if len(annotations) < len(valued):
            return
        if len(self.kept) >= MOST_SHAPES:
            self.kept.clear()
        query = self.query
        columns = [column for column, _sql, _alias in self.select]
        self.kept[shape] = Setup(
            select=self.select,
            klass_info=self.klass_info,
            annotation_col_map=self.annotation_col_map,
            col_count=self.col_count,
            meta_ordering=self._meta_ordering,
            parts=parts,
            alias_map=dict(query.alias_map),
            alias_refcount=dict(query.alias_refcount),
            table_map={table: list(names) for table, names in query.table_map.items()},
            converted=tuple(super().get_converters(columns)),
            valued=annotations,
        )

    def _with_values(self, setup: Setup) -> Any:
        """The columns, with the values of this query in place of those of the first one."""
        if not setup.valued:
            return setup.select
        select = list(setup.select)
        for name, at in setup.valued:
            _first, _sql, alias = select[at]
            each = self.query.annotations[name]
            select[at] = (each, self.compile(each), alias)
        return select

    def get_converters(self, expressions: Any) -> dict[int, Any]:
        """The converters of the columns that have any; they belong to a connection."""
        if self.setup is None:
            found: dict[int, Any] = super().get_converters(expressions)
            return found
        converters = {}
        for at in self.setup.converted:
            ((_first, each),) = super().get_converters([expressions[at]]).items()
            converters[at] = each
        return converters


def shape_of(query: Query) -> Hashable:
    """What the columns, joins and order of a query depend on.

    Fields and relations of models are there as long as the process: their ids tell them apart.
    Raises :class:`NotKept` for a query that has more to it.
    """
    if (
        query.combinator
        or query.distinct
        or query.group_by is not None
        or query.extra
        or query.extra_order_by
        or query.extra_tables
        or query.select_for_update
        or not query.alias_cols
        or query._filtered_relations
    ):
        raise NotKept
    joins = query.alias_map
    count = query.alias_refcount
    fields, deferred = query.deferred_loading
    return (
        query.model,
        query.default_cols,
        tuple(map(_column, query.select)),
        None if query.selected is None else tuple(map(_selected, query.selected.items())),
        tuple((name, _annotation(each)) for name, each in query.annotations.items()),
        None if query.annotation_select_mask is None else tuple(query.annotation_select_mask),
        frozenset(fields),
        deferred,
        _related(query.select_related),
        query.max_depth,
        tuple(map(_ordering, query.order_by)),
        query.default_ordering,
        query.standard_ordering,
        query.alias_prefix,
        tuple(
            (
                alias,
                join.table_name,
                join.join_type,
                join.parent_alias,
                id(getattr(join, "join_field", None)),
                count[alias] > 0,
            )
            for alias, join in joins.items()
        ),
    )


def _column(each: object) -> Hashable:
    if type(each) is not Col:
        raise NotKept
    return (each.alias, id(each.target))


def _selected(item: tuple[str, object]) -> Hashable:
    name, each = item
    return (name, each if isinstance(each, str | int) else _column(each))


def _annotation(each: object) -> Hashable:
    if not isinstance(each, Shaped):
        raise NotKept
    return each.shape()


def _ordering(each: object) -> Hashable:
    if not isinstance(each, str):
        raise NotKept
    return each


def _related(asked: bool | Mapping[str, Any]) -> Hashable:
    """The relations that are read with the rows, in their order."""
    if isinstance(asked, bool):
        return asked
    return tuple((name, _related(further)) for name, further in asked.items())


class QuerySet(models.QuerySet[_Row]):
    """Rows that are asked for by a :class:`Query`."""

    def __init__(
        self,
        model: type[models.Model] | None = None,
        query: DjangoQuery | None = None,
        using: str | None = None,
        hints: dict[str, models.Model] | None = None,
    ) -> None:
        if query is None and model is not None:
            query = Query(model)
        super().__init__(model, query, using, hints)

    def _prefetch_related_objects(self) -> None:
        loading.load(self._result_cache or (), self._prefetch_related_lookups)  # type: ignore[attr-defined]
        self._prefetch_done = True


class Manager(models.Manager[_Row]):
    """Gives such rows, where a table has no queryset of its own."""

    _hints: dict[str, models.Model]

    def get_queryset(self) -> QuerySet[_Row]:
        return QuerySet(self.model, using=self._db, hints=self._hints)

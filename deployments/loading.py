"""Loads related rows by statements that are put together once, not each time they are asked.

A document shows what some thirty relations lead to, and Django puts each of these queries together
anew although only the keys in it differ; that was a third of the time of settling a change set.
Here the whole statement is kept but for its list of keys, with what makes objects of its rows.

It reaches into Django (5.2): ``tests/test_loading.py`` compares what it gives with what Django's
own prefetch gives.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import islice
from operator import or_
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, ForeignKey, ManyToOneRel, Prefetch, Q
from django.db.models.lookups import Lookup
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

from .lookups import some_of

Kept: TypeAlias = "Prefetch[str, Any]"
"""A prefetch of one relation, whose statement is kept."""

Lookups: TypeAlias = "Iterable[str | Kept]"

_KEYS = "\0"
"""Stands where a statement is given its keys."""


class _IsGiven(Lookup):
    """The place in a statement where a column is to be one of the keys."""

    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} {_KEYS}", tuple(parameters)


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL in parts, between which the keys stand, and how its rows become objects."""

    parts: tuple[tuple[str, list[Any]], ...]
    """Each with its own parameters."""
    make: Callable[[Any], Any]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]

    def rows(
        self, keys: Collection[int] | Collection[str], connection: BaseDatabaseWrapper
    ) -> list[Any]:
        """The rows whose column is one of ``keys``."""
        chosen, values = some_of(keys, connection)
        parameters = list(self.parts[0][1])
        for _sql, more in self.parts[1:]:
            parameters += [*values, *more]
        with connection.cursor() as cursor:
            cursor.execute(chosen.join(sql for sql, _parameters in self.parts), parameters)
            found: list[Any] = cursor.fetchall()
        if self.converters:
            found = [self._converted(row, connection) for row in found]
        return list(map(self.make, found))

    def _converted(self, row: Sequence[Any], connection: BaseDatabaseWrapper) -> Sequence[Any]:
        values = list(row)
        for place, converters, column in self.converters:
            for convert in converters:
                values[place] = convert(values[place], column, connection)
        return tuple(values)


class Loader:
    """Rows of a queryset, chosen by columns that hold keys of other rows or their own.

    The queryset is one of objects or of tuples, and must never change. What it prefetches comes
    with its rows. Make each loader once.
    """

    def __init__(self, queryset: models.QuerySet[Any], *columns: str) -> None:
        """By their own keys where no columns are named."""
        self.queryset = queryset
        self.columns = columns or ("pk",)
        self.of_objects = issubclass(queryset._iterable_class, ModelIterable)
        self._statements: WeakKeyDictionary[BaseDatabaseWrapper, _Statement] = WeakKeyDictionary()

    def rows(self, keys: Collection[int] | Collection[str]) -> list[Any]:
        """The rows one of whose columns is one of ``keys``, in the order of the queryset."""
        if not keys:
            return []
        connection = connections[self.queryset.db]
        statement = self._statements.get(connection)
        if statement is None:
            statement = self._statements[connection] = self._put_together(connection)
        rows = statement.rows(keys, connection)
        load(rows, self.queryset._prefetch_related_lookups)  # type: ignore[attr-defined]
        return rows

    def _put_together(self, connection: BaseDatabaseWrapper) -> _Statement:
        any_of_them = reduce(or_, (Q(_IsGiven(F(column), None)) for column in self.columns))
        asked = self.queryset.filter(any_of_them)
        compiler = asked.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        left = iter(parameters)
        parts = [(part, list(islice(left, part.count("%s")))) for part in sql.split(_KEYS)]
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        return _Statement(
            tuple(parts),
            _making(compiler, self.queryset.db) if self.of_objects else tuple,
            [(place, *each) for place, each in converters.items()],
        )


def _making(compiler: SQLCompiler, db: str) -> Callable[[Any], models.Model]:
    """What makes an object of a row, as Django's ``ModelIterable`` does."""
    found = compiler.klass_info
    assert found is not None
    model: type[models.Model] = found["model"]
    first, end = found["select_fields"][0], found["select_fields"][-1] + 1
    names = [column.target.attname for column, _sql, _alias in compiler.select[first:end]]
    # What stands for Django in types is a version ahead of Django.
    populators = get_related_populators(found, compiler.select, db)  # type: ignore[call-arg]
    annotations = list((compiler.annotation_col_map or {}).items())

    def make(row: Any) -> models.Model:
        made = model.from_db(db, names, row[first:end])
        for populator in populators:
            populator.populate(row, made)
        for name, place in annotations:
            setattr(made, name, row[place])
        return made

    return make


class _Kept(Prefetch):
    """A prefetch of one relation, to one or to many, that is made once and never changes."""

    def __init__(
        self, model: type[models.Model], name: str, queryset: models.QuerySet[Any]
    ) -> None:
        super().__init__(name, queryset=queryset)
        relation: Any = model._meta.get_field(name)
        self.is_many = isinstance(relation, ManyToOneRel)
        self.field: ForeignKey[Any, Any] = relation.field if self.is_many else relation
        if self.is_many:
            self.loader = Loader(queryset, self.field.attname)
        else:  # of one row each, so that their order does not matter
            self.loader = Loader(queryset.order_by(), self.field.target_field.attname)

    def load(self, rows: Sequence[models.Model]) -> None:
        """Load what the relation leads to, for those of ``rows`` that do not have it yet."""
        if self.is_many:
            self._load_many(rows)
        else:
            self._load_one(rows)

    def _load_one(self, rows: Sequence[models.Model]) -> None:
        name, column = self.field.name, self.field.attname
        lacking = [row for row in rows if name not in row._state.fields_cache]
        keys = dict.fromkeys(getattr(row, column) for row in lacking)
        keys.pop(None, None)
        found = {row.pk: row for row in self.loader.rows(keys.keys())}
        for row in lacking:
            row._state.fields_cache[name] = found.get(getattr(row, column))

    def _load_many(self, rows: Sequence[models.Model]) -> None:
        name = self.prefetch_to
        lacking = {row.pk: row for row in rows if name not in _many(row)}
        grouped: dict[int, list[models.Model]] = {pk: [] for pk in lacking}
        back, column = self.field.name, self.field.attname
        for found in self.loader.rows(lacking.keys()):
            key = getattr(found, column)
            found._state.fields_cache.setdefault(back, lacking[key])
            grouped[key].append(found)
        for row in rows:
            kept = _many(row)
            if name not in kept:
                kept[name] = grouped[row.pk]


def _many(row: models.Model) -> dict[str, Any]:
    """What was loaded for a row by its relations to many, where Django's managers look for it."""
    kept: dict[str, Any] = row.__dict__.setdefault("_prefetched_objects_cache", {})
    return kept


_make: Any = _Kept  # the plugin for Django's types knows no prefetch but Django's own


def kept(model: type[models.Model], name: str, queryset: models.QuerySet[Any]) -> Kept:
    """A prefetch of the relation ``name`` of ``model``, which leads to rows of ``queryset``.

    Make it once; the queryset must never change.
    """
    made: Kept = _make(model, name, queryset)
    return made


@cache
def all_of(model: type[models.Model], name: str) -> Kept:
    """A prefetch of all rows, drafts included, that a relation of ``model`` leads to."""
    related: Any = model._meta.get_field(name).related_model
    return kept(model, name, related._default_manager.all())


def load(rows: Sequence[models.Model], lookups: Lookups) -> None:
    """Load what the relations of ``rows``, of one kind, lead to; what is not kept, by Django."""
    if not rows or not isinstance(rows[0], models.Model):  # values, of which nothing is loaded
        return
    others = []
    for lookup in lookups:
        if isinstance(lookup, _Kept):
            lookup.load(rows)
        else:
            others.append(lookup)
    if others:
        models.prefetch_related_objects(rows, *others)

"""Which records name which: by the paths along which the one is worked out from the other.

Paths are walked from their far end, a table at a time, and what several share is asked once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property

from django.db import connection
from django.db.models import Field, Model

from ..lookups import among
from ..models import RECORD_MODELS, RECORD_TYPES, Occurrence, Record
from . import contents, namesakes

OCCURRENCES = tuple(model for model in RECORD_MODELS if issubclass(model, Occurrence))

Ids = Mapping[str, Collection[int]]
"""Ids of records by kind."""

Paths = Mapping[type[Record], frozenset[str]]
"""By model, the lookups by which something of its records is worked out from other records."""


@cache
def shown() -> Paths:
    """The lookups by which documents show other records."""
    return {m: steps((*m.detail_paths, *contents.paths(m))) for m in RECORD_MODELS}


@cache
def rested_on() -> Paths:
    """The lookups by which entries of occurrences rest on other records."""
    return {m: steps((*m.entry_paths, *m.entry_rests_on)) for m in OCCURRENCES}


@cache
def told_by() -> Paths:
    """The lookups by which what tells namesakes apart rests on other records."""
    return {m: steps(m.apart_paths) for m in namesakes.KINDS}


def steps(paths: Iterable[str]) -> frozenset[str]:
    """Each of ``paths`` and all that it passes: “subjects__visit” passes “subjects”."""
    found: set[str] = set()
    for path in paths:
        names = path.split("__")
        found.update("__".join(names[: n + 1]) for n in range(len(names)))
    return frozenset(found)


def naming(paths: Paths, named: Ids) -> dict[str, set[int]]:
    """The records, by kind, that one of ``paths`` leads from to one of ``named``."""
    ends: dict[type[Model], frozenset[int]] = {
        RECORD_TYPES[kind]: frozenset(ids) for kind, ids in named.items() if ids
    }
    walk = _Walk(ends)
    found = {}
    for model, own in paths.items():
        if ids := walk.ids(model, _leading(model, own, frozenset(ends))):
            found[model.record_type] = ids
    return found


@cache
def _leading(
    model: type[Record], paths: frozenset[str], ends: frozenset[type[Model]]
) -> frozenset[str]:
    """Those of ``paths`` from ``model`` that lead to a record of one of ``ends``."""
    return frozenset(path for path in paths if _end(model, path) in ends)


def _end(model: type[Model], path: str) -> type[Model]:
    for step in path.split("__"):
        related = model._meta.get_field(step).related_model
        assert isinstance(related, type)
        model = related
    return model


class _Walk:
    """Walks paths backwards from the records that are at their ends."""

    def __init__(self, ends: Mapping[type[Model], frozenset[int]]) -> None:
        self._ends = ends
        self._stops: dict[tuple[type[Model], frozenset[str]], _Stop] = {}

    def ids(self, model: type[Model], paths: frozenset[str]) -> set[int]:
        """Ids of the rows of ``model`` from which one of ``paths`` leads to an end."""
        return self._stop(model, paths).ids

    def _stop(self, model: type[Model], paths: frozenset[str]) -> _Stop:
        if (model, paths) not in self._stops:
            self._stops[model, paths] = self._ask(model, paths)
        return self._stops[model, paths]

    def _ask(self, model: type[Model], paths: frozenset[str]) -> _Stop:
        known = set(self._ends.get(model, ())) if "" in paths else set()
        pointing: dict[str, set[int]] = {}
        for name, rests in _first_steps(paths).items():
            relation = model._meta.get_field(name)
            related = relation.related_model
            assert isinstance(related, type)
            stop = self._stop(related, rests)
            if isinstance(relation, Field):
                if stop.ids:
                    pointing[str(relation.column)] = stop.ids
            else:
                known |= stop.column(relation.remote_field.attname)
        return _Stop(model, known, pointing)


@cache
def _first_steps(paths: frozenset[str]) -> dict[str, frozenset[str]]:
    """By their first step, the rest of each of ``paths``: empty for one that ends there."""
    found: dict[str, set[str]] = {}
    for path in filter(None, paths):
        first, _sep, rest = path.partition("__")
        found.setdefault(first, set()).add(rest)
    return {first: frozenset(rests) for first, rests in found.items()}


class _Stop:
    """The rows of a table at which a walk has arrived, which are asked for at most once."""

    def __init__(
        self, model: type[Model], known: set[int], pointing: Mapping[str, set[int]]
    ) -> None:
        """``known`` are some by id; ``pointing`` has by column what the others refer to."""
        self._model, self._known, self._pointing = model, known, pointing

    @property
    def ids(self) -> set[int]:
        """The primary keys of these rows."""
        if not self._pointing:
            return self._known
        return self.column(self._model._meta.pk.attname)

    def column(self, name: str) -> set[int]:
        """What the rows have in a column that refers to a row, without what refers to none."""
        return {value for row in self._rows if (value := row[name]) is not None}

    @cached_property
    def _rows(self) -> list[dict[str, int | None]]:
        asked = dict(self._pointing)
        if self._known:
            asked[str(self._model._meta.pk.column)] = self._known
        if not asked:
            return []
        names, columns, table = _referring(self._model)
        conditions, parameters = [], []
        # A dozen tables for each record that is published: put together by the ORM, as long again.
        for column, ids in asked.items():
            condition, values = among(column, ids, connection)
            conditions.append(condition)
            parameters += values
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM {table} WHERE {' OR '.join(conditions)}",  # noqa: S608
                parameters,
            )
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@cache
def _referring(model: type[Model]) -> tuple[tuple[str, ...], str, str]:
    """The columns of a table that refer to rows, its own id among them, and its name, for SQL."""
    fields = [each for each in model._meta.concrete_fields if each.is_relation or each.primary_key]
    columns = ", ".join(f'"{each.column}"' for each in fields)
    return tuple(each.attname for each in fields), columns, f'"{model._meta.db_table}"'

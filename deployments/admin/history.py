"""What changed in a record and in the rows it owns, change set by change set, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..changes.meanwhile import TOLD_AT_MOST, change_ids, histories
from ..changes.rows import HistoryRow
from ..models import ChangeSet, OwnedRow, Record
from ..models.base import Row
from .inputs import is_id

NEVER_SHOWN = {"id", "first_published_at"}

ROWS_TOLD = 100
"""Rows of each kind that are told of one change set; an import may have changed thousands."""

Source = tuple[type[Row], QuerySet[Any]]
"""A kind of rows with those of its history that are asked for."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as it was and as it became; empty text where there was nothing."""

    label: str
    old: str
    new: str


@dataclass(slots=True)
class RowChange:
    """What became of one row: ``verb`` is added, changed or removed.

    ``record_type`` is empty for a row that a record owns.
    """

    verb: str
    kind: str
    name: str
    record_type: str
    record_id: int
    differences: list[Difference] = field(default_factory=list)

    @property
    def verb_in_words(self) -> str:
        """What became of it, in the active language."""
        return {"added": _("added"), "changed": _("changed"), "removed": _("removed")}[self.verb]


@dataclass(slots=True)
class Entry:
    """One change set, as far as it concerns what was asked for."""

    change_set: ChangeSet
    rows: list[RowChange] = field(default_factory=list)
    left_out: int = 0
    """How many more rows it changed than are told."""


@dataclass(slots=True)
class _Step:
    """A row before and after one change set; ``before`` is None for a new row."""

    model: type[Row]
    before: HistoryRow | None
    after: HistoryRow

    @property
    def verb(self) -> str:
        if self.after.history_type == "-":
            return "removed"
        return "added" if self.before is None else "changed"


def entries(record: Record, among: Sequence[int] | None = None) -> list[Entry]:
    """What happened to ``record``, newest first: all of it, or in the change sets ``among``."""
    wanted = change_ids(record) if among is None else among
    return _entries(histories(record), wanted, ROWS_TOLD)


def deleted(model: type[Row], object_id: str) -> Record | None:
    """The record with this id as it was last stored, if it was deleted."""
    if not issubclass(model, Record) or not is_id(object_id):
        return None
    last = model.history.filter(id=object_id).order_by("history_id").last()
    record = last.instance if last is not None and last.history_type == "-" else None
    assert record is None or isinstance(record, Record)
    return record


def entries_since(record: Record, seen: str) -> list[Entry]:
    """What happened to ``record`` after the version ``seen``, newest first; the last of it."""
    times = record.version - int(seen) if is_id(seen) else 0
    newest = change_ids(record)[:TOLD_AT_MOST]
    return entries(record, newest[:times] if times > 0 else newest)


def entry_of(change_set: ChangeSet, models_seen: Iterable[type[Row]], limit: int) -> Entry:
    """What ``change_set`` did, at most ``limit`` rows of each kind."""
    sources = ((model, model.history.all()) for model in models_seen)
    found = _entries(sources, [change_set.pk], limit)
    return found[0] if found else Entry(change_set)


def _steps(model: type[Row], rows: QuerySet[Any]) -> Iterator[_Step]:
    ordered = rows.select_related("change_set").order_by("id", "history_id")
    for _pk, of_one_row in groupby(ordered, key=lambda row: row.id):
        before = None
        for _change, group in groupby(of_one_row, key=lambda row: row.change_set_id):
            after = list(group)[-1]
            if before is not None or after.history_type != "-":
                yield _Step(model, before, after)
            before = None if after.history_type == "-" else after


def _entries(sources: Iterable[Source], among: Sequence[int], limit: int) -> list[Entry]:
    """The change sets ``among``, newest first, with at most ``limit`` rows of each kind."""
    steps: list[_Step] = []
    left_out: Counter[int] = Counter()
    for model, rows in sources:
        told: dict[int, set[int]] = defaultdict(set)
        changed = rows.filter(change_set_id__in=among).order_by("history_id")
        for change_set, row in dict.fromkeys(changed.values_list("change_set_id", "id")):
            if len(told[change_set]) < limit:
                told[change_set].add(row)
            else:
                left_out[change_set] += 1
        ids = set().union(*told.values())
        if ids:
            upto = rows.filter(id__in=ids, change_set_id__lte=max(among))
            steps += [
                step
                for step in _steps(model, upto)
                if step.after.id in told.get(step.after.change_set_id, ())
            ]
    names = _Names()
    for step in steps:
        names.want(step)
    found: dict[int, Entry] = {}
    for step in steps:
        change_set = step.after.change_set
        entry = found.setdefault(change_set.pk, Entry(change_set))
        entry.left_out = left_out[change_set.pk]
        change = _row_change(step, names)
        if change.differences or change.verb != "changed":
            entry.rows.append(change)
    return sorted(found.values(), key=lambda entry: -entry.change_set.pk)


def _row_change(step: _Step, names: _Names) -> RowChange:
    model = step.model
    return RowChange(
        verb=step.verb,
        kind=str(model._meta.verbose_name),
        name=_name(step, names),
        record_type=model.record_type if issubclass(model, Record) else "",
        record_id=step.after.id,
        differences=list(_differences(step, names)),
    )


def _name(step: _Step, names: _Names) -> str:
    named_by = ("key",) if issubclass(step.model, Record) else step.model.named_by
    columns = [step.model._meta.get_field(name) for name in named_by]
    parts = [names.say(each, step.after) for each in columns if isinstance(each, models.Field)]
    return ", ".join(part for part in parts if part)


def _differences(step: _Step, names: _Names) -> Iterator[Difference]:
    for column in _columns(step.model):
        old = names.say(column, step.before) if step.before is not None else ""
        new = names.say(column, step.after)
        if step.verb == "removed":
            old, new = (old or new), ""
        if old != new:
            yield Difference(str(column.verbose_name), old, new)


def _columns(model: type[Row]) -> list[models.Field]:
    """The columns an editor knows: no ids, no bounds worked out from dates, not the owner."""
    hidden = NEVER_SHOWN | model.worked_out()
    if issubclass(model, OwnedRow):
        hidden |= {"key"} | set(model.owners())
    return [f for f in model.history.model.tracked_fields if f.name not in hidden]


class _Names:
    """Names of related rows, fetched once for each kind."""

    def __init__(self) -> None:
        self.wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        self.known: dict[type[models.Model], dict[int, str]] = {}

    def want(self, step: _Step) -> None:
        """Note which related rows a step will have to name."""
        for row in (step.before, step.after):
            for column in step.model.history.model.tracked_fields if row is not None else ():
                value = getattr(row, column.attname)
                if column.is_relation and value:
                    self.wanted[_related(column)].add(value)

    def say(self, column: models.Field, row: HistoryRow) -> str:
        """A value in words; nothing where there is none."""
        value = getattr(row, column.attname)
        if value is None or value == "":
            return ""
        if column.is_relation:
            return self._name(_related(column), value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        return str(value)

    def _name(self, model: type[models.Model], pk: int) -> str:
        if model not in self.known:
            rows = model._default_manager.filter(pk__in=self.wanted[model])
            self.known[model] = {row.pk: str(row) for row in rows}
            gone = self.wanted[model] - self.known[model].keys()
            if gone and issubclass(model, Row):
                self.known[model] |= names_of_deleted(model, gone)
        return self.known[model].get(pk, _("(removed)"))


def names_of_deleted(model: type[Row], ids: Iterable[int]) -> dict[int, str]:
    """What rows that are no more were last called, by id."""
    rows = model.history.filter(id__in=ids).order_by("history_id")
    return {row.id: _("%(name)s (deleted)") % {"name": _last_name(model, row)} for row in rows}


def _last_name(model: type[Row], row: HistoryRow) -> str:
    """The name that stands in the row itself: what it named may be gone as well."""
    columns = {column.name for column in model.history.model.tracked_fields}
    named_by = (model.name_column, "key") if issubclass(model, Record) else (*model.named_by, "key")
    texts = (getattr(row, name) for name in named_by if name in columns)
    return next((text for text in texts if isinstance(text, str) and text), f"#{row.id}")


def _related(column: models.Field) -> type[models.Model]:
    related = column.related_model
    assert isinstance(related, type)
    return related

"""Carries out what was checked: saves rows, renames, removes, and says what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from ..choices import Origin
from ..models import Record, Row
from ..services import publishing
from .lookup import is_provisional, not_accepted, rows_of, values_of
from .rejections import Place
from .report import Outcome, RowResult
from .session import Session
from .steps import Checked, Fault, NewRedirect, Rejected, Removal, Rename, Step
from .writing import remove, save

Naming = tuple[str, Row]
"""A relation of a row, and the row that it names."""


@dataclass
class Saving:
    """Saves steps one after the other, inside a change set."""

    session: Session
    _waiting: list[tuple[Checked, list[Naming]]] = field(default_factory=list)
    """Rows that name others of their file which are saved after them."""

    _failed: dict[tuple[type[Row], int], Place] = field(default_factory=dict)

    def run(self, steps: Iterable[Step]) -> None:
        """Save everything; what the database refuses is rejected in the report."""
        for step in steps:
            if self._waiting and not _same_file(step, self._waiting[0][0]):
                self._save_waiting()
            match step:
                case Checked():
                    self._save_line(step)
                case Rename():
                    self._rename(step)
                case NewRedirect():
                    self._redirect(step)
                case Removal() if self.session.report.accepted:
                    self._remove(step)
        self._save_waiting()

    # Lines

    def _save_line(self, step: Checked) -> None:
        faults = self._save_row(step) or self._save_members(step)
        if faults:
            self._reject(step, faults)

    def _save_row(self, step: Checked) -> list[Fault]:
        row, provisional = step.row, step.row.pk
        namings = list(self._unsaved(row))
        faults = [fault for naming in namings for fault in self._failed_naming(step, naming)]
        if faults:
            return faults
        if namings:
            self._waiting.append((step, namings))
        for name, _target in namings:
            field = row._meta.get_field(name)
            assert isinstance(field, models.Field)
            setattr(row, field.attname, step.before.get(field.attname))
        if step.new:
            row.pk = None
        elif values_of(row) == step.before:
            return []
        messages = save(row)
        if messages and step.new:
            row.pk, row._state.adding = provisional, True
        return _faults(step, messages)

    def _unsaved(self, row: Row) -> Iterable[Naming]:
        """The rows that a row names and that are not stored; the ids of all others are set."""
        for each in row._meta.concrete_fields:
            if not isinstance(each, models.ForeignKey):
                continue
            target = each.get_cached_value(row, default=None)
            if not isinstance(target, Row):
                continue
            if is_provisional(target.pk):
                yield each.name, target
            elif getattr(row, each.attname) != target.pk:
                setattr(row, each.name, target)

    def _failed_naming(self, step: Checked, naming: Naming) -> list[Fault]:
        name, target = naming
        place = self._failed.get((type(target), target.pk))
        return [_follows(step.spec.column_of(name), target, place)] if place else []

    def _save_members(self, step: Checked) -> list[Fault]:
        faults = []
        for plan in step.members:
            for member in plan.saved:
                for naming in self._unsaved(member):
                    place = self._failed.get((type(naming[1]), naming[1].pk))
                    assert place, "a file stands after those that it names"
                    faults.append(_follows(plan.column.name, naming[1], place))
                faults += [Fault(plan.column.name, m) for _n, m in ([] if faults else save(member))]
            for member in plan.gone:
                faults += [Fault(plan.column.name, message) for message in remove(member)]
        return faults

    def _save_waiting(self) -> None:
        """Save what named rows of its own file that are stored by now."""
        waiting, self._waiting = self._waiting, []
        for step, namings in waiting:
            if (type(step.row), step.row.pk) in self._failed:
                continue
            faults = []
            for name, target in namings:
                if is_provisional(target.pk):
                    faults.append(_follows(step.spec.column_of(name), target, self._place(target)))
                else:
                    setattr(step.row, name, target)
            faults = faults or _faults(step, save(step.row))
            if faults:
                self._reject(step, faults)

    def _place(self, row: Row) -> Place | None:
        """The line at which a row was rejected."""
        found = self._failed.get((type(row), row.pk))
        return found or self.session.lookup.rejected_at(type(row), _key_of(row))

    def _reject(self, step: Checked, faults: Iterable[Fault]) -> None:
        line = step.line
        self._failed[type(step.row), step.row.pk] = (line.file, line.number)
        rejected = Rejected(step.spec, line, step.row, tuple(faults))
        self.session.reject(rejected)
        self.session.report.note(rejected.result)

    # All else

    def _rename(self, step: Rename) -> None:
        """Rename what is stored; all else that changes in the record is saved at its own line."""
        stored = rows_of(type(step.record)).get(pk=step.record.pk)
        assert isinstance(stored, Record)
        try:
            with transaction.atomic():
                publishing.rename(record=stored, new_key=step.new, origin=Origin.IMPORT)
        except ValidationError as problem:
            self.session.tell(step.line, [Fault("key", message) for message in problem.messages])

    def _redirect(self, step: NewRedirect) -> None:
        step.redirect.record_id = step.record.pk
        if is_provisional(step.record.pk):
            faults = [_follows("key", step.record, self._place(step.record))]
        else:
            faults = [Fault("", message) for _name, message in save(step.redirect)]
        self.session.tell(step.line, faults)

    def _remove(self, step: Removal) -> None:
        faults = [Fault("", f"{step.label}: {message}") for message in remove(step.row)]
        self.session.tell(step.line, faults)
        outcome = Outcome.REJECTED if faults else Outcome.REMOVED
        self.session.report.note(RowResult(step.spec.file, 0, step.label, outcome))


def _same_file(step: Step, other: Checked) -> bool:
    return isinstance(step, Checked) and step.spec is other.spec


def _faults(step: Checked, messages: list[tuple[str, str]]) -> list[Fault]:
    """What the database refused, in the words of the file."""
    if messages and step.new and step.twin:
        return [
            Fault(
                "key",
                _("This row is stored with the key “%(key)s”. Give that key, or none.")
                % {"key": step.twin},
            )
        ]
    return [Fault(step.spec.column_of(name), message) for name, message in messages]


def _follows(column: str, target: Row, place: Place | None) -> Fault:
    """The fault of a line that names a row which is not accepted."""
    place = place or ("", 0)
    return Fault(column, str(not_accepted(_key_of(target), place)), place)


def _key_of(row: Row) -> str:
    return str(getattr(row, "key", ""))

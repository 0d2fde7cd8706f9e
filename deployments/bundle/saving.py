"""Carries out what was checked: saves rows, renames, removes, and says what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from ..choices import Origin
from ..models import OwnedRow, Record, Row
from ..querysets import rows_of
from ..services import publishing
from .lookup import is_provisional, not_accepted, values_of
from .members import MemberPlan
from .rejections import Place
from .report import Outcome, RowResult
from .session import Session
from .steps import Checked, Fault, NewRedirect, Rejected, Removal, Rename, Step
from .writing import remove, save, save_new

MOST_AT_ONCE = 500
"""New rows that are stored together."""

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
        batch: list[Checked] = []
        for step in steps:
            if batch and not (_same_file(step, batch[0]) and self._joins(step, batch)):
                self._save_batch(batch)
                batch = []
            if self._waiting and not _same_file(step, self._waiting[0][0]):
                self._save_waiting()
            match step:
                case Checked() if step.new:
                    batch.append(step)
                case Checked():
                    self._save_line(step)
                case Rename():
                    self._rename(step)
                case NewRedirect():
                    self._redirect(step)
                case Removal() if self.session.report.accepted:
                    self._remove(step)
        if batch:
            self._save_batch(batch)
        self._save_waiting()

    # Lines

    def _joins(self, step: Step, batch: list[Checked]) -> bool:
        """Whether a new row can be stored together with others: it names none of them."""
        if not isinstance(step, Checked) or not step.new or len(batch) >= MOST_AT_ONCE:
            return False
        return not any(True for _naming in self._unsaved(step.row))

    def _save_batch(self, batch: list[Checked]) -> None:
        """Store new rows of one file together, or one by one where one of them is refused."""
        plain = [step for step in batch if not list(self._unsaved(step.row))]
        if plain == batch and self._store([step.row for step in batch]):
            self._save_new_members(batch)
            return
        for step in batch:
            self._save_line(step)

    def _store(self, rows: list[Row]) -> bool:
        """Store new rows of one kind; False, and nothing stored, when one of them is refused."""
        provisional = [row.pk for row in rows]
        for row in rows:
            row.pk = None
        if save_new(rows):
            return True
        for row, pk in zip(rows, provisional, strict=True):
            row.pk, row._state.adding = pk, True
        return False

    def _save_new_members(self, batch: list[Checked]) -> None:
        """Store the owned rows of new rows, kind by kind, or singly where one is refused."""
        kinds: dict[type[Row], list[tuple[Checked, MemberPlan, OwnedRow]]] = {}
        for step in batch:
            for plan in step.members:
                for member in plan.saved:
                    kinds.setdefault(type(member), []).append((step, plan, member))
        for found in kinds.values():
            named = [naming for _step, _plan, member in found for naming in self._unsaved(member)]
            if named or not self._store([member for _step, _plan, member in found]):
                for step, plan, member in found:
                    faults = self._save_member(plan, member)
                    if faults:
                        self._reject(step, faults)

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
        faults: list[Fault] = []
        for plan in step.members:
            for member in plan.saved:
                faults += self._save_member(plan, member)
            for row in plan.gone:
                faults += [Fault(plan.column.name, message) for message in remove(row)]
        return faults

    def _save_member(self, plan: MemberPlan, member: OwnedRow) -> list[Fault]:
        name = plan.column.name
        named = [target for _name, target in self._unsaved(member)]
        if named:
            return [_follows(name, target, self._place(target)) for target in named]
        return [Fault(name, message) for _name, message in save(member)]

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

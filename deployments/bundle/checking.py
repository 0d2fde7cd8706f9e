"""Says what stands against a row that is filled in, and what it changes; stores nothing."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ..changes.service import owner_of
from ..models import OwnedRow, Record, Row
from .columns import CellError
from .lookup import Lookup
from .matching import attname
from .members import MemberPlan
from .report import Change
from .session import Session
from .standing import standing
from .steps import Checked, Fault, Filled, Rejected
from .tables import TableSpec
from .writing import faults_of


def check(filled: Filled, spec: TableSpec, session: Session) -> Checked | Rejected:
    """The line with what it changes, or with all that stands against it."""
    changes: list[Change] = []
    faults = list(filled.faults) or _row_faults(filled, spec, session)
    if not faults:
        changes = changes_of(filled, spec)
        faults = _public_faults(filled, changes, session)
    if not faults:
        _give_key(filled.row, session.lookup)
        changes += _member_changes(filled)
        faults = _member_faults(filled.members)
    if faults:
        return Rejected(spec, filled.line, filled.row, tuple(faults))
    return Checked(
        spec,
        filled.line,
        filled.row,
        filled.new,
        filled.before,
        label_of(filled.row, spec),
        tuple(changes),
        filled.twin,
        filled.members,
        filled.later,
    )


def _row_faults(filled: Filled, spec: TableSpec, session: Session) -> list[Fault]:
    """What its standing and the model itself have against a row."""
    row = filled.row
    if isinstance(row, Record):
        try:
            values = standing(row, filled.line.cells, publish=session.options.publish)
        except CellError as problem:
            return [Fault(problem.column, str(problem))]
        for name, value in values.items():
            setattr(row, name, value)
    return [Fault(spec.column_of(name), message) for name, message in faults_of(row)]


def _public_faults(filled: Filled, changes: list[Change], session: Session) -> list[Fault]:
    """Without --publish nothing changes in what is published."""
    if session.options.publish or not (filled.differs or filled.members):
        return []
    reason = public_fault(filled.row)
    if not reason:
        return []
    alone = changes[0].column if len(changes) == 1 and not filled.new else ""
    return [Fault(alone, reason)]


def public_fault(row: Row) -> str:
    """Why a row must not change without --publish, or nothing."""
    owner = owner_of(row)
    if owner is None or not owner.is_published:
        return ""
    return _("“%(key)s” is published; it changes with --publish only.") % {"key": owner.key}


def _give_key(row: Row, lookup: Lookup) -> None:
    """Give a row a key where its kind has one and nobody gave it."""
    if isinstance(row, OwnedRow) and getattr(row, "key", None) == "":
        row.key = row.free_key(lambda key: lookup.is_free(type(row), key))


def _member_faults(plans: Iterable[MemberPlan]) -> list[Fault]:
    return [
        Fault(plan.column.name, message)
        for plan in plans
        for member in plan.saved
        for _name, message in faults_of(member)
    ]


def _member_changes(filled: Filled) -> list[Change]:
    """What an old row's cells with several owned rows held, and what they will hold."""
    return [
        Change(plan.column.name, plan.column.write(filled.row), plan.text_after)
        for plan in filled.members
        if not filled.new
    ]


def changes_of(filled: Filled, spec: TableSpec) -> list[Change]:
    """The cells of an old row that differ now."""
    if filled.new:
        return []
    row, before = filled.row, spec.model(**filled.before)
    changed = []
    for column in spec.columns:
        if column in spec.members:
            continue
        names = [attname(row, name) for name in column.fields]
        if any(getattr(row, name) != filled.before[name] for name in names):
            old, new = column.write(before), column.write(row)
            if old != new:
                changed.append(Change(column.name, old, new))
    return changed


def label_of(row: Row, spec: TableSpec) -> str:
    """What a row is called in the report."""
    key = str(getattr(row, "key", ""))
    return key or " ".join(filter(None, (spec.column(name).write(row) for name in spec.natural)))

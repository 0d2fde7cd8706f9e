"""``redirects.csv``: addresses that were public and lead to a record's new one.

A redirect whose old key is still a record's own is a rename to do; it is done before anything
else, so that the other files may use the new key. Where the record is known by its new key only,
the redirect is added at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import RECORD_TYPES, KeyRedirect, Record, Row
from .columns import CellError
from .lookup import NotAccepted
from .reading import Line, Table
from .relations import unknown_kind
from .report import Change, Outcome, RowResult
from .session import Session
from .steps import Fault, NewRedirect, Rename
from .writing import faults_of

NAME = "redirects"
"""The name of the file, without ``.csv``."""


def references(line: Line) -> list[tuple[type[Row], str]]:
    """The records that a line names, by both keys."""
    model = RECORD_TYPES.get(line.cells["record_type"])
    if model is None:
        return []
    return [(model, line.cells[name]) for name in ("old_key", "key") if line.cells[name]]


class Redirects:
    """Works through the file: renames first, and what is then still missing at the end."""

    def __init__(self, table: Table, session: Session) -> None:
        self.table = table
        self.session = session
        self._renamed: set[int] = set()
        self._rejected: set[int] = set()

    # Renames

    def renames(self) -> Iterator[Rename]:
        """The records that are still stored under their old key."""
        for line in self.table.lines:
            model = RECORD_TYPES.get(line.cells["record_type"])
            old, new = line.cells["old_key"], line.cells["key"]
            record = self.session.lookup.known(model, old) if model else None
            if isinstance(record, Record) and record.key == old != new:
                faults = self._rename_faults(record, new)
                if faults:
                    self._reject(line, faults)
                else:
                    yield self._rename(line, record, new)

    def _rename_faults(self, record: Record, new: str) -> list[Fault]:
        words = {"old": record.key, "new": new}
        if self.session.lookup.known(type(record), new) is not None:
            return [
                Fault(
                    "key",
                    _("Both “%(old)s” and “%(new)s” are stored; they are two records.") % words,
                )
            ]
        if record.is_published and not self.session.options.publish:
            return [
                Fault(
                    "key", _("“%(old)s” is published. It is renamed with --publish only.") % words
                )
            ]
        try:
            _with_key(record, new).full_clean()
        except ValidationError as problem:
            return [Fault("key", message) for message in problem.messages]
        return []

    def _rename(self, line: Line, record: Record, new: str) -> Rename:
        old, record = record.key, _with_key(record, new)
        self.session.lookup.put(record)
        self.session.note_place(record, line, own=False)
        self._renamed.add(line.number)
        self._note(line, Outcome.UPDATED, (Change("key", old, new),))
        return Rename(line, record, old, new)

    # Addresses

    def additions(self) -> Iterator[NewRedirect]:
        """The redirects that are not there yet."""
        seen: dict[tuple[str, str], int] = {}
        for line in self.table.lines:
            place = line.cells["record_type"], line.cells["old_key"]
            if place in seen:
                reason = _("Lines %(first)d and %(second)d give the same old key.") % {
                    "first": seen[place],
                    "second": line.number,
                }
                self._reject(line, [Fault("old_key", reason)])
            elif line.number not in self._rejected:
                yield from self._addition(line)
            seen.setdefault(place, line.number)

    def _addition(self, line: Line) -> Iterator[NewRedirect]:
        """The redirect that a line asks for, unless it is there or cannot be."""
        try:
            record = self._record(line)
            redirect = self._missing(line, record)
        except CellError as problem:
            root = problem.place if isinstance(problem, NotAccepted) else None
            self._reject(line, [Fault(problem.column, str(problem), root)])
            return
        if redirect is None:
            if line.number not in self._renamed:
                self._note(line, Outcome.UNCHANGED)
            return
        if line.number in self._renamed:
            return  # The renaming keeps the address, if it was ever public.
        faults = [Fault("old_key", message) for _name, message in faults_of(redirect)]
        if faults:
            self._reject(line, faults)
            return
        self.session.note_place(record, line, own=False)
        self._note(line, Outcome.CREATED)
        yield NewRedirect(line, redirect, record)

    def _record(self, line: Line) -> Record:
        """The record that an address is to lead to. Raises :class:`CellError`."""
        kind, old, new = (line.cells[name] for name in ("record_type", "old_key", "key"))
        if kind not in RECORD_TYPES:
            raise CellError(str(unknown_kind(kind, RECORD_TYPES)), "record_type")
        if not old or not new or old == new:
            raise CellError(_("Give the old key and another, new one."), "old_key")
        try:
            record = self.session.lookup.find(RECORD_TYPES[kind], new)
        except CellError as problem:
            problem.column = "key"
            raise
        assert isinstance(record, Record)
        return record

    def _missing(self, line: Line, record: Record) -> KeyRedirect | None:
        """The redirect to add; None for one that is there. Raises :class:`CellError`."""
        kind, old = line.cells["record_type"], line.cells["old_key"]
        rows = KeyRedirect.objects.filter(record_type=kind, old_key=old)
        for stored in self.session.lookup.ask(rows):
            assert isinstance(stored, KeyRedirect)
            if stored.record_id == record.pk:
                return None
            raise CellError(
                _("“%(old)s” leads to another record already.") % {"old": old}, "old_key"
            )
        if line.number not in self._renamed and not record.once_public:
            raise CellError(
                _(
                    "A redirect keeps a public address. “%(new)s” is not public; import with "
                    "--publish."
                )
                % {"new": line.cells["key"]}
            )
        if line.number not in self._renamed and not self.session.options.publish:
            raise CellError(_("Addresses of what is public change with --publish only."))
        return KeyRedirect(record_type=kind, old_key=old, record_id=record.pk)

    def _reject(self, line: Line, faults: list[Fault]) -> None:
        self._rejected.add(line.number)
        self.session.tell(line, faults)

    def _note(self, line: Line, outcome: Outcome, changes: tuple[Change, ...] = ()) -> None:
        label = f"{line.cells['record_type']} {line.cells['old_key']}"
        self.session.report.note(RowResult(line.file, line.number, label, outcome, changes))


def _with_key(record: Record, key: str) -> Record:
    """The record as it will be stored once it is renamed."""
    renamed = copy(record)
    renamed.key = renamed._stored_key = key
    return renamed

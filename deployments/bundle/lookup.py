"""Finds rows by key: those stored, those of this import, and those it has still to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ..chunks import chunks
from ..models import KeyRedirect, Record, Row
from ..querysets import RowQuerySet, rows_of
from .columns import CellError
from .rejections import Place

MOST_SUGGESTIONS = 50
"""How many dangling keys get a suggestion; looking for similar ones is slow."""

PROVISIONAL = 2**62
"""From here on ids stand for rows that are not stored yet, so that others can name them."""

_Item = TypeVar("_Item")


class Pending(Exception):
    """The row stands further down in the same file."""


class NotAccepted(CellError):
    """The row was rejected; ``place`` is its line."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Answer:
    """Rows that were read, so that one can ask again whether they are the same."""

    rows: QuerySet[Row]
    found: tuple[tuple[object, ...], ...]

    def still_holds(self) -> bool:
        """Whether the database gives the same rows now."""
        return fingerprints(self.rows.all()) == self.found


def fingerprints(rows: Iterable[Row]) -> tuple[tuple[object, ...], ...]:
    """What tells whether rows changed: the version of each, or all that it holds."""
    return tuple(sorted((fingerprint(row) for row in rows), key=lambda found: str(found[0])))


def fingerprint(row: Row) -> tuple[object, ...]:
    """The id of a row with its version, or with all that it holds where it has none."""
    version = getattr(row, "version", None)
    return (row.pk, version) if version is not None else (row.pk, *values_of(row).values())


def values_of(row: Row) -> dict[str, object]:
    """The columns of a row as they would be stored."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def keyed(model: type[Row], keys: list[str]) -> RowQuerySet[Row]:
    """The stored rows with these keys."""
    return rows_of(model).filter(Q(("key__in", keys)))


def is_provisional(pk: int | None) -> bool:
    """Whether an id stands for a row that is not stored yet."""
    return pk is not None and pk >= PROVISIONAL


class Lookup:
    """Every row that the import has to do with, as it will be when the import is done."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self._pks: dict[tuple[type[Row], str], int] = {}
        self._rows: dict[tuple[type[Row], int], Row] = {}
        self._expected: dict[tuple[type[Row], str], Place] = {}
        self._rejected: dict[tuple[type[Row], str], Place] = {}
        self._unread: dict[type[Row], str] = {}
        self._keys: dict[type[Row], list[str]] = {}
        self._suggestions = 0
        self._ids = count(PROVISIONAL)

    # What is stored

    def ask(self, rows: QuerySet[Row]) -> list[Row]:
        """The stored rows, which the import then rests on."""
        found = list(rows)
        self.rest_on(rows, found)
        return found

    def rest_on(self, rows: QuerySet[Row], found: Iterable[Row]) -> None:
        """The import rests on ``rows`` being what was ``found``."""
        self.answers.append(Answer(rows.all(), fingerprints(found)))

    def load(self, wanted: Iterable[tuple[type[Row], str]]) -> None:
        """Fetch stored rows by key, or by a key that now redirects to another."""
        by_model: dict[type[Row], set[str]] = {}
        for model, key in wanted:
            by_model.setdefault(model, set()).add(key)
        for model, keys in by_model.items():
            for part in chunks(sorted(keys)):
                for row in self.ask(keyed(model, part)):
                    self.add(row)
            if issubclass(model, Record):
                self._load_redirected(model, keys)

    def _load_redirected(self, model: type[Record], keys: set[str]) -> None:
        missing = sorted(key for key in keys if (model, key) not in self._pks)
        for part in chunks(missing):
            redirects = KeyRedirect.objects.filter(record_type=model.record_type, old_key__in=part)
            ids = {
                redirect.record_id: redirect.old_key
                for redirect in self.ask(redirects)
                if isinstance(redirect, KeyRedirect)
            }
            for record in self.ask(rows_of(model).filter(pk__in=list(ids))):
                self.add(record)
                self._pks[model, ids[record.pk]] = record.pk

    def add(self, row: Row) -> Row:
        """Make a stored row findable; gives what is already known of it, if anything."""
        known = self._rows.setdefault((type(row), row.pk), row)
        self._note_key(known)
        return known

    # What the import makes of it

    def new(self, model: type[Row]) -> Row:
        """An empty new row, with an id that others can name it by until it is stored."""
        row = model()
        row.pk = next(self._ids)
        return row

    def put(self, row: Row) -> None:
        """From now on a row is as given."""
        self._rows[type(row), row.pk] = row
        self._note_key(row)

    def _note_key(self, row: Row) -> None:
        key = getattr(row, "key", "")
        if key:
            self._pks[type(row), key] = row.pk

    def current(self, model: type[Row], pk: int) -> Row:
        """The row with this id as it is now known."""
        return self._rows[model, pk]

    def known(self, model: type[Row], key: str) -> Row | None:
        """The row with this key, or None."""
        pk = self._pks.get((model, key))
        return None if pk is None else self._rows[model, pk]

    def is_free(self, model: type[Row], key: str) -> bool:
        """Whether neither a stored row nor one of the import has this key."""
        if (model, key) in self._pks:
            return False
        return not self.ask(keyed(model, [key]))

    # What the bundle holds

    def expect(self, model: type[Row], key: str, place: Place) -> None:
        """A row with this key stands in the bundle."""
        self._expected[model, key] = place

    def reject(self, model: type[Row], key: str) -> None:
        """The row with this key was rejected, so that what names it need not be told again."""
        place = self._expected.pop((model, key), None)
        if place:
            self._rejected[model, key] = place
        if is_provisional(self._pks.get((model, key))):
            del self._pks[model, key]

    def rejected_at(self, model: type[Row], key: str) -> Place | None:
        """The line at which the row with this key was rejected."""
        return self._rejected.get((model, key))

    def unread(self, model: type[Row], file: str) -> None:
        """The file of this model could not be read; its keys are not known."""
        self._unread[model] = file

    def find(self, model: type[Row], key: str) -> Row:
        """The row of ``model`` with ``key``.

        Raises :class:`Pending` for one that is still to be read, :class:`CellError` for none.
        """
        row = self.known(model, key)
        if row is not None:
            return row
        if (model, key) in self._rejected:
            raise not_accepted(key, self._rejected[model, key])
        if (model, key) in self._expected:
            raise Pending
        if model in self._unread:
            raise CellError(
                _("“%(key)s” is not stored, and %(file)s could not be read.")
                % {"key": key, "file": self._unread[model]}
            )
        raise CellError(self._dangling(model, key))

    def _dangling(self, model: type[Row], key: str) -> str:
        message = _("There is no %(kind)s with the key “%(key)s”, neither here nor stored.") % {
            "kind": model._meta.verbose_name,
            "key": key,
        }
        close = self._similar(model, key)
        if close:
            message += " " + _("Did you mean “%(close)s”?") % {"close": close}
        return message

    def _similar(self, model: type[Row], key: str) -> str:
        self._suggestions += 1
        if self._suggestions > MOST_SUGGESTIONS:
            return ""
        if model not in self._keys:
            stored = [str(key) for (key,) in rows_of(model).values_list(*["key"])]
            here = [found for other, found in self._expected if other is model]
            self._keys[model] = sorted({*stored, *here})
        return next(iter(get_close_matches(key, self._keys[model], n=1)), "")


def not_accepted(key: str, place: Place) -> NotAccepted:
    """What to say of a row that was rejected."""
    file, line = place
    return NotAccepted(
        _("“%(key)s” is not accepted: see %(file)s, line %(line)d.")
        % {"key": key, "file": file, "line": line},
        place,
    )

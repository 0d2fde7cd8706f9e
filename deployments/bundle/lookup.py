"""Finds rows by key: those stored, those made by this import, and those it will still make."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from ..chunks import chunks
from ..models import KeyRedirect, Record, Row
from .columns import CellError

MOST_SUGGESTIONS = 50
"""How many dangling keys get a suggestion; looking for similar ones is slow."""


class Pending(Exception):
    """The row stands further down in the same file."""


class Lookup:
    """One object for each row, however it is found, so that all see its latest values."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[type[Row], str], Row] = {}
        self._by_pk: dict[tuple[type[Row], int], Row] = {}
        self._expected: dict[tuple[type[Row], str], tuple[str, int]] = {}
        self._rejected: dict[tuple[type[Row], str], tuple[str, int]] = {}
        self._unread: dict[type[Row], str] = {}
        self._keys: dict[type[Row], list[str]] = {}
        self._suggestions = 0

    def load(self, wanted: Iterable[tuple[type[Row], str]]) -> None:
        """Fetch stored rows by key, or by a key that now redirects to another."""
        by_model: dict[type[Any], set[str]] = {}
        for model, key in wanted:
            by_model.setdefault(model, set()).add(key)
        for model, keys in by_model.items():
            for part in chunks(sorted(keys)):
                for row in model._default_manager.filter(key__in=part):
                    self.add(row)
            if issubclass(model, Record):
                self._load_redirected(model, keys)

    def _load_redirected(self, model: type[Record], keys: set[str]) -> None:
        missing = sorted(key for key in keys if (model, key) not in self._by_key)
        for part in chunks(missing):
            redirects = KeyRedirect.objects.filter(record_type=model.record_type, old_key__in=part)
            ids = {redirect.record_id: redirect.old_key for redirect in redirects}
            for record in model._default_manager.filter(pk__in=list(ids)):
                self._by_key[model, ids[record.pk]] = self.add(record)

    def add(self, row: Any) -> Any:
        """Make a stored row findable; gives the object already known for it, if any."""
        known = self._by_pk.setdefault((type(row), row.pk), row)
        key = getattr(known, "key", "")
        if key:
            self._by_key[type(row), key] = known
        return known

    def known(self, model: type[Row], key: str) -> Row | None:
        """The row with this key, or None."""
        return self._by_key.get((model, key))

    def expect(self, model: type[Row], key: str, file: str, line: int) -> None:
        """A row with this key stands in the bundle."""
        self._expected[model, key] = (file, line)

    def reject(self, model: type[Row], key: str) -> None:
        """The row with this key was rejected, so that what names it need not be told again."""
        place = self._expected.pop((model, key), None)
        if place:
            self._rejected[model, key] = place

    def unread(self, model: type[Row], file: str) -> None:
        """The file of this model could not be read; its keys are not known."""
        self._unread[model] = file

    def find(self, model: type[Row], key: str) -> Row:
        """The row of ``model`` with ``key``.

        Raises :class:`Pending` for one that is still to be read, :class:`CellError` for none.
        """
        row = self._by_key.get((model, key))
        if row is not None:
            return row
        if (model, key) in self._rejected:
            file, line = self._rejected[model, key]
            raise CellError(
                _("“%(key)s” is not accepted: see %(file)s, line %(line)d.")
                % {"key": key, "file": file, "line": line}
            )
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
            kind: Any = model
            stored = kind.objects.values_list("key", flat=True)
            here = [found for other, found in self._expected if other is model]
            self._keys[model] = sorted({*stored, *here})
        return next(iter(get_close_matches(key, self._keys[model], n=1)), "")

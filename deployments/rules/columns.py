"""How a finding names a column of a record, or of a row that the record owns."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..models import Record, Row


def named(record: Record, row: Row, column: str) -> str:
    """“arrival”, or “own arrival” of participant “alpino”: within a sentence."""
    label = f"“{row._meta.get_field(column).verbose_name}”"  # type: ignore[union-attr]
    if row is record:
        return label
    key = getattr(row, "key", "")
    if key:
        kind = row._meta.verbose_name
        return _("%(column)s of %(kind)s “%(key)s”") % {"column": label, "kind": kind, "key": key}
    kinds = row._meta.verbose_name_plural
    return _("%(column)s of one of its %(kinds)s") % {"column": label, "kinds": kinds}

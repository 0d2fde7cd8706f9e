"""Fields with a meaning of their own: keys, EDTF dates and the days they span."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from . import dates

KEY_LENGTH = 120

validate_key = RegexValidator(
    r"^[a-z0-9]+(?:-+[a-z0-9]+)*$",
    _("A key is made of lower-case letters a–z, digits and hyphens, such as “cavour-yokosuka”."),
    code="key",
)


def validate_edtf(value: str) -> None:
    """Refuse what is no EDTF we read, with what would be accepted."""
    try:
        dates.parse(value)
    except dates.InvalidDate as problem:
        raise ValidationError(str(problem), code="edtf") from problem


class KeyField(models.CharField):
    """The stable key of a record: a slug, unique per kind, the same in addresses, API and files."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", KEY_LENGTH)
        kwargs.setdefault("validators", [validate_key])
        super().__init__(**kwargs)


class EDTFField(models.CharField):
    """A fuzzy date as EDTF text, empty where nothing is known.

    It belongs to three columns named after it: for ``arrival_edtf`` these are ``arrival_words``
    (what the source said), ``arrival_earliest`` and ``arrival_latest`` (the strict bounds, kept
    by :func:`set_bounds`).
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", dates.MAX_EDTF_LENGTH)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [validate_edtf])
        super().__init__(**kwargs)

    @property
    def stem(self) -> str:
        """``arrival`` for ``arrival_edtf``."""
        return self.name.removesuffix("_edtf")


def words_field() -> models.CharField[str, str]:
    """The column for the words a source used for a date."""
    return models.CharField(max_length=120, blank=True)


def bound_field() -> models.DateField[date | None, date | None]:
    """The column for a strict bound of a date; empty where the date is open on that side."""
    return models.DateField(null=True, blank=True, editable=False, db_index=True)


def edtf_fields(model: type[models.Model]) -> list[EDTFField]:
    """The fuzzy dates of a model."""
    return [f for f in model._meta.concrete_fields if isinstance(f, EDTFField)]


def set_bounds(row: models.Model) -> None:
    """Bring every fuzzy date of ``row`` to its canonical text and set its strict bounds.

    Raises :class:`dates.InvalidDate` for a text that is no EDTF we read.
    """
    for field in edtf_fields(type(row)):
        text = getattr(row, field.attname)
        parsed = dates.parse(text) if text else None
        setattr(row, field.attname, parsed.edtf if parsed else "")
        setattr(row, f"{field.stem}_earliest", parsed.earliest if parsed else None)
        setattr(row, f"{field.stem}_latest", parsed.latest if parsed else None)


class Fuzzy:
    """Reads the columns of a fuzzy date as one value: ``arrival = Fuzzy("arrival")``."""

    def __init__(self, stem: str) -> None:
        self.stem = stem

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        text = getattr(row, f"{self.stem}_edtf")
        return dates.parse(text, getattr(row, f"{self.stem}_words")) if text else None

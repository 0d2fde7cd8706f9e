"""Fuzzy dates of a model: an EDTF text, the source's words, and the strict bounds they span."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self, overload

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from .. import dates
from .contributed import add_constraint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from ..models import Row


def validate_edtf(value: str) -> None:
    """Refuse what is no EDTF we read, with what would be accepted."""
    try:
        dates.parse(value)
    except dates.InvalidDate as problem:
        raise ValidationError(str(problem), code="edtf") from problem


class EDTFField(models.CharField):
    """A fuzzy date as EDTF text, empty where nothing is known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", dates.MAX_EDTF_LENGTH)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [validate_edtf])
        super().__init__(**kwargs)


def _bound() -> models.DateField[date | None, date | None]:
    """The column for a strict bound; empty where the date is open on that side."""
    return models.DateField(null=True, blank=True, editable=False, db_index=True)


class FuzzyDateField:
    """A fuzzy date: ``arrival = FuzzyDateField("arrival", _("arrival"))``.

    Read on a row it is a :class:`dates.FuzzyDate`, or None where nothing is known. It contributes
    four columns: ``arrival_edtf``, ``arrival_words`` (what the source said), ``arrival_earliest``
    and ``arrival_latest`` (its strict bounds, kept by :meth:`settle`). ``not_before`` names
    another date of the model that must not lie after this one: a named constraint, and
    :meth:`check` in words.
    """

    def __init__(self, stem: str, verbose_name: _StrPromise, *, not_before: str = "") -> None:
        self.stem = stem
        self.not_before = not_before
        self.edtf = f"{stem}_edtf"
        self.words = f"{stem}_words"
        self.earliest = f"{stem}_earliest"
        self.latest = f"{stem}_latest"
        self._columns: dict[str, models.CharField | models.DateField] = {
            self.edtf: EDTFField(verbose_name=verbose_name),
            self.words: models.CharField(max_length=120, blank=True),
            self.earliest: _bound(),
            self.latest: _bound(),
        }

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its four columns."""
        return tuple(self._columns)

    @property
    def bounds(self) -> tuple[str, str]:
        """The columns worked out from the text: first and last possible day."""
        return self.earliest, self.latest

    def contribute_to_class(self, model: type[Row], name: str) -> None:
        """Called by Django when it builds the model."""
        for column, field in self._columns.items():
            model.add_to_class(column, field)
        if self.not_before:
            add_constraint(model, self._in_order(model.__name__.lower()))
        model.fuzzy_dates = (*model.fuzzy_dates, self)
        setattr(model, name, self)

    def _in_order(self, model_name: str) -> models.CheckConstraint:
        first = f"{self.not_before}_earliest"
        return models.CheckConstraint(
            name=f"{model_name}_{self.stem}_not_before_{self.not_before}",
            condition=Q(**{f"{first}__isnull": True})
            | Q(**{f"{self.latest}__isnull": True})
            | Q(**{f"{self.latest}__gte": F(first)}),
        )

    @overload
    def __get__(self, row: None, owner: type[models.Model]) -> Self: ...
    @overload
    def __get__(self, row: models.Model, owner: type[models.Model]) -> dates.FuzzyDate | None: ...
    def __get__(
        self, row: models.Model | None, owner: type[models.Model]
    ) -> Self | dates.FuzzyDate | None:
        if row is None:
            return self
        text = getattr(row, self.edtf)
        return dates.parse(text, getattr(row, self.words)) if text else None

    def settle(self, row: models.Model) -> None:
        """Bring the text of ``row`` to its canonical form and set the bounds.

        Raises :class:`dates.InvalidDate` for a text that is no EDTF we read.
        """
        text = getattr(row, self.edtf)
        parsed = dates.parse(text) if text else None
        setattr(row, self.edtf, parsed.edtf if parsed else "")
        setattr(row, self.earliest, parsed.earliest if parsed else None)
        setattr(row, self.latest, parsed.latest if parsed else None)

    def check(self, row: models.Model) -> None:
        """Refuse a date that lies before the one it must not lie before."""
        if not self.not_before:
            return
        earliest = getattr(row, f"{self.not_before}_earliest")
        latest = getattr(row, self.latest)
        if earliest and latest and latest < earliest:
            raise ValidationError(
                {
                    self.edtf: _("“%(end)s” lies before “%(start)s”. Correct one of the two.")
                    % {
                        "end": getattr(row, self.edtf),
                        "start": getattr(row, f"{self.not_before}_edtf"),
                    }
                }
            )

"""Sections that several forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..dates import ACCEPTED_TYPED
from ..models import Row

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts
    from django.utils.functional import _StrPromise

    Section = tuple[_StrPromise, _FieldOpts]

NOTES: Section = (_("Notes"), {"fields": ("notes", "editor_notes")})


def dates_section(model: type[Row], *lines: tuple[str, str]) -> Section:
    """A section for the dates of a record, with what may be typed there, and further lines."""
    fields = (*date_lines(model), *lines)
    return (_("Dates"), {"fields": fields, "description": ACCEPTED_TYPED})


def date_lines(model: type[Row]) -> tuple[tuple[str, str], ...]:
    """A line for each fuzzy date: what is typed, and the source's words."""
    return tuple((date.edtf, date.words) for date in model.fuzzy_dates)

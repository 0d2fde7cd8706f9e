"""Sections that several forms share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..dates import ACCEPTED_TYPED
from ..models import Row

NOTES: Any = (_("Notes"), {"fields": ("notes", "editor_notes")})


def dates_section(model: type[Row]) -> Any:
    """A section for the dates of a record, with what may be typed there."""
    return (_("Dates"), {"fields": date_lines(model), "description": ACCEPTED_TYPED})


def date_lines(model: type[Row]) -> tuple[tuple[str, str], ...]:
    """A line for each fuzzy date: what is typed, and the source's words."""
    return tuple((date.edtf, date.words) for date in model.fuzzy_dates)

"""Sections that several forms share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..dates import ACCEPTED_TYPED

NOTES: Any = (_("Notes"), {"fields": ("notes", "editor_notes")})


def dates_section(first: str, last: str = "") -> Any:
    """A section for the dates of a record, with what may be typed there."""
    rows = [(f"{stem}_edtf", f"{stem}_words") for stem in (first, last) if stem]
    return (_("Dates"), {"fields": tuple(rows), "description": ACCEPTED_TYPED})

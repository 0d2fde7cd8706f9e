"""The texts of a row in the form in which they are stored, whichever way they came in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.db import models

from ..letters import tidy_line, tidy_lines


def tidy(row: models.Model) -> None:
    """Bring every text of ``row`` that was fetched or given to its stored form."""
    for name, tidied in _texts_of(type(row)):
        text = row.__dict__.get(name)
        if isinstance(text, str) and text:
            setattr(row, name, tidied(text))


@cache
def _texts_of(model: type[models.Model]) -> tuple[tuple[str, Callable[[str], str]], ...]:
    """The columns for text, and how each is tidied: long ones keep their lines."""
    return tuple(
        (field.attname, tidy_lines if isinstance(field, models.TextField) else tidy_line)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
    )

"""How long something lasted, as ISO 8601 in a column."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .. import dates


def validate_duration(value: str) -> None:
    """Refuse what is no duration in ISO 8601, with what would be accepted."""
    try:
        dates.parse_duration(value)
    except dates.InvalidDate as problem:
        raise ValidationError(str(problem), code="duration") from problem


class DurationField(models.CharField):
    """A duration in whole years, months, weeks and days, such as P5M; empty where none is said."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", dates.MAX_DURATION_LENGTH)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [validate_duration])
        super().__init__(**kwargs)

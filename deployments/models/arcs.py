"""Exclusive arcs: several foreign keys of which exactly one is set."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Q


def exactly_one(name: str, *, targets: Sequence[str], text: str = "") -> models.CheckConstraint:
    """Exactly one of the foreign keys ``targets`` (or the text column ``text``) is set."""
    condition = Q()
    options = [*targets, *([text] if text else [])]
    for chosen in options:
        branch = Q()
        for other in options:
            if other == text:
                branch &= ~Q(**{text: ""}) if chosen == text else Q(**{text: ""})
            else:
                branch &= Q(**{f"{other}__isnull": other != chosen})
        condition |= branch
    return models.CheckConstraint(name=name, condition=condition)

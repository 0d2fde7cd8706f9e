"""The conditions of a table, asked of a row before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Conditions:
    """All check constraints of a table in one query; Django asks one for each.

    Where they do not hold together, each is asked by itself, for its message.
    """

    constraints: Sequence[models.CheckConstraint]

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: set[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Raise ValidationError with the messages of all conditions that do not hold.

        A condition on a column that is excluded is not asked, as in Django.
        """
        known = instance._get_field_expression_map(  # type: ignore[attr-defined]
            meta=model._meta, exclude=exclude
        )
        conditions = (Q(constraint.condition) for constraint in self.constraints)
        asked = [each for each in conditions if each.referenced_base_fields <= known.keys()]
        if not asked or reduce(and_, asked).check(known, using=using):
            return
        errors: dict[str, list[ValidationError]] = {}
        for constraint in self.constraints:
            try:
                constraint.validate(model, instance, exclude=exclude, using=using)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        raise ValidationError(errors)

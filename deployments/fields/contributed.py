"""What the declared patterns share: adding columns and constraints to the model that names them."""

from __future__ import annotations

from django.db import models


def add_constraint(model: type[models.Model], constraint: models.BaseConstraint) -> None:
    """Give ``model`` a constraint, as if it stood in its ``Meta``; migrations see it too."""
    meta = model._meta
    meta.constraints = [*meta.constraints, constraint]
    meta.original_attrs["constraints"] = meta.constraints

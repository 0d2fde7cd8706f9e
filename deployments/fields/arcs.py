"""Exclusive arcs: several foreign keys of which exactly one is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self, overload

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .contributed import add_constraint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from ..models import Row, TimelineEntry


class Arc:
    """One of several kinds of rows: ``target = Arc(("navy", "visit"), prefix="target_", …)``.

    Read on a row it is the row that is meant, or None. It contributes a foreign key for each
    kind, named ``prefix`` and the kind, and the named constraint that exactly one of them, or the
    text column ``or_text``, is set; :meth:`check` says ``message`` where it is not.
    """

    def __init__(
        self,
        kinds: Sequence[str],
        *,
        related_name: str,
        on_delete: Callable[..., None],
        message: _StrPromise,
        prefix: str = "",
        or_text: str = "",
    ) -> None:
        self.kinds = tuple(kinds)
        self.prefix = prefix
        self.or_text = or_text
        self.message = message
        self._name = ""
        self._columns: dict[str, models.ForeignKey[models.Model | None, models.Model | None]] = {
            self.column(kind): models.ForeignKey(
                f"deployments.{''.join(part.capitalize() for part in kind.split('_'))}",
                null=True,
                blank=True,
                on_delete=on_delete,
                related_name=related_name,
            )
            for kind in self.kinds
        }

    def column(self, kind: str) -> str:
        """The name of the relation to rows of ``kind``."""
        return f"{self.prefix}{kind}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its relations."""
        return tuple(self._columns)

    def model_of(self, kind: str) -> type[models.Model]:
        """The model of the rows of ``kind``."""
        model = self._columns[self.column(kind)].related_model
        assert isinstance(model, type)
        return model

    def contribute_to_class(self, model: type[Row | TimelineEntry], name: str) -> None:
        """Called by Django when it builds the model."""
        self._name = name
        for column, field in self._columns.items():
            model.add_to_class(column, field)
        add_constraint(model, self._exactly_one(model.__name__.lower()))
        model.arc = self
        setattr(model, name, self)

    def _exactly_one(self, model_name: str) -> models.CheckConstraint:
        condition = Q()
        options = [*self.columns, *([self.or_text] if self.or_text else [])]
        for chosen in options:
            branch = Q()
            for other in options:
                if other == self.or_text:
                    branch &= ~Q(**{other: ""}) if chosen == other else Q(**{other: ""})
                else:
                    branch &= Q(**{f"{other}__isnull": other != chosen})
            condition |= branch
        return models.CheckConstraint(
            name=f"{model_name}_exactly_one_{self._name}", condition=condition
        )

    @overload
    def __get__(self, row: None, owner: type[models.Model]) -> Self: ...
    @overload
    def __get__(self, row: models.Model, owner: type[models.Model]) -> models.Model | None: ...
    def __get__(
        self, row: models.Model | None, owner: type[models.Model]
    ) -> Self | models.Model | None:
        if row is None:
            return self
        kind = self.kind_of(row)
        return getattr(row, self.column(kind)) if kind else None

    def kind_of(self, row: models.Model) -> str:
        """Which kind of row is meant; empty where none is, or the text is given instead."""
        for kind in self.kinds:
            if getattr(row, f"{self.column(kind)}_id") is not None:
                return kind
        return ""

    def id_of(self, row: models.Model) -> int | None:
        """The id of the row that is meant."""
        kind = self.kind_of(row)
        return getattr(row, f"{self.column(kind)}_id") if kind else None

    def check(self, row: models.Model) -> None:
        """Refuse a row that means none or several."""
        # A record that is about to be stored together with this row has no id yet.
        unstored = row._state.fields_cache
        given = [n for n in self.columns if getattr(row, f"{n}_id") or unstored.get(n)]
        text = bool(self.or_text and getattr(row, self.or_text))
        if len(given) + text != 1:
            raise ValidationError(self.message)

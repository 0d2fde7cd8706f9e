"""The one publication gate, and the page-shaped querysets built on it.

``.published()`` is where every public surface starts. For a record it means its own status; for a
row that a record owns (a participant, a citation, …) it means that the record and everything
named in the row's ``gate`` are published. ``gated`` builds prefetches that pass the same gate, so
that a related row that is not public reads as ``None`` or is missing from its list.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cache
from typing import Any, NoReturn, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ForeignObjectRel, Func, Q
from django.utils.translation import gettext_lazy as _

from . import compiling
from .changes import opened
from .choices import Status
from .fields import Arc
from .loading import Kept, kept

NO_HISTORY = "This would leave no history. Save the rows one by one inside a change set."

_Row = TypeVar("_Row", bound="models.Model")


def public_q(model: type[models.Model], prefix: str = "", reached_by: str = "") -> Q:
    """The condition under which rows of ``model``, reached by ``prefix``, are public.

    ``reached_by`` names the relation to an owner that passed the gate already; it is not asked
    again, nor are the other columns of an exclusive arc that it belongs to.
    """
    if getattr(model, "is_record", False):
        return Q(**{f"{prefix}status": Status.PUBLISHED})
    condition = Q()
    arc: Arc | None = getattr(model, "arc", None)
    others = arc.columns if arc is not None and reached_by in arc.columns else ()
    passed = {reached_by, *others}
    for name in getattr(model, "gate", ()):
        if name in passed:
            continue
        field = model._meta.get_field(name)
        related = field.related_model
        assert isinstance(related, type)
        passes = public_q(related, f"{prefix}{name}__")
        if field.null:
            passes |= Q(**{f"{prefix}{name}__isnull": True})
        condition &= passes
    return condition


class RowQuerySet(compiling.QuerySet[_Row]):
    """Rows of any curated table."""

    def published(self) -> Self:
        """Only what the public may see."""
        return self.filter(public_q(self.model))

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused: it would leave no history."""
        raise NotImplementedError(NO_HISTORY)

    def bulk_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: it would leave no history."""
        raise NotImplementedError(NO_HISTORY)

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: it would leave no history."""
        raise NotImplementedError(NO_HISTORY)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows, inside a change set."""
        opened.require()
        return super().delete()

    def with_public(self, *paths: str) -> Self:
        """Prefetch ``paths`` through the gate; what is not public reads as None or is left out."""
        return self.prefetch_related(*gated(self.model, *paths))


class RecordQuerySet(RowQuerySet[_Row]):
    """Records: rows with a key, a status and an address of their own."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete records that were never public; refuse if one of them was."""
        if self.once_public().exists():
            raise ValidationError(_("What was once public is never deleted. Withdraw it instead."))
        return super().delete()

    def once_public(self) -> Self:
        """What is published or was once: these keep their address for ever."""
        return self.filter(first_published_at__isnull=False)

    def with_public(self, *paths: str) -> Self:
        return super().with_public(*paths).told_apart()

    def told_apart(self) -> Self:
        """With what tells each from others of its name, as ``Record.called`` then says."""
        if not tells_apart(self.model):
            return self
        marks = in_index(self.model, "apart", models.CharField, missing="''")
        return self.annotate(apart=marks)


class _InIndex(compiling.Shaped, Func):
    """A column of the index row of a record.

    A template, as a ``Subquery`` is put together and compiled anew for each of some sixty queries
    of a page, which took an eighth of the time of all pages.
    """

    template = (
        "COALESCE((SELECT known.%(column)s FROM deployments_recordindex known "
        "WHERE known.record_type = '%(record_type)s' AND known.record_id = %(expressions)s), "
        "%(missing)s)"
    )

    def shape(self) -> Hashable:
        """What its SQL depends on, beside the table; see :class:`.compiling.Shaped`."""
        return tuple(self.extra.values())


@cache
def in_index(
    model: type[models.Model], column: str, kept_as: type[models.Field], missing: str = "NULL"
) -> Func:
    """``column`` of the index rows of records of ``model``, as an annotation of these records.

    ``missing`` is what SQL gives for a record that the index does not know.
    """
    return _InIndex(
        "pk",
        column=column,
        record_type=getattr(model, "record_type", ""),
        missing=missing,
        output_field=kept_as(),
    )


def tells_apart(model: type[models.Model]) -> bool:
    """Whether records of ``model`` may need to be told from others of their name."""
    return "telling_apart" in vars(model)


def at_hand(row: models.Model, name: str) -> Iterable[Any] | None:
    """The rows that were prefetched for a relation to many; None where none were.

    Without the manager that Django makes each time such a relation is named.
    """
    kept: dict[str, Iterable[Any]] = row.__dict__.get("_prefetched_objects_cache", {})
    return kept.get(name)


@cache
def gated(model: type[models.Model], *paths: str) -> tuple[Kept, ...]:
    """Prefetches for ``paths`` (``"participants__vessel"``) with the gate at every step.

    Made once: they never change.
    """
    tree: dict[str, list[str]] = {}
    for path in paths:
        head, _sep, rest = path.partition("__")
        tree.setdefault(head, [])
        if rest:
            tree[head].append(rest)
    prefetches = []
    for name, rests in tree.items():
        relation = model._meta.get_field(name)
        related = relation.related_model
        assert isinstance(related, type)
        back = relation.field.name if isinstance(relation, ForeignObjectRel) else ""
        queryset = rows_of(related).filter(public_q(related, reached_by=back))
        prefetches.append(kept(model, name, queryset.with_public(*rests)))
    return tuple(prefetches)


def rows_of(model: type[_Row]) -> RowQuerySet[_Row]:
    """Every row of a curated table, for those who know its kind only when they run."""
    rows = model._default_manager.all()
    assert isinstance(rows, RowQuerySet)
    return rows


def records_of(model: type[_Row]) -> RecordQuerySet[_Row]:
    """Every record of a kind, drafts included."""
    records = model._default_manager.all()
    assert isinstance(records, RecordQuerySet)
    return records

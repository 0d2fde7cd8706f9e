"""Rows that belong to a record and share its fate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..fields import KEY_LENGTH
from ..letters import key_part, numbered
from ..querysets import RowQuerySet
from .base import Row


class OwnedRow(Row):
    """A row that a record owns and that shares its fate.

    ``parent`` names the relation to its owner; ``gate`` the relations without which it is not
    shown (the parent first); ``needed`` those among them that must be public before the owner is.
    """

    parent: ClassVar[str] = ""
    gate: ClassVar[tuple[str, ...]] = ()
    needed: ClassVar[tuple[str, ...]] = ()

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[Sequence[str]] = ("pk",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, with a key made for it when it has none and its kind has keys."""
        if getattr(self, "_stored_owner", self.owner_ids()) != self.owner_ids():
            raise ValidationError(
                _("A row does not move to another record. Delete it there and add it here.")
            )
        if getattr(self, "key", None) == "":
            self.key = self.free_key()
        super().save(*args, **kwargs)
        self.note_stored()

    def note_stored(self) -> None:
        """Remember the owner, which stays."""
        self._stored_owner = self.owner_ids()

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        row = super().from_db(*args, **kwargs)
        row._stored_owner = row.owner_ids()
        return row

    @classmethod
    def owners(cls) -> tuple[str, ...]:
        """The relations of which one leads to the row it belongs to."""
        return (cls.parent,)

    def owner_ids(self) -> dict[str, int | None]:
        """The columns that tell its owner, as they are now, without fetching a deferred one."""
        return {column: self.__dict__.get(column) for column in _columns_of(self.owners())}

    def base_key(self) -> str:
        """What its key is made of when none is given."""
        raise NotImplementedError

    def free_key(self, is_free: Callable[[str], bool] | None = None) -> str:
        """A key made of ``base_key`` that is free: no other row of the kind has it.

        What has no Latin letters in it gives the kind of the row.
        """
        kind = type(self).__name__.lower()
        parts = [key_part(part) or kind for part in self.base_key().split("--")]
        base = "--".join(parts)[: KEY_LENGTH - 5].strip("-")
        free = is_free or self._is_free
        return numbered(base, lambda key: not free(key))

    def _is_free(self, key: str) -> bool:
        rows = type(self)._default_manager
        return not rows.filter(Q(key=key)).exclude(pk=self.pk).exists()

    @property
    def owner(self) -> Row:
        """The row it belongs to."""
        owner = getattr(self, self.parent)
        assert isinstance(owner, Row)
        return owner


class ArcOwnedRow(OwnedRow):
    """A row that a record of one of several kinds owns: the one that its arc leads to."""

    class Meta(OwnedRow.Meta):
        abstract = True

    @classmethod
    def owners(cls) -> tuple[str, ...]:
        return cls.arc.columns if cls.arc is not None else ()

    @property
    def parent(self) -> str:  # type: ignore[override]
        """The relation to the row it belongs to."""
        arc = type(self).arc
        assert arc is not None
        return arc.column(arc.kind_of(self))


@cache
def _columns_of(relations: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}_id" for name in relations)

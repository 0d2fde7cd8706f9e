"""What a file of a bundle is: the model of its rows and its columns; and where it is registered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from ..models import Navy, Row, Vessel
from ..models.owned import ArcOwnedRow
from .columns import Column, Text, Whole
from .relations import Members, Ref
from .standing import STANDING


@dataclass(frozen=True)
class TableSpec:
    """One file: its name without ``.csv``, the model of its rows, and its columns.

    ``parent`` names the columns that say which record owns a row; ``natural`` those that tell
    apart rows that give no key; ``needed`` must be in the header.
    """

    name: str
    model: type[Row]
    columns: tuple[Column, ...]
    parent: tuple[str, ...] = ()
    natural: tuple[str, ...] = ()
    needed: tuple[str, ...] = ("key",)

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.name}.csv"

    @property
    def long_columns(self) -> frozenset[str]:
        """The columns whose texts keep their lines."""
        fields = self.model._meta.concrete_fields
        long = {field.name for field in fields if isinstance(field, models.TextField)}
        return frozenset(column.name for column in self.columns if column.target in long)

    @property
    def members(self) -> tuple[Members, ...]:
        """The columns that hold several owned rows."""
        return tuple(column for column in self.columns if isinstance(column, Members))

    def column(self, name: str) -> Column:
        """The column called ``name``."""
        return next(column for column in self.columns if column.name == name)

    def column_of(self, field: str) -> str:
        """The column that a model field is read from, or nothing."""
        return next((column.name for column in self.columns if field in column.fields), "")

    def owner(self) -> type[Row] | None:
        """The model of the records that own its rows, where that is one."""
        if not self.parent or issubclass(self.model, ArcOwnedRow):
            return None
        related = self.model._meta.get_field(self.parent[0]).related_model
        return related if isinstance(related, type) and issubclass(related, Row) else None

    def refers_to(self) -> Iterator[type[Row]]:
        """The models that its rows, and the rows named in one of its cells, refer to."""
        for model in (self.model, *(column.model for column in self.members)):
            for column in model._meta.concrete_fields:
                related = column.related_model
                if isinstance(related, type) and issubclass(related, Row) and related is not model:
                    yield related


REGISTERED: list[TableSpec] = []
"""Every file that a module of ``files`` registered."""


def register(table: TableSpec) -> None:
    """Make a file known."""
    REGISTERED.append(table)


PRIVATE: tuple[Column, ...] = (*STANDING, Text("editor_notes"))
"""What every record file has at its end; left out of an export for the public."""


def texts(*names: str) -> tuple[Text, ...]:
    """Columns of text."""
    return tuple(Text(name) for name in names)


def record(name: str, model: type[Row], *columns: Column) -> TableSpec:
    """A file of records."""
    return TableSpec(name, model, (Text("key"), *columns, *PRIVATE))


def owned(
    name: str,
    model: type[Row],
    *columns: Column,
    parent: tuple[str, ...],
    natural: tuple[str, ...],
    needed: tuple[str, ...],
) -> TableSpec:
    """A file of rows that records own."""
    return TableSpec(name, model, columns, parent, natural, needed)


PARTICIPANT: tuple[Column, ...] = (
    Ref("navy", model=Navy),
    Ref("vessel", model=Vessel),
    Whole("count"),
    *texts("type", "said"),
)
PARTICIPANT_NATURAL = ("country", "navy", "vessel", "type", "said")

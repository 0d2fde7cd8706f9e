"""What a file of a bundle is: the model of its rows and its columns."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Row
from .columns import Column
from .relations import Members


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
    def members(self) -> tuple[Members, ...]:
        """The columns that hold several owned rows."""
        return tuple(column for column in self.columns if isinstance(column, Members))

    def column(self, name: str) -> Column:
        """The column called ``name``."""
        return next(column for column in self.columns if column.name == name)

    def column_of(self, field: str) -> str:
        """The column that a model field is read from, or nothing."""
        return next((column.name for column in self.columns if field in column.fields), "")

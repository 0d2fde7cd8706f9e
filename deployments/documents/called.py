"""All that a record is called: its names and numbers, then and now, in the form they are typed in.

By these a search tells the thing itself from what mentions it, and knows which words of names are
there to be misspelt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .. import search, spelling
from ..choices import TranslatedText
from ..models import (
    Deployment,
    Dossier,
    Engagement,
    Exercise,
    Navy,
    Organisation,
    Person,
    Port,
    Question,
    Record,
    Source,
    Theme,
    Vessel,
)

NAMES = (TranslatedText.NAME, TranslatedText.TITLE)


@dataclass(frozen=True, slots=True)
class Called:
    """In which columns of a record, and of rows that it owns, its names and numbers stand."""

    names: tuple[str, ...] = ("name",)
    listed: tuple[str, ...] = ()
    """Columns that hold several names, “;” between."""
    rows: str = ""
    """The rows that hold further names."""
    numbers: tuple[str, ...] = ()
    rows_numbers: tuple[str, ...] = ()
    prefix: str = ""
    """The relation to the navy before whose ships' names its prefix is said."""
    spelt: bool = True
    """Whether its names are names, and no sentences."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The relations that are read."""
        return tuple(filter(None, (self.rows, self.prefix, "translations")))


CALLED: Mapping[type[Record], Called] = {
    Vessel: Called(
        ("name", "native_name"),
        rows="identities",
        numbers=("pennant", "imo"),
        rows_numbers=("pennant", "mmsi"),
        prefix="navy",
    ),
    Port: Called(("name", "native_name"), rows="names", numbers=("unlocode",)),
    Person: Called(("name", "native_name"), rows="names"),
    Navy: Called(("name", "native_name", "abbreviation"), listed=("former_names",)),
    Organisation: Called(
        ("name", "native_name", "abbreviation"), listed=("other_names",), rows="names"
    ),
    Deployment: Called(),
    Exercise: Called(("name", "series")),
    Engagement: Called(),
    Theme: Called(),
    Question: Called(("text",), spelt=False),
    Source: Called(("title",), spelt=False),
    Dossier: Called(("title",), spelt=False),
}
"""Of each kind whose records have names."""


def paths(model: type[Record]) -> tuple[str, ...]:
    """The relations that are read for what records of a kind are called."""
    called = CALLED.get(model)
    return called.paths if called else ()


def names(record: Record) -> Iterator[str]:
    """Each name that a record bears or bore, in its own and in other languages."""
    return filter(None, _names(record))


def _names(record: Record) -> Iterator[str]:
    called = CALLED[type(record)]
    for column in called.names:
        yield getattr(record, column)
    for column in called.listed:
        yield from getattr(record, column).split(";")
    if called.rows:
        yield from (row.name for row in getattr(record, called.rows).all())
    for row in record.translations.all():  # type: ignore[attr-defined]
        if row.text_of in NAMES:
            yield row.text


def _numbers(record: Record) -> Iterator[object]:
    called = CALLED[type(record)]
    for column in called.numbers:
        yield getattr(record, column)
    if called.rows_numbers:
        for row in getattr(record, called.rows).all():
            yield from (getattr(row, column) for column in called.rows_numbers)


def called(record: Record) -> Iterator[str]:
    """All that a record is called, as :func:`in_one` writes it: names, and numbers alone too."""
    if type(record) not in CALLED:
        return
    prefix = CALLED[type(record)].prefix
    navy = getattr(record, prefix) if prefix else None
    said = navy.ship_prefix if navy else ""
    for name in names(record):
        yield from search.in_one(name)
        if said:
            yield from search.in_one(f"{said} {name}")
    for number in _numbers(record):
        if number:
            yield from search.in_one(str(number))
            yield from search.number_alone(str(number))


def words(record: Record) -> Iterable[str]:
    """The words of a record's names that somebody may misspell, folded."""
    if type(record) not in CALLED or not CALLED[type(record)].spelt:
        return ()
    if getattr(record, "is_unnamed", False):  # a description, which is no name
        return ()
    return {
        word
        for line in search.lines(names(record)).splitlines()
        for word in line.split()
        if spelling.forgiven(word) and word.isalpha() and not search.is_undivided(word)
    }

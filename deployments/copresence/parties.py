"""Who is asked for: a vessel, a navy or a country, and whether a participant stands for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum

from .. import countries
from ..public.entries import STANDS_FOR
from ..shapes import Link, Participant, codes_of


class Breadth(IntEnum):
    """The kinds of parties, the narrowest first."""

    VESSEL = 0
    NAVY = 1
    COUNTRY = 2


@dataclass(frozen=True, slots=True)
class Party:
    """A vessel or a navy by its id, or a country by its code."""

    breadth: Breadth
    value: int | str

    @property
    def kind(self) -> str:
        """The word for its kind: “vessel”, “navy” or “country”."""
        return self.breadth.name.lower()

    @property
    def facet(self) -> str:
        """The facet of the index that its entries have: they may have it for its sake alone."""
        return STANDS_FOR if self.breadth is Breadth.COUNTRY else self.kind


Parties = tuple[Party, Party]


@dataclass(frozen=True, slots=True)
class Named:
    """A party as documents name it: by its key, or the code of a country."""

    party: Party
    key: str
    name: str
    record: Link | None
    """The navy or vessel; None for a country."""

    @property
    def breadth(self) -> Breadth:
        """Of which kind it is."""
        return self.party.breadth

    def holds(self, row: Participant) -> bool:
        """Whether a participant stands for it, or may stand for it."""
        if self.breadth is Breadth.VESSEL:
            ship = ship_of(row)
            return ship is not None and ship["key"] == self.key
        if self.breadth is Breadth.NAVY:
            return any(navy["key"] == self.key for navy in row["navies"])
        return self.key in codes_of(row["countries"])

    def yields_to(self, other: Named) -> bool:
        """Whether what stands for both counts for ``other``."""
        return self.breadth > other.breadth

    def surely_holds(self, row: Participant, groups: Collection[str]) -> bool:
        """Whether a participant that it holds stands for no other of its kind.

        ``groups`` are the keys of multinational groups.
        """
        if self.breadth is Breadth.VESSEL:
            return True
        if self.breadth is Breadth.COUNTRY:
            return len(row["countries"]) == 1
        nations = nations_of(row, groups)
        return nations == [self.key] or self.key not in nations


class Anybody(Named):
    """Whoever was there, but for those of the party that is asked for."""

    def holds(self, row: Participant) -> bool:
        return True

    def surely_holds(self, row: Participant, groups: Collection[str]) -> bool:
        return True

    def yields_to(self, other: Named) -> bool:
        return not isinstance(other, Anybody)


ANYBODY = Anybody(Party(Breadth.COUNTRY, ""), "", "", None)


def side(
    parties: tuple[Named, Named], number: int, rows: Sequence[Participant]
) -> list[Participant]:
    """The participants that count for one of two parties.

    What stands for both counts for the narrower one: a navy that is asked for beside one of its
    ships is its other ships, a country beside its navy whoever of it is not of that navy.
    """
    own, other = parties[number], parties[1 - number]
    held = [row for row in rows if own.holds(row)]
    if own.yields_to(other):
        held = [row for row in held if not other.holds(row)]
    return held


def ship_of(row: Participant) -> Link | None:
    """The ship that a participant is, named or identified, by her name then."""
    return row["vessel"] or row["identified_as"]


def nations_of(row: Participant, groups: Collection[str]) -> list[str]:
    """The keys of the navies that a participant may be of, without groups."""
    return [navy["key"] for navy in row["navies"] if navy["key"] not in groups]


def states(row: Participant) -> frozenset[str]:
    """The states that a participant may be of."""
    return frozenset(countries.state_of(code) for code in codes_of(row["countries"]))

"""Who is asked for: a vessel, a navy or a country, and whether a participant stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from .. import countries
from ..models import ExerciseParticipant, VisitParticipant
from ..models.index import STANDS_FOR

Participant = VisitParticipant | ExerciseParticipant


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

    def holds(self, row: Participant) -> bool:
        """Whether a participant stands for it, or may stand for it."""
        if self.breadth is Breadth.VESSEL:
            return row.ship is not None and row.ship.vessel.pk == self.value
        if self.breadth is Breadth.NAVY:
            return any(navy.pk == self.value for navy in row.navies)
        return self.value in row.country_codes

    def surely_holds(self, row: Participant) -> bool:
        """Whether a participant that it holds stands for no other of its kind."""
        if self.breadth is Breadth.VESSEL:
            return True
        if self.breadth is Breadth.COUNTRY:
            return len(row.country_codes) == 1
        nations = [navy.pk for navy in row.navies if not navy.is_group]
        return nations == [self.value] or self.value not in nations


Parties = tuple[Party, Party]


def side(parties: Parties, number: int, rows: Sequence[Participant]) -> list[Participant]:
    """The participants that count for one of two parties.

    What stands for both counts for the narrower one: a navy that is asked for beside one of its
    ships is its other ships, a country beside its navy whoever of it is not of that navy.
    """
    own, other = parties[number], parties[1 - number]
    held = [row for row in rows if own.holds(row)]
    if own.breadth > other.breadth:
        held = [row for row in held if not other.holds(row)]
    return held


def states(row: Participant) -> frozenset[str]:
    """The states that a participant may be of."""
    return frozenset(countries.state_of(code) for code in row.country_codes)

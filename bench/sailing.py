"""When which ships of the generated world are where, so that no ship is in two places at once.

Ships sail in squadrons of one to three. The days of a squadron are divided into slots of equal
length; it makes at most one call in each, early enough to reach the other side of the globe before
the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import gcd
from random import Random

FIRST, LAST = date(1990, 1, 1), date(2024, 12, 31)
_DAYS = (LAST - FIRST).days + 1

LEGS = 4
"""Slots in a deployment."""

_LONGEST_SLOT = 90
_UNDER_WAY = 16
_LONGEST_STAY = 5
_SHORTEST_SLOT = _UNDER_WAY + _LONGEST_STAY + 3

BUSY = 20
"""One call of so many is at the first port, which therefore is the busiest by far."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one squadron: its place in the world, and the days it really took."""

    squadron: int
    port: int
    deployment: int | None
    arrived: date
    left: date


@dataclass(frozen=True)
class Sailing:
    """The calls of so many vessels; raises ValueError where there are too few to make them."""

    visits: int
    vessels: int
    deployments: int
    ports: int

    def __post_init__(self) -> None:
        if min(self.vessels, self.deployments) < 1 or self.ports < BUSY:
            raise ValueError(f"A world has vessels, deployments and at least {BUSY} ports.")
        if self.slot < _SHORTEST_SLOT:
            raise ValueError(
                f"{self.vessels} vessels cannot make {self.visits} visits and {self.deployments} "
                f"deployments from {FIRST.year} to {LAST.year}. Give more vessels."
            )

    @cached_property
    def squadrons(self) -> int:
        """How many squadrons there are."""
        whole, rest = divmod(self.vessels, 6)
        return whole * 3 + (0, 1, 2, 2, 3, 3)[rest]

    def ships(self, squadron: int) -> range:
        """The numbers of its vessels."""
        first = 6 * (squadron // 3) + (0, 1, 3)[squadron % 3]
        return range(first, min(first + 1 + squadron % 3, self.vessels))

    def squadron_of(self, vessel: int) -> int:
        """The squadron that a vessel sails in."""
        return vessel // 6 * 3 + (0, 1, 1, 2, 2, 2)[vessel % 6]

    @cached_property
    def _calls(self) -> int:
        """The most calls of a squadron."""
        return -(-self.visits // self.squadrons)

    @cached_property
    def _voyages(self) -> int:
        """The most deployments of a squadron."""
        return -(-self.deployments // self.squadrons)

    @cached_property
    def _blocks(self) -> int:
        """Stretches of ``LEGS`` slots, of which each may be a deployment."""
        return max(self._voyages, -(-self._calls // LEGS))

    @cached_property
    def slot(self) -> int:
        """The days of a slot."""
        return min(_LONGEST_SLOT, _DAYS // (self._blocks * LEGS))

    def _begins(self, squadron: int) -> date:
        spare = _DAYS - self._blocks * LEGS * self.slot
        return FIRST + timedelta(days=squadron * 7919 % (spare + 1))

    def _block_of(self, squadron: int, voyage: int) -> int:
        return (squadron * 7 + voyage) % self._blocks

    def voyage(self, deployment: int) -> tuple[int, date, date]:
        """The squadron of a deployment, and its first and last day."""
        voyage, squadron = divmod(deployment, self.squadrons)
        days = LEGS * self.slot
        start = self._begins(squadron) + timedelta(days=self._block_of(squadron, voyage) * days)
        return squadron, start, start + timedelta(days=days - 1)

    @cached_property
    def _stride(self) -> int:
        """From port to port; every port but the busiest is called at before one is again."""
        others = self.ports - 1
        return next(
            step for step in range(others * 2 // 5 + 1, others * 2) if gcd(step, others) == 1
        )

    def call(self, number: int, rng: Random) -> Call:
        """The call of that number, with days by chance."""
        turn, squadron = divmod(number, self.squadrons)
        block = turn // LEGS
        voyage = (block - squadron * 7) % self._blocks
        deployment = voyage * self.squadrons + squadron
        port = 1 + (squadron * 131 + turn * self._stride) % (self.ports - 1)
        if (turn + squadron) % BUSY == 0:
            port = 0
        stay = rng.randint(1, _LONGEST_STAY)
        early = rng.randrange(self.slot - _UNDER_WAY - stay + 1)
        arrived = self._begins(squadron) + timedelta(days=turn * self.slot + early)
        return Call(
            squadron=squadron,
            port=port,
            deployment=deployment if deployment < self.deployments else None,
            arrived=arrived,
            left=arrived + timedelta(days=stay - 1),
        )

    def calls(self, seed: int) -> Iterator[tuple[int, Call, Random]]:
        """Every call with its number, and the chance that the rest of it may be left to."""
        for number in range(self.visits):
            rng = Random(seed * 1_000_003 + number)  # noqa: S311 (nothing is secret)
            yield number, self.call(number, rng), rng


def as_known(call: Call, rng: Random) -> tuple[str, str]:
    """Arrival and departure in EDTF, as exact as sources are: most by the day, some vaguer.

    Calls at the busiest port are known by the day, so that no two of one ship can be taken for one.
    """
    arrived, left = call.arrived.isoformat(), call.left.isoformat()
    chance = rng.random() if call.port else 0.0
    if chance < 0.72:
        return arrived, left
    if chance < 0.80:
        return arrived, ""
    if chance < 0.88:
        return arrived[:7], ""
    if chance < 0.92:
        return f"{arrived}/{left}", ""
    if chance < 0.96:
        return f"[{(call.arrived - timedelta(days=1)).isoformat()}..{arrived}]", left
    if chance < 0.98:
        return f"{arrived}~", left
    return arrived[:4], ""

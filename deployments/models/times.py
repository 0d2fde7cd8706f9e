"""What a ship was called, and whose she was, on the days of a record: one rule for all that asks.

Her dated identities decide, by the rule of ``dates.held``. Her own row is what she is now, and what
she was wherever they leave a day open.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from .. import called
from ..dates import Days, Held, held_on
from ..letters import plain_pennant
from .reference import Navy
from .vessels import Vessel, VesselIdentity

if TYPE_CHECKING:
    from .commentary import Subject

V = TypeVar("V")


class Then:
    """A vessel on some days. Her identities, with their navies, have to be at hand.

    ``stated`` is the navy that a source gives her on these days: it goes before all others.
    """

    def __init__(
        self,
        vessel: Vessel,
        days: Days,
        identities: Iterable[VesselIdentity] | None = None,
        *,
        stated: Navy | None = None,
    ) -> None:
        self.vessel = vessel
        self.days = days
        self.stated = stated
        self._identities = identities

    @cached_property
    def identities(self) -> list[VesselIdentity]:
        """Her dated identities; what a source says without dates decides nothing."""
        found = self.vessel.identities.all() if self._identities is None else self._identities
        return [each for each in found if each.held_from or each.held_to]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that she may have borne, the first one first."""
        own = self.vessel.name
        stated = [
            _held(each, own if called.one_name(each.name, own) else each.name)
            for each in self.identities
        ]
        return tuple(held_on(self.days, stated, own))

    @cached_property
    def pennants(self) -> tuple[str, ...]:
        """The pennant numbers that she may have borne; none where only that of another name is."""
        own = self.vessel.pennant if self.vessel.name in self.names else ""
        stated = [
            _held(each, own if plain_pennant(each.pennant) == plain_pennant(own) else each.pennant)
            for each in self.identities
            if each.pennant
        ]
        return tuple(each for each in held_on(self.days, stated, own) if each)

    @cached_property
    def navies(self) -> tuple[Navy, ...]:
        """The navies that she may have been of, the first one first."""
        if self.stated is not None:
            return (self.stated,)
        stated = [_held(each, each.navy) for each in self.identities if each.navy is not None]
        return tuple(held_on(self.days, stated, self.vessel.navy))

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries of these navies, each once."""
        return tuple(dict.fromkeys(navy.country for navy in self.navies if navy.country))

    @property
    def named(self) -> str:
        """Her name then, and her name now where that is another: “Northmoor (now Orion Star)”."""
        return called.ship(self.names, self.vessel.name, self.vessel.apart)

    @property
    def called(self) -> str:
        """As :attr:`named`, with the prefix of her navy then: “HMS Northmoor (now Orion Star)”.

        Where the days leave open of which navy she was, it is left out unless they share it.
        """
        prefixes = {navy.ship_prefix for navy in self.navies}
        prefix = prefixes.pop() if len(prefixes) == 1 else ""
        return called.ship(self.names, self.vessel.name, self.vessel.apart, prefix)


def spoken_of(subject: Subject) -> Then | None:
    """The vessel that a commentary is about, as she was when it was said."""
    vessel = subject.target
    return Then(vessel, subject.commentary.days) if isinstance(vessel, Vessel) else None


def _held(identity: VesselIdentity, value: V) -> Held[V]:
    return Held(value, identity.held_from, identity.held_to)

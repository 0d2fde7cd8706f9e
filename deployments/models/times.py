"""What a ship was called, and whose she was, on the days of a record: one rule for all that asks.

Her dated identities decide, by the rule of ``dates.held``. Her own row is what she is now, and what
she was wherever they leave a day open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from ..dates import Days, Held, held_on
from ..letters import fold, plain_pennant
from .reference import Navy
from .vessels import Vessel, VesselIdentity

if TYPE_CHECKING:
    from .commentary import Subject

V = TypeVar("V")

_PREFIX = re.compile(r"(?:[A-Z]{2,6}|(?:[A-Z]\.){2,6}) (?=\S)")
"""A ship's prefix before her name."""


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
            _held(each, own if one_name(each.name, own) else each.name) for each in self.identities
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
        return called(self.names, self.vessel)

    @property
    def called(self) -> str:
        """As :attr:`named`, with the prefix of her navy then: “HMS Northmoor (now Orion Star)”.

        Where the days leave open of which navy she was, it is left out unless they share it.
        """
        prefixes = {navy.ship_prefix for navy in self.navies}
        return called(self.names, self.vessel, prefixes.pop() if len(prefixes) == 1 else "")


def spoken_of(subject: Subject) -> Then | None:
    """The vessel that a commentary is about, as she was when it was said."""
    vessel = subject.target
    return Then(vessel, subject.commentary.days) if isinstance(vessel, Vessel) else None


def called(names: Sequence[str], vessel: Vessel, prefix: str = "") -> str:
    """These names of a vessel, the one she bears now where it is none of them, and what tells her
    from others of her name."""
    said = _(" or ").join(prefixed(name, prefix) for name in names)
    if vessel.name not in names:
        said = _("%(then)s (now %(now)s)") % {"then": said, "now": vessel.name}
    return vessel.told_apart(said)


def prefixed(name: str, prefix: str) -> str:
    """“ITS Cavour” for “Cavour”; a name that bears a prefix, perhaps another one, keeps its own."""
    own = bare(name) != name or _plain(name).startswith(f"{_plain(prefix)} ")
    return name if own or not prefix else f"{prefix} {name}"


def bare(name: str) -> str:
    """A name without the capitals before it: “Big Horn” for “USNS Big Horn”."""
    found = None if name.isupper() else _PREFIX.match(name)
    return name[found.end() :] if found else name


def one_name(first: str, second: str) -> bool:
    """Whether two names are one, without case and accents, perhaps one of them with a prefix."""
    ways = {(first, second), (bare(first), second), (first, bare(second))}
    return any(fold(one) == fold(other) for one, other in ways)


def _plain(text: str) -> str:
    return fold(text).replace(".", "")


def _held(identity: VesselIdentity, value: V) -> Held[V]:
    return Held(value, identity.held_from, identity.held_to)

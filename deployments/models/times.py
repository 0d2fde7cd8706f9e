"""What a ship was called, and whose she was, on the days of a record: one rule for all that asks.

Her dated identities decide. Her own row is what she is now, and what she was wherever they leave a
day open. An identity without a beginning held from ever on, or since the one before it ended; one
without an end holds until the next begins, and without a next until some unknown day, if it says
otherwise than her own row. Where the days do not decide between several, all of them are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from django.utils.translation import gettext as _

from ..dates import Days
from ..letters import fold, plain_pennant
from .reference import Navy
from .vessels import Vessel, VesselIdentity

if TYPE_CHECKING:
    from .commentary import Subject

_Value = TypeVar("_Value")

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
        return tuple(_then(own, stated, self.days))

    @cached_property
    def pennants(self) -> tuple[str, ...]:
        """The pennant numbers that she may have borne; none where only that of another name is."""
        own = self.vessel.pennant if self.vessel.name in self.names else ""
        stated = [
            _held(each, own if plain_pennant(each.pennant) == plain_pennant(own) else each.pennant)
            for each in self.identities
            if each.pennant
        ]
        return tuple(each for each in _then(own, stated, self.days) if each)

    @cached_property
    def navies(self) -> tuple[Navy, ...]:
        """The navies that she may have been of, the first one first."""
        if self.stated is not None:
            return (self.stated,)
        stated = [_held(each, each.navy) for each in self.identities if each.navy is not None]
        return tuple(_then(self.vessel.navy, stated, self.days))

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


# The rule -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Held(Generic[_Value]):
    """What was so for a time: the days on which it may have begun and ended, and surely had."""

    value: _Value
    has_start: bool
    has_end: bool
    opens: date
    begun_by: date
    lasts_to: date
    closes: date


def _held(identity: VesselIdentity, value: _Value) -> _Held[_Value]:
    start, end = identity.held_from, identity.held_to
    begun_by = date.min if start is None else (not start.uncertain and start.latest) or date.max
    lasts_to = date.max if end is None else (not end.uncertain and end.earliest) or date.min
    return _Held(
        value,
        has_start=start is not None,
        has_end=end is not None,
        opens=(start.earliest if start else None) or date.min,
        begun_by=begun_by,
        lasts_to=lasts_to,
        closes=(end.latest if end else None) or date.max,
    )


def _then(own: _Value, stated: Sequence[_Held[_Value]], days: Days) -> list[_Value]:
    """Which of what is ``stated``, or else ``own``, may have been so on one of ``days``."""
    begin, finish = days
    closed = [_closed(each, stated, own) for each in stated]
    held = sorted(
        (each for each in closed if each.opens <= finish and begin <= each.closes),
        key=lambda each: each.opens,
    )
    values = list(dict.fromkeys(each.value for each in held))
    lasting = any(finish <= each.lasts_to for each in held)
    came_later = any(each.value == own and each.opens > finish for each in closed)
    if not values or not (lasting or came_later):
        values = list(dict.fromkeys((*values, own)))
    return values


def _closed(one: _Held[_Value], all_: Sequence[_Held[_Value]], own: _Value) -> _Held[_Value]:
    """The same with its open sides closed by what came before and what came next."""
    if not one.has_start:
        before = [each for each in all_ if each.has_end and each.closes < one.closes]
        last = max(before, key=lambda each: each.closes, default=None)
        if last is not None:
            one = replace(one, opens=last.lasts_to, begun_by=last.closes)
    if not one.has_end:
        after = [each for each in all_ if each.has_start and each.opens > one.opens]
        following = min(after, key=lambda each: each.opens, default=None)
        if following is not None:
            one = replace(one, lasts_to=following.opens, closes=following.begun_by)
        elif one.value != own:
            one = replace(one, lasts_to=date.min)
    return one

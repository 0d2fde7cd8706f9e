"""What a ship was called, and whose she was, on the days of a record: one rule for all that asks.

Her dated identities decide. Her own row is what she is now, and what she was wherever they leave a
day open. An identity without a beginning held from ever on, or since the one before it ended; one
without an end holds until the next begins, and without a next until some unknown day, if it says
otherwise than her own row. Where the days do not decide between several, all of them are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from ..dates import Days
from ..letters import fold, plain_pennant
from .reference import Navy
from .vessels import Vessel, VesselIdentity

_Value = TypeVar("_Value")


class Then:
    """A vessel on some days. Her identities, with their navies, have to be at hand."""

    def __init__(
        self, vessel: Vessel, days: Days, identities: Iterable[VesselIdentity] | None = None
    ) -> None:
        self.vessel = vessel
        self.days = days
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
            _held(each, own if fold(each.name) == fold(own) else each.name)
            for each in self.identities
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
        stated = [_held(each, each.navy) for each in self.identities if each.navy is not None]
        return tuple(_then(self.vessel.navy, stated, self.days))

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries of these navies, each once."""
        return tuple(dict.fromkeys(navy.country for navy in self.navies if navy.country))

    @property
    def called(self) -> str:
        """Her name then, and her name now where that is another: “Northmoor (now Orion Star)”."""
        return called(self.names, self.vessel)


def called(names: Sequence[str], vessel: Vessel) -> str:
    """These names of a vessel, the one she bears now where it is none of them, and what tells her
    from others of her name."""
    said = _(" or ").join(names)
    if vessel.name not in names:
        said = _("%(then)s (now %(now)s)") % {"then": said, "now": vessel.name}
    return vessel.told_apart(said)


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

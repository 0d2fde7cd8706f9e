"""Rules about identifiers that two records bear at one time; one after the other is no wonder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from .. import dates
from ..choices import Status
from ..letters import plain_pennant
from ..models import Navy, Organisation, Vessel, VesselIdentity
from . import alike
from .finding import Finding


@dataclass(frozen=True, slots=True)
class Bearing:
    """An identifier and the time in which a vessel bore it, as far as it is known."""

    vessel: Vessel
    number: Hashable
    shown: str
    since: dates.FuzzyDate | None = None
    until: dates.FuzzyDate | None = None


W = TypeVar("W", Navy, Organisation, Vessel)


def check_wikidata(model: type[W], ids: Sequence[int]) -> Iterator[Finding]:
    """Records of ``model`` among ``ids`` whose Wikidata item another one has, too."""

    def items(record: W) -> list[str]:
        return [record.wikidata] if record.wikidata else []

    for record, others in alike.shared(
        alike.standing(model), ids, items, lambda _first, _second: False
    ):
        yield Finding(
            record,
            "wikidata-taken",
            _("%(others)s has the Wikidata id %(id)s too. Correct one, or withdraw one of the two.")
            % {"others": alike.listed(others), "id": record.wikidata},
            impossible=False,
        )


def check_numbers(vessels: Sequence[Vessel], ids: Sequence[int]) -> Iterator[Finding]:
    """Pennants and MMSI of the ships ``ids`` that another of ``vessels`` bears at the same time.

    ``vessels`` are all that are not withdrawn.
    """
    known = {vessel.pk: vessel for vessel in vessels}
    identities: dict[int, list[VesselIdentity]] = defaultdict(list)
    rows = VesselIdentity.objects.exclude(vessel__status=Status.WITHDRAWN)
    for identity in rows.order_by("pk"):
        if identity.vessel_id in known:
            identities[identity.vessel_id].append(identity)
    pennants = [each for vessel in vessels for each in _pennants(vessel, identities[vessel.pk])]
    for bearing, other in _at_once(pennants, ids):
        yield Finding(
            bearing.vessel,
            "pennant-taken",
            _(
                "“%(key)s” of the same navy has the pennant %(pennant)s too. Correct one, or make "
                "the former one a dated identity."
            )
            % {"key": other.vessel.key, "pennant": bearing.shown},
            impossible=False,
        )
    numbers = [
        Bearing(vessel, row.mmsi, row.mmsi, row.held_from, row.held_to)
        for vessel in vessels
        for row in identities[vessel.pk]
        if row.mmsi
    ]
    for bearing, other in _at_once(numbers, ids):
        yield Finding(
            bearing.vessel,
            "mmsi-taken",
            _("“%(key)s” has the MMSI %(mmsi)s at the same time. Correct one, or its dates.")
            % {"key": other.vessel.key, "mmsi": bearing.shown},
            impossible=False,
        )


def _pennants(vessel: Vessel, identities: list[VesselIdentity]) -> Iterator[Bearing]:
    """Her present pennant, unless a dated identity says when she bore it, and the dated ones.

    An undated identity tells how one source writes her name and number, and proves nothing.
    """
    present, is_dated = plain_pennant(vessel.pennant), False
    for row in identities:
        if row.pennant and (row.held_from or row.held_to):
            number = (row.navy_id or vessel.navy_id, plain_pennant(row.pennant))
            is_dated = is_dated or number == (vessel.navy_id, present)
            yield Bearing(vessel, number, row.pennant, row.held_from, row.held_to)
    if present and not is_dated:
        year = vessel.commissioned_year
        since = dates.parse(f"{year:04d}") if year else None
        yield Bearing(vessel, (vessel.navy_id, present), vessel.pennant, since)


def _at_once(bearings: Iterable[Bearing], ids: Sequence[int]) -> Iterator[tuple[Bearing, Bearing]]:
    """Each of ``ids`` with the first other vessel that bears one of its numbers at that time."""
    wanted = set(ids)
    of_number: dict[Hashable, list[Bearing]] = defaultdict(list)
    for bearing in bearings:
        of_number[bearing.number].append(bearing)
    for several in of_number.values():
        told: set[int] = set()
        for bearing in several:
            if bearing.vessel.pk not in wanted or bearing.vessel.pk in told:
                continue
            for other in several:
                if other.vessel.pk != bearing.vessel.pk and not _successive(bearing, other):
                    told.add(bearing.vessel.pk)
                    yield bearing, other
                    break


def _successive(first: Bearing, second: Bearing) -> bool:
    """Whether one may have taken the number over when, or after, the other gave it up."""
    return _gave_up(first, second) or _gave_up(second, first)


def _gave_up(former: Bearing, later: Bearing) -> bool:
    return (
        former.until is not None
        and later.since is not None
        and not dates.after(former.until, later.since)
    )

"""Rules about vessels and their identities in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from django.utils.translation import gettext as _

from .. import dates
from ..letters import plain_pennant
from ..models import Vessel, VesselIdentity
from .finding import CHECKS, Finding, is_sure


@CHECKS.register(Vessel)
def check(ids: Sequence[int]) -> Iterator[Finding]:
    """What the rules say about the vessels ``ids``."""
    vessels = list(Vessel.objects.filter(pk__in=ids))
    identities: dict[int, list[VesselIdentity]] = defaultdict(list)
    for identity in VesselIdentity.objects.filter(vessel__in=ids).select_related("navy"):
        identities[identity.vessel_id].append(identity)
    for vessel in vessels:
        yield from _identities_clash(vessel, identities[vessel.pk])


def _identities_clash(vessel: Vessel, identities: list[VesselIdentity]) -> Iterator[Finding]:
    for first, second in combinations(identities, 2):
        if not overlap(first, second):
            continue
        different = [
            first.name.casefold() != second.name.casefold(),
            bool(first.navy_id and second.navy_id and first.navy_id != second.navy_id),
            bool(first.mmsi and second.mmsi and first.mmsi != second.mmsi),
        ]
        other_pennant = plain_pennant(first.pennant) != plain_pennant(second.pennant)
        if any(different) or (first.pennant and second.pennant and other_pennant):
            yield Finding(
                vessel,
                "identities-clash",
                _(
                    "she is “%(first)s” (%(first_days)s) and “%(second)s” (%(second_days)s) on "
                    "the same days. Correct the dates of one of the two identities."
                )
                % {
                    "first": first,
                    "first_days": dates.display_range(first.held_from, first.held_to),
                    "second": second,
                    "second_days": dates.display_range(second.held_from, second.held_to),
                },
                impossible=any(different),
            )


def overlap(first: VesselIdentity, second: VesselIdentity) -> bool:
    """Whether both identities certainly hold for longer than the day of a change.

    An identity without an end may have ended any day, so that only what is dated on both sides,
    by unqualified dates, holds for certain.
    """
    starts: list[date] = []
    ends: list[date] = []
    for identity in (first, second):
        held_from, held_to = identity.held_from, identity.held_to
        if not held_from or not held_to or not is_sure(held_from, held_to):
            return False
        if held_from.latest is None or held_to.earliest is None:
            return False
        starts.append(held_from.latest)
        ends.append(held_to.earliest)
    return max(starts) < min(ends)

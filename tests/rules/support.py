"""What the tests of the rules share: what is found, and two visits of one ship."""

from __future__ import annotations

from typing import Any

from deployments import rules
from deployments.models import Record
from tests.factories import (
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
    together,
)


def codes(record: Record) -> set[str]:
    """The codes of all that is found about a record."""
    return {finding.code for finding in rules.findings(record)}


def impossible(record: Record) -> set[str]:
    """The codes of what keeps a record from being public."""
    return {finding.code for finding in rules.impossible(record)}


@together()
def beside(first: dict[str, Any], second: dict[str, Any]) -> Record:
    """A second visit of a ship whose first one is public."""
    ship = VesselFactory()
    visits = [VisitFactory(**fields) for fields in (first, second)]
    for visit in visits:
        VisitParticipantFactory(visit=visit, vessel=ship)
    published(visits[0])
    return visits[1]

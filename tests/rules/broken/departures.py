"""Statements of departures that lie in the way of other records."""

from __future__ import annotations

from deployments.models import Record
from tests.factories import (
    CommentaryFactory,
    SubjectFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)
from tests.rules.broken.registry import breaks


@breaks("said-to-have-left")
def said_to_have_left_while_there() -> Record:
    visit = VisitFactory(arrival_edtf="2024-08-25", departure_edtf="2024-08-30")
    ship = VesselFactory()
    VisitParticipantFactory(visit=visit, vessel=ship)
    published(visit)
    statement = CommentaryFactory(date_edtf="2024-08-28", summary="The ship has left.")
    SubjectFactory(commentary=statement, vessel=ship, country="")
    SubjectFactory(commentary=statement, port=visit.port, country="")
    return statement

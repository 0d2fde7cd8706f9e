"""What a check costs: as many queries for many records as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deployments import rules
from tests.factories import (
    AssignmentFactory,
    CommentaryAffiliationFactory,
    CommentaryFactory,
    DeploymentFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)
from tests.rules.support import beside

pytestmark = pytest.mark.django_db


def test_a_whole_check_asks_as_often_for_many_records_as_for_few() -> None:
    def fill() -> None:
        ship = VesselFactory()
        VesselIdentityFactory(vessel=ship, navy=ship.navy, from_edtf="2000")
        voyage = DeploymentFactory()
        AssignmentFactory(deployment=voyage, vessel=ship)
        visit = VisitFactory(deployment=voyage)
        VisitParticipantFactory(visit=visit, vessel=ship)
        published(visit)
        drill = ExerciseFactory()
        ExerciseParticipantFactory(exercise=drill, vessel=ship)
        CommentaryAffiliationFactory()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(rules.all_findings())
        return len(captured)

    fill()
    few = queries()
    for _ in range(4):
        fill()
    assert queries() == few


def test_one_record_is_checked_with_a_handful_of_queries() -> None:
    """The gate asks for the impossible whenever something is saved; the odd is asked for apart."""
    visit = beside({}, {})
    for record, most in ((visit, 8), (VesselFactory(), 7), (CommentaryFactory(), 6)):
        with CaptureQueriesContext(connection) as captured:
            rules.impossible(record)
        assert len(captured) <= most
        with CaptureQueriesContext(connection) as captured:
            rules.findings(record)
        assert len(captured) <= most + 12

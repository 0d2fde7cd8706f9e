"""What is counted for lists and pages: noticed where an update first counts it."""

from __future__ import annotations

import pytest

from deployments.choices import Position
from deployments.models import PublicOption
from deployments.services import derived, found_by, rebuilding
from tests.factories import (
    CommentaryFactory,
    NavyFactory,
    PortFactory,
    SourceFactory,
    ThemePositionFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["period", "came", "went IT", "theme_position", "mentions"])
def test_what_is_not_counted_yet_is_noticed(name: str) -> None:
    for country in ("IT", "JP"):  # at home nobody came, and nobody went anywhere
        visit = VisitFactory(port=PortFactory(country=country))
        navy = NavyFactory(country="IT")
        VisitParticipantFactory(visit=visit, vessel=None, navy=navy, count=1)
        published(visit)
    given = CommentaryFactory()
    ThemePositionFactory(commentary=given, position=Position.DOUBTS)
    published(given)
    ship = VesselFactory()
    VesselIdentityFactory(vessel=ship, source=published(SourceFactory()))
    published(ship)
    assert not found_by.lacks_options()
    assert PublicOption.objects.filter(name=name).delete()[0]
    assert derived.is_old()
    for _done in rebuilding.rebuild(release="another"):
        pass
    assert not found_by.lacks_options()

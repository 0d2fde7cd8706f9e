"""What is counted for lists and pages: noticed where an update first counts it."""

from __future__ import annotations

import pytest

from deployments.choices import Position
from deployments.models import PublicOption
from deployments.services import derived, found_by, rebuilding
from deployments.services.options import of_call
from tests.factories import (
    CommentaryFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PortFactory,
    SourceFactory,
    ThemePositionFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
    together,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["period", "plans", "came", "went IT", "trained IT", "theme_position", "mentions"]
)
def test_what_is_not_counted_yet_is_noticed(name: str) -> None:
    with together():
        for country in ("IT", "JP"):  # at home nobody came, and nobody went anywhere
            visit = VisitFactory(port=PortFactory(country=country))
            navy = NavyFactory(country="IT")
            VisitParticipantFactory(visit=visit, vessel=None, navy=navy, count=1)
            published(visit)
        published(VisitFactory(certainty="planned"))
        exercise = ExerciseFactory()
        for country in ("IT", "JP"):
            navy = NavyFactory(country=country)
            ExerciseParticipantFactory(exercise=exercise, vessel=None, navy=navy, count=1)
        published(exercise)
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


def told(places: set[str], visitors: set[str]) -> dict[tuple[str, str], int]:
    """What a visit of 2024 counts for, by name and value."""
    options = of_call(places, visitors, year=2024)
    return {(name, value): number for (_kind, name, value), number in options.items()}


@pytest.mark.parametrize(
    ("places", "visitors", "counted"),
    [
        (
            {"JP"},
            {"IT", "JP"},
            [
                *(("came", "JP"), ("came JP", "IT"), ("came JP IT", "2024")),
                *(("went", "IT"), ("went IT", "JP")),
            ],
        ),
        (
            {"GU"},
            {"IT"},
            [
                *(("came", "GU"), ("came GU", "IT"), ("came GU IT", "2024")),
                *(("came", "US"), ("came US", "IT"), ("came US IT", "2024")),
                *(("went", "IT"), ("went IT", "GU")),
            ],
        ),
        ({"GU"}, {"US"}, [("came", "GU"), ("came GU", "US"), ("came GU US", "2024")]),
        ({"JP"}, {"JP"}, []),
        ({"the Rhine"}, {"IT"}, [("went", "IT"), ("went IT", "the Rhine")]),
        ({"JP"}, {"a group"}, [("came", "JP"), ("came JP", "a group")]),
        ({"JP"}, set(), []),
    ],
)
def test_a_visit_counts_once_for_each_side(
    places: set[str], visitors: set[str], counted: list[tuple[str, str]]
) -> None:
    assert told(places, visitors) == dict.fromkeys(counted, 1)

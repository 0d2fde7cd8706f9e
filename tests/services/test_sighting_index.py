"""What bounds a stay of a ship is looked for near it: nothing further away can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployments import dates
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.dates import Days
from deployments.models import Deployment, Exercise, Port, SightingIndex, Vessel, Visit
from deployments.rules.sightings import Sighting, places, sightings, visiting
from deployments.rules.windows import window
from deployments.services import derived, publishing, sighting_index
from tests.factories import VesselFactory, VisitFactory, VisitParticipantFactory, published
from tests.services.test_windows import bounds, call, day, drill

FIRST = date(2024, 1, 1)
SHIP = 7

days = st.integers(0, 150).map(lambda number: FIRST + timedelta(number))
written = st.one_of(
    days.map(str),
    days.map(lambda day: f"{day}~"),
    days.map(lambda day: f"{day:%Y-%m}"),
    days.map(lambda day: f"{day:%Y}"),
    days.map(lambda day: f"[..{day}]"),
    days.map(lambda day: f"[{day}..]"),
    st.tuples(days, st.integers(1, 40)).map(lambda d: f"[{d[0]}..{d[0] + timedelta(d[1])}]"),
    st.tuples(days, st.integers(1, 90)).map(lambda d: f"{d[0]}/{d[0] + timedelta(d[1])}"),
)
spans = st.tuples(days, days).map(lambda two: (min(two), max(two)))
ends = st.one_of(st.none(), written.map(dates.parse))
spots = st.sampled_from(
    [
        Port(key="yokosuka", country="JP", lat=35.3, lon=139.7),
        Port(key="apia", country="WS", lat=-13.8, lon=-171.8),
        Port(key="pago-pago", country="AS", lat=-14.3, lon=-170.7),
        Exercise(key="of-samoa", lat=-14.0, lon=-171.0),
        Exercise(key="anywhere"),
    ]
)
stays = st.lists(st.tuples(spots, ends, ends), min_size=2, max_size=12)
voyages = st.one_of(st.none(), st.tuples(ends, ends))


@given(stays, voyages)
def test_what_is_far_from_a_stay_bounds_nothing_of_it(
    drawn: list[tuple[Port | Exercise, dates.FuzzyDate | None, dates.FuzzyDate | None]],
    ends: tuple[dates.FuzzyDate | None, dates.FuzzyDate | None] | None,
) -> None:
    everything = [Sighting(f"visit:{n}", *each) for n, each in enumerate(drawn)]
    voyage = None
    if ends:
        voyage = Deployment()
        voyage.start, voyage.end = ends
    for stay in everything:
        for own in (stay, Sighting(stay.slug, stay.where, stay.end, stay.end)):
            near = [
                other
                for other in everything
                # that it is found from the stay, and the stay from it when that one changes
                if _meet(own.reach, other.reach) and _meet(stay.reach, other.reach)
            ]
            assert window(own, near, voyage) == window(own, everything, voyage)


def _meet(ours: Days | None, theirs: Days | None) -> bool:
    return bool(ours and theirs and ours[0] <= theirs[1] and theirs[0] <= ours[1])


@given(spans, spans)
def test_days_that_meet_share_a_place(ours: Days, theirs: Days) -> None:
    shared = set(places(SHIP, ours)).intersection(places(SHIP, theirs))
    assert shared or not _meet(ours, theirs)


def test_two_ships_share_no_place() -> None:
    always = (date.min, date.max)
    assert set(places(1, always)).isdisjoint(places(2, always))


@pytest.mark.parametrize(
    ("first", "last", "quarters"),
    [
        (date(2024, 3, 31), date(2024, 3, 31), 1),
        (date(2024, 3, 31), date(2024, 4, 1), 2),
        (date(2023, 12, 31), date(2024, 1, 1), 2),
        (date(2024, 1, 1), date(2024, 12, 31), 4),
    ],
)
def test_a_ship_has_a_place_for_each_quarter(first: date, last: date, quarters: int) -> None:
    assert len(list(places(SHIP, (first, last)))) == quarters


@pytest.mark.django_db
class TestStored:
    @pytest.fixture(autouse=True)
    def _is_up_to_date(self) -> Iterator[None]:
        yield
        assert list(derived.differences()) == []

    @pytest.fixture
    def cavour(self) -> Vessel:
        vessel: Vessel = VesselFactory(key="cavour")
        return vessel

    def test_what_is_read_for_a_stay_is_near_it(self, cavour: Vessel) -> None:
        for year in range(2010, 2020):
            call(f"{year}-08-01", f"{year}-08-05", cavour, key=f"in-{year}")
        own = call(day(10), "", cavour)
        call(day(20), day(22), cavour, key="next")
        drill(day(25), day(26), cavour, key="training")
        stay = visiting(own.participants.get())
        found = {each.slug for each in sightings([(cavour.pk, stay)])[cavour.pk]}
        assert found == {f"visit:{own.key}", "visit:next", "exercise:training"}

    def test_what_moves_away_bounds_no_longer(self, cavour: Vessel) -> None:
        own = call(day(10), "", cavour)
        later = call(day(20), day(22), cavour)
        assert bounds(own) == (10, 19)
        with change_set(origin=Origin.COMMAND):
            moved = Visit.objects.get(pk=later.pk)
            moved.arrival_edtf, moved.departure_edtf = "2025-08-20", "2025-08-22"
            moved.save()
        assert bounds(own) == (10, 40)

    def test_what_is_withdrawn_bounds_no_longer(self, cavour: Vessel) -> None:
        own = call(day(10), "", cavour)
        later = call(day(20), day(22), cavour)
        publishing.withdraw(record=later, public_reason="Wrong.", origin=Origin.COMMAND)
        assert bounds(own) == (10, 40)

    def test_a_draft_has_no_place(self, cavour: Vessel) -> None:
        VisitParticipantFactory(visit=VisitFactory(arrival_edtf=day(10)), vessel=cavour)
        assert not SightingIndex.objects.exists()

    def test_a_ship_that_was_taken_off_loses_her_place(self, cavour: Vessel) -> None:
        own = call(day(10), "", cavour, VesselFactory(key="alpino"))
        with change_set(origin=Origin.COMMAND):
            own.participants.get(vessel=cavour).delete()
        (row,) = SightingIndex.objects.values_list("row_id", flat=True).distinct()
        assert row == own.participants.get().pk

    def test_an_update_finds_that_it_is_lacking(self, cavour: Vessel) -> None:
        call(day(10), "", cavour)
        assert not sighting_index.lacks_ships()
        SightingIndex.objects.all().delete()
        assert sighting_index.lacks_ships()
        assert list(derived.differences())
        derived.rebuild()

    def test_what_it_knows_of_nothing_is_removed(self, cavour: Vessel) -> None:
        call(day(10), "", cavour)
        SightingIndex.objects.create(record_type="exercise", record_id=99, row_id=1, place=1)
        assert any("exercise 99" in line for line in derived.differences())
        derived.rebuild()


@pytest.mark.django_db
def test_a_published_one_is_found_by_the_ship_it_was_identified_as() -> None:
    ship: Vessel = VesselFactory(key="montecuccoli")
    visit = VisitFactory(arrival_edtf=day(10), departure_edtf="")
    VisitParticipantFactory(visit=visit, vessel=None, navy=ship.navy, identified_as=ship)
    published(visit)
    assert SightingIndex.objects.filter(place__in=places(ship.pk, (FIRST, date(2024, 12, 31))))

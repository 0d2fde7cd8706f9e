"""What stands on the timeline, in which bounds, and what a change of one record does to others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from deployments import models
from deployments.changes.service import change_set
from deployments.choices import Certainty, Origin, Purpose
from deployments.models import PublicDocument, RecordIndex, TimelineEntry
from deployments.services import derived, publishing
from tests.factories import (
    AssignmentFactory,
    CommentaryFactory,
    DeploymentFactory,
    EngagementFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PersonFactory,
    PortFactory,
    SubjectFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_index_is_up_to_date() -> Iterator[None]:
    """After every test here the index is what building it anew would give."""
    yield
    assert list(derived.differences()) == []


def change(record: Any, **values: Any) -> None:
    """Change columns of a record as it is stored."""
    record.refresh_from_db()
    with change_set(origin=Origin.COMMAND):
        for name, value in values.items():
            setattr(record, name, value)
        record.save()


def remove(row: Any) -> None:
    with change_set(origin=Origin.COMMAND):
        row.delete()


def call(vessel: models.Vessel | None = None, **fields: Any) -> models.Visit:
    """A published visit of ``vessel``."""
    visit: models.Visit = VisitFactory(**fields)
    if vessel is not None:
        VisitParticipantFactory(visit=visit, vessel=vessel)
    return published(visit)


def entry(record: Any, kind: str | None = None) -> TimelineEntry:
    entries = record.entries.all()
    return entries.get() if kind is None else entries.get(kind=kind)


def days(record: Any) -> tuple[str, ...]:
    """The possible and the certain days of a record's entry."""
    found = entry(record)
    bounds = (found.possible_from, found.possible_to, found.certain_from, found.certain_to)
    return tuple(day.isoformat() if day else "-" for day in bounds)


def facets(record: Any, facet: str) -> set[str]:
    return set(entry(record).facets.filter(facet=facet).values_list("value", flat=True))


# Bounds (rule 1) -------------------------------------------------------------------------------


def test_a_stay_between_two_known_days_is_certain_on_all_of_them() -> None:
    cavour = call(VesselFactory(), arrival_edtf="2024-08-22", departure_edtf="2024-08-27")
    assert days(cavour) == ("2024-08-22", "2024-08-27", "2024-08-22", "2024-08-27")


def test_a_stay_that_began_within_some_days_is_certain_from_the_last_of_them() -> None:
    bretagne = call(
        VesselFactory(), arrival_edtf="[2024-08-01..2024-08-07]", departure_edtf="2024-08-27"
    )
    assert days(bretagne) == ("2024-08-01", "2024-08-27", "2024-08-07", "2024-08-27")


def test_a_ship_only_seen_leaving_was_there_certainly_on_that_day_only() -> None:
    escorts = VisitFactory(arrival_edtf="", departure_edtf="2024-08-27", certainty="reported")
    VisitParticipantFactory(visit=escorts, vessel=None, navy=NavyFactory(), count=3)
    assert days(published(escorts)) == ("2024-07-28", "2024-08-27", "2024-08-27", "2024-08-27")


@pytest.fixture
def vancouver() -> models.Vessel:
    vessel: models.Vessel = VesselFactory(key="vancouver")
    return vessel


@pytest.fixture
def open_visit(vancouver: models.Vessel) -> models.Visit:
    """She arrived at Yokosuka on 17 August; when she left is not known."""
    return call(
        vancouver,
        key="vancouver-yokosuka-2024-08-17",
        arrival_edtf="2024-08-17",
        departure_edtf="",
    )


def pacific_vanguard(vessel: models.Vessel, **fields: Any) -> models.Exercise:
    """The exercise in which she was seen next."""
    drill: models.Exercise = ExerciseFactory(
        **{"start_edtf": "2024-08-24", "end_edtf": "", **fields}
    )
    ExerciseParticipantFactory(exercise=drill, vessel=vessel)
    return drill


def test_an_open_end_is_closed_by_a_cap_of_days(open_visit: models.Visit) -> None:
    assert days(open_visit) == ("2024-08-17", "2024-09-16", "2024-08-17", "2024-08-17")


def test_an_open_end_is_closed_by_the_next_sighting(
    open_visit: models.Visit, vancouver: models.Vessel
) -> None:
    published(pacific_vanguard(vancouver))
    assert days(open_visit) == ("2024-08-17", "2024-08-23", "2024-08-17", "2024-08-17")


def test_an_open_end_is_closed_by_the_end_of_the_deployment(
    open_visit: models.Visit,
) -> None:
    voyage = DeploymentFactory(start_edtf="2024-06", end_edtf="2024-09-01")
    change(open_visit, deployment=voyage)
    assert days(open_visit)[1] == "2024-09-16", "the deployment is not public yet"
    published(voyage)
    assert days(open_visit)[1] == "2024-09-01"
    change(voyage, end_edtf="2024-08-30")
    assert days(open_visit)[1] == "2024-08-30"


def test_a_draft_closes_nothing(open_visit: models.Visit, vancouver: models.Vessel) -> None:
    pacific_vanguard(vancouver)
    assert days(open_visit)[1] == "2024-09-16"


@pytest.mark.parametrize("certainty", [Certainty.PLANNED, Certainty.CANCELLED])
def test_what_did_not_take_place_is_no_sighting(
    open_visit: models.Visit, vancouver: models.Vessel, certainty: str
) -> None:
    drill = published(pacific_vanguard(vancouver, certainty=certainty))
    assert days(open_visit)[1] == "2024-09-16"
    change(drill, certainty=Certainty.CONFIRMED)
    assert days(open_visit)[1] == "2024-08-23"


def test_the_end_opens_again_when_the_sighting_is_withdrawn_changed_or_loses_the_ship(
    open_visit: models.Visit, vancouver: models.Vessel
) -> None:
    drill = published(pacific_vanguard(vancouver))
    change(drill, start_edtf="2024-08-26")
    assert days(open_visit)[1] == "2024-08-25"
    remove(drill.participants.get())
    assert days(open_visit)[1] == "2024-09-16"
    ExerciseParticipantFactory(exercise=drill, vessel=vancouver)
    assert days(open_visit)[1] == "2024-08-25"
    publishing.withdraw(record=drill, public_reason="wrong", origin=Origin.COMMAND)
    assert days(open_visit)[1] == "2024-09-16"


def test_an_exercise_that_begins_on_the_day_of_arrival_may_be_the_same_stay(
    open_visit: models.Visit, vancouver: models.Vessel
) -> None:
    published(pacific_vanguard(vancouver, start_edtf="2024-08-17", end_edtf="2024-08-20"))
    assert days(open_visit)[1] == "2024-09-16"


def test_a_sighting_over_the_date_line_closes_a_stay_a_day_later(
    vancouver: models.Vessel,
) -> None:
    """She may leave Apia on the 23rd and come to Pago Pago on the 22nd."""
    apia = PortFactory(country="WS", lat=-13.83, lon=-171.76)
    pago_pago = PortFactory(country="", lat=-14.27, lon=-140.0)
    there = call(vancouver, port=apia, arrival_edtf="2024-08-20", departure_edtf="")
    before = call(vancouver, port=apia, arrival_edtf="", departure_edtf="2024-07-01")
    call(vancouver, port=pago_pago, arrival_edtf="2024-08-22", departure_edtf="2024-08-24")
    call(vancouver, port=pago_pago, arrival_edtf="2024-06-20", departure_edtf="2024-06-24")
    assert days(there)[:2] == ("2024-08-20", "2024-08-22")
    assert days(before)[:2] == ("2024-06-25", "2024-07-01")
    change(pago_pago, country="KI")
    assert days(there)[:2] == ("2024-08-20", "2024-08-21")


def test_a_visit_of_two_ships_lasts_until_both_were_seen_elsewhere(
    vancouver: models.Vessel,
) -> None:
    other = VesselFactory()
    visit = VisitFactory(arrival_edtf="2024-08-17", departure_edtf="")
    VisitParticipantFactory(visit=visit, vessel=vancouver)
    VisitParticipantFactory(visit=visit, vessel=other)
    published(visit)
    published(pacific_vanguard(vancouver))
    assert days(visit)[1] == "2024-09-16"
    published(pacific_vanguard(other, start_edtf="2024-08-28"))
    assert days(visit)[1] == "2024-08-27"


def test_a_ship_identified_later_was_seen_too(open_visit: models.Visit) -> None:
    elsewhere = VisitFactory(arrival_edtf="2024-08-25", departure_edtf="2024-08-28")
    frigate = VisitParticipantFactory(visit=elsewhere, vessel=None, navy=NavyFactory(), count=1)
    published(elsewhere)
    assert days(open_visit)[1] == "2024-09-16"
    change(frigate, identified_as=open_visit.participants.get().vessel)
    assert days(open_visit)[1] == "2024-08-24"


def test_an_identified_ship_is_looked_for_too() -> None:
    frigate = VesselFactory()
    published(frigate)
    visit = VisitFactory(arrival_edtf="2024-08-17", departure_edtf="")
    VisitParticipantFactory(visit=visit, vessel=None, navy=NavyFactory(), identified_as=frigate)
    published(visit)
    assert days(visit)[1] == "2024-09-16"
    published(pacific_vanguard(frigate))
    assert days(visit)[1] == "2024-08-23"


def test_a_ship_seen_leaving_had_come_from_where_she_was_last_seen(
    vancouver: models.Vessel,
) -> None:
    leaving = call(vancouver, arrival_edtf="", departure_edtf="2024-08-18")
    assert days(leaving)[0] == "2024-07-19"
    call(vancouver, arrival_edtf="2024-07-28", departure_edtf="2024-08-05")
    assert days(leaving)[0] == "2024-08-06"


def test_a_ship_that_left_earlier_than_the_others_was_seen_then(
    open_visit: models.Visit, vancouver: models.Vessel
) -> None:
    """Her own dates count, not those of the visit as a whole."""
    other = VisitFactory(arrival_edtf="2024-08-18", departure_edtf="2024-08-30")
    VisitParticipantFactory(visit=other, vessel=vancouver, arrival_edtf="2024-08-28")
    published(other)
    assert days(open_visit)[1] == "2024-08-27"


# Departures and returns (rule 8) -----------------------------------------------------------------


def stream(deployment: models.Deployment) -> set[tuple[str, str]]:
    """The departures and returns of a deployment that stand on the timeline."""
    found = TimelineEntry.objects.stream().filter(kind__in=["departure", "return"])
    return {(each.kind, each.slug.partition(":")[0]) for each in found}


def told_alone(voyage: models.Deployment) -> set[str]:
    """What of the beginning and the end of a deployment no visit tells."""
    return set(voyage.entries.exclude(kind="").values_list("kind", flat=True))


def test_a_deployment_departs_and_returns_once() -> None:
    taranto = PortFactory()
    voyage = published(
        DeploymentFactory(start_edtf="2024-06-01", end_edtf="2024-10-30", origin_port=taranto)
    )
    assert stream(voyage) == {("departure", "departure"), ("return", "return")}
    ship = VesselFactory(home_port=taranto)
    leaving = call(
        ship,
        deployment=voyage,
        port=taranto,
        purpose=Purpose.HOME_PORT,
        arrival_edtf="",
        departure_edtf="2024-06-01",
    )
    assert stream(voyage) == {("departure", "visit"), ("return", "return")}
    call(
        ship,
        deployment=voyage,
        port=taranto,
        purpose=Purpose.HOME_PORT,
        arrival_edtf="2024-10-30",
        departure_edtf="",
    )
    assert stream(voyage) == {("departure", "visit"), ("return", "visit")}
    other = published(DeploymentFactory(start_edtf="2024-06-01", end_edtf="2024-10-30"))
    assert (told_alone(voyage), told_alone(other)) == (set(), {"departure", "return"})
    change(leaving, deployment=other)
    assert (told_alone(voyage), told_alone(other)) == ({"departure"}, {"return"})
    change(leaving, deployment=voyage)
    assert (told_alone(voyage), told_alone(other)) == (set(), {"departure", "return"})
    publishing.withdraw(record=other, public_reason="wrong", origin=Origin.COMMAND)
    publishing.withdraw(record=leaving, public_reason="wrong", origin=Origin.COMMAND)
    assert stream(voyage) == {("departure", "departure"), ("return", "visit")}


def test_the_whole_span_of_a_deployment_stands_outside_the_stream() -> None:
    voyage = published(DeploymentFactory(start_edtf="2024-06-01", end_edtf="2024-10-30"))
    whole = entry(voyage, "")
    assert not whole.in_stream
    assert (whole.possible_from, whole.possible_to) == (date(2024, 6, 1), date(2024, 10, 30))


def test_a_stop_that_may_lie_on_the_last_day_is_no_return() -> None:
    voyage = published(DeploymentFactory(start_edtf="2024-06-01", end_edtf="2024-10-30"))
    muscat = call(
        VesselFactory(),
        deployment=voyage,
        arrival_edtf="[2024-09-22..2024-10-30]",
        departure_edtf="",
        certainty="reported",
    )
    assert entry(muscat).kind == "visit"
    assert stream(voyage) == {("departure", "departure"), ("return", "return")}


def test_a_new_home_port_makes_a_call_a_return() -> None:
    base = published(PortFactory())
    ship = VesselFactory()
    voyage = published(DeploymentFactory(start_edtf="2024-06-01", end_edtf="2024-10~"))
    home = call(ship, deployment=voyage, port=base, arrival_edtf="2024-10-27", departure_edtf="")
    assert entry(home).kind == "visit"
    change(ship, home_port=base)
    assert entry(home).kind == "return"
    assert stream(voyage) == {("departure", "departure"), ("return", "visit")}


# What a change of one record does to the entries of others ---------------------------------------


def test_an_engagement_and_a_statement_follow_the_deployment_of_their_visit() -> None:
    voyage, other = DeploymentFactory(), published(DeploymentFactory())
    visit = call(deployment=voyage)
    ceremony = published(EngagementFactory(visit=visit))
    statement = CommentaryFactory()
    SubjectFactory(commentary=statement, country="", visit=visit)
    published(statement)
    for record in (ceremony, statement):
        assert facets(record, "deployment") == set()
    published(voyage)
    for record in (ceremony, statement):
        assert facets(record, "deployment") == {str(voyage.pk)}
    change(visit, deployment=other)
    for record in (ceremony, statement):
        assert facets(record, "deployment") == {str(other.pk)}


def test_a_visit_belongs_to_the_deployments_of_its_ships() -> None:
    ship = VesselFactory()
    visit = call(ship)
    voyage = DeploymentFactory(pk=4711)  # the id of nothing else that an entry names
    assignment = AssignmentFactory(deployment=voyage, vessel=ship, joined_edtf="2024-08-16")
    assert facets(visit, "deployment") == set()
    published(voyage)
    assert facets(visit, "deployment") == {str(voyage.pk)}
    change(assignment, joined_edtf="2024-09-16")
    assert facets(visit, "deployment") == set()
    change(assignment, joined_edtf="")
    remove(assignment)
    assert facets(visit, "deployment") == set()


def test_entries_follow_countries_and_navies() -> None:
    ship = VesselFactory(navy=NavyFactory(country="IT"))
    visit = call(ship, port=PortFactory(country="JP"))
    assert facets(visit, "country") == {"IT", "JP"}
    other = published(NavyFactory(country="FR"))
    remove(visit.participants.get())
    VisitParticipantFactory(visit=visit, vessel=ship, navy=None)
    change(ship, navy=other)
    assert facets(visit, "navy") == {str(other.pk)}
    change(other, country="DE")
    change(visit.port, country="KR")
    assert facets(visit, "country") == {"DE", "KR"}


def test_a_statement_follows_its_person_and_what_it_is_about() -> None:
    person, port = PersonFactory(country="IT"), PortFactory(country="JP")
    statement = CommentaryFactory(person=person)
    SubjectFactory(commentary=statement, country="", port=port)
    published(statement)
    assert facets(statement, "port") == set()
    published(port)
    assert facets(statement, "port") == {str(port.pk)}
    change(person, country="GB")
    assert facets(statement, "country") == {"GB", "JP"}
    publishing.withdraw(record=port, public_reason="wrong", origin=Origin.COMMAND)
    assert facets(statement, "port") == set()
    assert facets(statement, "country") == {"GB"}


# The index rows ----------------------------------------------------------------------------------


def changed_at(record: Any) -> Any:
    return PublicDocument.objects.of(record.record_type, record.key).changed_at  # type: ignore[union-attr]


def test_a_change_that_nobody_sees_is_no_public_change() -> None:
    visit = call()
    before = changed_at(visit)
    assert before is not None
    change(visit, editor_notes="to be checked")
    change(visit, deployment=DeploymentFactory())
    assert changed_at(visit) == before
    change(visit, summary="First call.")
    assert changed_at(visit) > before


def test_other_words_to_search_by_are_no_public_change() -> None:
    visit = call()
    before = changed_at(visit)
    RecordIndex.objects.filter(record_type="visit").update(search_text="words of an older release")
    derived.rebuild()
    assert changed_at(visit) == before


def test_what_a_record_names_becomes_public_or_is_renamed_with_a_public_change() -> None:
    voyage = DeploymentFactory()
    visit = call(deployment=voyage)
    before = changed_at(visit)
    published(voyage)
    assert changed_at(visit) > before
    before = changed_at(visit)
    publishing.rename(record=visit.port, new_key="yokosuka", origin=Origin.COMMAND)
    assert changed_at(visit) > before


def test_a_draft_has_words_for_staff_and_no_public_document() -> None:
    row = RecordIndex.objects.get(record_type="port", record_id=PortFactory(name="Ōminato").pk)
    assert "ominato" in row.search_text
    assert not PublicDocument.objects.exists()


def test_a_deleted_draft_leaves_nothing_behind() -> None:
    visit = VisitFactory()
    VisitParticipantFactory(visit=visit)
    pk = visit.pk
    remove(visit)
    assert not RecordIndex.objects.filter(record_type="visit", record_id=pk).exists()


@pytest.mark.parametrize(
    ("said_on", "bounds"),
    [
        ("2024-08-26", ("2024-08-26",) * 4),
        ("2024-08", ("2024-08-01", "2024-08-31", "-", "-")),
    ],
)
def test_a_statement_stands_on_the_days_on_which_it_may_have_been_made(
    said_on: str, bounds: tuple[str, ...]
) -> None:
    assert days(published(CommentaryFactory(date_edtf=said_on))) == bounds

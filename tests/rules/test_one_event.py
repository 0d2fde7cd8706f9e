"""One thing that happened, under two keys."""

from __future__ import annotations

from typing import Any

import pytest

from deployments import dates, rules
from deployments.changes.service import change_set
from deployments.choices import Certainty, Origin
from deployments.models import Record, Visit
from deployments.rules.one_event import name_without_year
from tests.factories import (
    AnswerFactory,
    CommentaryFactory,
    CoverageFactory,
    DeploymentFactory,
    EngagementFactory,
    EngagementPersonFactory,
    ExerciseFactory,
    NavyFactory,
    PersonFactory,
    PortFactory,
    SourceFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    together,
)

Fields = dict[str, Any]


def twins(record: Record) -> list[str]:
    """What is said of a record that may be another."""
    return [found.message for found in rules.findings(record) if found.code == "entered-twice"]


@together()
def calls(*fields: Fields, who: Fields | None = None) -> list[Visit]:
    """Visits at one port by one ship, or by what ``who`` says of her."""
    port, ship = PortFactory(), VesselFactory()
    visits = []
    for number, each in enumerate(fields):
        visit = VisitFactory(**{"key": f"v{number}", "port": port, **each})
        VisitParticipantFactory(visit=visit, **(who or {"vessel": ship}))
        visits.append(visit)
    return visits


pytestmark = pytest.mark.django_db

AUGUST: Fields = {"arrival_edtf": "2024-08-22", "departure_edtf": "2024-08-27"}
LATER: Fields = {"arrival_edtf": "2024-08-23", "departure_edtf": "2024-08-28"}
PLANNED: Fields = {"certainty": Certainty.PLANNED}
CANCELLED: Fields = {"certainty": Certainty.CANCELLED}


@pytest.mark.parametrize(
    ("second", "same"),
    [
        (AUGUST, True),
        (LATER, True),
        ({**AUGUST, **PLANNED}, True),
        ({**AUGUST, **CANCELLED}, True),
        ({**AUGUST, "certainty": Certainty.REPORTED}, True),
        ({"arrival_edtf": "[2024-08-21..2024-08-31]", "departure_edtf": ""}, True),
        ({"arrival_edtf": "2024-08-27", "departure_edtf": "2024-08-30"}, False),
        ({"arrival_edtf": "2024-10-01", "departure_edtf": "2024-10-03"}, False),
        ({"arrival_edtf": "", "departure_edtf": ""}, False),
    ],
)
def test_one_call_of_one_ship(second: Fields, same: bool) -> None:
    one, other = calls(AUGUST, second)
    assert [bool(twins(one)), bool(twins(other))] == [same, same]
    if same:
        assert "“v1”" in twins(one)[0]
        assert "“v0”" in twins(other)[0]


def test_what_a_plan_has_led_to_is_no_second_visit() -> None:
    plan, earlier, happened = calls({**AUGUST, **PLANNED}, {**AUGUST, **PLANNED}, AUGUST)
    assert twins(plan)[0].count("“v") == 2
    assert "superseded" in twins(plan)[0]
    with change_set(origin=Origin.COMMAND):
        plan.superseded_by = happened
        plan.save()
        earlier.superseded_by = plan
        earlier.save()
    assert [twins(visit) for visit in (plan, earlier, happened)] == [[], [], []]


def test_another_ship_and_another_port_are_another_visit() -> None:
    one, other, elsewhere = calls(AUGUST, AUGUST, {**AUGUST, "port": PortFactory()})
    assert "v2" not in "".join(twins(one) + twins(other))
    assert not twins(elsewhere)
    assert not twins(VisitParticipantFactory(visit=VisitFactory(port=one.port, **AUGUST)).visit)


def test_a_ship_that_was_identified_is_that_ship() -> None:
    (one,) = calls(AUGUST)
    ship = one.participants.get().vessel
    other = VisitFactory(port=one.port, **AUGUST)
    VisitParticipantFactory(visit=other, vessel=None, navy=ship.navy, identified_as=ship)
    assert twins(one)
    assert twins(other)


def test_a_ships_own_days_tell_two_stays_apart() -> None:
    one, other = calls(AUGUST, AUGUST)
    for visit, days in ((one, ("2024-08-22", "2024-08-24")), (other, ("2024-08-25", "2024-08-27"))):
        row = visit.participants.get()
        with change_set(origin=Origin.COMMAND):
            row.arrival_edtf, row.departure_edtf = days
            row.save()
    assert not twins(one)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({}, {}, True),
        ({"count": 2, "type": "frigates"}, {"count": 2, "type": "Frigates"}, True),
        ({"count": 2}, {"type": "frigates"}, True),
        ({"count": 2}, {"count": 3}, False),
        ({"type": "frigates"}, {"type": "destroyers"}, False),
        ({"said": "the flagship"}, {"said": "an oiler"}, False),
    ],
)
@pytest.mark.parametrize("by", ["navy", "country"])
def test_unnamed_ships_of_one_navy(first: Fields, second: Fields, same: bool, by: str) -> None:
    navy = NavyFactory()
    who = {"navy": navy} if by == "navy" else {"navy": None, "country": "DE"}
    port = PortFactory()
    visits = [VisitFactory(port=port, **AUGUST) for _ in range(2)]
    for visit, each in zip(visits, (first, second), strict=True):
        VisitParticipantFactory(visit=visit, **{"vessel": None, "count": None, **who, **each})
    assert [bool(twins(visit)) for visit in visits] == [same, same]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("RIMPAC 2024", "rimpac"),
        ("Exercise RIMPAC ’24", "rimpac"),
        ("RIMPAC 24", "rimpac"),
        ("Noble Raven 24-3", "noble raven 24 3"),
        ("Opération 1", "operation 1"),
        ("2024", ""),
    ],
)
def test_what_is_held_every_year_has_one_name(name: str, plain: str) -> None:
    assert name_without_year(name, dates.parse("2024-07")) == plain
    assert name_without_year("Drill 23", dates.parse("2024-07")) == "drill 23"
    assert name_without_year("Drill 24") == "drill 24"


NAMED: list[tuple[Any, Fields, Fields, bool]] = [
    (ExerciseFactory, {"name": "RIMPAC 2024"}, {"name": "Rimpac"}, True),
    (ExerciseFactory, {"name": "RIMPAC 2024"}, {"name": "Pacific Vanguard"}, False),
    (ExerciseFactory, {"name": "RIMPAC"}, {"name": "RIMPAC", "start_edtf": "2022",
                                           "end_edtf": "2022"}, False),
    (EngagementFactory, {"name": "Reception on board"}, {"name": "Reception on Board"}, True),
    (EngagementFactory, {"name": "Talks"}, {"name": "Talks", "start_edtf": "2024-09-01",
                                            "end_edtf": "2024-09-02"}, False),
    (DeploymentFactory, {"start_edtf": "2024-06"}, {"start_edtf": "2024-06-01"}, True),
    (DeploymentFactory, {"start_edtf": "2024-06"}, {"start_edtf": "2023-06",
                                                    "end_edtf": "2023"}, False),
    (CoverageFactory, {}, {}, True),
    (CoverageFactory, {}, {"followed": "exercises"}, False),
    (CoverageFactory, {}, {"since_edtf": "2020", "until_edtf": "2021"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("factory", "first", "second", "same"), NAMED)
def test_what_bears_one_name_on_the_same_days(
    factory: Any, first: Fields, second: Fields, same: bool
) -> None:
    shared: Fields = {}
    if factory is DeploymentFactory:
        shared = {"lead_navy": NavyFactory(), "name": "Campaign"}
    if factory is EngagementFactory:
        shared = {"port": PortFactory()}
    if factory is CoverageFactory:
        shared = {"navy": NavyFactory()}
    records = [factory(**{**shared, **each}) for each in (first, second)]
    assert [bool(twins(record)) for record in records] == [same, same]


def test_an_occasion_of_one_kind_place_and_person() -> None:
    port, person = PortFactory(), PersonFactory()
    days = {"start_edtf": "2024-08-22", "end_edtf": ""}
    one, other, elsewhere, alone = (
        EngagementFactory(kind="ceremony", port=where, **days)
        for where in (port, port, PortFactory(), port)
    )
    for occasion in (one, other, elsewhere):
        EngagementPersonFactory(engagement=occasion, person=person)
    assert [bool(twins(each)) for each in (one, other, elsewhere, alone)] == [
        True, True, False, False,
    ]  # fmt: skip


SAID = "The voyage shows that Europe cares about the Indo-Pacific."


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"summary": SAID}, {"summary": SAID.upper()}, True),
        ({"summary": SAID}, {"summary": "The voyage shows Europe cares about the Pacific."}, True),
        ({"summary": SAID}, {"summary": "It is better to learn to operate together."}, False),
        ({"summary": ""}, {"summary": SAID}, True),
        ({"summary": "One.", "quote": "a visit"}, {"summary": "Two.", "quote": "A visit"}, True),
        ({"summary": SAID}, {"summary": SAID[:-13] + "region.", "date_edtf": "2023"}, False),
    ],
)
def test_statements_of_one_person(first: Fields, second: Fields, same: bool) -> None:
    person, source = PersonFactory(), SourceFactory()
    fields = {"person": person, "date_edtf": "2024-08-26"}
    statements = [CommentaryFactory(**{**fields, **each}) for each in (first, second)]
    for statement in statements:
        cite(statement, source=source)
    assert [bool(twins(each)) for each in statements] == [same, same]
    another = CommentaryFactory(**{**fields, **first, "person": PersonFactory()})
    cite(another, source=source)
    assert not twins(another)


def test_statements_without_words_are_told_apart_by_what_they_answer() -> None:
    person, source = PersonFactory(), SourceFactory()
    first, second = (
        CommentaryFactory(person=person, date_edtf="2024", summary="") for _ in range(2)
    )
    for statement in (first, second):
        cite(statement, source=source)
    assert twins(first)
    AnswerFactory(commentary=first)
    assert not twins(first)

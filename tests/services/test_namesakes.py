"""What tells published records of one name apart, and that no draft is hinted at."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from deployments.choices import Origin
from deployments.filters import FILTERSETS
from deployments.models import Commentary, Person, Vessel
from deployments.services import derived, namesakes, publishing
from tests import factories as make
from tests.factories import published

pytestmark = pytest.mark.django_db


def told(*aspects: tuple[str, ...]) -> list[str]:
    records: Any = [
        SimpleNamespace(pk=pk, key=f"key-{pk}", telling_apart=lambda own=own: own)
        for pk, own in enumerate(aspects)
    ]
    return list(namesakes.marks(records).values())


@pytest.mark.parametrize(
    ("aspects", "marks"),
    [
        pytest.param([("D 88", "x"), ("F 88", "y")], ["D 88", "F 88"], id="the best"),
        pytest.param([("", "frigate"), ("", "tug")], ["frigate", "tug"], id="the next"),
        pytest.param([("D 88", "RN"), ("", "RN")], ["D 88", "RN, key-1"], id="all fits another"),
        pytest.param(
            [("A", "JP"), ("A", "IT"), ("B", "JP")], ["A, JP", "IT", "B"], id="two of them together"
        ),
        pytest.param([("A",), ("A",)], ["A, key-0", "A, key-1"], id="nothing but the key"),
        pytest.param([("",), ("",)], ["key-0", "key-1"], id="nothing known"),
    ],
)
def test_the_first_that_no_namesake_shares(
    aspects: list[tuple[str, ...]], marks: list[str]
) -> None:
    assert told(*aspects) == marks


def called(record: Any) -> str:
    return str(type(record).objects.published().told_apart().get(pk=record.pk).called)


def ship(**fields: Any) -> Vessel:
    vessel: Vessel = make.VesselFactory(**{"name": "Northgate", **fields})
    return vessel


def test_a_ship_is_told_from_another_only_while_both_are_public() -> None:
    first, second = published(ship(pennant="D 88")), ship(pennant="F 88")
    assert called(first) == "Northgate"
    published(second)
    assert (called(first), called(second)) == ("Northgate (D 88)", "Northgate (F 88)")
    publishing.withdraw(record=second, public_reason="Not a ship", origin=Origin.COMMAND)
    assert called(first) == "Northgate"
    assert list(derived.differences()) == []


def test_a_ship_that_takes_a_name_or_drops_it() -> None:
    first, second = published(ship(pennant="D 88")), published(ship(pennant="", name="Southgate"))
    with make.together():
        second.name = "NORTHGATE"
        second.save()
    assert called(first) == "Northgate (D 88)"
    assert called(second) == f"NORTHGATE ({second.navy.name})"
    with make.together():
        first.name = "Westgate"
        first.save()
    assert (called(first), called(second)) == ("Westgate", "NORTHGATE")


def test_a_navy_that_is_renamed_takes_its_ships_along() -> None:
    with make.together():
        ships = [ship(pennant="", navy=make.NavyFactory(name=name)) for name in ("Red", "Blue")]
    red, _blue = (published(each) for each in ships)
    assert called(red) == "Northgate (Red)"
    with make.together():
        red.navy.name = "Green"
        red.navy.save()
    assert called(red) == "Northgate (Green)"
    assert list(derived.differences()) == []


@pytest.mark.parametrize(
    ("factory", "one", "other", "names"),
    [
        (make.PortFactory, {"country": "US"}, {"country": "GB"}, "United States|United Kingdom"),
        (make.NavyFactory, {"country": "SG"}, {"country": "MY"}, "Singapore|Malaysia"),
        (make.OrganisationFactory, {"country": "SG"}, {"country": "MY"}, "Singapore|Malaysia"),
        (make.PersonFactory, {"country": "SG"}, {"country": "MY"}, "Singapore|Malaysia"),
        (make.ExerciseFactory, {"start_edtf": "2023"}, {"start_edtf": "2024"}, "2023|2024"),
        (make.SourceFactory, {"publisher": "A"}, {"publisher": "B"}, "A|B"),
    ],
)
def test_each_kind_by_what_tells_it_apart(
    factory: Any, one: dict[str, str], other: dict[str, str], names: str
) -> None:
    column = "title" if factory is make.SourceFactory else "name"
    end = {"end_edtf": ""} if factory is make.ExerciseFactory else {}
    records = [published(factory(**{column: "Same", **fields, **end})) for fields in (one, other)]
    marks = [called(record).removeprefix("Same (").removesuffix(")") for record in records]
    assert all(mark.startswith(name) for mark, name in zip(marks, names.split("|"), strict=True))


def test_a_person_by_institution_and_the_unnamed_by_where_they_are_quoted() -> None:
    people = []
    for name in ("Tan Wei", "(unnamed official)"):
        for place in ("One", "Two"):
            person = make.PersonFactory(name=name, country="SG")
            make.AffiliationFactory(person=person, organisation=f"Institute {place}")
            said = make.CommentaryFactory(person=person)
            make.cite(said, source=published(make.SourceFactory(publisher=f"Gazette {place}")))
            published(said)
            people.append(person)
    assert [called(Person.objects.get(pk=person.pk)) for person in people] == [
        "Tan Wei (Institute One)",
        "Tan Wei (Institute Two)",
        "(unnamed official), Gazette One",
        "(unnamed official), Gazette Two",
    ]


def test_who_lost_a_statement_is_told_apart_by_what_is_left() -> None:
    """The statement names him no more: that he once said it is known from the entry alone."""
    with make.together():
        officials = [
            make.PersonFactory(name="(unnamed official)", country="SG") for _each in range(2)
        ]
        said = [make.CommentaryFactory(person=person) for person in officials]
        other = make.PersonFactory(name="Tan Wei")
    for number, statement in enumerate(said):
        make.cite(statement, source=published(make.SourceFactory(publisher=f"Gazette {number}")))
        published(statement)
    published(other)
    assert called(officials[0]) == "(unnamed official), Gazette 0"
    with make.together():
        statement = Commentary.objects.get(pk=said[0].pk)
        statement.person = Person.objects.get(pk=other.pk)
        statement.save()
    assert "Gazette 0" not in called(officials[0])
    assert not list(derived.differences())


def test_what_may_be_chosen_is_told_apart() -> None:
    with make.together():
        ships = [ship(pennant=""), ship(pennant="F 88")]
        visit = make.VisitFactory()
        for each in ships:
            make.VisitParticipantFactory(visit=visit, vessel=each)
    published(visit)
    options = FILTERSETS["visit"]().filters["vessel"].options()
    offered = [label for _key, label in options if "Northgate" in label]
    assert set(offered) == {f"Northgate ({ships[0].navy.name})", "Northgate (F 88)"}

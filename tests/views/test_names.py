"""What visits, exercises and statements are called, under the names of their day."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from deployments import wording
from deployments.filters import FILTERSETS
from deployments.models import Visit
from deployments.pages import names
from deployments.public.entries import PLACE
from tests import factories as make
from tests.factories import published


@pytest.mark.parametrize(
    ("name", "area", "title"),
    [
        ("Training in the Red Sea", "Red Sea", "Training in the Red Sea"),
        ("Training south of Kanto", "South of Kanto", "Training south of Kanto"),
        ("Singaporean training", "Singapore", "Singaporean training, Singapore"),
        ("Noble Raven", "Okinawa", "Noble Raven, Okinawa"),
        ("Noble Raven", "", "Noble Raven"),
    ],
)
def test_an_exercise_does_not_say_its_area_twice(name: str, area: str, title: str) -> None:
    assert names.with_area(name, name, area) == title


@pytest.mark.parametrize(
    ("claims", "title"),
    [
        (["two ships"], "Navy A (two ships)"),
        (["two ships", "a frigate"], "Navy A (two ships; a frigate)"),
        (["two ships", "two ships"], "Navy A (two ships)"),
        (["", "a frigate"], "Navy A (a frigate)"),
        ([""], "Navy A"),
    ],
)
def test_what_is_said_of_one_navy_stands_together(claims: list[str], title: str) -> None:
    navy = {"name": "Navy A", "key": "navy-a"}
    unnamed = {"vessel": None, "vessel_then": None, "navy": navy, "count": None, "type": ""}
    unnamed["identified_then"] = None
    rows: Any = [{**unnamed, "said": said} for said in claims]
    assert wording.title(rows)[0] == title


@pytest.fixture
def hong_kong() -> list[Visit]:
    """Calls of 1990, of some day in 1997, and of 2010."""
    with make.together():
        port = make.PortFactory(name="Victoria", country="HK")
        make.PortNameFactory(port=port, name="Hong Kong", country="GB", to_edtf="1997-06-30")
        visits = [
            make.VisitFactory(port=port, arrival_edtf=day, departure_edtf="")
            for day in ("1990-03-01", "1997", "2010-03-01")
        ]
    return [published(visit) for visit in visits]


@pytest.mark.django_db
def test_a_visit_is_told_under_the_name_and_country_of_its_day(
    hong_kong: list[Visit], client: Client
) -> None:
    shown: list[Any] = [client.get(f"/api/v1/visits/{visit.key}/").json() for visit in hong_kong]
    assert [each["place"] for each in shown] == [
        "Hong Kong (now Victoria)",
        "Hong Kong or Victoria",
        "Victoria",
    ]
    assert [(each["country"] or {}).get("code") for each in shown] == ["GB", None, "HK"]
    assert [[one["code"] for one in each["countries"]] for each in shown] == [
        ["GB"],
        ["GB", "HK"],
        ["HK"],
    ]
    page = client.get(hong_kong[0].get_absolute_url()).content.decode()
    assert "Hong Kong (now Victoria)" in page
    assert "United Kingdom" in page
    assert "China" not in page


@pytest.mark.django_db
def test_a_visit_is_found_and_counted_by_the_country_of_its_day(
    hong_kong: list[Visit], client: Client
) -> None:
    def found(**filters: str) -> set[str]:
        filterset = FILTERSETS["visit"](filters)
        assert filterset.is_valid()
        return set(filterset.qs.values_list("key", flat=True))

    old, vague, new = (visit.key for visit in hong_kong)
    assert found(country=["GB"]) == {old, vague}
    assert found(country=["HK"]) == {vague, new}
    assert found(q="Hong Kong") == found(q="Victoria") == {old, vague, new}
    options = FILTERSETS["visit"]().filters["country"].options()
    assert {code for code, _name in options} == {"GB", "HK"}
    assert "Hong Kong (now Victoria)" in client.get("/timeline/").content.decode()
    with make.together():
        hong_kong[0].port.names.all().delete()
    facets = hong_kong[0].entries.get().facets.filter(facet=PLACE)
    assert set(facets.values_list("value", flat=True)) == {"HK"}


@pytest.mark.django_db
def test_a_statement_is_told_under_the_name_of_its_day_and_found_by_both(client: Client) -> None:
    with make.together():
        person = make.PersonFactory(name="Alda Bruni")
        make.PersonNameFactory(person=person, name="Alda Neri", to_edtf="2024-06")
        for day, summary in (("2024-02-11", "Says it is far."), ("2025-02-11", "Says it is near.")):
            published(make.CommentaryFactory(person=person, date_edtf=day, summary=summary))
    listed = [
        {each["title"] for each in client.get("/api/v1/timeline/", {"q": name}).json()["results"]}
        for name in ("Neri", "Bruni")
    ]
    told = {"Alda Neri (now Alda Bruni): Says it is far", "Alda Bruni: Says it is near"}
    assert listed == [told, told]
    assert "Alda Neri" in client.get(person.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_who_is_not_named_stands_after_all_names(client: Client) -> None:
    for name in ("[a diplomat]", "(unnamed official)", "Zoe Zoller", "Alda Neri"):
        published(make.PersonFactory(name=name))
    page = client.get("/people/").content.decode()
    places = [page.index(name) for name in ("Alda", "Zoe", "(unnamed", "[a dip")]
    assert places == sorted(places)

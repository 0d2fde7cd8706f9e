"""Of very many names a form proposes some, and takes any that is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from deployments.filters.keys import MAX_VALUES, MOST_NAMED
from deployments.models import PublicOption
from tests import factories as make
from tests.support import kept_for_a_module

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def fleet(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """More ships than a form names at the port of one visit, two of one name, one seen twice."""
    with kept_for_a_module(django_db_blocker):
        make_fleet()
        yield


@make.together()
def make_fleet() -> None:
    navy = make.NavyFactory(key="navy", name="Navy")
    names = [f"Ship {number:02}" for number in range(MOST_NAMED)]
    ships = [make.VesselFactory(key=f"s{n}", name=name, navy=navy) for n, name in enumerate(names)]
    twins = [make.VesselFactory(key=f"orion-{n}", name="Orion", navy=navy) for n in (1, 2)]
    ships += [*twins, make.VesselFactory(key="z", name="Ålesund", navy=navy)]
    for key, month, there in (("all", "2024-08", ships), ("again", "2024-05", ships[-1:])):
        visit = make.VisitFactory(
            key=key,
            port=make.PortFactory(key=f"at-{key}"),
            arrival_edtf=f"{month}-02",
            departure_edtf=f"{month}-05",
        )
        for ship in there:
            make.VisitParticipantFactory(visit=visit, vessel=ship)
        make.published(visit)


def box(page: str, name: str = "vessel") -> str:
    """What stands in the form for a filter."""
    start = page.index(f'<div class="field field-{name}">')
    return page[start : page.index("</div>", start)]


@pytest.mark.parametrize("address", ["/timeline/", "/visits/"])
def test_a_long_register_is_a_box_that_proposes_the_most_frequent(
    client: Client, address: str
) -> None:
    page = client.get(address).text
    assert "<select" not in box(page)
    assert box(page).count("<option") == MOST_NAMED + 1
    assert '<option value="z">Ålesund' in box(page), "she was seen twice"
    assert '<input type="text" name="vessel" value=""' in box(page)
    assert "A name, its beginning, or a key." in box(page)
    assert "<select" in box(page, "port"), "there are two"


@pytest.mark.parametrize("address", ["/timeline/", "/visits/"])
@pytest.mark.parametrize(
    ("written", "key"),
    [("Ålesund", "z"), ("ALESUND", "z"), (" ales ", "z"), ("ship 07", "s7")],
)
def test_a_name_is_taken_for_its_key(client: Client, address: str, written: str, key: str) -> None:
    response: Any = client.get(address, {"vessel": written, "country": "JP"})
    assert response.status_code == 302
    assert response["Location"] in (
        f"{address}?vessel={key}&country=JP",
        f"{address}?country=JP&vessel={key}",
    )


def test_what_is_chosen_has_a_box_of_its_own_and_its_name_beside_the_list(client: Client) -> None:
    page = client.get("/visits/", {"vessel": ["s39", "orion-1"]}).text
    for key in ("s39", "orion-1"):
        assert f'name="vessel" value="{key}"' in box(page)
    assert 'aria-label="Vessel"' in box(page), "the second is labelled too"
    assert "Ship 39" in page[page.index('class="active') :]


@pytest.mark.parametrize("written", ["orion", "Ship"])
def test_of_several_the_page_says_which_there_are(client: Client, written: str) -> None:
    response = client.get("/visits/", {"vessel": written})
    assert response.status_code == 200
    assert f"Several may be meant by “{written}”." in box(response.text)
    assert ("orion-1" if written == "orion" else "Ship 00") in box(response.text)


def test_what_nobody_is_called_is_refused_as_before(client: Client) -> None:
    response = client.get("/visits/", {"vessel": ["Ålesund", "Nobody"]})
    assert "There is no vessel with the key “Ålesund”." in box(response.text)


def test_too_many_are_refused_and_none_is_left_out(client: Client) -> None:
    asked = ["s1", "Ålesund"] * MAX_VALUES
    assert client.get("/visits/", {"vessel": [*asked, "s2"]}).status_code == 302, "there are three"
    asked += [f"more-{number}" for number in range(MAX_VALUES)]
    response = client.get("/visits/", {"vessel": asked})
    assert response.status_code == 200
    assert f"Give at most {MAX_VALUES} values." in box(response.text)


def test_the_api_takes_keys_alone(client: Client) -> None:
    response = client.get("/api/v1/visits/", {"vessel": "Ålesund"})
    assert response.status_code == 400
    assert "There is no vessel with the key" in response.text


def test_what_entries_involve_is_counted() -> None:
    offered = PublicOption.objects.filter(record_type="timeline", name="vessel")
    assert offered.count() == MOST_NAMED + 3
    assert sorted(offered.values_list("number", flat=True))[-2:] == [1, 2]

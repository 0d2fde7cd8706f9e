"""Lists that are filtered by days say of each row how sure it is that it was there then."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from deployments.choices import Match
from deployments.pages.entries import matching
from tests import factories as make
from tests.support import kept_for_a_module
from tests.views.conftest import make_season

pytestmark = pytest.mark.django_db

LABEL = re.compile(r'<span class="match (\w+)">([^<]+)</span>')


@pytest.fixture(scope="module", autouse=True)
def calls(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A call in August whose end nobody knows, beside the season's, which ends on the 27th."""
    with kept_for_a_module(django_db_blocker):
        visit = make.VisitFactory(
            key="vancouver", port=make_season().port, arrival_edtf="2024-08-23", departure_edtf=""
        )
        make.VisitParticipantFactory(visit=visit, vessel=make.VesselFactory(key="vancouver"))
        make.published(visit)
        yield


CERTAIN_DAY, POSSIBLE_DAY = ("certain", "Certain that day"), ("possible", "Possibly that day")
CERTAIN_DAYS = ("certain", "Certainly within these days")
POSSIBLE_DAYS = ("possible", "Possibly within these days")


@pytest.mark.parametrize(
    ("address", "labels"),
    [
        ("/visits/?on=2024-08-25", {CERTAIN_DAY, POSSIBLE_DAY}),
        ("/visits/?from=2024-08-25&to=2024-08-25", {CERTAIN_DAY, POSSIBLE_DAY}),
        ("/visits/?from=2024-08-25&to=2024-08-26", {CERTAIN_DAYS, POSSIBLE_DAYS}),
        ("/visits/?from=2024-08-25", {CERTAIN_DAYS, POSSIBLE_DAYS}),
        ("/visits/?to=2024-08-23", {CERTAIN_DAYS}),
        ("/visits/?on=2024-08&vessel=vancouver", {CERTAIN_DAYS}),
        ("/visits/?on=2024-08-25&match=certain", {CERTAIN_DAY}),
        ("/visits/?on=2024-08-25&vessel=vancouver", {POSSIBLE_DAY}),
        ("/visits/?vessel=vancouver", set()),
        ("/visits/?on=nonsense", set()),
        ("/exercises/?on=2024-08-28", {CERTAIN_DAY}),
        ("/deployments/?on=2024-08-28", {CERTAIN_DAY}),
        ("/timeline/?on=2024-08-25&port=yokosuka&kind=visit", {CERTAIN_DAY, POSSIBLE_DAY}),
        ("/timeline/?from=2024-08-25&to=2024-08-26&kind=visit", {CERTAIN_DAYS, POSSIBLE_DAYS}),
        ("/timeline/?port=yokosuka", set()),
        ("/ports/yokosuka/", set()),
    ],
)
def test_each_row_of_a_list_says_it(
    client: Client, address: str, labels: set[tuple[str, str]]
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert set(LABEL.findall(answer.content.decode())) == labels


@pytest.mark.parametrize(
    ("address", "matches"),
    [
        ("visits/?on=2024-08-25", {"cavour-yokosuka": "certain", "vancouver": "possible"}),
        ("visits/?on=2024-08-25&match=certain", {"cavour-yokosuka": "certain"}),
        ("visits/?vessel=vancouver", {"vancouver": None}),
        ("exercises/?on=2024-08-28", {"noble-raven": "certain"}),
        ("exercises/", {"noble-raven": None}),
        ("deployments/?on=2024-08-28", {"voyage": "certain"}),
        ("engagements/?on=2024-08-26", {"welcome": "certain"}),
        ("commentary/", {"dian-1": None}),
    ],
)
def test_the_api_says_it_in_the_words_of_its_filter(
    client: Client, address: str, matches: dict[str, str | None]
) -> None:
    found = client.get(f"/api/v1/{address}").json()["results"]
    assert {each["key"]: each["match"] for each in found} == matches


def test_the_timeline_of_the_api_says_it_too(client: Client) -> None:
    found = client.get("/api/v1/timeline/?on=2024-08-25&kind=visit").json()["results"]
    assert {each["id"]: each["match"] for each in found} == {
        "visit:cavour-yokosuka": "certain",
        "visit:vancouver": "possible",
    }
    assert {each["match"] for each in client.get("/api/v1/timeline/").json()["results"]} == {None}
    one = client.get("/api/v1/visits/vancouver/").json()
    assert one["match"] is None
    assert one["participants"][0]["days"] == one["days"]
    assert one["days"]["holes"] == []


def test_what_was_not_found_by_days_says_nothing() -> None:
    assert matching(None, one_day=True) is None
    assert matching(Match.POSSIBLE, one_day=True) == {
        "match": "possible",
        "label": "Possibly that day",
    }

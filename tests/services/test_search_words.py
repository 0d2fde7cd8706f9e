"""The words by which the public finds records are those that they should be, or are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import QuerySet
from django.test import Client

from deployments.models import Visit
from deployments.public import PublicWords
from deployments.public.words import TIMELINE, place
from deployments.services import derived, search_words
from tests.factories import (
    AssignmentFactory,
    DeploymentFactory,
    VesselFactory,
    VisitFactory,
    published,
)

pytestmark = pytest.mark.django_db

Spoil = Callable[["QuerySet[PublicWords]"], object]


@pytest.fixture
def visit() -> Visit:
    return published(VisitFactory(key="seen", summary="Dulcinea"))


def seen(client: Client, query: str) -> bool:
    """Whether the list and the timeline both find the visit, or neither."""
    found = {
        bool(client.get(f"/api/v1/{name}/", {"q": query}).json()["results"])
        for name in ("visits", "timeline")
    }
    [both] = found
    return both


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows.update(words="wrong"),
        lambda rows: rows.update(entry_place=None),
        lambda rows: rows.update(place=place("visit", 1, 1)),
        lambda rows: rows.delete(),
    ],
)
def test_words_that_are_wrong_or_missing_are_told_and_put_right(
    visit: Visit, client: Client, spoil: Spoil
) -> None:
    assert not search_words.is_old()
    assert seen(client, "dulcinea")
    spoil(PublicWords.objects.filter(record_type="visit"))
    assert search_words.is_old()
    assert derived.is_old()
    assert list(derived.differences()) == [
        f"visit {visit.pk}: the words by which it is found are out of date"
    ]
    derived.rebuild()
    assert not list(derived.differences())
    assert seen(client, "dulcinea")
    assert not seen(client, "wrong")


def test_words_of_what_is_not_there_are_told_and_go(visit: Visit) -> None:
    for kind, pk in (("visit", 10**6), ("fleet", 7)):
        PublicWords.objects.create(
            place=place("visit", 1, pk), record_type=kind, record_id=pk, words="dulcinea"
        )
    assert [line.partition(":")[0] for line in derived.differences()] == [
        "fleet 7",
        "visit 1000000",
    ]
    derived.rebuild()
    assert not list(derived.differences())
    assert PublicWords.objects.filter(record_type="visit").count() == 1


def test_an_entry_shares_its_row_unless_its_record_has_several(visit: Visit) -> None:
    deployment = DeploymentFactory(key="voyage", start_edtf="2024-06-01", end_edtf="2024-09-30")
    AssignmentFactory(deployment=deployment, vessel=VesselFactory(name="Tromp"))
    published(deployment)
    rows = PublicWords.objects.order_by("place")
    [shared] = rows.filter(record_type="visit")
    assert shared.entry_place is not None
    assert shared.entry_place < place("navy") <= place("visit") < shared.place
    departure, back, whole = rows.filter(record_type="deployment")
    assert whole.entry_place is None
    assert all(row.entry_place == row.place < place("navy") for row in (departure, back))
    assert place(TIMELINE) < departure.place < back.place
    assert all("tromp" in row.words.split() for row in (departure, back, whole))

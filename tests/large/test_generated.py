"""The generated world that the bench measures is as an editor would have made it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from bench import wording
from bench.sailing import FIRST, LAST
from bench.world import Sizes, build
from deployments.choices import Certainty
from deployments.kinds import KINDS
from deployments.models import Visit, VisitParticipant
from deployments.public import PublicDocument

from ..support import kept_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("generated")]

SMALL = Sizes(
    visits=150,
    vessels=60,
    deployments=20,
    ports=40,
    navies=12,
    sources=75,
    people=10,
    statements=30,
)


@pytest.fixture(scope="module")
def _small(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        build(SMALL)
        yield


@pytest.mark.usefixtures("_small")
def test_check_records_finds_nothing_in_it() -> None:
    said = io.StringIO()
    call_command("check_records", strict=True, stdout=said)
    assert "Nothing is wrong, and nothing is odd." in said.getvalue()


@pytest.mark.usefixtures("_small")
def test_every_kind_of_record_is_public_and_visits_are_as_many_as_asked_for() -> None:
    kinds = set(PublicDocument.objects.values_list("record_type", flat=True))
    assert kinds == set(KINDS)
    assert PublicDocument.objects.of_kind("visit").count() == SMALL.visits


@pytest.mark.usefixtures("_small")
def test_it_is_as_varied_as_what_is_curated() -> None:
    years = {row.sort_day.year for row in Visit.objects.all()}
    assert years <= set(range(FIRST.year, LAST.year + 1))
    assert len(years) > 20
    arrivals = " ".join(Visit.objects.values_list("arrival_edtf", flat=True))
    assert all(mark in arrivals for mark in "/[~")
    assert set(Visit.objects.values_list("certainty", flat=True)) == set(Certainty.values)
    per_visit = [visit.participants.count() for visit in Visit.objects.all()]
    assert {1, 2, 3} == set(per_visit)
    assert VisitParticipant.objects.filter(vessel=None).exists()
    cited = [visit.citations.count() for visit in Visit.objects.all()]
    assert {1, 2} == set(cited)
    assert Visit.objects.filter(deployment__isnull=False).exists()


@pytest.mark.usefixtures("_small")
def test_a_common_word_stands_in_a_third_and_a_rare_one_in_a_handful() -> None:
    common = Visit.objects.filter(notes__contains=wording.COMMON).count()
    assert SMALL.visits / 4 < common < SMALL.visits / 2
    assert Visit.objects.filter(notes__contains=wording.RARE).count() == wording.RARE_VISITS
    assert Visit.objects.filter(notes__contains=wording.JAPANESE).exists()

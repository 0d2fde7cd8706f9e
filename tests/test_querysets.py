"""What all surfaces begin with: the condition of the gate, and what is loaded by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models import CharField, Q
from django.test.utils import CaptureQueriesContext

from deployments.models import (
    RECORD_MODELS,
    Citation,
    KeyRedirect,
    Port,
    Question,
    Record,
    Vessel,
    Visit,
    VisitParticipant,
)
from deployments.querysets import at_hand, in_index, public_q, tells_apart
from tests.factories import (
    PortFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)

pytestmark = pytest.mark.django_db


def asked_by(condition: Q) -> Iterator[str]:
    """The columns that a condition asks for."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from asked_by(child)
        else:
            yield child[0]  # type: ignore[index]


def test_an_owner_that_has_passed_is_not_asked_again_nor_those_it_excludes() -> None:
    asked = set(asked_by(public_q(Citation)))
    assert {"source__status", "target_visit__status", "target_port__status"} <= asked
    of_a_visit = set(asked_by(public_q(Citation, reached_by="target_visit")))
    assert of_a_visit == {"source__status"} | {
        name for name in asked if not name.startswith("target_")
    }
    assert set(asked_by(public_q(VisitParticipant, reached_by="visit"))) < set(
        asked_by(public_q(VisitParticipant))
    )


def test_rows_that_stand_for_themselves_are_asked_for_their_own_status() -> None:
    assert list(asked_by(public_q(Visit))) == ["status"]
    assert list(asked_by(public_q(Visit, "visit__"))) == ["visit__status"]
    assert not public_q(KeyRedirect).children


def test_two_columns_of_the_index_under_one_name_are_two_queries() -> None:
    published(PortFactory(name="Northgate", country="GB"))
    published(PortFactory(name="Northgate", country="US"))
    columns = ("called", "search_text", "called")
    found = [
        list(
            Port.objects.annotate(told=in_index(Port, column, CharField))
            .order_by("pk")
            .values_list("told", flat=True)
        )
        for column in columns
    ]
    assert found[0] == found[2] != found[1]
    by_port = Vessel.objects.annotate(told=in_index(Vessel, "called", CharField))
    ship = published(VesselFactory(name="Avalon", home_port=Port.objects.all()[0]))
    joined = by_port.select_related("home_port").order_by("home_port__key", "pk")
    assert [each.told for each in joined.filter(pk=ship.pk)] == ["avalon"]


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_kinds_whose_names_several_may_bear_come_with_what_tells_them_apart(
    model: type[Record],
) -> None:
    says = model.telling_apart is not Record.telling_apart
    assert tells_apart(model) is says
    with CaptureQueriesContext(connection) as asked:
        list(model._default_manager.all().with_public())  # type: ignore[attr-defined]
    (query,) = asked.captured_queries
    assert ("deployments_recordindex" in query["sql"]) is says


def test_a_namesake_is_told_apart_wherever_it_is_reached() -> None:
    port = published(PortFactory(name="Northgate", country="GB"))
    published(PortFactory(name="Northgate", country="US"))
    visit = published(VisitFactory(port=port))
    (reached,) = Visit.objects.filter(pk=visit.pk).with_public("port")
    assert reached.port.called == "Northgate (United Kingdom)"
    assert not tells_apart(Question)


def test_rows_at_hand_are_those_that_were_loaded() -> None:
    row = VisitParticipantFactory()
    (visit,) = Visit.objects.filter(pk=row.visit_id)
    assert at_hand(visit, "participants") is None
    (visit,) = Visit.objects.filter(pk=row.visit_id).prefetch_related("participants")
    assert list(at_hand(visit, "participants") or ()) == [row]
    assert at_hand(visit, "citations") is None
    assert at_hand(visit, "key") is None

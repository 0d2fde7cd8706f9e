"""Nothing changes outside a change set, and a change set is all or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from deployments.changes import opened
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import OWNED_MODELS, RECORD_MODELS, ChangeSet, Navy, Port, TimelineEntry
from deployments.services.gate import Refused
from tests.factories import (
    FACTORIES,
    AffiliationFactory,
    CitationFactory,
    NavyFactory,
    PersonFactory,
    PortFactory,
    SourceFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)

pytestmark = pytest.mark.django_db

MODELS: tuple[Any, ...] = (*RECORD_MODELS, *OWNED_MODELS)


@pytest.mark.parametrize("model", MODELS)
def test_no_row_is_saved_or_deleted_outside_a_change_set(model: Any) -> None:
    row = FACTORIES[model]()
    with pytest.raises(opened.NoChangeSet, match="change_set"):
        row.save()
    with pytest.raises(opened.NoChangeSet):
        row.delete()
    with pytest.raises(opened.NoChangeSet):
        model._default_manager.filter(pk=row.pk).delete()
    with pytest.raises(opened.NoChangeSet):
        model._default_manager.none().delete()
    assert model._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", MODELS)
def test_no_row_is_written_past_its_history(model: Any) -> None:
    rows = model._default_manager.all()
    with change_set(origin=Origin.COMMAND):
        for write in (
            lambda: rows.update(pk=1),
            lambda: rows.bulk_create([]),
            lambda: rows.bulk_update([], ["pk"]),
        ):
            with pytest.raises(NotImplementedError, match="no history"):
                write()


def test_one_change_set_holds_all_that_changed_together(django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("ida")
    with change_set(origin=Origin.ADMIN, actor=user, reason="first call"):
        port = Port(key="yokosuka", name="Yokosuka")
        port.save()
        port.name = "Yokosuka Naval Base"
        port.save()
    kept = port.history.all()
    assert [row.history_type for row in kept] == ["~", "+"]
    change = ChangeSet.objects.get()
    assert {row.change_set for row in kept} == {change}
    assert (change.actor, change.actor_name, change.origin) == (user, "ida", Origin.ADMIN)
    assert change.reason == "first call"


def test_a_change_set_inside_another_joins_it() -> None:
    with change_set(origin=Origin.IMPORT, reason="outer"):
        with change_set(origin=Origin.ADMIN, reason="inner"):
            Navy(key="italian-navy", name="Italian Navy").save()
        Port(key="yokosuka", name="Yokosuka").save()
    change = ChangeSet.objects.get()
    assert (change.origin, change.reason) == (Origin.IMPORT, "outer")
    assert Navy.history.get().change_set == Port.history.get().change_set == change


def test_a_change_set_without_a_change_leaves_none() -> None:
    with change_set(origin=Origin.COMMAND):
        pass
    assert not ChangeSet.objects.exists()


def test_what_fails_leaves_nothing_and_closes_the_change_set() -> None:
    with pytest.raises(ZeroDivisionError), change_set(origin=Origin.COMMAND):
        Port(key="yokosuka", name="Yokosuka").save()
        raise ZeroDivisionError
    assert not Port.objects.exists()
    assert not ChangeSet.objects.exists()
    assert opened.current() is None


def test_what_the_gate_refuses_is_undone_with_all_that_changed_beside_it() -> None:
    visit = published(VisitFactory())
    before = TimelineEntry.objects.count()
    with pytest.raises(Refused), change_set(origin=Origin.COMMAND):
        Port(key="elsewhere", name="Elsewhere").save()
        visit.port = PortFactory()
        visit.save()
    assert not Port.objects.filter(key="elsewhere").exists()
    visit.refresh_from_db()
    assert visit.port.is_published
    assert TimelineEntry.objects.count() == before


def test_a_row_stays_with_its_record() -> None:
    rows = [
        (VisitParticipantFactory(), {"visit": VisitFactory()}),
        (AffiliationFactory(), {"person": PersonFactory()}),
        (CitationFactory(), {"target_visit": None, "target_source": SourceFactory()}),
    ]
    for row, elsewhere in rows:
        stored = type(row).objects.get(pk=row.pk)
        for name, value in elsewhere.items():
            setattr(stored, name, value)
        with (
            pytest.raises(ValidationError, match="does not move"),
            change_set(origin=Origin.COMMAND),
        ):
            stored.save()


def test_a_malformed_date_is_refused_in_words_even_without_a_form() -> None:
    visit = VisitFactory()
    visit.arrival_edtf = "end of August"
    with (
        pytest.raises(ValidationError, match="end of August"),
        change_set(origin=Origin.COMMAND),
    ):
        visit.save()


def test_rows_get_keys_of_their_own() -> None:
    visit = VisitFactory(key="cavour-yokosuka")
    navy = NavyFactory(key="jmsdf")
    rows = [
        VisitParticipantFactory(visit=visit, vessel=None, navy=navy, said=said)
        for said in ("three destroyers", "three destroyers!")
    ]
    assert [row.key for row in rows] == [
        "cavour-yokosuka--jmsdf-three-destroyers",
        "cavour-yokosuka--jmsdf-three-destroyers-2",
    ]

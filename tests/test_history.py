"""Every change of every row is kept: who, when, why and from where."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from deployments.changes import opened
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import OWNED_MODELS, RECORD_MODELS, ChangeSet, KeyRedirect, Port, Row
from deployments.services import publishing

from .factories import FACTORIES, PortFactory, VisitParticipantFactory, published
from .history_watch import TRACKED, HistoryWatch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [*RECORD_MODELS, *OWNED_MODELS], ids=lambda model: model.__name__)
def test_creating_changing_and_deleting_is_kept(model: type[Row], django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("ada")
    with change_set(origin=Origin.ADMIN, actor=user, reason="a first draft"):
        row: Any = FACTORIES[model]()
    with change_set(origin=Origin.IMPORT, reason="a second thought"):
        row.save()
    pk = row.pk
    with change_set(origin=Origin.COMMAND, reason="not needed"):
        row.delete()
    kept = list(model.history.filter(id=pk).order_by("history_id"))  # type: ignore[attr-defined]
    assert [entry.history_type for entry in kept] == ["+", "~", "-"]
    assert [entry.change_set.reason for entry in kept] == [
        "a first draft",
        "a second thought",
        "not needed",
    ]
    assert [entry.change_set.origin for entry in kept] == ["admin", "import", "command"]
    assert [entry.change_set.actor_name for entry in kept] == ["ada", "", ""]


def test_rows_that_change_together_share_one_change_set() -> None:
    with change_set(origin=Origin.COMMAND, reason="together"):
        participant = VisitParticipantFactory()
        published(participant.visit)
    sets = {entry.change_set_id for entry in participant.visit.history.all()}
    sets |= {entry.change_set_id for entry in participant.history.all()}
    assert len(sets) == 1


def test_nothing_changes_outside_a_change_set() -> None:
    port = PortFactory()
    for write in (port.save, port.delete, Port.objects.filter(pk=port.pk).delete):
        with transaction.atomic(), pytest.raises(opened.NoChangeSet, match="change set"):
            write()
    for bulk in (
        lambda: Port.objects.update(name="x"),
        lambda: Port.objects.bulk_create([Port(key="x", name="x")]),
        lambda: Port.objects.bulk_update([port], ["name"]),
    ):
        with pytest.raises(NotImplementedError, match="history"):
            bulk()
    assert Port.objects.get().name == port.name


def test_a_change_set_without_changes_leaves_nothing() -> None:
    with change_set(origin=Origin.COMMAND, reason="nothing to do"):
        pass
    assert not ChangeSet.objects.exists()


def test_history_survives_the_one_who_made_it(django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("ada")
    with change_set(origin=Origin.ADMIN, actor=user):
        port = PortFactory()
    user.delete()
    kept = port.history.get().change_set
    assert (kept.actor, kept.actor_name) == (None, "ada")


def test_renaming_is_kept_with_its_redirect() -> None:
    port = published(PortFactory(key="old-name"))
    publishing.rename(record=port, new_key="new-name", origin=Origin.ADMIN, reason="clearer")
    redirect = KeyRedirect.objects.get()
    assert redirect.history.get().change_set == port.history.first().change_set


# The watch itself -------------------------------------------------------------------------------


def watched(write: Any) -> list[str]:
    """What a watch of its own finds while ``write`` runs; the suite's own is set aside."""
    watch = HistoryWatch(connection)
    outer = list(connection.execute_wrappers)
    connection.execute_wrappers[:] = [watch]
    try:
        write()
    finally:
        connection.execute_wrappers[:] = outer
    return watch.take_violations()


def raw_update() -> None:
    with connection.cursor() as cursor:
        cursor.execute('UPDATE "deployments_port" SET "name" = %s', ["changed by hand"])


def test_the_watch_sees_a_write_without_a_change_set() -> None:
    PortFactory()
    assert any("outside a change set" in found for found in watched(raw_update))


def test_the_watch_sees_a_write_without_a_history_row() -> None:
    PortFactory()

    def write() -> None:
        with change_set(origin=Origin.COMMAND):
            raw_update()

    assert watched(write) == ["deployments_port: 1 rows written, 0 kept in the history"]


def test_the_watch_accepts_what_is_kept_and_what_is_rolled_back() -> None:
    class Undone(Exception):
        pass

    def write() -> None:
        PortFactory()
        try:
            with change_set(origin=Origin.COMMAND):
                raw_update()
                raise Undone
        except Undone:
            pass

    assert watched(write) == []


def test_the_watch_covers_every_curated_table() -> None:
    curated = {
        model._meta.db_table for model in Port._meta.apps.get_models() if issubclass(model, Row)
    }
    assert curated == set(TRACKED)

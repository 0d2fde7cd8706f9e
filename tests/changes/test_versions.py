"""A version tells how often a record changed, and services refuse what was read before that."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from deployments.changes.service import change_set
from deployments.choices import Origin, Status
from deployments.models import RECORD_MODELS, Port, PublicDocument, Record, Visit
from deployments.services import publishing
from deployments.services.gate import Refused
from tests.factories import (
    FACTORIES,
    CitationFactory,
    PortFactory,
    PortNameFactory,
    VisitAttestationFactory,
    VisitFactory,
    cite,
    published,
)

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"origin": Origin.COMMAND}


def version(record: Record) -> int:
    """The version that is stored."""
    found: int = type(record)._default_manager.values_list("version", flat=True).get(pk=record.pk)
    return found


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_each_change_set_raises_it_once(model: type[Record]) -> None:
    record = FACTORIES[model]()
    assert version(record) == record.version == 1
    with change_set(**WHO):
        record.notes = "first"
        record.save()
        record.notes = "second"
        record.save()
        assert version(record) == 1
    assert version(record) == record.version == 2
    with change_set(**WHO):
        pass
    assert version(record) == 2


def test_a_row_that_it_owns_raises_it_however_deep() -> None:
    port = PortFactory()
    name = PortNameFactory(port=port)
    assert version(port) == port.version == 2
    with change_set(**WHO):
        name.delete()
    assert version(port) == 3

    visit = VisitAttestationFactory().participant.visit
    before = version(visit)
    participant = visit.participants.get()
    CitationFactory(target_visit=None, target_visit_participant=participant)
    assert version(visit) == before + 1


def test_no_instance_however_old_puts_it_back() -> None:
    port = PortFactory()
    old = Port.objects.get()
    for _each in range(3):
        with change_set(**WHO):
            port.save()
    with change_set(**WHO):
        old.save()
    assert version(port) == 5


def test_it_is_neither_in_the_history_nor_in_what_is_public() -> None:
    visit = published(VisitFactory())
    columns = {field.name for field in Visit.history.model._meta.get_fields()}
    assert "key" in columns
    assert "version" not in columns
    row = PublicDocument.objects.get(record_type="visit")
    before = row.text, row.digest, row.changed_at
    with change_set(**WHO):
        visit.editor_notes = "for editors only"
        visit.save()
    row.refresh_from_db()
    assert (row.text, row.digest, row.changed_at) == before


def test_what_was_read_before_somebody_elses_change_is_refused_with_who_it_was() -> None:
    anna = User.objects.create_user("anna")
    for service, more in (
        (publishing.submit, {}),
        (publishing.return_to_draft, {}),
        (publishing.withdraw, {"public_reason": "It never was."}),
        (publishing.rename, {"new_key": "another-key"}),
    ):
        port = PortFactory()
        seen = Port.objects.get(pk=port.pk)
        with change_set(origin=Origin.ADMIN, actor=anna, reason="Read it again"):
            port.notes = "Hers"
            port.save()
        with pytest.raises(Refused, match=r"changed meanwhile \(anna, .*: Read it again\)"):
            service(record=seen, **more, **WHO)
        port.refresh_from_db()
        assert (port.notes, port.status, port.version) == ("Hers", Status.DRAFT, 2)


def test_several_are_published_together_or_not_at_all() -> None:
    first, second = PortFactory(), PortFactory()
    seen = [Port.objects.get(pk=first.pk), Port.objects.get(pk=second.pk)]
    publishing.publish(records=[second], origin=Origin.ADMIN)
    with pytest.raises(Refused) as refused:
        publishing.publish(records=seen, **WHO)
    assert [problem.record for problem in refused.value.problems] == [second]
    first.refresh_from_db()
    assert first.status == Status.DRAFT


def test_what_was_deleted_meanwhile_is_said_to_be() -> None:
    port = PortFactory()
    seen = Port.objects.get()
    with change_set(**WHO):
        port.delete()
    with pytest.raises(Refused, match="deleted"):
        publishing.publish(records=[seen], **WHO)


def test_a_service_leaves_what_its_caller_changed_but_did_not_store() -> None:
    port = PortFactory(notes="As stored")
    port.notes = "Never stored"
    publishing.publish(records=[port], **WHO)
    assert port.notes == Port.objects.get().notes == "As stored"


def test_services_inside_one_change_set_follow_one_another() -> None:
    visit = published(VisitFactory())
    with change_set(**WHO):
        publishing.rename(record=visit, new_key="renamed", **WHO)
        cite(visit)
        publishing.withdraw(record=visit, public_reason="Not so.", **WHO)
        publishing.publish(records=[visit], **WHO)
    visit.refresh_from_db()
    assert (visit.key, visit.is_published) == ("renamed", True)

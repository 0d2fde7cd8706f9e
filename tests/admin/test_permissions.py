"""Who may do what, also by requests that no page offers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from deployments.changes.service import change_set
from deployments.choices import Origin, Status
from deployments.models import (
    RECORD_MODELS,
    ChangeSet,
    Citation,
    KeyRedirect,
    Navy,
    Port,
    Record,
    Visit,
    VisitParticipant,
)
from tests import factories as make
from tests.admin.conftest import person, window
from tests.admin.pages import Data, opened, said, shown, url, with_rows

pytestmark = pytest.mark.django_db


def act(client: Client, action: str, *records: Record, **more: Any) -> Any:
    """Choose an action in the list and follow where it leads."""
    data = {"action": action, "_selected_action": [record.pk for record in records], **more}
    return client.post(url(type(records[0]), "changelist"), data, follow=True)


def as_in_the_form(publisher: Client, record: Any) -> Data:
    """What a publisher's form holds, to be sent by someone who may not."""
    return opened(publisher, url(record))


def test_the_groups_hold_what_they_are_for() -> None:
    held = {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }
    assert held["publisher"] - held["editor"] == {"publish"}
    for model in RECORD_MODELS:
        name = model._meta.model_name
        assert {f"{verb}_{name}" for verb in ("add", "change", "delete", "view")} <= held["editor"]
    assert not any(
        name.startswith(("add_changeset", "change_changeset")) for name in held["editor"]
    )


def test_staff_without_a_group_see_nothing(db: Any) -> None:
    client = window(person("nobody"))
    visit = make.VisitFactory()
    for address in (url(Visit, "changelist"), url(visit), url(visit, "history")):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.__name__)
def test_an_editor_reads_and_never_changes_what_is_public(
    model: type[Record], as_editor: Client, as_publisher: Client
) -> None:
    record = make.published(make.FACTORIES[model]())
    data = as_in_the_form(as_publisher, record) | {"notes": "mine"}
    page = as_editor.get(url(record))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert b"Only a publisher can change" in page.content
    assert as_editor.post(url(record), data).status_code == 403
    record.refresh_from_db()
    assert record.notes == ""


def test_an_editor_never_changes_what_is_withdrawn(as_editor: Client, as_publisher: Client) -> None:
    port = make.published(make.PortFactory())
    withdraw(as_publisher, port)
    data = as_in_the_form(as_publisher, port) | {"notes": "mine"}
    assert as_editor.post(url(port), data).status_code == 403


def withdraw(client: Client, record: Record, **more: Any) -> Any:
    """Confirm the withdrawal of one record."""
    data = {"ids": str(record.pk), "public_reason": "Its source was retracted.", **more}
    return client.post(url(type(record), "withdraw"), data, follow=True)


def test_the_rows_of_a_public_visit_are_its_own(as_editor: Client, as_publisher: Client) -> None:
    row = make.VisitParticipantFactory()
    make.published(row.visit)
    data = as_in_the_form(as_publisher, row) | {"note": "mine"}
    assert as_editor.get(url(row)).status_code == 200
    assert as_editor.post(url(row), data).status_code == 403
    assert as_editor.post(url(row, "delete"), {"post": "yes"}).status_code == 403
    assert as_editor.get(url(VisitParticipant, "add")).status_code == 403
    row.refresh_from_db()
    assert row.note == ""


def test_a_draft_form_adds_nothing_to_another_record(as_editor: Client) -> None:
    public = make.published(make.VisitFactory())
    before = Citation.objects.filter(target_visit=public).count()
    draft = make.VisitFactory()
    cited = {
        "source": make.SourceFactory().pk,
        "aspect": "whole",
        "stance": "supports",
        "target_visit": public.pk,
        "target_port": public.port.pk,
    }
    data = with_rows(opened(as_editor, url(draft)), "citations", cited)
    as_editor.post(url(draft), data)
    assert Citation.objects.filter(target_visit=public).count() == before
    assert not Citation.objects.filter(target_port=public.port).exists()


def test_a_row_of_another_record_is_not_taken_over(as_editor: Client) -> None:
    public = make.VisitParticipantFactory()
    make.published(public.visit)
    draft = make.VisitParticipantFactory().visit
    data = opened(as_editor, url(draft)) | {
        "participants-0-id": public.pk,
        "participants-0-note": "mine",
    }
    as_editor.post(url(draft), data)
    public.refresh_from_db()
    assert public.note == ""


def test_the_status_is_no_field_of_the_form(as_editor: Client) -> None:
    draft = make.PortFactory()
    data = opened(as_editor, url(draft)) | {
        "status": "published",
        "first_published_at": "2024-01-01 00:00",
    }
    as_editor.post(url(draft), data)
    draft.refresh_from_db()
    assert (draft.status, draft.first_published_at) == (Status.DRAFT, None)


@pytest.mark.parametrize("operation", ["publish", "withdraw", "nonsense"])
def test_an_editor_cannot_publish_by_hand(operation: str, as_editor: Client) -> None:
    draft = make.PortFactory()
    data = opened(as_editor, url(draft)) | {"operation": operation, "notes": "changed"}
    assert as_editor.post(url(draft), data).status_code in (400, 403)
    draft.refresh_from_db()
    assert (draft.status, draft.notes) == (Status.DRAFT, "")


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_an_editor_has_no_such_action(action: str, as_editor: Client) -> None:
    draft = make.PortFactory()
    act(as_editor, action, draft)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


@pytest.mark.parametrize("action", ["send_to_review", "return_to_draft", "delete_selected"])
def test_an_action_on_what_is_public_changes_nothing(action: str, as_editor: Client) -> None:
    public = make.published(make.PortFactory())
    page = act(as_editor, action, public, post="yes")
    assert said(page)
    public.refresh_from_db()
    assert public.status == Status.PUBLISHED


def test_withdrawing_and_renaming_are_for_publishers(as_editor: Client) -> None:
    port = make.published(make.PortFactory())
    for method in (as_editor.get, as_editor.post):
        assert method(url(Port, "withdraw"), {"ids": port.pk}).status_code == 403
        assert method(url(port, "rename"), {"new_key": "x"}).status_code == 403


def test_nothing_changes_by_following_a_link(as_publisher: Client) -> None:
    public, draft = make.published(make.PortFactory()), make.PortFactory()
    before = ChangeSet.objects.count()
    for address in (
        f"{url(Port, 'withdraw')}?ids={public.pk}&public_reason=x",
        f"{url(draft, 'rename')}?new_key=x",
        f"{url(draft)}?operation=publish",
        f"{url(Port, 'changelist')}?action=publish&_selected_action={draft.pk}",
        url(draft, "delete"),
    ):
        assert as_publisher.get(address, follow=True).status_code == 200
    assert ChangeSet.objects.count() == before


def test_an_editor_deletes_their_own_drafts_only(
    as_editor: Client, editor: User, as_publisher: Client
) -> None:
    other = make.NavyFactory(key="other")
    as_editor.post(url(Navy, "add"), opened(as_editor, url(Navy, "add")) | {"name": "Mine"})
    own = Navy.objects.get(key="mine")
    assert as_editor.post(url(other, "delete"), {"post": "yes"}).status_code == 403
    page = act(as_editor, "delete_selected", other)
    assert any("someone else" in text for text in said(page))
    assert as_editor.post(url(own, "delete"), {"post": "yes"}).status_code == 302
    assert list(Navy.objects.all()) == [other]
    deletion = Navy.history.get(id=own.pk, history_type="-").change_set
    assert (deletion.actor, deletion.reason) == (editor, "Deleted")
    assert as_publisher.post(url(other, "delete"), {"post": "yes"}).status_code == 302
    assert not Navy.objects.exists()


def test_nobody_deletes_what_was_public(as_publisher: Client) -> None:
    port = make.published(make.PortFactory())
    withdraw(as_publisher, port)
    for _each in range(2):
        assert as_publisher.post(url(port, "delete"), {"post": "yes"}).status_code == 403
        page = act(as_publisher, "delete_selected", port, post="yes")
        assert any("never deleted" in text for text in said(page))
    assert Port.objects.filter(pk=port.pk).exists()


def test_a_draft_that_others_refer_to_stays(as_publisher: Client) -> None:
    navy = make.VesselFactory().navy
    page = as_publisher.post(url(navy, "delete"), {"post": "yes"})
    assert page.status_code == 200
    assert b"protected" in page.content
    act(as_publisher, "delete_selected", navy, post="yes")
    assert Navy.objects.filter(pk=navy.pk).exists()


def test_selected_drafts_are_deleted_after_asking(as_publisher: Client) -> None:
    drafts = make.VisitFactory.create_batch(2)
    make.VisitParticipantFactory(visit=drafts[0])
    page = act(as_publisher, "delete_selected", *drafts)
    assert b"Are you sure" in page.content
    assert Visit.objects.count() == 2
    act(as_publisher, "delete_selected", *drafts, post="yes")
    assert not Visit.objects.exists()
    assert VisitParticipant.history.filter(history_type="-").count() == 1


def test_what_was_changed_since_it_was_asked_is_not_deleted(as_publisher: Client) -> None:
    drafts = make.PortFactory.create_batch(2)
    page = act(as_publisher, "delete_selected", *drafts)
    asked = re.search(r'name="seen" value="([^"]+)"', page.content.decode())
    assert asked is not None
    with change_set(origin=Origin.COMMAND, reason="It exists after all"):
        drafts[0].notes = "Seen on a chart."
        drafts[0].save()
    page = act(as_publisher, "delete_selected", *drafts, post="yes", seen=asked[1])
    assert "Nothing was deleted." in said(page)
    assert "It exists after all" in " ".join(said(page))
    assert Port.objects.count() == 2
    again = act(as_publisher, "delete_selected", *drafts).content.decode()
    asked = re.search(r'name="seen" value="([^"]+)"', again)
    assert asked is not None
    act(as_publisher, "delete_selected", *drafts, post="yes", seen=asked[1])
    assert not Port.objects.exists()


def test_the_audit_is_read_only(as_publisher: Client) -> None:
    make.PortFactory()
    change_set = ChangeSet.objects.latest("pk")
    assert as_publisher.get(url(change_set)).status_code == 200
    assert as_publisher.post(url(change_set), {"reason": "x"}).status_code == 403
    assert as_publisher.post(url(change_set, "delete"), {"post": "yes"}).status_code == 403
    assert as_publisher.get(url(ChangeSet, "add")).status_code == 403
    assert as_publisher.get(url(KeyRedirect, "add")).status_code == 403


def test_accounts_are_the_superusers_business(as_publisher: Client) -> None:
    assert as_publisher.get(reverse("admin:auth_user_changelist")).status_code == 403


def test_a_view_only_form_shows_every_row(as_editor: Client) -> None:
    row = make.VisitAttestationFactory().participant
    make.published(row.visit)
    text = as_editor.get(url(row.visit)).content.decode()
    assert str(row.attestations.get().source) in text
    assert str(row.vessel) in text
    assert "csrfmiddlewaretoken" in text
    assert shown(as_editor.get(url(row.visit)))

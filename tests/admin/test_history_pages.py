"""The history says who changed what, when and why, with the rows that a record owns."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from deployments.admin import history
from deployments.admin.audit import TRACKED
from deployments.models import OWNED_MODELS, ChangeSet
from deployments.models.owned import OwnedRow
from tests import factories as make
from tests.admin.pages import opened, url, with_rows

pytestmark = pytest.mark.django_db


def test_every_kind_of_row_has_a_name_in_the_history() -> None:
    for model in TRACKED:
        if issubclass(model, OwnedRow):
            assert model.named_by, model
            for name in model.named_by:
                assert model._meta.get_field(name)
    assert set(OWNED_MODELS) < set(TRACKED)


def test_one_save_is_one_entry_with_every_row(as_editor: Client) -> None:
    cavour, alpino = make.VesselFactory(name="Cavour"), make.VesselFactory(name="Alpino")
    row = make.VisitParticipantFactory(vessel=cavour)
    visit, source = row.visit, make.SourceFactory(title="A splash")
    gone = make.VisitParticipantFactory(visit=visit)
    data = opened(as_editor, url(visit)) | {
        "certainty": "reported",
        "arrival_edtf": "23 August 2024",
        "participants-0-berth": "Berth 12",
        "participants-0-attested_by": [source.pk],
        "participants-1-DELETE": "on",
        "change_reason": "Read again",
    }
    data = with_rows(data, "participants", {"vessel": alpino.pk})
    assert as_editor.post(url(visit), data).status_code == 302

    entry = history.entries(visit)[0]
    assert (entry.change_set.actor_name, entry.change_set.reason) == ("emma", "Read again")
    told = {
        (row.verb, row.kind, row.name): [(d.label, d.old, d.new) for d in row.differences]
        for row in entry.rows
    }
    assert told["changed", "visit", visit.key] == [
        ("arrival", "2024-08-22", "2024-08-23"),
        ("certainty", "confirmed", "reported"),
    ]
    name = f"{cavour}, {cavour.navy}"
    assert told["changed", "participant", name] == [("berth", "", "Berth 12")]
    assert told["added", "participant", f"{alpino}, {alpino.navy}"]
    assert told["removed", "participant", f"{gone.vessel}, {gone.navy}"]
    [attested] = [key for key in told if key[1] == "attesting source"]
    assert attested[0] == "added"
    assert "A splash" in attested[2]
    assert len(told) == 5

    text = as_editor.get(url(visit, "history")).content.decode()
    for part in ("Read again", "emma", "by admin", "Berth 12", "<del>2024-08-22</del>"):
        assert part in text


def test_the_status_is_part_of_the_history(as_publisher: Client) -> None:
    port = make.published(make.PortFactory())
    [first] = history.entries(port)[-1:]
    assert first.rows[0].verb == "added"
    changes = [d for entry in history.entries(port) for row in entry.rows for d in row.differences]
    assert ("status", "draft", "published") in [(d.label, d.old, d.new) for d in changes]


def test_the_history_takes_no_more_queries_for_more_changes(as_editor: Client) -> None:
    visit = make.VisitFactory()
    for _each in range(2):
        make.VisitParticipantFactory(visit=visit)
    as_editor.get(url(visit, "history"))
    with CaptureQueriesContext(connection) as few:
        as_editor.get(url(visit, "history"))
    for _each in range(6):
        make.VisitParticipantFactory(visit=visit)
    with CaptureQueriesContext(connection) as many:
        as_editor.get(url(visit, "history"))
    assert len(few) == len(many)


def test_a_change_set_shows_all_that_changed_together(as_editor: Client) -> None:
    port = make.PortFactory(name="Yokosuka")
    as_editor.post(url(port), opened(as_editor, url(port)) | {"name": "Yokosuka Base"})
    change_set = ChangeSet.objects.latest("pk")
    text = as_editor.get(url(change_set)).content.decode()
    assert "<del>Yokosuka</del>" in text
    assert "<ins>Yokosuka Base</ins>" in text
    assert url(port, "history") in text
    listed = as_editor.get(url(ChangeSet, "changelist")).content.decode()
    assert "1 port" in listed


def test_a_deleted_row_keeps_its_name(as_editor: Client) -> None:
    row = make.PortNameFactory(name="Old harbour")
    port = row.port
    data = opened(as_editor, url(port)) | {"names-0-DELETE": "on"}
    as_editor.post(url(port), data)
    assert history.entries(port)[0].rows[0].name == "Old harbour"


def test_a_record_that_is_gone_has_no_history_page(as_editor: Client) -> None:
    port = make.PortFactory()
    address = url(port, "history")
    as_editor.get(address)
    port_url = address.replace(f"/{port.pk}/", "/999999/")
    assert as_editor.get(port_url).status_code == 302

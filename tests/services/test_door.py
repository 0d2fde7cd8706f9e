"""The documents that the public reads are what the records say, and follow every change."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from deployments.changes.opened import heard
from deployments.changes.service import change_set
from deployments.choices import Origin, Reliability
from deployments.chunks import chunks
from deployments.models import (
    RECORD_TYPES,
    Navy,
    Port,
    PublicDocument,
    PublicFacet,
    PublicOption,
    Record,
    Source,
    Vessel,
    Visit,
)
from deployments.services import derived, door, found_by, publishing
from deployments.services.public_log import PublicLog
from tests.factories import (
    DeploymentFactory,
    NavyFactory,
    PortFactory,
    SourceFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
    together,
)
from tests.support import told_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Visit:
    """A published call of HMS Northmoor at Cold Bay, in a voyage, with a source."""
    navy = NavyFactory(name="Northern Navy", ship_prefix="HMS")
    visit: Visit = VisitFactory(
        port=PortFactory(name="Cold Bay"), deployment=DeploymentFactory(key="voyage")
    )
    VisitParticipantFactory(visit=visit, vessel=VesselFactory(name="Northmoor", navy=navy))
    cite(visit, source=published(SourceFactory(key="relay", reliability="B")))
    return published(visit)


def document(record: Record) -> dict[str, Any]:
    found = PublicDocument.objects.of(record.record_type, record.key)
    assert found is not None
    read: dict[str, Any] = json.loads(found.text)
    return read


def edit(record: Record, **values: Any) -> None:
    with change_set(origin=Origin.COMMAND):
        stored = type(record)._default_manager.get(pk=record.pk)
        for name, value in values.items():
            setattr(stored, name, value)
        stored.save()


def changed_at(record: Record) -> object:
    found = PublicDocument.objects.of(record.record_type, record.key)
    assert found is not None
    return found.changed_at


@pytest.mark.parametrize(
    ("model", "change", "read", "now"),
    [
        (Port, {"name": "Warm Bay"}, lambda d: d["port"]["name"], "Warm Bay"),
        (
            Navy,
            {"ship_prefix": "RNS"},
            lambda d: d["participants"][0]["vessel_then"]["called"],
            "RNS Northmoor",
        ),
        (
            Vessel,
            {"name": "Southmoor"},
            lambda d: d["participants"][0]["vessel"]["name"],
            "Southmoor",
        ),
        (
            Source,
            {"reliability": Reliability.E},
            lambda d: d["citations"][0]["reliability"],
            "E",
        ),
    ],
)
def test_a_change_of_what_a_record_names_is_in_its_document_and_no_change_of_it(
    visit: Visit,
    model: type[Record],
    change: dict[str, str],
    read: Callable[[dict[str, Any]], object],
    now: str,
) -> None:
    participant = visit.participants.get()
    named = {
        Port: visit.port,
        Navy: participant.vessel.navy,
        Vessel: participant.vessel,
        Source: Source.objects.get(key="relay"),
    }[model]
    own, others = changed_at(visit), changed_at(named)
    assert read(document(visit)) != now
    edit(named, **change)
    assert read(document(visit)) == now
    assert changed_at(visit) == own
    assert changed_at(named) > others  # type: ignore[operator]
    assert not list(derived.differences())


def test_what_becomes_public_or_is_withdrawn_appears_and_goes_in_all_documents(
    visit: Visit,
) -> None:
    assert document(visit)["deployment"] is None
    voyage = visit.deployment
    assert voyage is not None
    assert PublicDocument.objects.of("deployment", "voyage") is None
    published(voyage)
    assert document(visit)["deployment"]["key"] == "voyage"
    publishing.withdraw(record=voyage, public_reason="Never sailed.", origin=Origin.COMMAND)
    assert document(visit)["deployment"] is None
    assert PublicDocument.objects.of("deployment", "voyage") is None


def test_a_namesake_changes_what_another_is_called_where_it_is_named(visit: Visit) -> None:
    own = changed_at(visit)
    published(PortFactory(name="Cold Bay", country="US"))
    assert document(visit)["port"]["name"] != "Cold Bay"
    assert document(visit)["port"]["name"].startswith("Cold Bay")
    assert changed_at(visit) == own
    assert not list(derived.differences())


@pytest.mark.parametrize(
    ("part", "is_shown"), [("name", True), ("notes", False), ("citations", False)]
)
def test_what_no_other_document_shows_leads_to_none(
    visit: Visit, part: str, is_shown: bool
) -> None:
    stored = PublicDocument.objects.of("port", visit.port.key)
    assert stored is not None
    stored.text = json.dumps({**json.loads(stored.text), part: "as it was once"})
    stored.save()
    written = door.write(Port, [stored.record_id], PublicLog())
    assert written.looks == ({stored.record_id} if is_shown else set())
    assert document(visit.port)[part] != "as it was once"


def test_a_renamed_record_is_found_by_its_new_key_alone(visit: Visit) -> None:
    old = visit.port.key
    publishing.rename(record=visit.port, new_key="warm-bay", origin=Origin.COMMAND)
    assert PublicDocument.objects.of("port", old) is None
    assert document(visit.port)["key"] == "warm-bay"
    assert document(visit)["port"]["key"] == "warm-bay"
    assert not list(derived.differences())


def test_it_is_in_the_language_of_the_api_whoever_changes_a_record(visit: Visit) -> None:
    with translation.override("de"):
        edit(visit.port, notes="In ice from November on.")
        assert not list(derived.differences())


def test_whose_address_it_is_stands_in_no_document(visit: Visit) -> None:
    for row in PublicDocument.objects.all():
        assert "testserver" not in row.text
        assert f'"api_url":"/api/v1/{RECORD_TYPES[row.record_type].plural}/{row.key}/"' in row.text
        assert '"html_url":"http' not in row.text


def test_a_document_that_is_wrong_missing_or_of_nothing_is_told_and_put_right(
    visit: Visit,
) -> None:
    right = set(PublicDocument.objects.values_list("record_type", "key", "text"))
    own = changed_at(visit)
    rows = PublicDocument.objects.filter(record_type="visit")
    told = [f"visit:{visit.key}: its public document is out of date"]
    for name, value in (("text", "{}"), ("key", "wrong"), ("digest", "wrong")):
        rows.update(**{name: value})
        assert told_by(door.steps()) == told
        assert door.has_old_documents()
        derived.rebuild()
        assert not told_by(door.steps())
    rows.update(text="")
    derived.rebuild()
    assert not door.has_old_documents()
    rows.update(changed_at=own)
    derived.rebuild()
    assert changed_at(visit) == own
    rows.delete()
    missing, *others = told_by([*door.steps(), *found_by.steps()])
    assert [missing] == told
    assert others
    assert all(line.endswith("what filters offer is out of date") for line in others)
    derived.rebuild()
    now = changed_at(visit)
    PublicDocument.objects.bulk_create(
        PublicDocument(
            record_type=kind, record_id=10**6, key="ghost", text="{}", digest="", changed_at=now
        )
        for kind in ("fleet", "visit")
    )
    assert told_by(door.steps()) == [
        "fleet:ghost: it has a public document, but there is no such kind of record",
        "visit:ghost: its public document is out of date",
    ]
    derived.rebuild()
    assert {(kind, key) for kind, key, _text in right} == set(
        PublicDocument.objects.values_list("record_type", "key")
    )
    assert not told_by(door.steps())


def test_a_document_may_lose_any_number_of_facets(visit: Visit) -> None:
    found = PublicDocument.objects.of("visit", visit.key)
    assert found is not None
    facets = PublicFacet.objects.filter(document=found)
    right = set(facets.values_list("name", "value"))
    PublicFacet.objects.bulk_create(
        PublicFacet(
            document=found,
            name="vessel",
            value=f"{n}000000",
            record_type="visit",
            record_id=visit.pk,
            sort_day=found.sort_day,
            key=found.key,
        )
        for n in range(1, 1500)
    )
    derived.rebuild()
    assert set(facets.values_list("name", "value")) == right
    assert not list(derived.differences())


def test_what_filters_offer_is_counted_anew_where_it_was_wrong(visit: Visit) -> None:
    offered = PublicOption.objects.filter(record_type="visit")
    right = set(offered.values_list("name", "value", "number"))
    assert ("port", str(visit.port.pk), 1) in right
    offered.filter(name="port").update(number=7)
    offered.filter(name="place").delete()
    PublicOption.objects.create(record_type="visit", name="host", value="9", number=2)
    assert len(list(derived.differences())) == 3
    derived.rebuild()
    assert set(offered.values_list("name", "value", "number")) == right


def test_what_names_a_renamed_record_is_rewritten_in_parts_of_equal_cost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    part = 4
    monkeypatch.setattr(chunks, "__defaults__", (part,))
    port = PortFactory(name="Cold Bay")
    asked: list[int] = []
    for named in (part, 2 * part, 3 * part, 4 * part):
        with together():
            for _number in range(part):
                published(VisitFactory(port=port))
        port.refresh_from_db()
        new_key = f"cold-bay-{named}"
        with CaptureQueriesContext(connection) as made, heard() as changes:
            publishing.rename(record=port, new_key=new_key, origin=Origin.COMMAND)
        assert [change.rewritten for change in changes] == [named]
        shown = PublicDocument.objects.filter(text__contains=f"/ports/{new_key}/")
        assert shown.of_kind("visit").count() == named
        asked.append(len(made))
    # The first time there was no former address.
    assert asked[3] - asked[2] == asked[2] - asked[1] > 0

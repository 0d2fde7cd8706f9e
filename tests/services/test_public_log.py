"""The log of what the public saw change: one row each, at a position of its own, with its cause."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from deployments import documents
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import (
    FormerAddress,
    KeyRedirect,
    Port,
    PublicChange,
    PublicDocument,
    Record,
    RecordIndex,
    TimelineEntry,
    Vessel,
    Visit,
)
from deployments.services import derived, publishing
from tests.factories import (
    EngagementFactory,
    NavyFactory,
    PortFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Visit:
    """A published call of one ship at Cold Bay."""
    visit: Visit = VisitFactory(
        key="call", port=PortFactory(key="cold-bay", name="Cold Bay"), arrival_edtf="2024-08-10"
    )
    VisitParticipantFactory(visit=visit, vessel=VesselFactory(key="northmoor", navy=NavyFactory()))
    return published(visit)


def edit(record: Record, **values: Any) -> None:
    with change_set(origin=Origin.COMMAND):
        stored = type(record)._default_manager.get(pk=record.pk)
        for name, value in values.items():
            setattr(stored, name, value)
        stored.save()


def withdraw(record: Record) -> None:
    record.refresh_from_db()
    publishing.withdraw(
        record=record, public_reason="A mistake.", origin=Origin.COMMAND, with_dependants=True
    )


def told_by(action: Callable[[], object]) -> list[PublicChange]:
    """What the log tells of an action."""
    position, _at = PublicChange.objects.position()
    action()
    return list(PublicChange.objects.after(position))


def words(rows: list[PublicChange]) -> list[tuple[str, str, str, str, list[str]]]:
    return [(row.record_type, row.key, row.operation, row.cause, row.causes) for row in rows]


def text_of(record: Record) -> str:
    found = PublicDocument.objects.of(record.record_type, record.key)
    assert found is not None
    return found.text


def test_positions_count_upwards_from_one_without_a_gap(visit: Visit) -> None:
    edit(visit.port, notes="In ice from November on.")
    positions = list(PublicChange.objects.values_list("position", flat=True).order_by("position"))
    assert positions == list(range(1, len(positions) + 1))
    assert PublicChange.objects.position() == (
        len(positions),
        PublicChange.objects.get(position=len(positions)).at,
    )


def test_what_is_published_first_has_no_former_document(visit: Visit) -> None:
    [row] = PublicChange.objects.filter(record_type="visit")
    assert words([row]) == [("visit", "call", "published", "own", [])]
    assert (row.record_id, row.former) == (visit.pk, "")


def test_a_changed_record_is_the_cause_of_what_those_that_name_it_show(visit: Visit) -> None:
    former, named = text_of(visit.port), text_of(visit)
    own, other = told_by(lambda: edit(visit.port, name="Warm Bay"))
    assert words([own, other]) == [
        ("port", "cold-bay", "changed", "own", []),
        ("visit", "call", "changed", "others", ["port:cold-bay"]),
    ]
    assert (own.former, other.former, own.at) == (former, named, other.at)


def test_what_shows_that_another_changed_is_no_cause_itself(visit: Visit) -> None:
    """Of the dinner neither the call nor another dinner changed, though both name the port, too."""
    for key in ("dinner", "lunch"):
        published(EngagementFactory(key=key, port=visit.port, visit=visit))
    rows = told_by(lambda: edit(visit.port, name="Warm Bay"))
    assert {row.key: row.causes for row in rows} == {
        "cold-bay": [],
        **{key: ["port:cold-bay"] for key in ("call", "dinner", "lunch")},
    }


def test_a_renamed_record_is_no_change_of_what_names_it(visit: Visit) -> None:
    former = text_of(visit.port)

    def rename() -> None:
        with change_set(origin=Origin.COMMAND):
            edit(visit, editor_notes="Nobody is told of this.")
            publishing.rename(record=visit.port, new_key="warm-bay", origin=Origin.COMMAND)

    rows = told_by(rename)
    assert words(rows) == [
        ("port", "warm-bay", "renamed", "own", []),
        ("visit", "call", "changed", "others", ["port:warm-bay"]),
    ]
    assert rows[0].former == former
    assert words(told_by(lambda: edit(visit, summary="A call."))) == [
        ("visit", "call", "changed", "own", [])
    ]


def test_withdrawn_and_restored(visit: Visit) -> None:
    former = text_of(visit)
    [gone] = told_by(lambda: withdraw(visit))
    assert words([gone]) == [("visit", "call", "withdrawn", "own", [])]
    assert gone.former == former
    assert not PublicChange.objects.filter(record_type="visit").readable().exists()
    assert PublicChange.objects.filter(record_type="port").readable().exists()
    [back] = told_by(lambda: published(Visit.objects.get(pk=visit.pk)))
    assert words([back]) == [("visit", "call", "restored", "own", [])]
    assert PublicChange.objects.filter(record_type="visit").readable().count() == 3


def test_a_tombstone_that_says_something_else_is_a_change(visit: Visit) -> None:
    withdraw(visit)
    [row] = told_by(lambda: edit(visit, withdrawal_reason="A rumour."))
    assert words([row]) == [("visit", "call", "changed", "own", [])]
    visit.refresh_from_db()
    [row] = told_by(
        lambda: publishing.rename(record=visit, new_key="rumour", origin=Origin.COMMAND)
    )
    assert words([row]) == [("visit", "rumour", "renamed", "own", [])]
    assert set(FormerAddress.objects.values_list("key", "present_key", "reason")) == {
        ("call", "rumour", ""),
        ("rumour", "", "A rumour."),
    }


def test_an_address_that_is_only_led_to_a_record_is_told(visit: Visit) -> None:
    def lead() -> None:
        with change_set(origin=Origin.COMMAND):
            KeyRedirect(record_type="port", old_key="frozen-bay", record_id=visit.port_id).save()

    assert words(told_by(lead)) == [("port", "cold-bay", "renamed", "own", [])]


def test_an_entry_that_another_ships_day_moves_is_told_with_its_cause(visit: Visit) -> None:
    ship = Vessel.objects.get()
    edit(visit, departure_edtf="")
    later = VisitFactory(key="later", arrival_edtf="2024-08-20", departure_edtf="")
    VisitParticipantFactory(visit=later, vessel=ship)
    published(later.port)
    cite(later)
    before = TimelineEntry.objects.get(slug="visit:call").possible_to
    rows = told_by(lambda: publishing.publish(records=[later], origin=Origin.COMMAND))
    assert TimelineEntry.objects.get(slug="visit:call").possible_to != before
    [moved] = [row for row in rows if row.key == "call"]
    assert words([moved]) == [("visit", "call", "changed", "others", ["visit:later"])]


def test_a_mark_that_a_namesake_brings_is_told_with_its_cause() -> None:
    navy = published(NavyFactory())
    first, second = (
        VesselFactory(key=key, name="Orion", navy=navy, pennant=pennant)
        for key, pennant in (("orion", "F 1"), ("orion-2", "F 2"))
    )
    published(first)
    rows = told_by(lambda: published(second))
    assert words(rows) == [
        ("vessel", "orion-2", "published", "own", []),
        ("vessel", "orion", "changed", "others", ["vessel:orion-2"]),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        lambda v: edit(v, editor_notes="Ask again."),
        lambda v: edit(v.port, editor_notes="Ask again."),
        lambda v: edit(v),
        lambda v: VisitFactory(port=v.port),
        lambda v: publishing.submit(record=VisitFactory(port=v.port), origin=Origin.COMMAND),
        lambda v: delete(VisitFactory(port=v.port)),
        lambda v: publishing.withdraw(
            record=PortFactory(name=v.port.name), public_reason="", origin=Origin.COMMAND
        ),
        lambda v: publishing.rename(
            record=PortFactory(key="draft"), new_key="still-a-draft", origin=Origin.COMMAND
        ),
    ],
)
def test_what_the_public_cannot_notice_has_no_position(
    hidden: Callable[[Visit], object], visit: Visit
) -> None:
    assert told_by(lambda: hidden(visit)) == []


def delete(record: Record) -> None:
    with change_set(origin=Origin.COMMAND):
        record.delete()


def test_what_is_refused_leaves_no_gap(visit: Visit) -> None:
    def refused() -> None:
        with pytest.raises(ValidationError), change_set(origin=Origin.COMMAND):
            edit(visit, summary="A call.")
            publishing.publish(records=[VisitFactory()], origin=Origin.COMMAND)

    assert told_by(refused) == []
    position, _at = PublicChange.objects.position()
    [row] = told_by(lambda: edit(visit, summary="A call."))
    assert row.position == position + 1


def test_building_anew_tells_only_what_comes_out_otherwise(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told_by(derived.rebuild) == []
    former, made = text_of(visit.port), documents.text
    monkeypatch.setattr(
        documents, "text", lambda *a, **kw: made(*a, **kw).replace("Cold Bay", "COLD BAY")
    )
    rows = told_by(derived.rebuild)
    assert {(row.operation, row.cause) for row in rows} == {("changed", "rebuilt")}
    assert {row.record_type for row in rows} == {"port", "visit"}
    assert former in {row.former for row in rows}
    assert json.loads(text_of(visit.port))["name"] == "COLD BAY"


def test_building_the_index_anew_is_told_for_what_is_public(visit: Visit) -> None:
    draft = PortFactory()
    RecordIndex.objects.update(search_text="other words")
    TimelineEntry.objects.update(certainty="planned")
    rows = told_by(derived.rebuild)
    assert {row.cause for row in rows} == {"rebuilt"}
    assert ("visit", "call") in {(row.record_type, row.key) for row in rows}
    assert draft.key not in {row.key for row in rows}
    assert len({(row.record_type, row.key) for row in rows}) == len(rows)


def test_former_addresses_that_are_wrong_are_told_and_put_right(visit: Visit) -> None:
    publishing.rename(record=visit.port, new_key="warm-bay", origin=Origin.COMMAND)
    withdraw(visit)
    right = set(FormerAddress.objects.values_list("record_type", "key", "present_key"))
    assert right == {("port", "cold-bay", "warm-bay"), ("visit", "call", "")}
    FormerAddress.objects.filter(record_type="port").update(present_key="nowhere")
    FormerAddress.objects.filter(record_type="visit").delete()
    for kind in ("fleet", "visit"):
        FormerAddress.objects.create(record_type=kind, record_id=10**6, key="ghost")
    assert list(derived.differences()) == [
        "fleet:ghost: it is a former address, but there is no such kind of record",
        "port:warm-bay: its former addresses are out of date",
        "visit:call: its former addresses are out of date",
        "visit:ghost: its former addresses are out of date",
    ]
    derived.rebuild()
    assert set(FormerAddress.objects.values_list("record_type", "key", "present_key")) == right
    assert not list(derived.differences())
    FormerAddress.objects.all().delete()
    assert list(derived.differences()) == [
        "port:warm-bay: its former addresses are out of date",
        "visit:call: its former addresses are out of date",
    ]
    derived.rebuild()
    assert set(FormerAddress.objects.values_list("record_type", "key", "present_key")) == right
    assert Port.objects.get().key == "warm-bay"

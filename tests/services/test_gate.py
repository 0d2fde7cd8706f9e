"""The gate holds after every save, and publishing, withdrawing and renaming keep it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from deployments.changes.service import change_set
from deployments.choices import Origin, Status
from deployments.models import RECORD_MODELS, KeyRedirect, Record
from deployments.services import gate, publishing
from deployments.services.gate import Refused, owned_model
from tests.factories import (
    FACTORIES,
    AnswerFactory,
    CommentaryFactory,
    DeploymentFactory,
    EngagementFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    PersonFactory,
    PortFactory,
    SourceFactory,
    ThemePositionFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
)

pytestmark = pytest.mark.django_db

REQUIRED = [(model, name) for model in RECORD_MODELS for name in model.required]
NEEDED = [
    (model, owned, name)
    for model in RECORD_MODELS
    for owned in model.owned
    for name in owned_model(model, owned).needed
]


def fresh(model: type[Record], **fields: Any) -> Any:
    """A record with everything it can require."""
    record = FACTORIES[model](**fields)
    for name in model.required:
        if getattr(record, name) is None and not in_arc(model, name):
            with change_set(origin=Origin.COMMAND):
                setattr(record, name, FACTORIES[related(model, name)]())
                record.save()
    return record


def in_arc(model: type[Record], name: str) -> bool:
    """Whether ``name`` is one of several relations of which a record has exactly one."""
    return model.arc is not None and name in model.arc.columns


def related(model: Any, name: str) -> Any:
    return model._meta.get_field(name).related_model


def withdraw(record: Record, **options: Any) -> list[Record]:
    record.refresh_from_db()
    return publishing.withdraw(
        record=record, public_reason="It was a mistake.", origin=Origin.COMMAND, **options
    )


# Publishing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "name"), REQUIRED)
def test_nothing_is_public_without_what_it_requires(model: Any, name: str) -> None:
    chosen = {name: FACTORIES[related(model, name)]()} if in_arc(model, name) else {}
    record = published(fresh(model, **chosen))
    told = f"its {name.replace('_', ' ')} “.+” is not published"
    with pytest.raises(Refused, match=told), change_set(origin=Origin.COMMAND):
        setattr(record, name, FACTORIES[related(model, name)]())
        record.save()
    with pytest.raises(Refused, match="needs it"):
        withdraw(getattr(type(record).objects.get(pk=record.pk), name))
    record.refresh_from_db()
    assert record.is_published
    assert getattr(record, name).is_published


@pytest.mark.parametrize(("model", "owned", "name"), NEEDED)
def test_nothing_is_public_without_what_its_rows_name(model: Any, owned: str, name: str) -> None:
    rows: Any = owned_model(model, owned)
    record = published(fresh(model))
    values = {rows.parent: record, name: FACTORIES[related(rows, name)]()}
    if name == "navy" and hasattr(rows, "vessel") and rows.parent != "vessel":
        values["vessel"] = None
    with pytest.raises(Refused, match="is not published"):
        FACTORIES[rows](**values)
    assert not getattr(record, owned).exists()


@pytest.mark.parametrize("model", [model for model in RECORD_MODELS if model.is_occurrence])
def test_a_statement_keeps_a_published_source(model: Any) -> None:
    record = fresh(model)
    for name in model.required:
        published(getattr(record, name))
    draft = cite(record, source=SourceFactory())
    with pytest.raises(Refused, match="cites no published source"):
        publishing.publish(records=[record], origin=Origin.COMMAND)
    published(draft.source)
    record.refresh_from_db()
    publishing.publish(records=[record], origin=Origin.COMMAND)
    with (
        pytest.raises(Refused, match="cites no published source"),
        change_set(origin=Origin.COMMAND),
    ):
        draft.delete()
    with pytest.raises(Refused, match="needs it"):
        withdraw(draft.source)
    cite(record)
    withdraw(draft.source)
    assert gate.problems(record) == []


def test_a_draft_is_saved_without_any_of_it() -> None:
    visit = VisitFactory(arrival_edtf="", departure_edtf="")
    VisitParticipantFactory(visit=visit)
    assert visit.status == Status.DRAFT
    assert len(gate.problems(visit)) == 4, "port, navy, vessel and source"


def test_records_that_need_one_another_are_published_together() -> None:
    visit = VisitFactory()
    cite(visit)
    done = publishing.publish(records=[visit, visit.port], origin=Origin.COMMAND)
    assert done == [visit, visit.port]
    assert publishing.publish(records=[visit], origin=Origin.COMMAND) == []


def test_optional_relations_do_not_hold_a_record_back() -> None:
    visit = published(VisitFactory(deployment=DeploymentFactory(), host=NavyFactory()))
    assert not visit.deployment.is_published
    assert published(EngagementFactory(visit=VisitFactory())).is_published


def test_review_has_its_order() -> None:
    port = PortFactory()
    with pytest.raises(Refused, match="only a record in review"):
        publishing.return_to_draft(record=port, origin=Origin.COMMAND)
    publishing.submit(record=port, origin=Origin.COMMAND)
    assert port.status == Status.IN_REVIEW
    with pytest.raises(Refused, match="only a draft"):
        publishing.submit(record=port, origin=Origin.COMMAND)
    publishing.return_to_draft(record=port, origin=Origin.COMMAND)
    assert port.status == Status.DRAFT


# Withdrawing -------------------------------------------------------------------------------------


def test_withdrawing_tells_its_dependants_or_takes_them_along() -> None:
    navy = NavyFactory()
    vessel = VesselFactory(navy=navy)
    visit, drill = VisitFactory(), ExerciseFactory()
    VisitParticipantFactory(visit=visit, vessel=vessel)
    ExerciseParticipantFactory(exercise=drill, vessel=vessel)
    statement = CommentaryFactory()
    for record in (visit, drill, statement):
        published(record)
    with pytest.raises(Refused) as refused:
        withdraw(navy)
    said = str(refused.value)
    assert all(record.key in said for record in (vessel, visit, drill))
    gone = withdraw(navy, with_dependants=True)
    assert {record.key for record in gone} == {each.key for each in (navy, vessel, visit, drill)}
    for record in gone:
        record.refresh_from_db()
        assert record.status == Status.WITHDRAWN
        assert record.withdrawn_on == timezone.localdate()
        assert record.withdrawal_reason == "It was a mistake."
    statement.refresh_from_db()
    assert statement.is_published


def test_withdrawing_reaches_what_rests_on_it_through_another() -> None:
    navy = NavyFactory()
    vessel = VesselFactory(navy=navy)
    visit = VisitFactory()
    VisitParticipantFactory(visit=visit, vessel=vessel, navy=None)
    published(visit)
    assert set(gate.dependants(navy)) == {vessel}, "the visit names the ship alone"
    assert set(gate.all_dependants(navy)) == {vessel, visit}
    assert {type(record) for record in withdraw(navy, with_dependants=True)} == {
        type(navy),
        type(vessel),
        type(visit),
    }


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.IN_REVIEW])
def test_whatever_takes_a_record_from_the_public_asks_who_needs_it(status: Status) -> None:
    port = VisitFactory().port
    visit = published(VisitFactory(port=port))
    port.refresh_from_db()
    with pytest.raises(Refused, match=visit.key), change_set(origin=Origin.COMMAND):
        port.status = status
        port.withdrawn_on, port.withdrawal_reason = timezone.localdate(), "An error."
        port.save()
    port.refresh_from_db()
    assert port.is_published


def test_what_several_rows_name_is_told_once() -> None:
    visit = VisitFactory(port=published(PortFactory()))
    navy = NavyFactory()
    for said in ("a frigate", "a tanker"):
        VisitParticipantFactory(visit=visit, vessel=None, navy=navy, said=said)
    cite(visit, source=published(SourceFactory()))
    (problem,) = gate.problems(visit)
    assert problem.message.startswith(f"its navy “{navy}” is not published")


def test_commentary_needs_its_person_questions_and_themes() -> None:
    statement = CommentaryFactory(person=PersonFactory())
    question = AnswerFactory(commentary=statement).question
    theme = ThemePositionFactory(commentary=statement).theme
    published(statement)
    for record in (statement.person, question, theme):
        with pytest.raises(Refused, match=statement.key):
            withdraw(record)


def test_a_withdrawal_has_a_reason_and_happens_once() -> None:
    port = published(PortFactory())
    with pytest.raises(Refused, match="reason"):
        publishing.withdraw(record=port, public_reason=" ", origin=Origin.COMMAND)
    withdraw(port)
    with pytest.raises(Refused, match="already"):
        withdraw(port)


def test_what_was_withdrawn_can_be_published_again_without_its_tombstone() -> None:
    port = published(PortFactory())
    first = port.first_published_at
    withdraw(port)
    port.refresh_from_db()
    publishing.publish(records=[port], origin=Origin.COMMAND)
    assert (port.withdrawn_on, port.withdrawal_reason) == (None, "")
    assert port.first_published_at == first


def test_a_withdrawn_record_may_be_changed_but_not_come_back_broken() -> None:
    visit = published(VisitFactory())
    withdraw(visit)
    visit.refresh_from_db()
    with change_set(origin=Origin.COMMAND):
        visit.port = PortFactory()
        visit.save()
    with pytest.raises(Refused, match="is not published"):
        publishing.publish(records=[visit], origin=Origin.COMMAND)


# Keys and deletion -------------------------------------------------------------------------------


@pytest.mark.parametrize("model", RECORD_MODELS)
def test_what_was_public_is_never_deleted(model: Any) -> None:
    record = published(fresh(model))
    for withdrawn in (False, True):
        if withdrawn:
            withdraw(record, with_dependants=True)
            record.refresh_from_db()
        for delete in (record.delete, model.objects.filter(pk=record.pk).delete):
            with (
                pytest.raises(ValidationError, match="Withdraw it instead"),
                change_set(origin=Origin.COMMAND),
            ):
                delete()
    assert model.objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("model", RECORD_MODELS)
def test_a_draft_can_be_deleted_with_its_rows_and_stays_in_the_history(model: Any) -> None:
    record = fresh(model)
    pk = record.pk
    with change_set(origin=Origin.COMMAND):
        record.delete()
    assert not model.objects.filter(pk=pk).exists()
    assert model.history.filter(id=pk).first().history_type == "-"


def rename(record: Record, new_key: str) -> None:
    publishing.rename(record=record, new_key=new_key, origin=Origin.COMMAND)


def test_a_renamed_record_redirects_and_its_old_key_is_never_anothers() -> None:
    port = published(PortFactory(key="edo"))
    rename(port, "tokyo")
    redirect = KeyRedirect.objects.get()
    assert (redirect.record_type, redirect.old_key, redirect.record_id) == ("port", "edo", port.pk)
    with pytest.raises(ValidationError, match="once used for another"):
        PortFactory(key="edo")
    other = PortFactory()
    with pytest.raises(Refused, match="once another record"), change_set(origin=Origin.COMMAND):
        other.key = "edo"
        other.save()
    with pytest.raises(ValidationError, match="once used for another"):
        rename(published(PortFactory()), "edo")
    assert published(VesselFactory(key="edo")).key == "edo", "each kind has keys of its own"


def test_a_record_may_take_its_old_key_back() -> None:
    port = published(PortFactory(key="edo"))
    rename(port, "tokyo")
    rename(port, "edo")
    assert list(KeyRedirect.objects.values_list("old_key", flat=True)) == ["tokyo"]


def test_a_draft_is_renamed_without_a_trace() -> None:
    port = PortFactory(key="edo")
    rename(port, "tokyo")
    assert not KeyRedirect.objects.exists()
    assert PortFactory(key="edo").key == "edo"


def test_a_public_key_changes_only_by_renaming() -> None:
    port = published(PortFactory(key="edo"))
    with (
        pytest.raises(ValidationError, match="Rename the record"),
        change_set(origin=Origin.COMMAND),
    ):
        port.key = "tokyo"
        port.save()


@pytest.mark.parametrize("key", ["Tokyo", "to kyo", "", "-tokyo", "tókyo"])
def test_a_malformed_key_is_refused(key: str) -> None:
    with pytest.raises(ValidationError):
        rename(published(PortFactory()), key)


def test_a_key_of_another_is_refused() -> None:
    taken = PortFactory()
    with pytest.raises(ValidationError, match="already exists"):
        rename(published(PortFactory()), taken.key)

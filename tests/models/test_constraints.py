"""Every named constraint: the database itself refuses, and the form says why in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import OWNED_MODELS, RECORD_MODELS, KeyRedirect
from deployments.models.vessels import imo_is_valid
from tests import factories
from tests.factories import FACTORIES, published

pytestmark = pytest.mark.django_db

TRACKED: tuple[Any, ...] = (*RECORD_MODELS, *OWNED_MODELS, KeyRedirect)
DATES = {"start": "end", "arrival": "departure", "joined": "left", "from": "to", "since": "until"}
DATES |= {"published": "retraction"}


@dataclass(frozen=True)
class Case:
    """Columns that break one constraint, and words of the message a form gives for them."""

    values: Callable[[Any], dict[str, Any]]
    says: str = ""


def fixed(says: str = "", **values: Any) -> Case:
    return Case(lambda _row: values, says)


def same_as_another(row: Any, *names: str) -> dict[str, Any]:
    """The columns of ``row``, for a second row like it."""
    return {name: getattr(row, name) for name in names}


BY_ENDING: dict[str, Case] = {
    "published_has_first_published_at": fixed(status="published", first_published_at=None),
    "status_known": fixed(status="lost"),
    "key_not_empty": fixed(key=""),
    "imo_check_digit": fixed("no IMO number", imo=9074728),
    "hull_type_other_has_a_word": fixed("own word", hull_type="other", hull_type_said=""),
    "kind_other_has_a_word": fixed("own word", kind="other", kind_said=""),
    "role_other_has_a_word": fixed("own word", role="other", role_said=""),
    "purpose_other_has_a_word": fixed("own word", purpose="other", purpose_said=""),
    "medium_other_has_a_word": fixed("own word", medium="other", medium_said=""),
    "reliability_known": fixed("valid choice", reliability="G"),
    "retraction_only_if_retracted": fixed("Mark it as retracted", retraction_reason="invented"),
    "certainty_known": fixed("valid choice", certainty="sure"),
    "position_known": fixed("valid choice", position="shouts"),
    "credibility_known": fixed("valid choice", credibility=7),
    "stance_known": fixed("valid choice", stance="doubts"),
    "aspect_known": fixed("valid choice", aspect="weather"),
    "lat_and_lon_both_or_neither": fixed("both latitude and longitude", lat=1.0, lon=None),
    "position_on_the_globe": fixed("less than or equal to 90", lat=91.0, lon=0.0),
    "radius_only_with_a_centre": fixed("needs a centre", radius_km=5.0, lat=None, lon=None),
    "radius_positive": fixed("greater than or equal", radius_km=-1.0, lat=1.0, lon=1.0),
    "unlocode_form": fixed("two letters for the country", unlocode="JPY"),
    "mmsi_nine_digits": fixed("nine digits", mmsi="12345"),
    "says_who": fixed("Say who took part", country="", navy_id=None, vessel_id=None, count=None),
    "named_vessel_counts_one": fixed("counts one", count=2),
    "count_at_least_one": fixed("greater than or equal to 1", count=0, vessel_id=None),
    "identified_only_if_unnamed": Case(
        lambda row: {"identified_as_id": row.vessel_id}, "named already"
    ),
    "not_superseded_by_itself": Case(
        lambda row: {"superseded_by_id": row.pk, "certainty": "planned"}, "cannot supersede itself"
    ),
    "superseded_only_if_planned_or_cancelled": Case(
        lambda row: {"superseded_by_id": FACTORIES[type(row)]().pk, "certainty": "confirmed"},
        "planned or cancelled",
    ),
    "country_by_code_or_in_words": fixed("given by its code", country="IT", country_said="Italy"),
    "outcome_only_if_planned_or_cancelled": fixed(
        "Only what was planned or cancelled has an outcome", certainty="reported", outcome="made"
    ),
    "cancelled_was_not_made": fixed(
        "did not take place", certainty="cancelled", outcome="not found"
    ),
    "outcome_other_has_a_word": fixed(
        "own word", certainty="planned", outcome="other", outcome_said=""
    ),
    "outcome_said_has_a_value": fixed(
        "Choose what the word means", certainty="planned", outcome="", outcome_said="put off"
    ),
    "duration_form": fixed("no duration", duration="five months"),
    "country_given": fixed(country=""),
    "country_is_dated": fixed("from when or until when", country="GB", from_edtf="", to_edtf=""),
    "locator_only_with_a_quote": fixed("no quote", quote="", quote_locator="paragraph 3"),
    "citation_not_via_itself": Case(
        lambda row: {"via_id": row.source_id}, "not known through itself"
    ),
    "citation_paragraph_from_one": fixed("greater than or equal to 1", paragraph=0),
    "citation_passage_end_has_a_start": fixed("first words", passage_end="in Japan"),
    "followed_known": fixed("valid choice", followed="gossip"),
    "completeness_known": fixed("valid choice", completeness="nearly"),
    "coverage_exactly_one_whom": fixed("exactly one navy, port or country", country="JP"),
    "text_of_known": fixed("valid choice", text_of="smell"),
    "text_given": fixed("cannot be blank", text=""),
    "translation_exactly_one_record": fixed("exactly one record", record_visit_id=None),
    "citation_exactly_one_target": fixed("exactly one record", target_visit_id=None),
    "dossieritem_exactly_one_target": fixed("exactly one record", visit_id=None),
    "subject_exactly_one_target": fixed("exactly one record or country", country=""),
    **{
        f"{end}_not_before_{start}": fixed(
            "lies before",
            **{
                f"{start}_edtf": "2024-08-27",
                f"{start}_earliest": "2024-08-27",
                f"{start}_latest": "2024-08-27",
                f"{end}_edtf": "2024-08-22",
                f"{end}_earliest": "2024-08-22",
                f"{end}_latest": "2024-08-22",
            },
        )
        for start, end in DATES.items()
    },
}
"""How each check constraint is broken, by the end of its name."""


def named(kind: type[Any]) -> list[Any]:
    """The constraints of all tracked tables that are of one kind, with their models."""
    return [
        pytest.param(model, constraint, id=constraint.name)
        for model in TRACKED
        for constraint in model._meta.constraints
        if isinstance(constraint, kind)
    ]


def case_of(constraint: models.CheckConstraint) -> Case:
    found = [case for ending, case in BY_ENDING.items() if constraint.name.endswith(ending)]
    assert found, f"{constraint.name} has no case here: say how it is broken"
    return found[-1]


def stored_row(model: Any) -> Any:
    """A row of the model, with all that it needs."""
    row = FACTORIES[model]()
    return model._default_manager.get(pk=row.pk)


@pytest.mark.parametrize(("model", "constraint"), named(models.CheckConstraint))
def test_the_database_refuses_what_breaks_a_check(model: Any, constraint: Any) -> None:
    row = stored_row(model)
    values = case_of(constraint).values(row)
    past_the_models = models.QuerySet(model).filter(pk=row.pk)
    with pytest.raises(IntegrityError, match=constraint.name), transaction.atomic():
        past_the_models.update(**values)


@pytest.mark.parametrize(("model", "constraint"), named(models.CheckConstraint))
def test_a_form_says_why(model: Any, constraint: Any) -> None:
    row = stored_row(model)
    case = case_of(constraint)
    for name, value in case.values(row).items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert case.says in " ".join(refused.value.messages)


@pytest.mark.parametrize(("model", "constraint"), named(models.UniqueConstraint))
def test_the_database_refuses_a_second_row_alike(model: Any, constraint: Any) -> None:
    first = stored_row(model) if model is not KeyRedirect else redirect()
    if constraint.condition is not None:
        first = for_owner(model, constraint)
    twin = model._default_manager.get(pk=first.pk)
    twin.pk, twin._state.adding = None, True
    if hasattr(twin, "key"):
        twin.key = "a-twin"
    with pytest.raises(ValidationError):
        twin.full_clean()
    with (
        pytest.raises(IntegrityError),
        change_set(origin=Origin.COMMAND),
        transaction.atomic(),
    ):
        twin.save()


def redirect() -> KeyRedirect:
    with change_set(origin=Origin.COMMAND):
        row = KeyRedirect(record_type="port", old_key="edo", record_id=1)
        row.save()
    return row


def for_owner(model: Any, constraint: models.UniqueConstraint) -> Any:
    """A row of ``model`` that the kind of record owns which the constraint is for."""
    owner = constraint.fields[0]
    owning = model._meta.get_field(owner).related_model
    return FACTORIES[model](**{model.arc.column("visit"): None, owner: FACTORIES[owning]()})


@pytest.mark.parametrize("model", RECORD_MODELS)
def test_keys_are_unique_within_a_kind(model: Any) -> None:
    first = stored_row(model)
    with pytest.raises(ValidationError, match="already exists"):
        FACTORIES[model](key=first.key)


def test_every_case_is_of_use() -> None:
    names = [param.values[1].name for param in named(models.CheckConstraint)]
    unused = [end for end in BY_ENDING if not any(name.endswith(end) for name in names)]
    assert unused == []


# Values ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("imo", [9074729, 8814275, 9395044])
def test_an_imo_number_with_its_check_digit_is_taken(imo: int) -> None:
    assert imo_is_valid(imo)
    assert factories.VesselFactory(imo=imo).imo == imo


@pytest.mark.parametrize("imo", [9074720, 907472, 90747290, 0])
def test_no_other_number_is_an_imo_number(imo: int) -> None:
    assert not imo_is_valid(imo)
    with pytest.raises(ValidationError):
        factories.VesselFactory(imo=imo)


def test_a_visit_has_two_ships_of_one_navy_and_two_unnamed_lots() -> None:
    visit = factories.VisitFactory()
    navy = factories.NavyFactory()
    for vessel in (factories.VesselFactory(navy=navy), factories.VesselFactory(navy=navy)):
        factories.VisitParticipantFactory(visit=visit, vessel=vessel)
    for said in ("three destroyers", "a submarine"):
        factories.VisitParticipantFactory(visit=visit, vessel=None, navy=navy, said=said)
    assert visit.participants.count() == 4
    assert published(visit).is_published


def test_a_named_vessel_without_a_number_counts_one() -> None:
    assert factories.VisitParticipantFactory(count=None).count == 1

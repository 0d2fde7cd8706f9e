"""A small published world in which every kind of record and row occurs, and its hidden twins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models as db

from deployments.changes.service import change_set
from deployments.choices import NOT_PRESENT, Origin, Status
from deployments.fields import EDTFField
from deployments.models import (
    OWNED_MODELS,
    RECORD_MODELS,
    Commentary,
    CommentaryAffiliation,
    DossierItem,
    OwnedRow,
    Record,
    Row,
)
from deployments.models.participants import Participant
from deployments.models.sources import Citation
from deployments.models.translations import Translation
from deployments.services import publishing

from ..factories import FACTORIES, CommentaryFactory, published
from ..factories import VisitFactory as Visit
from ..factories import VisitParticipantFactory as VisitParticipant

MARK = "zzleak"
"""A word that stands in every text of a twin and nowhere else."""

TWIN_STATUSES = (Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN)
TWIN_DAYS = {
    Status.DRAFT: "1999-02-03",
    Status.IN_REVIEW: "2024-08-24",
    Status.WITHDRAWN: "2031-05-06",
}
NO_MARK = (
    *("key", "quote_locator", "language", "wikidata", "unlocode"),
    *("country_said", "outcome_said"),
)
"""Texts that have a form of their own, or that no record has beside what it is given."""

TWIN_COUNTRIES = {Status.DRAFT: "ZW", Status.IN_REVIEW: "BT", Status.WITHDRAWN: "LS"}


def twin_key(model: type[Record], status: str) -> str:
    """The key of the twin of a kind in a status."""
    return f"{MARK}-{model.record_type}-{status.replace(' ', '-')}"


def relations(model: type[Row]) -> Iterator[db.ForeignKey[Any, Any]]:
    """The foreign keys of a model."""
    for column in model._meta.concrete_fields:
        if isinstance(column, db.ForeignKey):
            yield column


def target_model(relation: db.ForeignKey[Any, Any]) -> type[Row]:
    """What a foreign key points to."""
    related = relation.related_model
    assert isinstance(related, type)
    return related


def build() -> dict[type[Record], list[Record]]:
    """Publish two records of each kind: one with every relation, one with none it can miss.

    Each owns one row of every kind it can own. A third visit is open-ended, and one of each
    certainty shows how planned and cancelled ones are told apart.
    """
    world: dict[type[Record], list[Record]] = {}
    with change_set(origin=Origin.COMMAND, reason="a world to look at"):
        for name in ("full", "bare"):
            for model in RECORD_MODELS:
                record = FACTORIES[model](
                    key=f"{name}-{model.record_type}",
                    **links(model, world, optional=name == "full"),
                )
                published(record)
                world.setdefault(model, []).append(record)
        for record in [record for records in world.values() for record in records]:
            add_rows(record, world)
        full = {model.record_type: records[0] for model, records in world.items()}
        for number, certainty in enumerate(("reported", "inferred", *NOT_PRESENT)):
            visit = Visit(
                key=f"{certainty}-visit",
                certainty=certainty,
                port=full["port"],
                arrival_edtf=f"2024-09-{number + 10}",
                departure_edtf="",
            )
            VisitParticipant(visit=visit, vessel=full["vessel"])
            published(visit)
        unnamed = Visit(key="unnamed-visit", port=full["port"], arrival_edtf="2024-08-25")
        VisitParticipant(
            visit=unnamed, vessel=None, navy=full["navy"], count=3, type="frigates and destroyers"
        )
        published(unnamed)
        published(CommentaryFactory(key="undated-commentary", person=full["person"], date_edtf=""))
    return world


def grow(world: dict[type[Record], list[Record]], copies: int, name: str = "more") -> None:
    """Publish ``copies`` more of each kind, with all relations and rows."""
    with change_set(origin=Origin.COMMAND, reason="more to look at"):
        for number in range(copies):
            for model in RECORD_MODELS:
                record = FACTORIES[model](
                    key=f"{name}-{model.record_type}-{number}", **links(model, world, optional=True)
                )
                published(record)
                add_rows(record, world)


def links(
    model: type[Row], world: dict[type[Record], list[Record]], *, optional: bool
) -> dict[str, Any]:
    """Published records for the foreign keys of ``model``; None where they may be missing."""
    values: dict[str, Any] = {}
    for relation in relations(model):
        related = target_model(relation)
        if related not in world:
            continue
        if model.arc is not None and relation.name in model.arc.columns[1:]:
            continue  # exactly one of them can be given
        if not relation.null:
            values[relation.name] = world[related][0]
        elif relation.name != "superseded_by":
            values[relation.name] = world[related][0] if optional or model.arc is not None else None
    return values


def owners_of(model: type[Row]) -> tuple[str, ...]:
    """The relations of ``model`` to what owns its rows; none for a record."""
    return model.owners() if issubclass(model, OwnedRow) else ()


def owns(model: type[OwnedRow], record: Row) -> str:
    """The relation of ``model`` to an owner such as ``record``, or nothing."""
    for name in model.owners():
        parent = model._meta.get_field(name)
        assert isinstance(parent, db.ForeignKey)
        if isinstance(record, target_model(parent)):
            return name
    return ""


def add_rows(
    owner: Row, world: dict[type[Record], list[Record]], status: str | None = None
) -> None:
    """A row of every kind that ``owner`` can own, and the rows that those own."""
    for model in OWNED_MODELS:
        row = add_row(model, owner, world, **(twin_values(model, status) if status else {}))
        if row is not None and not isinstance(row, Citation):
            add_rows(row, world, status)


def add_row(
    model: type[OwnedRow], record: Row, world: dict[type[Record], list[Record]], **more: Any
) -> Row | None:
    """A row of ``model`` for ``record`` that names published records, where it can own one."""
    parent = owns(model, record)
    if not parent:
        return None
    if model is Citation:
        source = world[RECORD_TYPES["source"]][0]
        values = {"source": source, "supports": "as described", "target_visit": None, **more}
        values[parent] = record
        if values["source"] == record:
            return None
        return FACTORIES[Citation](**values)
    if model is Translation:
        given = {name: value for name, value in more.items() if name != "text_of"}
        return FACTORIES[Translation](**{"record_visit": None, **given, parent: record})
    values = {parent: record, **more}
    for relation in relations(model):
        related = target_model(relation)
        if relation.name in values or related not in world:
            continue
        if not relation.null or relation.name in ("vessel", "navy", "deployment"):
            values[relation.name] = world[related][0]
    if model.__name__ == "Subject":
        values = {parent: record, "country": "JP", **more}
    elif model is DossierItem:
        named = next((name for name in DossierItem.target.columns if name in more), "visit")
        values = {parent: record, named: world[RECORD_TYPES["visit"]][0], **more}
    elif isinstance(record, Commentary):
        held = record.person.affiliations.first()
        if model is CommentaryAffiliation and held is not None:
            values["affiliation"] = held  # a new one would be a public row of the person
    elif issubclass(model, Participant) and "navy" in values and "vessel" in values:
        values["navy"] = values["vessel"].navy if values["vessel"] else values["navy"]
    row: Row = FACTORIES[model](**values)
    return row


RECORD_TYPES = {model.record_type: model for model in RECORD_MODELS}


# Twins ------------------------------------------------------------------------------------------


def add_twins(world: dict[type[Record], list[Record]]) -> list[str]:
    """Add a twin of every kind in every hidden status, tied to the world in every way allowed.

    Returns what the gate refused, for the test to look at.
    """
    refused: list[str] = []
    for status in TWIN_STATUSES:
        twins: dict[type[Record], Record] = {}
        for model in RECORD_MODELS:
            twins[model] = make_twin(model, status, world)
        for model in RECORD_MODELS:
            refused += tie(model, status, twins, world)
    return refused


def make_twin(model: type[Record], status: str, world: dict[type[Record], list[Record]]) -> Record:
    """A record of ``model`` in ``status`` that names published records and owns every row."""
    twin: Record = FACTORIES[model](
        key=twin_key(model, status),
        **twin_values(model, status),
        **links(model, world, optional=True),
    )
    add_rows(twin, world, status)
    twin.refresh_from_db()
    if status == Status.IN_REVIEW:
        publishing.submit(record=twin, origin=Origin.COMMAND)
    if status == Status.WITHDRAWN:
        publishing.withdraw(record=twin, public_reason=MARK, origin=Origin.COMMAND)
    return twin


def twin_values(model: type[Row], status: str) -> dict[str, Any]:
    """Telling values for the plain columns of a twin."""
    values: dict[str, Any] = {}
    for column in model._meta.concrete_fields:
        if isinstance(column, EDTFField):
            values[column.name] = TWIN_DAYS[Status(status)]
        elif column.name == "country":
            # A column of an arc stands for another of its relations, which the twin has already.
            if model.arc is None or column.name != model.arc.or_text:
                values[column.name] = TWIN_COUNTRIES[Status(status)]
        elif isinstance(column, db.URLField):
            values[column.name] = f"https://{MARK}.example/{status.replace(' ', '-')}"
        elif (
            isinstance(column, db.CharField | db.TextField)
            and not column.choices
            and not column.validators[1:]
            and column.editable
            and column.name not in NO_MARK
            and (column.max_length or 100) >= 20
        ):
            values[column.name] = f"{MARK} {column.name} {status}"[: column.max_length]
    if model.__name__ == "Source":
        values["retracted"] = True  # what a retraction tells is given only with it
    if model.__name__ == "Subject":
        values = {"country": TWIN_COUNTRIES[Status(status)]}
    return values


def tie(
    model: type[Record],
    status: str,
    twins: dict[type[Record], Record],
    world: dict[type[Record], list[Record]],
) -> list[str]:
    """Let published rows point at the twin of ``model`` wherever that is allowed."""
    twin = twins[model]
    refused = []
    for owned in OWNED_MODELS:
        for relation in relations(owned):
            if target_model(relation) is not model or relation.name in owned.owners():
                continue
            if relation.name not in owned.gate:
                continue  # without the gate it would be a new public row
            for owner_model in RECORD_MODELS:
                owner = world[owner_model][1]
                if owns(owned, owner):
                    refused += attempt(owned, relation.name, twin, owner, world, status)
    for row_model in (*RECORD_MODELS, *OWNED_MODELS):
        for relation in relations(row_model):
            if (
                target_model(relation) is not model
                or not relation.null
                or relation.name in getattr(row_model, "gate", ())
                or relation.name in owners_of(row_model)
                or (row_model.arc is not None and relation.name in row_model.arc.columns)
            ):
                continue
            rows: Any = row_model._default_manager
            open_rows = rows.published().filter(**{f"{relation.name}__isnull": True})
            for row in list(open_rows.order_by("pk"))[TWIN_STATUSES.index(Status(status)) :: 3]:
                setattr(row, relation.name, twin)
                refused += save_or_say(row, f"{row_model.__name__}.{relation.name}")
    return refused


def attempt(
    owned: type[OwnedRow],
    relation: str,
    twin: Record,
    owner: Record,
    world: dict[type[Record], list[Record]],
    status: str,
) -> list[str]:
    """A new row of a published owner that names the twin."""
    values = {**twin_values(owned, status), relation: twin}
    if owned.__name__ == "Subject":
        values["country"] = ""
    if relation == "navy" and issubclass(owned, Participant):
        values["vessel"] = None
    try:
        with change_set(origin=Origin.COMMAND, reason="a tie"):
            add_row(owned, owner, world, **values)
    except ValidationError as problem:
        return [f"{owned.__name__}.{relation}: {problem.messages[0]}"]
    return []


def save_or_say(row: Row, what: str) -> list[str]:
    try:
        with change_set(origin=Origin.COMMAND, reason="a tie"):
            row.full_clean()
            row.save()
    except ValidationError as problem:
        return [f"{what}: {problem.messages[0]}"]
    return []

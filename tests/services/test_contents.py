"""What is a record's own: every column and row of it, and nothing else, changes its digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from deployments import documents
from deployments.choices import Origin
from deployments.models import (
    RECORD_MODELS,
    Citation,
    Commentary,
    Deployment,
    Engagement,
    Person,
    Record,
    Row,
    Visit,
)
from deployments.models.sources import PASSAGE
from deployments.services import contents, publishing
from tests.factories import (
    PortFactory,
    SourceFactory,
    TranslationFactory,
    VisitAttestationFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
    together,
)

CITED = ["citations", "citations__source", "citations__via"]
TAKING_PART = [
    "participants",
    "participants__navy",
    "participants__vessel",
    "participants__identified_as",
    "participants__deployment",
    "participants__attestations",
    "participants__attestations__source",
    *(f"participants__{path}" for path in CITED),
]

PATHS: dict[type[Record], Sequence[str]] = {
    Visit: [
        *("superseded_by", "deployment", "port", "host", "host_organisation"),
        *TAKING_PART,
        *CITED,
        "translations",
    ],
    Person: [
        *("names", "names__source", "affiliations", "affiliations__organisation_record"),
        *(f"affiliations__{path}" for path in CITED),
        *CITED,
        "translations",
    ],
    Deployment: [
        *("lead_navy", "origin_port", "assignments", "assignments__vessel"),
        *(f"assignments__{path}" for path in CITED),
        *CITED,
        "translations",
    ],
    Engagement: [
        *("host_organisation", "port", "visit"),
        *("engagement_people", "engagement_people__person", "engagement_countries"),
        *CITED,
        "translations",
    ],
}

SUBJECTS = ("deployment", "visit", "exercise", "engagement", "navy", "vessel", "port", "person")
PATHS[Commentary] = [
    *("person", "via", "answers", "answers__question"),
    *("theme_positions", "theme_positions__theme"),
    *("commentary_affiliations", "commentary_affiliations__affiliation"),
    *("subjects", *(f"subjects__{kind}" for kind in SUBJECTS)),
    *CITED,
    "translations",
]

NOT_CONTENT = {"id", "editor_notes", "first_published_at", "sort_day", "version"}


@pytest.mark.parametrize("model", PATHS, ids=lambda model: model.record_type)
def test_relations_and_owned_rows_with_theirs_are_loaded_for_it(model: type[Record]) -> None:
    assert contents.paths(model) == PATHS[model]


# Every column and row, in memory -----------------------------------------------------------------


def whole(model: type[Row], given: str = "") -> Row:
    """A row in memory of which every relation is set, with one row of each kind that it owns."""
    row = model()
    for column in model._meta.concrete_fields:
        if column.is_relation and column.name != given:
            relate(row, column.name, f"{given}-{column.name}")
    kept: dict[str, list[Row]] = {}
    for name, row_model, back in contents.owned_rows(model):
        kept[name] = [whole(row_model, back)]
    row.__dict__["_prefetched_objects_cache"] = kept
    return row


def relate(row: Row, name: str, key: str, *, is_published: bool = True) -> None:
    """Let a row name a record by its key."""
    field = row._meta.get_field(name)
    assert field.is_relation
    row.__dict__[field.attname] = 1  # type: ignore[union-attr]
    row._state.fields_cache[name] = SimpleNamespace(key=key, is_published=is_published)  # type: ignore[attr-defined]


def rows_of(row: Row, owner: str = "") -> Iterator[tuple[Row, str]]:
    """A row and all below it, each with the kind of row that owns it."""
    yield row, owner
    for rows in row.__dict__["_prefetched_objects_cache"].values():
        for each in rows:
            yield from rows_of(each, type(row)._meta.model_name or "")


def is_left_out(row: Row, column: Any, owner: str) -> bool:
    """Whether a column says nothing of its own: it is no content, or it leads back."""
    if column.name in NOT_CONTENT:
        return True
    if isinstance(row, Citation):
        return column.name.startswith("target_")
    if row._meta.model_name == "translation":
        return column.name.startswith("record_")
    leads_back = {"visitparticipant": "participant", "exerciseparticipant": "participant"}
    return bool(owner) and column.name == leads_back.get(owner, owner)


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_every_column_of_a_record_and_of_its_rows_is_content(model: type[Record]) -> None:
    record = whole(model)
    assert isinstance(record, Record)
    before = contents.digest(record)
    looked_at = set()
    for row, owner in rows_of(record):
        for column in row._meta.concrete_fields:
            changed = change(row, column)
            told = contents.digest(record) != before
            changed()
            assert told is not is_left_out(row, column, owner), (row._meta.label, column.name)
            looked_at.add(row._meta.label)
    assert contents.digest(record) == before
    assert len(looked_at) > 2


def change(row: Row, column: Any) -> Any:
    """Change a column of a row in memory; gives what undoes it."""
    kept, related = row.__dict__[column.attname], dict(row._state.fields_cache)  # type: ignore[attr-defined]
    if column.is_relation:
        relate(row, column.name, "another")
    else:
        row.__dict__[column.attname] = not kept if isinstance(kept, bool) else "otherwise"

    def undo() -> None:
        row.__dict__[column.attname] = kept
        row._state.fields_cache = related  # type: ignore[attr-defined]

    return undo


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_every_row_that_a_record_owns_is_content(model: type[Record]) -> None:
    record = whole(model)
    assert isinstance(record, Record)
    before = contents.digest(record)
    for row, _owner in list(rows_of(record)):
        kept = row.__dict__["_prefetched_objects_cache"]
        for name, rows in kept.items():
            row.__dict__["_prefetched_objects_cache"] = {**kept, name: []}
            assert contents.digest(record) != before, name
            row.__dict__["_prefetched_objects_cache"] = {**kept, name: [*rows, *rows]}
            assert contents.digest(record) != before, name
        row.__dict__["_prefetched_objects_cache"] = kept
    assert contents.digest(record) == before


def test_numbers_are_told_from_words() -> None:
    visit = whole(Visit)
    assert isinstance(visit, Visit)
    row = visit.__dict__["_prefetched_objects_cache"]["participants"][0]
    digests = set()
    for count in (None, 1, "1", True, 0):
        row.count = count
        digests.add(contents.digest(visit))
    assert len(digests) == 5


def test_what_is_withheld_is_as_what_is_not_there() -> None:
    visit = whole(Visit)
    assert isinstance(visit, Visit)
    citation = visit.__dict__["_prefetched_objects_cache"]["citations"][0]

    def digest(passage: str | None, *, hidden: bool) -> str:
        relate(citation, "via", "via", is_published=not hidden)
        for name in PASSAGE:
            default = citation._meta.get_field(name).get_default()
            setattr(citation, name, default if passage is None else passage)
        return contents.digest(visit)

    assert digest("words", hidden=False) != digest("other words", hidden=False)
    nothing = digest(None, hidden=False)
    assert digest("words", hidden=True) == digest("other words", hidden=True) == nothing


def test_nothing_is_named_where_a_relation_is_not_public() -> None:
    visit = whole(Visit)
    assert isinstance(visit, Visit)
    relate(visit, "host", "host")
    named = contents.digest(visit)
    visit._state.fields_cache["host"] = None  # type: ignore[attr-defined]
    unnamed = contents.digest(visit)
    relate(visit, "host", "")
    assert contents.digest(visit) == unnamed != named


# As it is stored ---------------------------------------------------------------------------------


@pytest.fixture
def visit(db: None) -> Visit:
    with together():
        visit: Visit = VisitFactory(port=PortFactory(key="yokosuka"))
        row = VisitParticipantFactory(visit=visit)
        VisitAttestationFactory(participant=row, source=published(SourceFactory()))
        TranslationFactory(record_visit=visit, language="it", text="Testo")
        cite(visit)
    return published(visit)


def loaded(visit: Visit) -> Visit:
    found: Visit = documents.shown(Visit, *contents.paths(Visit)).get(pk=visit.pk)
    return found


def test_all_of_it_is_at_hand_once_it_is_loaded(
    visit: Visit, django_assert_num_queries: Any
) -> None:
    found = loaded(visit)
    with django_assert_num_queries(0):
        told = contents.digest(found)
    plain = Visit.objects.get(pk=visit.pk)
    assert contents.digest(plain) == told  # asked for row by row, it is the same


def test_a_record_that_it_names_is_named_by_its_former_key(visit: Visit) -> None:
    before = contents.digest(loaded(visit))
    publishing.rename(record=visit.port, new_key="uraga", origin=Origin.COMMAND)
    found = loaded(visit)
    assert contents.digest(found) != before
    assert contents.digest(found, {("port", "uraga"): "yokosuka"}) == before
    assert contents.digest(found, {("navy", "uraga"): "yokosuka"}) == contents.digest(found)

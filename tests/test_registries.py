"""Every kind of record has all it needs: a new one without them fails here and is named.

Fields are walked closer to home: those of the API in ``tests/api/test_records.py``, those of the
bundle in ``tests/bundle/test_coverage.py``, constraints in ``tests/models/``.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from deployments.admin import inlines
from deployments.api.views import VIEWSETS
from deployments.bundle.spec import TABLES
from deployments.filters import FILTERSETS
from deployments.models import (
    OWNED_MODELS,
    RECORD_MODELS,
    RECORD_TYPES,
    ChangeSet,
    KeyRedirect,
    OwnedRow,
    Record,
    Row,
)
from deployments.pages.brief import BRIEF
from deployments.pages.found import MENTIONS, THINGS
from deployments.public import everywhere
from deployments.services.entries import PLANS

from .factories import FACTORIES

DERIVED = {
    "FormerAddress",
    "PublicChange",
    "PublicDocument",
    "PublicFacet",
    "PublicOption",
    "PublicSpelling",
    "PublicWords",
    "RebuildProgress",
    "RecordIndex",
    "SightingIndex",
    "TimelineEntry",
    "TimelineFacet",
    "TimelineStretch",
}
"""Worked out from the records, or how far that is: nobody curates them; they have none of this."""

WRITTEN_IN_THEIR_OWNERS_FILE = {
    "VisitAttestation": "column attested_by of visit_participants.csv",
    "ExerciseAttestation": "column attested_by of exercise_participants.csv",
    "EngagementPerson": "column people of engagements.csv",
    "EngagementCountry": "column countries of engagements.csv",
    "Answer": "column question of commentary.csv",
    "ThemePosition": "column themes of commentary.csv",
    "CommentaryAffiliation": "column affiliations of commentary.csv",
    "Subject": "column about of commentary.csv",
}
EDITED_ON_THEIR_OWNERS_LINE = {
    "VisitAttestation": "field “attested by” of a participant",
    "ExerciseAttestation": "field “attested by” of a participant",
}

records = pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.__name__)
rows = pytest.mark.parametrize(
    "model", [*RECORD_MODELS, *OWNED_MODELS], ids=lambda model: model.__name__
)


def test_every_model_of_the_app_is_in_a_registry() -> None:
    known = {*RECORD_MODELS, *OWNED_MODELS, KeyRedirect, ChangeSet}
    history = {model.history.model for model in (*RECORD_MODELS, *OWNED_MODELS, KeyRedirect)}  # type: ignore[attr-defined]
    for model in apps.get_app_config("deployments").get_models():
        if model not in known | history and model.__name__ not in DERIVED:
            pytest.fail(f"{model.__name__}: add it to RECORD_MODELS, OWNED_MODELS or DERIVED")


@rows
def test_has_a_factory_and_a_history(model: type[Row]) -> None:
    assert model in FACTORIES
    assert model.history.model._meta.get_field("change_set")  # type: ignore[attr-defined]


@records
def test_has_a_filter_set_an_endpoint_pages_and_an_admin(model: type[Record]) -> None:
    assert RECORD_TYPES[model.record_type] is model
    assert model.record_type in FILTERSETS
    assert model.record_type in {viewset.record.record_type for viewset in VIEWSETS}
    assert admin.site.is_registered(model)
    for space, name in (("deployments", model.record_type), ("api", model.plural)):
        assert reverse(f"{space}:{name}-list")
        assert reverse(f"{space}:{name}-detail", args=["a-key"])


@records
def test_is_found_by_the_search_over_everything(model: type[Record]) -> None:
    kind = model.record_type
    assert kind in everywhere.RECORDS
    assert kind in BRIEF
    assert (kind in THINGS) != (kind in MENTIONS)


@pytest.mark.parametrize("model", OWNED_MODELS, ids=lambda model: model.__name__)
def test_an_owned_row_is_edited_with_its_owner(model: type[OwnedRow]) -> None:
    edited = {
        each.model
        for each in vars(inlines).values()
        if isinstance(each, type) and getattr(each, "model", None) is not None
    }
    for registered in admin.site._registry.values():
        edited |= {inline.model for inline in registered.inlines}
    assert model in edited or model.__name__ in EDITED_ON_THEIR_OWNERS_LINE


@rows
def test_is_imported_and_exported(model: type[Row]) -> None:
    written = {spec.model for spec in TABLES}
    assert model in written or model.__name__ in WRITTEN_IN_THEIR_OWNERS_FILE


@records
def test_every_statement_has_a_place_in_the_index(model: type[Record]) -> None:
    if model.is_occurrence:
        assert PLANS[model.record_type]([]) == []
    assert {"citations"} <= set(model.owned)


@pytest.mark.parametrize("model", OWNED_MODELS, ids=lambda model: model.__name__)
def test_an_owned_row_says_who_owns_it_and_what_it_needs(model: type[OwnedRow]) -> None:
    assert model.gate, "without a gate it would be public with a hidden owner"
    assert set(model.needed) <= set(model.gate)
    if isinstance(model.parent, str):
        assert model.parent in model.gate

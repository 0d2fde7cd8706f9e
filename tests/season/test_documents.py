"""The documents of the season are made quickly, and as the framework makes them slowly."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rest_framework import serializers

from deployments import documents
from deployments.documents.serializing import DocumentSerializer
from deployments.models import RECORD_MODELS, Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

WHEN = datetime(2024, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_a_document_is_what_the_framework_shows(
    model: type[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly = [documents.text(record, updated_at=WHEN) for record in documents.shown(model)]
    assert quickly
    asked: list[object] = []

    def slowly(self: DocumentSerializer, instance: object) -> object:
        asked.append(instance)
        return serializers.Serializer.to_representation(self, instance)

    monkeypatch.setattr(DocumentSerializer, "to_representation", slowly)
    assert [documents.text(record, updated_at=WHEN) for record in documents.shown(model)] == quickly
    assert len(asked) >= len(quickly)

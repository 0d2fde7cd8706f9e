"""The API's description: generated without a warning, reviewed as a file, read as a page."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from deployments.api.schema import document
from deployments.filters import FILTERSETS, CopresenceFilterSet, TimelineFilterSet
from deployments.models import RECORD_MODELS

SNAPSHOT = Path(__file__).parents[2] / "docs" / "openapi.yaml"


def operations() -> dict[str, Any]:
    """The operations by their path."""
    return {path: found["get"] for path, found in document()["paths"].items()}


def test_it_is_valid_without_warnings_and_as_reviewed() -> None:
    written = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=written)
    assert written.getvalue() == SNAPSHOT.read_text(), (
        "The API's description changed. Run `make schema` and review the difference."
    )


@pytest.mark.django_db
def test_it_is_served_as_it_is_generated() -> None:
    answer = Client().get("/api/v1/schema/")
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["openapi"].startswith("3.1")
    assert answer.json()["paths"].keys() == document()["paths"].keys()


def test_it_describes_every_address_and_its_errors() -> None:
    paths = {f"/api/v1/{model.plural}/" for model in RECORD_MODELS}
    details = {f"{path}{{key}}/" for path in paths}
    assert operations().keys() == {*paths, *details, "/api/v1/timeline/", "/api/v1/copresence/"}
    for path, operation in operations().items():
        expected = {"200", "304", "400", "406"} | (
            {"301", "404", "410"} if path in details else set()
        )
        assert operation["responses"].keys() == expected, path
        assert operation["description"], path
        for status, answer in operation["responses"].items():
            labelled = {"ETag"} if status in ("200", "304") else set()
            assert answer["headers"].keys() - {"Location"} == {"X-Position", *labelled}, path


OTHERS = {"timeline": TimelineFilterSet, "copresence": CopresenceFilterSet}
"""The lists of what is no kind of record."""


@pytest.mark.parametrize("record_type", [*FILTERSETS, *OTHERS])
def test_it_describes_every_parameter(record_type: str) -> None:
    plural = next((m.plural for m in RECORD_MODELS if m.record_type == record_type), record_type)
    filters = {**FILTERSETS, **OTHERS}[record_type].base_filters
    described = {one["name"]: one for one in operations()[f"/api/v1/{plural}/"]["parameters"]}
    assert described.keys() == {*filters, "cursor", "page_size", "count"}
    for name, one in filters.items():
        assert described[name]["description"]
        assert (described[name]["schema"].get("type") == "array") == one.multiple


@pytest.mark.django_db
def test_the_reference_page_tells_all_of_it() -> None:
    answer = Client().get("/api/v1/docs/")
    assert answer.status_code == 200
    page = answer.content.decode()
    for path, operation in operations().items():
        assert path in page
        for parameter in operation.get("parameters", []):
            assert parameter["name"] in page
    for name in document()["components"]["schemas"]:
        assert f'id="object-{name}"' in page
    assert "<script" not in page
    assert "style=" not in page

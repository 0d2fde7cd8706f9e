"""Everything that the models hold has a column, and every column is documented."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from deployments.bundle.spec import TABLES
from deployments.models import Row

from .support import ALL_MODELS

WORKED_OUT = re.compile(r"_(earliest|latest)$")
"""Bounds, which are worked out from the EDTF beside them."""


def covered() -> dict[type[Row], set[str]]:
    """The fields of each model that a file fills."""
    fields: dict[type[Row], set[str]] = {}
    for table in TABLES:
        own = fields.setdefault(table.model, set())
        for column in table.columns:
            own.update(column.fields)
        for column in table.members:
            made = fields.setdefault(column.model, set())
            made.update({column.model.parent, column.link, *getattr(column.model, "targets", ())})
            if column.name == "themes":
                made.add("position")
            if column.name == "about":
                made.add("country")
    return fields


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_column(model: type[Row]) -> None:
    fields = {field.name for field in model._meta.concrete_fields} - {"id", "version"}
    missing = {name for name in fields - covered()[model] if not WORKED_OUT.search(name)}
    assert missing == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_columns_are_declared_consistently(table: object) -> None:
    from deployments.bundle.tables import TableSpec

    assert isinstance(table, TableSpec)
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert set(table.needed) | set(table.natural) | set(table.parent) <= set(names)
    assert table.parent or "key" in table.needed


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_document_tells_of_every_column(table: object) -> None:
    from deployments.bundle.tables import TableSpec

    assert isinstance(table, TableSpec)
    text = (settings.BASE_DIR / "docs" / "import-format.md").read_text(encoding="utf-8")
    found = re.search(rf"^\| `{table.file}` \|(.*)$", text, re.MULTILINE)
    assert found, table.file
    told = set(re.findall(r"`(\w+)`", found.group(1)))
    for column in table.columns:
        in_general = column.name in {
            "status",
            "first_published_at",
            "withdrawn_on",
            "withdrawal_reason",
            "editor_notes",
        }
        assert column.name in told or (in_general and f"`{column.name}`" in text), column.name
    assert told <= {column.name for column in table.columns}

"""The conditions of a table are asked together, and told one by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from deployments.models import Port, Visit
from tests import factories

pytestmark = pytest.mark.django_db


def names_of(row: Any, **values: Any) -> set[str]:
    """The constraints that a row with these values is told to break."""
    for name, value in values.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refused:
        row.validate_constraints()
    told = " ".join(refused.value.messages)
    return {
        each.name
        for each in row._meta.constraints
        if isinstance(each, models.CheckConstraint) and each.name in told
    }


def test_a_row_in_order_takes_one_query() -> None:
    visit = factories.VisitFactory()
    assert len([c for c in Visit._meta.constraints if isinstance(c, models.CheckConstraint)]) > 1
    with CaptureQueriesContext(connection) as queries:
        visit.validate_constraints()
    assert len([query for query in queries if query["sql"].startswith("SELECT")]) == 1


def test_each_condition_that_is_broken_is_told() -> None:
    port = factories.PortFactory()
    assert names_of(port, key="", status="lost") == {"port_key_not_empty", "port_status_known"}


def test_what_cannot_be_told_is_not_broken() -> None:
    """Nothing is known of an empty column, which a condition then does not refuse."""
    port = factories.PortFactory(lat=None, lon=None)
    assert names_of(port, status="lost") == {"port_status_known"}
    port.status = "draft"
    port.validate_constraints()


def test_a_column_that_is_left_out_is_not_asked_of() -> None:
    port = Port(key="", status="lost", name="Kure", country="JP")
    with pytest.raises(ValidationError) as refused:
        port.validate_constraints(exclude={"key"})
    assert ["port_status_known" in message for message in refused.value.messages] == [True]
    port.validate_constraints(exclude={"key", "status"})

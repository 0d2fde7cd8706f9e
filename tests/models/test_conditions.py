"""The conditions of a table are asked together, and told one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from deployments.models import OWNED_MODELS, RECORD_MODELS, Port, Visit
from deployments.models.conditions import Conditions
from tests import factories
from tests.leaks.world import build

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


def django_says(row: Any, check: models.CheckConstraint) -> bool:
    """Whether Django, asked of one condition alone, says that it holds."""
    try:
        check.validate(type(row), row)
    except ValidationError:
        return False
    return True


def holds(asked: Conditions, row: Any) -> bool:
    """Whether all of them hold together."""
    try:
        asked.validate(type(row), row)
    except ValidationError:
        return False
    return True


ODD = {
    models.CharField: ("", "lost", "-", "Ünknown", "x" * 400),
    models.TextField: ("", "x"),
    models.BooleanField: (True, False),
    models.DateTimeField: (None, datetime(2030, 1, 1, tzinfo=UTC)),
    models.DateField: (None, date(1, 1, 1), date(2030, 1, 1)),
    models.FloatField: (None, -91.0, 0.0, 500.5),
    models.IntegerField: (None, -1, 0, 40_000),
}
"""By kind of column, values that some condition may refuse."""


def odd_values(field: Any) -> tuple[Any, ...]:
    """What to try in a column in place of what is right there."""
    kinds = (values for kind, values in ODD.items() if isinstance(field, kind))
    return next(kinds, (None,) if field.null else ())


@pytest.mark.long  # each value of each column, asked of Django one condition at a time
def test_conditions_asked_together_are_those_of_django() -> None:
    build()
    tried = broken = 0
    for model in (*RECORD_MODELS, *OWNED_MODELS):
        row = model._default_manager.first()
        checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
        if row is None or not checks:
            continue
        asked = Conditions(checks)
        asked.validate(model, row)
        for field in model._meta.concrete_fields:
            right = getattr(row, field.attname)
            for value in odd_values(field):
                setattr(row, field.attname, value)
                expected = {check.name for check in checks if not django_says(row, check)}
                assert holds(asked, row) is not bool(expected), (model, field.name, value, expected)
                tried += 1
                broken += bool(expected)
            setattr(row, field.attname, right)
    assert tried > 500
    assert broken > 100

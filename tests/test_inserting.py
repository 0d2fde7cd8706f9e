"""Rows of what is worked out are written as Django writes them, without its objects."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.forms import model_to_dict

from deployments.choices import PublicCause, PublicOperation
from deployments.inserting import insert_objects
from deployments.models import PublicChange, PublicDocument, PublicOption, TimelineEntry
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = datetime(2024, 8, 26, 4, 30, 0, 123456, tzinfo=UTC)


def options(*values: str) -> list[PublicOption]:
    return [
        PublicOption(record_type="port", name="country", value=value, number=1) for value in values
    ]


def test_rows_get_the_numbers_that_come_next() -> None:
    first, second = options("IT", "JP")
    insert_objects([first, second])
    assert second.pk == first.pk + 1
    PublicOption.objects.filter(pk=second.pk).delete()
    by_django = PublicOption.objects.create(record_type="port", name="x", value="y", number=1)
    assert by_django.pk > second.pk  # a number is not given twice
    (third,) = options("FR")
    insert_objects([third])
    assert third.pk == by_django.pk + 1
    third.number = 5
    third.save()
    assert PublicOption.objects.get(value="FR").number == 5


def test_what_the_database_refuses_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_objects(options("IT", "IT"))
    insert_objects([])
    assert not PublicOption.objects.exists()


def test_every_column_is_written_as_django_writes_it() -> None:
    visit = make.VisitFactory()
    rows: list[Model] = [
        PublicDocument(
            record_type="port",
            record_id=7,
            key="tokyo",
            text='{"name": "東京"}',
            digest="d",
            changed_at=AT,
            name="東京 100 %",
            sort_day=date(2024, 8, 26),
        ),
        TimelineEntry(slug="a", visit=visit, kind="visit", sort_day=date(2024, 8, 26)),
        PublicChange(
            position=10_000,
            at=AT,
            record_type="port",
            record_id=7,
            key="tokyo",
            operation=PublicOperation.RENAMED,
            cause=PublicCause.OTHERS,
            causes=[{"key": "東京"}],
        ),
    ]
    for row in rows:
        model, number = type(row), row.pk
        insert_objects([row])
        written = model_to_dict(model._default_manager.get(pk=row.pk))
        model._default_manager.filter(pk=row.pk).delete()
        row.pk, row._state.adding = number, True
        row.save(force_insert=True)
        by_django = model_to_dict(model._default_manager.get(pk=row.pk))
        for each in (written, by_django):
            each.pop("id", None)
        assert written == by_django

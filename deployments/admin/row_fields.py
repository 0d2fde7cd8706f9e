"""How pages and rows on them ask for what a column holds."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.forms import Field
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..dates import ACCEPTED_DURATION
from ..fields import DurationField, EDTFField
from ..models import Record, Row
from .inputs import (
    CountryField,
    RecordChoiceField,
    RecordSelect,
    TypedDateField,
    TypedDurationField,
)
from .labels import all_labelled


class RowFields(BaseModelAdmin):
    """How pages and inlines ask for dates, countries and related records."""

    model: type[Row]

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Every related record is found by typing; no list of thousands is ever sent."""
        return [
            field.name
            for field in self.model._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Record)
        ]

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        """Dates as people type them, countries by name, records by label."""
        if isinstance(db_field, EDTFField):
            return TypedDateField(label=capfirst(db_field.verbose_name))
        if isinstance(db_field, DurationField):
            label, told = capfirst(db_field.verbose_name), db_field.help_text
            return TypedDurationField(label=label, help_text=f"{told} {ACCEPTED_DURATION}")
        if db_field.name == "country":
            return CountryField(label=capfirst(db_field.verbose_name))
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        if isinstance(db_field, models.TextField):
            kwargs.setdefault("widget", AdminTextareaWidget(attrs={"rows": 4}))
        if isinstance(db_field, models.ForeignKey):
            related = db_field.related_model
            kwargs.setdefault("form_class", RecordChoiceField)
            if issubclass(related, Record):
                kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
            kwargs.setdefault("queryset", all_labelled(related))
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in {date.words for date in self.model.fuzzy_dates}:
            field.help_text = _("The source's own words; replaced when the date is typed anew.")
        widget = getattr(field, "widget", None)
        for ability in ("can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(widget, ability):
                setattr(widget, ability, False)
        return field

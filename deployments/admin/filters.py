"""Filters of the lists: what is missing, and related records found by typing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .. import countries
from ..models import Record
from .inputs import RecordChoiceField, RecordSelect, is_id
from .labels import all_labelled
from .missing import conditions, label

if TYPE_CHECKING:
    from django.contrib.admin.filters import _ListFilterChoices
    from django.utils.functional import _StrPromise


class MissingFilter(admin.SimpleListFilter):
    """Records that lack something."""

    title = _("what is missing")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        model: type[Record] = model_admin.model
        return [(word, label(word, model)) for word in conditions(model)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        condition = conditions(queryset.model).get(self.value() or "")
        return queryset if condition is None else queryset.filter(condition)


class LongFilter(admin.ChoicesFieldListFilter):
    """A filter with many choices, folded until it is needed."""

    template = "admin/deployments/long_filter.html"


class ValuesFilter(admin.AllValuesFieldListFilter):
    """The values that occur; that there is none is said, where Django shows an empty link."""

    def choices(self, changelist: ChangeList) -> Iterator[_ListFilterChoices]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or _("not recorded")}


class CountryFilter(admin.SimpleListFilter):
    """Records of one country, among those that occur."""

    title = _("country")
    parameter_name = "country"
    template = "admin/deployments/long_filter.html"
    path = "country"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        found = [(code, countries.name(code)) for code in self._codes(model_admin.model) if code]
        return sorted(found, key=lambda pair: pair[1])

    def _codes(self, model: type[Record]) -> QuerySet[Any]:
        """Those that occur: asked of the ports or navies, which are fewer than what names them."""
        relation, _mark, column = self.path.rpartition("__")
        rows: QuerySet[Any] = model._default_manager.all()
        if relation:
            related = model._meta.get_field(relation).related_model
            assert isinstance(related, type)
            named = Exists(rows.filter(**{relation: OuterRef("pk")}))
            rows = related._default_manager.filter(named)
        return rows.order_by().values_list(column, flat=True).distinct()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        value = self.value()
        return queryset.filter(**{self.path: value}).distinct() if value else queryset


class PortCountryFilter(CountryFilter):
    """Records whose port lies in one country."""

    path = "port__country"


class RecordFilter(admin.SimpleListFilter):
    """Records related to one record, which is found by typing.

    Made by :func:`by_record`. Without scripts it still shows what it filters by and clears it.
    """

    template = "admin/deployments/record_filter.html"
    path = ""
    field: models.ForeignKey

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Record],
        model_admin: admin.ModelAdmin,
    ) -> None:
        super().__init__(request, params, model, model_admin)
        related = self.field.related_model
        choice = RecordChoiceField(
            queryset=all_labelled(related),
            required=False,
            label=self.title,
            widget=RecordSelect(
                self.field,
                model_admin.admin_site,
                attrs={"id": f"filter-{self.parameter_name}", "aria-label": str(self.title)},
            ),
        )
        given = self.value() or ""
        self.form = type("FilterForm", (forms.Form,), {str(self.parameter_name): choice})(
            initial={str(self.parameter_name): given if is_id(given) else None}
        )

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """One pretended choice, without which Django leaves the filter out."""
        return [("", "")]

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """The other filters in force, which the form sends along."""
        name = str(self.parameter_name)
        yield {
            "form": self.form,
            "others": [
                (key, value)
                for key, values in changelist.filter_params.items()
                for value in values
                if key != name
            ],
            "query": changelist.query,
            "clear": changelist.get_query_string(remove=[name]) if self.value() else "",
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        value = self.value() or ""
        if not is_id(value):
            return queryset
        matching = queryset.model._default_manager.filter(**{self.path: int(value)})
        return queryset.filter(pk__in=matching.order_by().values("pk"))


def by_record(model: type[Record], path: str, title: _StrPromise) -> type[RecordFilter]:
    """A filter of ``model`` by the record at the end of ``path`` (``participants__vessel``)."""
    *steps, last = path.split("__")
    owner: type[models.Model] = model
    for step in steps:
        related = owner._meta.get_field(step).related_model
        assert isinstance(related, type)
        owner = related
    return type(
        f"{model.__name__}{path.title().replace('_', '')}Filter",
        (RecordFilter,),
        {
            "title": title,
            "parameter_name": path,
            "path": path,
            "field": owner._meta.get_field(last),
        },
    )

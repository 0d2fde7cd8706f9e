"""Parameters are taken as they are meant, or refused: a researcher is never misled in silence."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_to_bytes

from django.utils.translation import gettext as _
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from ..filters import RecordFilterSet
from ..filters.inputs import shown
from ..filters.parameters import CountryFilter, Filter, KeysFilter, ManyFilter
from .problems import BadParameters


def check(request: Request, *, single: set[str], multiple: set[str]) -> None:
    """Refuse what is not among the allowed parameters, is empty, or repeated where it may not be.

    Raises :class:`BadParameters` with all that is wrong.
    """
    allowed = sorted(single | multiple)
    raw = request.META.get("QUERY_STRING", "")
    try:
        unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        raise BadParameters({"": [_("The address is not in UTF-8.")]}, allowed) from None
    errors: dict[str, list[str]] = {}
    for name, values in request.query_params.lists():
        if name not in allowed:
            errors[shown(name)] = [_("There is no such parameter here.")]
        elif any("\0" in value for value in values):
            errors[name] = [_("It has a null character (%00). Remove it.")]
        elif "" in values:
            errors[name] = [_("It is empty. Give a value or leave it out.")]
        elif name in single and len(values) > 1:
            errors[name] = [_("Give it once.")]
    if errors:
        raise BadParameters(errors, allowed)


class StrictFilters(BaseFilterBackend):
    """The filter set of the view, with every mistake refused."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        return self.read(request, queryset, view).qs

    def read(self, request: Request, queryset: Any, view: Any) -> RecordFilterSet:
        """The filter set with what is asked for; raises :class:`BadParameters`."""
        filterset: RecordFilterSet = view.filterset_class(
            request.query_params, queryset=queryset, request=request
        )
        if filterset.errors:
            errors = {name: [str(e) for e in found] for name, found in filterset.errors.items()}
            raise BadParameters(errors, view.allowed_parameters)
        return filterset

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The filters for OpenAPI."""
        filters: dict[str, Filter] = view.filterset_class.base_filters
        return [_parameter(name, one) for name, one in filters.items()]


def _parameter(name: str, one: Filter) -> dict[str, Any]:
    schema = one.schema()
    description = one.description
    if isinstance(one, KeysFilter):
        description += f" The key of a record of /{one.target.plural}/."
    if isinstance(one, CountryFilter):
        description += " ISO 3166-1 alpha-2 codes."
    if not isinstance(one, ManyFilter):
        return {"name": name, "in": "query", "description": description, "schema": schema}
    return {
        "name": name,
        "in": "query",
        "description": f"{description} {one.repeated}",
        "schema": {"type": "array", "items": schema, "minItems": 1, "maxItems": one.most},
        "style": "form",
        "explode": True,
    }

"""The tags of the admin's templates: what is written by functions."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.admin.helpers import Fieldset
from django.contrib.admin.templatetags.admin_list import result_headers
from django.utils.safestring import SafeString

from . import sections
from .days import hierarchy
from .lines import lines
from .lists import RecordChangeList

register = template.Library()


@register.simple_tag
def section(
    fieldset: Fieldset, heading_level: int, prefix: str, id_prefix: object, id_suffix: object
) -> SafeString:
    """The HTML of a section of a form."""
    return sections.section(fieldset, heading_level, f"{prefix}-{id_prefix}-{id_suffix}")


@register.inclusion_tag("admin/date_hierarchy.html")
def days_of(changelist: RecordChangeList) -> dict[str, Any]:
    """The years, months or days of a list."""
    return hierarchy(changelist, changelist.days) or {}


@register.inclusion_tag("admin/deployments/includes/records.html")
def records_of(changelist: RecordChangeList) -> dict[str, Any]:
    """The table of a list."""
    headers = list(result_headers(changelist))
    return {
        "result_headers": headers,
        "num_sorted_fields": sum(bool(h["sortable"] and h["sorted"]) for h in headers),
        "lines": lines(changelist),
    }

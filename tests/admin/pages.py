"""Fills in the admin's forms as a browser does: everything shown is sent back."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse

Data = dict[str, Any]


def url(row: Model | type[Model], page: str = "change") -> str:
    """The address of an admin page of ``row``, or of its kind for lists and additions."""
    name = f"admin:deployments_{row._meta.model_name}_{page}"
    return reverse(name, args=[row.pk] if isinstance(row, Model) else [])


def opened(client: Client, address: str) -> Data:
    """What the form at ``address`` would send if nothing was changed in it."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return shown(response)


def shown(response: Any) -> Data:
    """The values of every field in the form of ``response``."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data: Data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value
    return data


def with_rows(data: Data, prefix: str, *rows: Data) -> Data:
    """``data`` with rows added to an inline, as the "add another" link does."""
    total = int(data[f"{prefix}-TOTAL_FORMS"])
    for number, row in enumerate(rows, total):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data | {f"{prefix}-TOTAL_FORMS": total + len(rows)}


def errors(response: Any) -> list[str]:
    """Every error shown on the form of ``response``."""
    assert response.status_code == 200, response.status_code
    found: list[str] = []
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
        forms += inline.formset.forms
    for form in forms:
        found += [text for texts in form.errors.values() for text in texts]
    return found


def said(response: Any) -> list[str]:
    """The messages shown to the editor."""
    return [str(message) for message in response.context["messages"]]

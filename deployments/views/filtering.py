"""From an address to a filter set and back: its form, its chips, and the addresses around it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.text import Truncator

from .. import countries
from ..filters import RecordFilterSet
from ..presenters.values import Shown


class Filtering:
    """The filters of one request; ``main`` names those that the form shows at once."""

    def __init__(
        self, request: HttpRequest, filterset: RecordFilterSet, main: tuple[str, ...]
    ) -> None:
        self.path = request.path
        self.data: QueryDict = filterset.data
        self.filterset = filterset
        self.form: forms.Form = filterset.form
        for field in self.form.fields.values():
            # A select box says what may be chosen; its help is for those who write addresses.
            if isinstance(field.widget, forms.Select):
                field.help_text = ""
        self.valid = not self.form.errors
        self.main = main

    def parameters(self) -> QueryDict:
        """The filters that are set."""
        kept = QueryDict(mutable=True)
        for name in self.form.fields:
            values = [value for value in self.data.getlist(name) if value.strip()]
            if values:
                kept.setlist(name, values)
        return kept

    def url(self, **paging: str) -> str:
        """The address with the filters that are set, at a page."""
        parameters = self.parameters()
        for name, value in paging.items():
            if value:
                parameters[name] = value
        return self.address(parameters)

    def url_without(self, name: str, value: str) -> str:
        """The address with the filters that are set but one value."""
        parameters = self.parameters()
        parameters.setlist(name, [each for each in parameters.getlist(name) if each != value])
        return self.address(parameters)

    def address(self, parameters: QueryDict) -> str:
        """This page with other parameters."""
        query = parameters.urlencode()
        return f"{self.path}?{query}" if query else self.path

    @property
    def active(self) -> list[Shown]:
        """The filters that are set, each with the address without it."""
        found = []
        for name in self.form.fields:
            if name == "match" and not any(self.data.get(each) for each in ("from", "to", "on")):
                continue
            found += [
                {
                    "label": self.form[name].label,
                    "value": self.in_words(name, value),
                    "without_url": self.url_without(name, value),
                }
                for value in dict.fromkeys(self.parameters().getlist(name))
            ]
        return found

    def in_words(self, name: str, value: str) -> str:
        """A value as the form calls it."""
        choices = getattr(self.form.fields[name].widget, "choices", None)
        labels = {str(key): str(label) for key, label in choices or () if key != ""}
        if value in labels:
            return labels[value]
        if "country" in name and countries.is_known(value):
            return countries.name(value)
        printable = "".join(char if char.isprintable() else "�" for char in value)
        return Truncator(printable).chars(60)

    @property
    def groups(self) -> Shown:
        """The fields of the form: those shown at once and those behind “More filters”."""
        return {
            "main": [self.form[name] for name in self.main if name in self.form.fields],
            "more": [self.form[name] for name in self.form.fields if name not in self.main],
        }

    @property
    def more_open(self) -> bool:
        """Whether a filter behind “More filters” is set or has an error."""
        names = [name for name in self.form.fields if name not in self.main]
        return any(self.data.get(name) or name in self.form.errors for name in names)

    def context(self) -> dict[str, Any]:
        """What templates show of the filters."""
        active = self.active
        return {
            "form": self.form,
            "groups": self.groups,
            "more_open": self.more_open,
            "active": active,
            "clear_url": self.path,
            "filter_errors": not self.valid,
        }

"""How filters look in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OneOrMoreSelect(forms.SelectMultiple):
    """A plain select box while at most one value is chosen, a list once an address names several.

    A value that is not among the options stays as an option of its own, so that sending the form
    again does not lose it.
    """

    any_label = _("Any")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        widget = context["widget"]
        chosen = [item for item in widget["value"] if item]
        offered = {
            str(option["value"]) for _group, group, _n in widget["optgroups"] for option in group
        }
        for item in chosen:
            if item not in offered:
                option = self.create_option(name, item, item, True, len(widget["optgroups"]))
                widget["optgroups"].append((None, [option], len(widget["optgroups"])))
        if len(chosen) <= 1:
            widget["attrs"].pop("multiple", None)
            nothing = self.create_option(name, "", str(self.any_label), not chosen, 0)
            widget["optgroups"].insert(0, (None, [nothing], 0))
        return context

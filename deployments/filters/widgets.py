"""How filters look in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.template import loader
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .keys import MOST_NAMED

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


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


class NamesBox(OneOrMoreSelect):
    """A select box of names, and a box to write in where there are more than anyone looks through.

    The box takes a key, or a name that the page then finds the key of. It proposes the most
    frequent ones, and there is one for each value that is chosen.
    """

    long_template_name = "includes/names_box.html"
    long_help_text = _("A name, its beginning, or a key.")
    label: _StrOrPromise = ""
    """What stands beside it; of several boxes each says so."""

    @property
    def is_long(self) -> bool:
        """Whether it is a box to write in."""
        return len(list(self.choices)) > MOST_NAMED

    @property
    def help_text(self) -> str:
        """What may be written into it; a select box shows what may be chosen."""
        return str(self.long_help_text) if self.is_long else ""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        if not self.is_long:
            return super().render(name, value, attrs, renderer)
        chosen = [item for item in value or () if item]
        context = {
            "name": name,
            "label": self.label,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "described_by": (attrs or {}).get("aria-describedby", ""),
            "values": chosen or [""],
            "options": self.choices,
        }
        return loader.render_to_string(self.long_template_name, context)

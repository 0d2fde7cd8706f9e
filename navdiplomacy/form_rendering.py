"""Form fields written by plain functions, letter for letter as Django's templates write them.

A change form has some two hundred inputs, labels, options and lists of errors. Django renders each
from a template of a line or two with several includes, which costs more than all else of the
page. Whatever has no function here is rendered from its template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.base import render_value_in_context
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

_NOT_WRITTEN = ("can_change_related", "can_delete_related", "can_view_related")
"""Links beside a choice that no form of ours has; Django's own models have them."""

Shown = Mapping[str, Any]
"""What a template is given."""


class FormRenderer(DjangoTemplates):
    """Django's renderer, with functions in place of the templates of single fields."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The HTML that the template gives."""
        write = WRITERS.get(template_name)
        if write is None or any(context.get(name) for name in _NOT_WRITTEN):
            return super().render(template_name, context, request)
        return write(context)


def _value(value: Any) -> str:
    """``{{ value }}``."""
    if type(value) is str:
        return escape(value)
    if isinstance(value, SafeString):
        return value
    # Numbers as the locale has them, lazy texts in the reader's language.
    return render_value_in_context(value, Context())


def _as_text(value: Any) -> str:
    """``{{ value|stringformat:"s" }}``."""
    return conditional_escape(value if isinstance(value, SafeString) else str(value))


def attributes(attrs: Mapping[str, Any] | None) -> str:
    """The attributes of a tag, each with a space before it; those that are False are left out."""
    return "".join(
        f" {_value(name)}" if value is True else f' {_value(name)}="{_as_text(value)}"'
        for name, value in (attrs or {}).items()
        if value is not False
    )


def _input(context: Shown) -> str:
    widget = context["widget"]
    value = widget["value"]
    stored = "" if value is None else f' value="{_as_text(value)}"'
    return (
        f'<input type="{_value(widget["type"])}" name="{_value(widget["name"])}"{stored}'
        f"{attributes(widget['attrs'])}>"
    )


def _textarea(context: Shown) -> str:
    widget = context["widget"]
    text = _value(widget["value"]) if widget["value"] else ""
    name = _value(widget["name"])
    return f'<textarea name="{name}"{attributes(widget["attrs"])}>\n{text}</textarea>'


def _option(context: Shown) -> str:
    widget = context["widget"]
    marks = attributes(widget["attrs"])
    return f'<option value="{_as_text(widget["value"])}"{marks}>{_value(widget["label"])}</option>'


def _select(context: Shown) -> str:
    widget = context["widget"]
    parts = [f'<select name="{_value(widget["name"])}"{attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{_value(group)}">')
        # Django puts a line's end after an option, as its template has one.
        parts += [f"\n  {_option({'widget': option})}\n" for option in options]
        if group:
            parts.append("\n  </optgroup>")
    return f"{''.join(parts)}\n</select>"


def _date(context: Shown) -> str:
    return f'<p class="date">\n  {_input(context)}\n\n\n</p>'


def _address(context: Shown) -> str:
    if not context["url_valid"]:
        return _input(context)
    widget = context["widget"]
    return (
        f'<p class="url">{_value(context["current_label"])} '
        f'<a href="{_value(widget["href"])}">{_value(widget["value"])}</a><br>'
        f"{_value(context['change_label'])} {_input(context)}\n</p>"
    )


def _label(context: Shown) -> str:
    text = _value(context["label"])
    if not context["use_tag"]:
        return text
    tag = _value(context["tag"])
    return f"<{tag}{attributes(context['attrs'])}>{text}</{tag}>"


def _errors(context: Shown) -> str:
    errors = context["errors"]
    if not errors:
        return ""
    listed = "".join(f"<li>{_value(error)}</li>" for error in errors)
    held = f' id="{_value(errors.field_id)}_error"' if errors.field_id else ""
    return f'<ul class="{_value(context["error_class"])}"{held}>{listed}</ul>'


def _with_related(context: Shown) -> str:
    """A choice of a record, with the link that adds one; no other link is offered here."""
    limited = context["model_has_limit_choices_to"]
    held = "" if limited else f'data-model-ref="{_value(context["model_name"])}"'
    add = ""
    if context["can_add_related"] and not context["is_hidden"]:
        name = _value(context["name"])
        address = f"{_value(context['add_related_url'])}?{_value(context['url_params'])}"
        title = gettext("Add another %(model)s") % {"model": _value(context["model"])}
        add = (
            f'<a class="related-widget-wrapper-link add-related" id="add_id_{name}"\n'
            f'            data-popup="yes"\n            href="{address}"\n'
            f'            title="{title}"><img src="{static("admin/img/icon-addlink.svg")}"'
            ' alt="" width="24" height="24"></a>'
        )
    return (
        f'<div class="related-widget-wrapper" {held}>\n    {_value(context["rendered_widget"])}\n'
        f"    \n        {add}\n    \n</div>"
    )


WRITERS: dict[str, Callable[[Shown], str]] = {
    "django/forms/errors/list/default.html": _errors,
    "django/forms/errors/list/ul.html": _errors,
    "django/forms/label.html": _label,
    "django/forms/widgets/checkbox.html": _input,
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/input.html": _input,
    "django/forms/widgets/number.html": _input,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/select_option.html": _option,
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/url.html": _input,
    "admin/widgets/date.html": _date,
    "admin/widgets/related_widget_wrapper.html": _with_related,
    "admin/widgets/url.html": _address,
}
"""By the name of the template whose HTML it writes."""

"""The sections of a form, written by functions: lines of labels, fields, errors and help.

Django renders them from one template with a dozen conditions for each field. What is written here
is the same HTML without the template's indentation.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django.contrib.admin.helpers import AdminField, AdminReadonlyField, Fieldline, Fieldset
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

_ENDS = ":?.!"
"""What a label may end with so that no colon follows."""


def section(fieldset: Fieldset, level: int, name: str) -> SafeString:
    """The HTML of a section: what Django's ``admin/includes/fieldset.html`` gives.

    ``level`` is that of its heading, ``name`` begins the id of it.
    """
    return SafeString("".join(_section(fieldset, level, name)))


def _section(fieldset: Fieldset, level: int, name: str) -> Iterator[str]:
    titled = fieldset.name  # type: ignore[attr-defined]  # the stubs know no titles
    labelled = f' aria-labelledby="{escape(name)}-heading"' if titled else ""
    yield f'<fieldset class="module aligned {escape(fieldset.classes)}"{labelled}>'
    folded = titled and fieldset.is_collapsible
    if titled:
        yield "<details><summary>" if folded else ""
        yield f'<h{level} id="{escape(name)}-heading" class="fieldset-heading">'
        yield f"{conditional_escape(titled)}</h{level}>"
        yield "</summary>" if folded else ""
    if fieldset.description:
        yield f'<div class="description">{fieldset.description}</div>'
    for line in fieldset:
        yield from _line(line)
    yield "</details></fieldset>" if folded else "</fieldset>"


def _line(line: Fieldline) -> Iterator[str]:
    alone = len(line.fields) == 1
    fields = list(line)
    told = [_errors(field) for field in fields]
    css = ["form-row"]
    if alone and told[0]:
        css.append("errors")
    if not line.has_visible_field:
        css.append("hidden")
    css += [f"field-{_name(field)}" for field in fields if _name(field)]
    yield f'<div class="{escape(" ".join(css))}">'
    yield told[0] if alone else '<div class="flex-container form-multiline">'
    for field, errors in zip(fields, told, strict=True):
        yield from _field(field, errors, alone=alone)
    yield "</div>" if alone else "</div></div>"


def _field(field: AdminField | AdminReadonlyField, errors: str, *, alone: bool) -> Iterator[str]:
    shown = field.field
    hidden, told, anchor = (
        (shown["is_hidden"], shown["help_text"], "")
        if isinstance(shown, dict)
        else (shown.is_hidden, shown.help_text, shown.id_for_label)
    )
    css = ["flex-container"]
    yield "<div>"
    if not alone:
        yield errors
        css.append("fieldBox")
        css += [f"field-{_name(field)}"] if _name(field) else []
        css += ["errors"] if errors else []
        css += ["hidden"] if hidden else []
    if field.is_checkbox:
        css.append("checkbox-row")
    yield f'<div class="{escape(" ".join(css))}">'
    if isinstance(field, AdminReadonlyField):
        yield f'{field.label_tag()}<div class="readonly">{field.contents()}</div>'
    else:
        label = _label(field, anchor)
        yield f"{shown}{label}" if field.is_checkbox else f"{label}{shown}"
    yield "</div>"
    if told:
        mark = f' id="{escape(anchor)}_helptext"' if anchor else ""
        yield f'<div class="help{" hidden" if hidden else ""}"{mark}><div>{told}</div></div>'
    yield "</div>"


def _label(field: AdminField, anchor: str) -> str:
    """The label of a field, as ``AdminField.label_tag`` has it."""
    shown = field.field
    css = ["vCheckboxLabel"] if field.is_checkbox else []
    css += ["required"] if shown.field.required else []
    css += [] if field.is_first else ["inline"]
    marks = f' class="{" ".join(css)}"' if css else ""
    marks += f' for="{escape(anchor)}"' if anchor else ""
    text: str = conditional_escape(shown.label)
    suffix = "" if field.is_checkbox else shown.form.label_suffix
    if suffix and text and text[-1] not in _ENDS:
        text += suffix
    return f"<label{marks}>{text}</label>"


def _name(field: AdminField | AdminReadonlyField) -> str:
    shown = field.field
    return str(shown["name"] if isinstance(shown, dict) else shown.name)


def _errors(field: AdminField | AdminReadonlyField) -> str:
    """The errors of a field; Django makes an empty list of them for each that has none."""
    if isinstance(field, AdminReadonlyField) or field.field.name not in field.field.form.errors:
        return ""
    return field.errors()

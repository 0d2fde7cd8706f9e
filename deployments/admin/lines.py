"""The lines of a list, written by functions that are made once for each of its columns.

Django looks every cell up anew: whether it is a column, a method of the admin or of the model,
what stands for nothing, whether it is a link. All of that is the same in every line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import display_for_field, display_for_value, lookup_field
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

Cell = Callable[[models.Model], str]


def lines(changelist: ChangeList) -> SafeString:
    """The lines of the page, each a row of a table."""
    cells = list(_cells(changelist))
    rows = (f"<tr>{''.join([cell(row) for cell in cells])}</tr>" for row in changelist.result_list)
    return SafeString("\n".join(rows))


def _cells(changelist: ChangeList) -> Iterator[Cell]:
    """What writes the cells of a line: the first that leads to the record is its heading."""
    links, tag = changelist.list_display_links, "th"
    for each in changelist.list_display:
        name = str(each)
        if name == "action_checkbox":
            yield _box()
            continue
        css, value = _value(changelist, name)
        if links is not None and (name in links or (not links and tag == "th")):
            yield _link(tag, css, value, changelist)
            tag = "td"
        else:
            yield _cell(css, value)


def _box() -> Cell:
    told = gettext("Select this object for an action - {}")
    start = f'<td class="action-checkbox"><input type="checkbox" name="{ACTION_CHECKBOX_NAME}" '

    def box(row: models.Model) -> str:
        said = told.format(escape(str(row)))
        return f'{start}value="{row.pk}" class="action-select" aria-label="{said}"></td>'

    return box


def _cell(css: str, value: Cell) -> Cell:
    start = f'<td class="{css}">'
    return lambda row: f"{start}{value(row)}</td>"


def _link(tag: str, css: str, value: Cell, changelist: ChangeList) -> Cell:
    """A cell with a link to the record's form, which keeps the filters in force."""
    options, mark = changelist.opts, "__pk__"
    plain = reverse(
        f"admin:{options.app_label}_{options.model_name}_change",
        args=[mark],
        current_app=changelist.model_admin.admin_site.name,
    )
    kept: Any = {"preserved_filters": changelist.preserved_filters, "opts": options}
    before, _mark, after = escape(add_preserved_filters(kept, plain)).partition(mark)
    start = f'<{tag} class="{css}"><a href="{before}'
    given = str(changelist.to_field or changelist.pk_attname)

    def link(row: models.Model) -> str:
        opener = ""
        if changelist.is_popup:
            opener = f' data-popup-opener="{escape(str(row.serializable_value(given)))}"'
        return f'{start}{row.pk}{after}"{opener}>{value(row)}</a></{tag}>'

    return link


def _value(changelist: ChangeList, name: str) -> tuple[str, Cell]:
    """The classes of a column, and what writes its values."""
    model_admin = changelist.model_admin
    nothing = conditional_escape(model_admin.get_empty_value_display())
    columns = {column.name: column for column in changelist.opts.concrete_fields}
    if name not in columns:
        return f"field-{name}", _of_method(model_admin, name, nothing)
    column = columns[name]
    css = f"field-{name}"
    if isinstance(column, models.DateField | models.TimeField | models.ForeignKey):
        css += " nowrap"
    return css, _of_column(column, nothing)


def _of_column(column: models.Field, nothing: str) -> Cell:
    name = column.name
    if isinstance(column, models.ForeignKey):

        def related(row: models.Model) -> str:
            other = getattr(row, name)
            return nothing if other is None else conditional_escape(other)

        return related
    known: dict[Any, str] = {}

    def shown(row: models.Model) -> str:
        value = getattr(row, name)
        if isinstance(value, str) and not value.strip():
            value = ""
        if value not in known:
            known[value] = conditional_escape(display_for_field(value, column, nothing))
        return known[value]

    return shown


def _of_method(model_admin: Any, name: str, nothing: str) -> Cell:
    method = getattr(model_admin, name, None)
    empty = conditional_escape(getattr(method, "empty_value_display", nothing))
    yes_or_no = getattr(method, "boolean", False)

    def shown(row: models.Model) -> str:
        value = method(row) if method else lookup_field(name, row, model_admin)[2]
        if isinstance(value, str) and not value.strip():
            value = ""
        return conditional_escape(display_for_value(value, empty, yes_or_no))

    return shown

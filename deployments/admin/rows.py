"""Rows on their record's form, a page of them at a time, with a fixed number of queries.

A record with no more rows than a page holds is edited as if there were no pages. Of one with more
the other rows stay as they are while a page is saved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from .inputs import RecordChoiceField, RecordsChoiceField, is_id

ROWS_PER_PAGE = 50
MOST_ROWS = 100
"""Rows that one form takes, those stored and those new: what a browser can send in one go."""

CONTINUE = "_continue"
"""The name of Django's button that saves and stays; ours have the rows to show as their value."""

PAGE = "-page"
"""What the name of an inline has in an address to say which page of its rows is shown."""


@dataclass(frozen=True)
class RowsPage:
    """Which of a record's rows of one kind stand on the form."""

    prefix: str
    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // ROWS_PER_PAGE))

    @property
    def in_words(self) -> str:
        """Which rows these are, and of how many."""
        first, last = (self.number - 1) * ROWS_PER_PAGE + 1, self.number * ROWS_PER_PAGE
        numbers = {"first": first, "last": min(last, self.total), "total": self.total}
        return _("Rows %(first)s–%(last)s of %(total)s") % {
            name: number_format(number, force_grouping=True) for name, number in numbers.items()
        }

    @property
    def previous(self) -> RowsPage | None:
        """The page before this one."""
        before = RowsPage(self.prefix, self.number - 1, self.total)
        return before if before.number >= 1 else None

    @property
    def next(self) -> RowsPage | None:
        """The page after this one."""
        after = RowsPage(self.prefix, self.number + 1, self.total)
        return after if after.number <= self.last else None

    @property
    def value(self) -> str:
        """What the button that leads here sends."""
        return f"{self.prefix}:{self.number}"

    @property
    def address(self) -> str:
        """The address of the page, from that of the form."""
        return f"?{urlencode({f'{self.prefix}{PAGE}': self.number})}#{self.prefix}-group"


class RowIdField(forms.ModelChoiceField):
    """The id of a stored row, one of those on the form."""

    def __init__(self, rows: dict[int, Model], **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, **kwargs)
        self.rows = rows

    def to_python(self, value: str | None) -> Model | None:
        """The row, without asking the database for each."""
        if value is None or value in self.empty_values:
            return None
        row = self.rows.get(int(value)) if is_id(value) else None
        if row is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return row


class RowFormSet(BaseInlineFormSet):
    """The rows of one page; when they are sent back, the rows that were on it."""

    model: type[Model]

    default_error_messages = {
        **BaseInlineFormSet.default_error_messages,
        "too_many_forms": ngettext_lazy(
            "The form takes at most %(num)d row. Save some first, then add the others.",
            "The form takes at most %(num)d rows. Save some first, then add the others.",
            "num",
        ),
        "missing_management_form": gettext_lazy(
            "Part of the form did not arrive. Open the page anew and try again."
        ),
    }

    def __init__(self, *args: Any, page_number: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page_number = page_number

    def get_queryset(self) -> Any:
        """The rows on the form, in their order; one query."""
        if not hasattr(self, "_rows"):
            rows = super().get_queryset()
            if self.is_bound:
                ids = self._ids_sent()
                found = {row.pk: row for row in rows.filter(pk__in=ids)}
                self._rows = [found[pk] for pk in ids if pk in found]
            else:
                if self.page_number > 1:
                    last = max(1, -(-rows.count() // ROWS_PER_PAGE))
                    self.page_number = min(self.page_number, last)
                start = (self.page_number - 1) * ROWS_PER_PAGE
                here = list(rows[start : start + ROWS_PER_PAGE + 1])
                self._more = len(here) > ROWS_PER_PAGE
                self._rows = here[:ROWS_PER_PAGE]
        return self._rows

    def _ids_sent(self) -> list[int]:
        sent = (
            self.data.get(f"{self.add_prefix(number)}-{self.model._meta.pk.name}")
            for number in range(min(self.initial_form_count(), self.absolute_max))
        )
        return list(dict.fromkeys(int(pk) for pk in sent if pk and is_id(pk)))

    @cached_property
    def page(self) -> RowsPage | None:
        """Which rows these are, or None where they are all there are."""
        shown = self.get_queryset()
        if self.instance.pk is None or (
            not self.is_bound and self.page_number == 1 and not self._more
        ):
            return None
        total = max(super().get_queryset().count(), len(shown))
        return (
            RowsPage(str(self.prefix), self.page_number, total) if total > ROWS_PER_PAGE else None
        )

    @cached_property
    def empty_form(self) -> ModelForm:
        """The form that scripts copy for a further row; Django makes it anew at each mention."""
        found: ModelForm = super().empty_form
        return found

    @cached_property
    def forms(self) -> list[ModelForm]:
        """The forms, which know together the records that any of them names."""
        found = super().forms
        for name, field in found[0].fields.items() if found else ():
            if isinstance(field, RecordChoiceField | RecordsChoiceField):
                rows = field.queryset
                assert rows is not None
                values = [_listed(form[name].value()) for form in found]
                wanted = {int(value) for each in values for value in each if is_id(value)}
                known = {row.pk: row for row in rows.filter(pk__in=wanted)}
                for form in found:
                    same = form.fields[name]
                    assert isinstance(same, RecordChoiceField | RecordsChoiceField)
                    same.known = known
        return found

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        name = self.model._meta.pk.name
        stored = form.fields.get(name)
        if isinstance(stored, forms.ModelChoiceField) and stored.widget.is_hidden:
            rows = {row.pk: row for row in self.get_queryset()} if self.is_bound else {}
            form.fields[name] = RowIdField(rows, queryset=stored.queryset, initial=stored.initial)


def _listed(value: Any) -> Iterable[Any]:
    if isinstance(value, list | tuple | set):
        return value
    return () if value in (None, "") else (value,)


class PagedRows(admin.ModelAdmin):
    """A form that shows a page of each kind of rows, and keeps the page when it is saved."""

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Model, inline: admin.options.InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        number = request.GET.get(f"{prefix}{PAGE}", "")
        return {**given, "page_number": int(number) if is_id(number) and int(number) else 1}

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        """Who stays on the form sees the rows that were asked for, or those that were there."""
        response = super().response_change(request, obj)
        if CONTINUE not in request.POST or not isinstance(response, HttpResponseRedirect):
            return response
        address, _mark, query = response.url.partition("?")
        shown = QueryDict(query, mutable=True)
        for name in request.GET:
            if name.endswith(PAGE) and name not in shown:
                shown[name] = request.GET[name]
        prefix, _colon, number = request.POST[CONTINUE].partition(":")
        if is_id(number):
            shown[f"{prefix}{PAGE}"] = number
        address += f"?{shown.urlencode()}" if shown else ""
        return HttpResponseRedirect(address + (f"#{quote(prefix)}-group" if number else ""))

"""What every admin page of a curated row shares.

A page is saved as one change set. What the database, a model or the publication gate refuses
comes back as errors on the same form with everything that was typed; nothing is stored then.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import countries
from ..choices import Origin
from ..fields import EDTFField
from ..models import OwnedRow, Record
from ..models.base import Row
from ..services.changes import change_set, owner_of
from . import history, permissions
from .forms import ChangeForm
from .inputs import COUNTRY_LIST, CountryField, RecordChoiceField, RecordSelect, TypedDateField
from .labels import LABEL_RELATED, label
from .refusals import REFUSALS, sentences
from .rows import PagedRows

ENTRIES_PER_PAGE = 20
ROWS_IN_A_CONFLICT = 10


class RowFields:
    """How pages and inlines ask for dates, countries and related records."""

    model: type[models.Model]
    admin_site: admin.AdminSite

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Every related record is found by typing; no list of thousands is ever sent."""
        return [
            field.name
            for field in self.model._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Record)
        ]

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest | None, **kwargs: Any
    ) -> Any:
        """Dates as people type them, countries by name, records by label."""
        if isinstance(db_field, EDTFField):
            return TypedDateField(label=capfirst(db_field.verbose_name))
        if db_field.name == "country":
            return CountryField(label=capfirst(db_field.verbose_name))
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        if isinstance(db_field, models.TextField):
            kwargs.setdefault("widget", AdminTextareaWidget(attrs={"rows": 4}))
        if isinstance(db_field, models.ForeignKey):
            related = db_field.related_model
            kwargs.setdefault("form_class", RecordChoiceField)
            if issubclass(related, Record):
                kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
            kwargs.setdefault(
                "queryset",
                related._default_manager.select_related(*LABEL_RELATED.get(related, ())),
            )
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if db_field.name.endswith("_words"):
            field.help_text = _("The source's own words; replaced when the date is typed anew.")
        widget = getattr(field, "widget", None)
        for ability in ("can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(widget, ability):
                setattr(widget, ability, False)
        return field


class RowAdmin(RowFields, PagedRows):
    """A page for one curated row, its change sets, its refusals and its history."""

    form: type[ChangeForm] = ChangeForm
    save_on_top = True
    list_per_page = 50
    show_full_result_count = True
    change_form_template = "admin/deployments/change_form.html"

    @property
    def media(self) -> Media:
        """Autocompletes also for the filters of a list, and names for all of them."""
        autocomplete = AutocompleteSelect(self.model._meta.pk, self.admin_site).media
        return super().media + autocomplete + Media(js=["deployments/admin.js"])

    # Saving -------------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show the form, or save it as one change set; what is refused comes back on the form."""
        view = super().changeform_view
        if request.method != "POST":
            return view(request, object_id, form_url, extra_context)
        reason = request.POST.get("change_reason", "").strip() or self.default_reason(request)
        try:
            with (
                held_messages(request),
                change_set(origin=Origin.ADMIN, actor=request.user, reason=reason),
            ):
                return view(request, object_id, form_url, extra_context)
        except REFUSALS as refusal:
            request.refusal = (_("Nothing was saved."), *sentences(refusal))  # type: ignore[attr-defined]
        return view(request, object_id, form_url, extra_context)

    def default_reason(self, request: HttpRequest) -> str:
        """The reason kept in the history where the editor gives none."""
        return ""

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Say something to the editor, once it is certain that it holds."""
        held: list[Any] | None = getattr(request, "held_messages", None)
        if held is None:
            super().message_user(request, message, *args, **kwargs)
        else:
            held.append(
                lambda: super(RowAdmin, self).message_user(request, message, *args, **kwargs)
            )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Give the form what it needs to know of the request."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", ())
        record = owner_of(obj) if obj is not None else None
        if record is not None:
            if request.method == "POST":
                # Held until the form is stored, so that nobody else can change it meanwhile.
                locked = type(record)._default_manager.select_for_update().filter(pk=record.pk)
                locked.first()
            form.current_version = history.version(record)
            seen = request.POST.get("version", "")
            if request.method == "POST" and seen != form.current_version:
                form.conflict = conflict(record, seen)
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store the row, unless nothing of it changed: that would be noise in the history."""
        if not change or form.row_changed:
            super().save_model(request, obj, form, change)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Ask, or delete inside a change set."""
        view = super().delete_view
        if request.method != "POST":
            return view(request, object_id, extra_context)
        try:
            with (
                held_messages(request),
                change_set(origin=Origin.ADMIN, actor=request.user, reason=_("Deleted")),
            ):
                return view(request, object_id, extra_context)
        except REFUSALS as refusal:
            for sentence in sentences(refusal):
                self.message_user(request, sentence, messages.ERROR)
        return HttpResponseRedirect(request.path)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add the names of countries, once for all fields that ask for one."""
        context["country_list"] = COUNTRY_LIST
        context["country_names"] = [name for _code, name in countries.choices()]
        return super().render_change_form(request, context, *args, **kwargs)

    # Permissions --------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and permissions.may_change(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and permissions.may_delete(request.user, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the user may publish; Django asks this for actions that need it."""
        return permissions.may_publish(request.user)

    # History ------------------------------------------------------------------------------------

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed what, when and why, with the rows the record owns."""
        row = self.get_object(request, object_id)
        record = owner_of(row) if row is not None else None
        if record is None:
            return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined,no-any-return]
                request, self.opts, object_id
            )
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        page = Paginator(history.change_sets(record), ENTRIES_PER_PAGE).get_page(
            request.GET.get("p")
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": label(record),
            "entries": history.entries(record, list(page.object_list)),
            "page": page,
            "object": row,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/deployments/history.html", context)


@contextmanager
def held_messages(request: HttpRequest) -> Any:
    """Say what was to be said only once the change set has been stored."""
    held: list[Callable[[], None]] = []
    request.held_messages = held  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del request.held_messages  # type: ignore[attr-defined]
    for say in held:
        say()


def conflict(record: Record, seen: str) -> str:
    """What someone else changed since the form was opened."""
    lines = [
        _("%(who)s, %(when)s: %(what)s")
        % {
            "who": entry.change_set.actor_name or entry.change_set.get_origin_display(),
            "when": f"{entry.change_set.at:%Y-%m-%d %H:%M}",
            "what": _what_changed(entry),
        }
        for entry in history.entries_since(record, seen)
    ]
    return " ".join(
        [
            _(
                "Nothing was saved: this was changed since you opened it. Open it in a second tab "
                "and bring your input over."
            ),
            *lines,
        ]
    )


def _what_changed(entry: history.Entry) -> str:
    told = [_what(row) for row in entry.rows[:ROWS_IN_A_CONFLICT]]
    more = len(entry.rows) + entry.left_out - len(told)
    if more:
        told.append(_("%(number)d more") % {"number": more})
    return "; ".join(told)


def _what(row: history.RowChange) -> str:
    fields = ", ".join(f"{each.label}: {each.old} → {each.new}" for each in row.differences)
    return f"{row.kind} {row.verb_in_words} ({fields})"


class OwnedRowAdmin(RowAdmin):
    """A page for a row that a record owns, for what its line on the record's form cannot hold."""

    model: type[OwnedRow]
    readonly_fields = ("belongs_to", "key")

    @admin.display(description=gettext_lazy("belongs to"))
    def belongs_to(self, row: OwnedRow) -> Any:
        """The record that owns it, with a link."""
        record = owner_of(row)
        return (
            format_html('<a href="{}">{}</a>', change_url(record), label(record)) if record else ""
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Not in the index: such rows are reached from their record."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows are added on their record's form."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is no list of such rows; lead to the list of their records."""
        owner: Any = self.model._meta.get_field(self.model.parent).related_model
        return HttpResponseRedirect(
            reverse(f"admin:deployments_{owner._meta.model_name}_changelist")
        )

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        self.message_user(request, _("“%(row)s” was deleted.") % {"row": obj_display})
        return self.changelist_view(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(self.model.parent)


def change_url(row: Row) -> str:
    """The address of the admin page of ``row``."""
    return reverse(f"admin:deployments_{row._meta.model_name}_change", args=[row.pk])

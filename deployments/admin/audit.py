"""Who changed what, when, why and from where; and addresses that moved. Nothing here is edited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import OWNED_MODELS, RECORD_MODELS, RECORD_TYPES, ChangeSet, KeyRedirect
from ..models.base import Row
from . import history
from .base import change_url

TRACKED: tuple[type[Row], ...] = (*RECORD_MODELS, *OWNED_MODELS, KeyRedirect)
ROWS_SHOWN = 25
"""Rows of each kind that the page of a change set shows; an import may have thousands."""


class ReadOnly(admin.ModelAdmin):
    """Rows that are looked at and never changed by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(ChangeSet)
class ChangeSetAdmin(ReadOnly):
    """Every change, newest first."""

    list_display = ("at", "actor_name", "origin", "reason", "what")
    list_filter = ("origin", ("actor", admin.RelatedOnlyFieldListFilter))
    search_fields = ("reason", "actor_name")
    date_hierarchy = "at"
    list_per_page = 50

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Count what each change set on the page changed, one query for each kind of row."""
        changelist = super().get_changelist_instance(request)
        found: dict[int, list[str]] = {row.pk: [] for row in changelist.result_list}
        for model in TRACKED:
            rows = model.history.filter(change_set_id__in=list(found)).order_by()
            for pk, count in rows.values_list("change_set").annotate(n=Count("id", distinct=True)):
                meta = model._meta
                word = meta.verbose_name if count == 1 else meta.verbose_name_plural
                found[pk].append(f"{count} {word}")
        for row in changelist.result_list:
            row.changed = ", ".join(found[row.pk])
        return changelist

    @admin.display(description=gettext_lazy("what changed"))
    def what(self, change_set: ChangeSet) -> str:
        """How many rows of each kind changed."""
        return str(getattr(change_set, "changed", ""))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the rows that changed together, with their differences."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        change_set = self.get_object(request, object_id)
        if change_set is None or not self.has_view_permission(request, change_set):
            return super().change_view(request, object_id, form_url, extra_context)
        entry = history.entry_of(change_set, TRACKED, ROWS_SHOWN)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change set"),
            "subtitle": str(change_set),
            "entries": [entry],
            "limit": ROWS_SHOWN,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/deployments/change_set.html", context)


@admin.register(KeyRedirect)
class KeyRedirectAdmin(ReadOnly):
    """Addresses that were public and now lead to a record's new one."""

    list_display = ("old_key", "record_type", "leads_to")
    list_filter = ("record_type",)
    search_fields = ("old_key",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[KeyRedirect]:
        return super().get_queryset(request).order_by("record_type", "old_key")

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Find the records of the page, one query for each kind."""
        changelist = super().get_changelist_instance(request)
        for record_type, model in RECORD_TYPES.items():
            rows = [row for row in changelist.result_list if row.record_type == record_type]
            found = model._default_manager.in_bulk([row.record_id for row in rows]) if rows else {}
            for row in rows:
                row.record = found.get(row.record_id)
        return changelist

    @admin.display(description=gettext_lazy("leads to"))
    def leads_to(self, redirect: KeyRedirect) -> str:
        """The record, with a link."""
        record = getattr(redirect, "record", None)
        return format_html('<a href="{}">{}</a>', change_url(record), record.key) if record else ""

"""What every admin page of a curated row shares.

A page is saved as one change set. What the database, a model or the publication gate refuses
comes back as errors on the same form with everything that was typed; nothing is stored then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import countries
from ..changes.meanwhile import change_ids, reread
from ..changes.service import change_set, owner_of
from ..choices import Origin
from ..models import OwnedRow, Record
from ..models.base import Row
from . import history, permissions
from .forms import ChangeForm
from .inlines import shared_by
from .inputs import COUNTRY_LIST, is_id
from .labels import label
from .refusals import REFUSALS, sentences
from .row_fields import RowFields
from .rows import PagedRows

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

ENTRIES_PER_PAGE = 20
ROWS_IN_A_CONFLICT = 10


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

    def __init__(self, model: type[Row], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.inlines = [*self.inlines, *shared_by(model)]  # type: ignore[misc]

    # Saving -------------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form, or save it as one change set; what is refused comes back on the form.

        The refused form is shown on rows read anew: those that were saved in vain have ids of rows
        that are not there. That pass writes nothing, as what was refused is an error of the form.
        """
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        if "_saveasnew" in request.POST and not self.save_as:
            # Django would take the form for a new row's, with the rows of the old one in it.
            posted = request.POST.copy()
            del posted["_saveasnew"]
            request.POST = posted  # type: ignore[assignment]
            request.refusal = (_("Nothing was saved: this cannot be saved as new. Add one."),)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)
        reason = request.POST.get("change_reason", "").strip() or self.default_reason(request)
        try:
            with (
                held_messages(request),
                change_set(origin=Origin.ADMIN, actor=permissions.editor(request), reason=reason),
            ):
                self._refuse_if_changed(request, object_id)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Changed as changed:
            request.refusal = (changed.message,)  # type: ignore[attr-defined]
        except REFUSALS as refusal:
            request.refusal = (_("Nothing was saved."), *sentences(refusal))  # type: ignore[attr-defined]
        shown: HttpResponse = self._changeform_view(  # type: ignore[attr-defined]
            request, object_id, form_url, extra_context
        )
        return shown

    def _refuse_if_changed(self, request: HttpRequest, object_id: str | None) -> None:
        """Raise :class:`Changed` when the form shows an older version of the record."""
        row = self.get_object(request, unquote(object_id)) if object_id else None
        record = owner_of(row) if row is not None else None
        seen = request.POST.get("version", "")
        if record is None or seen == str(record.version):
            return
        if super().has_change_permission(request):
            raise Changed(conflict(record, seen))

    def default_reason(self, request: HttpRequest) -> str:
        """The reason kept in the history where the editor gives none."""
        return ""

    def message_user(
        self,
        request: HttpRequest,
        message: _StrOrPromise,
        level: int | str = messages.INFO,
        extra_tags: str = "",
        fail_silently: bool = False,
    ) -> None:
        """Say something to the editor, once it is certain that it holds."""
        say = partial(super().message_user, request, message, level, extra_tags, fail_silently)
        held: list[Callable[[], None]] | None = getattr(request, "held_messages", None)
        if held is None:
            say()
        else:
            held.append(say)

    def get_form(
        self, request: HttpRequest, obj: Row | None = None, change: bool = False, **kwargs: Any
    ) -> type[ChangeForm]:
        """Give the form what it needs to know of the request."""
        form = super().get_form(request, obj, change, **kwargs)
        assert issubclass(form, ChangeForm)
        form.refusal = getattr(request, "refusal", ())
        record = owner_of(obj) if obj is not None else None
        form.current_version = str(record.version) if record is not None else ""
        return form

    def save_model(self, request: HttpRequest, obj: Row, form: ChangeForm, change: bool) -> None:
        """Store the row, unless nothing of it changed: that would be noise in the history."""
        if not change or form.row_changed:
            super().save_model(request, obj, form, change)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask, or delete inside a change set, if the record is as it was when we asked.

        The page is Django's, so its address says which version it shows.
        """
        view = super().delete_view
        row = self.get_object(request, unquote(object_id))
        record = owner_of(row) if row is not None else None
        if request.method != "POST":
            if record is None or "version" in request.GET:
                return view(request, object_id, extra_context)
            asked = request.GET.copy()
            asked["version"] = str(record.version)
            return HttpResponseRedirect(f"{request.path}?{asked.urlencode()}")
        try:
            with (
                held_messages(request),
                change_set(
                    origin=Origin.ADMIN, actor=permissions.editor(request), reason=_("Deleted")
                ),
            ):
                if record is not None and is_id(request.GET.get("version")):
                    record.version = int(request.GET["version"])
                    reread([record])
                return view(request, object_id, extra_context)
        except REFUSALS as refusal:
            for sentence in sentences(refusal):
                self.message_user(request, sentence, messages.ERROR)
        return HttpResponseRedirect(request.path)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the names of countries, once for all fields that ask for one."""
        context["country_list"] = COUNTRY_LIST
        context["country_names"] = [name for _code, name in countries.choices()]
        return super().render_change_form(request, context, *args, **kwargs)

    # Permissions --------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and permissions.may_type(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
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
        record = owner_of(row) if row is not None else history.deleted(self.model, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined,no-any-return]
                request, self.opts, object_id
            )
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        page = Paginator(change_ids(record), ENTRIES_PER_PAGE).get_page(request.GET.get("p"))
        gone = history.names_of_deleted(self.model, [record.pk]) if row is None else {}
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": gone.get(record.pk) or label(record),
            "entries": history.entries(record, list(page.object_list)),
            "page": page,
            "object": row,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/deployments/history.html", context)


class Changed(ValidationError):
    """Somebody else changed the record since its form was opened."""


@contextmanager
def held_messages(request: HttpRequest) -> Iterator[None]:
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
    def belongs_to(self, row: OwnedRow) -> str:
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
        owner = self.model._meta.get_field(self.model.parent).related_model
        assert isinstance(owner, type)
        return HttpResponseRedirect(
            reverse(f"admin:deployments_{owner._meta.model_name}_changelist")
        )

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        self.message_user(request, _("“%(row)s” was deleted.") % {"row": obj_display})
        return self.changelist_view(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OwnedRow]:
        return super().get_queryset(request).select_related(self.model.parent)


def change_url(row: Row) -> str:
    """The address of the admin page of ``row``."""
    return reverse(f"admin:deployments_{row._meta.model_name}_change", args=[row.pk])

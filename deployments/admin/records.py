"""What every admin page of a record shares: search, key, status and the way to the public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import search
from ..choices import Origin, Status
from ..models import Record, Row
from ..services import gate, publishing
from . import permissions
from .actions import RecordActions
from .base import RowAdmin, change_url
from .filters import MissingFilter
from .forms import ChangeForm, RecordForm
from .labels import label, labelled, status_mark
from .lists import RecordChangeList
from .missing import missing
from .publication import PublicationPages

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec, _ListFilterT

OPERATIONS = ("submit", "return", "publish")
"""What a form can do with a record besides saving it."""


class RecordAdmin(RecordActions, PublicationPages, RowAdmin):
    """A page for a record: its status, its way to the public, its key."""

    model: type[Record]
    form: type[ChangeForm] = RecordForm
    key_from: ClassVar[tuple[str, ...]] = ("name",)
    change_list_template = "admin/deployments/record_list.html"
    search_help_text = gettext_lazy("Names, former and native names, numbers and keys.")

    list_filter: ClassVar[tuple[_ListFilterT, ...]] = ("status", MissingFilter)
    list_prefetch: ClassVar[tuple[str, ...]] = ()

    def labelled(self, records: QuerySet[Record]) -> QuerySet[Record]:
        """``records`` with what their labels need; asked for by the autocompletes."""
        return labelled(records)

    def autocomplete_label(self, record: Record) -> str:
        """What the record is called in an autocomplete."""
        return label(record)

    # Lists --------------------------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordChangeList

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def standing(self, record: Record) -> SafeString:
        """The status, marked."""
        return status_mark(record)

    @admin.display(description=gettext_lazy("what is missing"), empty_value="–")
    def missing(self, record: Record) -> str:
        """What the record lacks, in words."""
        return ", ".join(missing(record))

    # Search -------------------------------------------------------------------------------------

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """What a search box claims to look in; :meth:`get_search_results` does the looking."""
        return self.model.search_fields or ("key",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Record], search_term: str
    ) -> tuple[QuerySet[Record], bool]:
        """Find without accents and case, by former and native names and joined pennants."""
        return search.search(queryset, search_term), False

    # Fields -------------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Record | None = None) -> _FieldsetSpec:
        """The sections of the form; a column that none of them names is asked for all the same."""
        sections = list(super().get_fieldsets(request, obj))
        named = set(flatten_fieldsets(sections))
        rest = [
            column.name
            for column in self.model._meta.concrete_fields
            if column.editable and not column.primary_key and column.name not in named
        ]
        return [*sections, (_("More"), {"fields": tuple(rest)})] if rest else sections

    def get_readonly_fields(
        self, request: HttpRequest, obj: Record | None = None
    ) -> tuple[str, ...]:
        """A key that was public changes only by renaming."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, "key") if obj is not None and obj.once_public else fields

    def get_form(
        self, request: HttpRequest, obj: Row | None = None, change: bool = False, **kwargs: Any
    ) -> type[RecordForm]:
        form = super().get_form(request, obj, change, **kwargs)
        assert issubclass(form, RecordForm)
        form.key_from = self.key_from
        return form

    # The way to the public ----------------------------------------------------------------------

    def operations(self, request: HttpRequest, record: Record | None) -> list[tuple[str, str]]:
        """What the buttons of the form can do with ``record`` besides saving it."""
        status = record.status if record is not None else Status.DRAFT
        offered = []
        if status == Status.DRAFT:
            offered.append(("submit", _("Save and send to review")))
        if status == Status.IN_REVIEW:
            offered.append(("return", _("Save and send back to draft")))
        if permissions.may_publish(request.user) and status != Status.PUBLISHED:
            again = status == Status.WITHDRAWN
            text = _("Save and publish again") if again else _("Save and publish")
            offered.append(("publish", text))
        return offered

    def default_reason(self, request: HttpRequest) -> str:
        reasons = {
            "submit": _("Sent to review"),
            "return": _("Sent back to draft"),
            "publish": _("Published"),
        }
        return reasons.get(request.POST.get("operation", ""), "")

    def save_related(
        self,
        request: HttpRequest,
        form: RecordForm,
        formsets: Sequence[BaseInlineFormSet],
        change: bool,
    ) -> None:
        """Store the rows it owns, then do what the button says, all in one change set."""
        super().save_related(request, form, formsets, change)
        operation = request.POST.get("operation")
        if operation:
            self.operate(request, form.instance, operation)

    def operate(self, request: HttpRequest, record: Record, operation: str) -> None:
        """Submit, return or publish ``record`` through the one service."""
        if operation not in OPERATIONS:
            raise BadRequest("Unknown operation")
        editor = permissions.editor(request)
        if operation == "submit":
            publishing.submit(record=record, origin=Origin.ADMIN, actor=editor)
        elif operation == "return":
            publishing.return_to_draft(record=record, origin=Origin.ADMIN, actor=editor)
        elif permissions.may_publish(request.user):
            publishing.publish(records=[record], origin=Origin.ADMIN, actor=editor)
        else:
            raise PermissionDenied

    def response_add(
        self, request: HttpRequest, obj: Record, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.after_operation(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        assert isinstance(obj, Record)
        return self.after_operation(request, obj) or super().response_change(request, obj)

    def after_operation(self, request: HttpRequest, obj: Record) -> HttpResponse | None:
        """Say where the record stands now, and stay on it."""
        if "operation" not in request.POST or IS_POPUP_VAR in request.POST:
            return None
        text = _("“%(record)s” is saved and %(status)s.") % {
            "record": label(obj) if not obj.is_published else obj,
            "status": obj.get_status_display(),
        }
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(change_url(obj))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Record | None = None,
    ) -> HttpResponse:
        """Say where the record stands and what keeps it from the public."""
        can_change = self.has_change_permission(request, obj)
        context["operations"] = self.operations(request, obj) if add or can_change else []
        if obj is not None:
            publisher = permissions.may_publish(request.user)
            context["record"] = obj
            context["problems"] = [] if obj.is_published else gate.problems(obj)
            context["can_withdraw"] = publisher and obj.is_published
            context["can_rename"] = publisher and can_change
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_view_on_site_url(self, obj: Record | None = None) -> str | None:
        """The public address, where there is one to see."""
        return obj.get_absolute_url() if obj is not None and obj.is_published else None

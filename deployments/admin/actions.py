"""Actions on selected records: each calls the one service and says per record why it refused."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..changes.meanwhile import reread
from ..changes.service import change_set
from ..changes.writer import Busy
from ..choices import Origin
from ..models import Record
from ..services import publishing
from . import permissions
from .base import held_messages
from .publication import as_seen, seen
from .refusals import REFUSALS, sentences

SAID_AT_MOST = 50
"""Refusals that are said one by one; the rest is counted."""


class RecordActions(admin.ModelAdmin):
    """The actions of a record's list. Which of them are offered follows the user's permissions."""

    delete_selected_confirmation_template = "admin/deployments/delete_selected.html"
    actions = ("send_to_review", "return_to_draft", "publish", "withdraw", "delete_selected")
    model: type[Record]

    @admin.action(permissions=["change"], description=gettext_lazy("Send to review"))
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Record]) -> None:
        """Send drafts to review."""
        self._each(request, queryset, publishing.submit, _("sent to review"))

    @admin.action(permissions=["change"], description=gettext_lazy("Send back to draft"))
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet[Record]) -> None:
        """Send records in review back to their editors."""
        self._each(request, queryset, publishing.return_to_draft, _("sent back to draft"))

    @admin.action(permissions=["publish"], description=gettext_lazy("Publish"))
    def publish(self, request: HttpRequest, queryset: QuerySet[Record]) -> None:
        """Publish, together if they need one another, else all that can be."""
        records = [each for each in queryset if self._allowed(request, each)]
        editor = permissions.editor(request)
        try:
            done = publishing.publish(records=records, origin=Origin.ADMIN, actor=editor)
        except Busy as busy:
            self._say_refused(request, [_("Nothing was published."), str(busy)])
            return
        except REFUSALS:
            done = []
        else:
            self._say_done(request, len(done), _("published"))
            for record in records:
                if record not in done:
                    self._say(request, _("“%s” is published already.") % record, messages.INFO)
            return
        refused: list[str] = []
        for record in records:
            try:
                done += publishing.publish(records=[record], origin=Origin.ADMIN, actor=editor)
            except REFUSALS as refusal:
                refused += sentences(refusal)
                if isinstance(refusal, Busy):
                    break
        self._say_done(request, len(done), _("published"))
        self._say_refused(request, refused)

    @admin.action(permissions=["publish"], description=gettext_lazy("Withdraw…"))
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Record]) -> HttpResponse:
        """Ask for the public reason on a page of its own; nothing changes yet."""
        name = f"admin:deployments_{self.model._meta.model_name}_withdraw"
        ids = ",".join(str(pk) for pk in queryset.order_by("pk").values_list("pk", flat=True)[:200])
        return HttpResponseRedirect(f"{reverse(name)}?ids={ids}")

    @admin.action(permissions=["delete"], description=gettext_lazy("Delete what was never public"))
    def delete_selected(
        self, request: HttpRequest, queryset: QuerySet[Record]
    ) -> HttpResponse | None:
        """Ask, or delete what may be deleted as the only writer; the rest is said."""
        if "post" not in request.POST:
            return self._delete(request, queryset)
        try:
            with (
                held_messages(request),
                change_set(
                    origin=Origin.ADMIN, actor=permissions.editor(request), reason=_("Deleted")
                ),
            ):
                return self._delete(request, queryset)
        except REFUSALS as refusal:
            self._say_refused(request, [_("Nothing was deleted."), *sentences(refusal)])
        return None

    def _delete(self, request: HttpRequest, queryset: QuerySet[Record]) -> HttpResponse | None:
        """Django's action on what may be deleted; what was public, or another's, is left out.

        Raises ``Refused`` when one of them is not as the page showed it that asked.
        """
        allowed = []
        for record in queryset:
            if self.has_delete_permission(request, record):
                allowed.append(record)
            elif record.once_public:
                text = _("“%s” was public once and is never deleted. Withdraw it instead.")
                self._say(request, text % record)
            else:
                text = _("“%s” was added by someone else; a publisher can delete it.")
                self._say(request, text % record)
        if not allowed:
            return None
        if "post" in request.POST:
            as_seen(allowed, request.POST.get("seen", ""))
            reread(allowed)
        chosen = queryset.filter(pk__in=[record.pk for record in allowed])
        answer: TemplateResponse | None = delete_selected(self, request, chosen)
        if answer is not None:
            answer.context_data = {**(answer.context_data or {}), "seen": seen(*allowed)}
        return answer

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> None:
        """Delete one by one, so that each leaves its history."""
        for record in queryset:
            record.delete()

    # ---------------------------------------------------------------------------------------------

    def _allowed(self, request: HttpRequest, record: Record) -> bool:
        """Whether the user may change this very record; says so when not."""
        if permissions.may_change(request.user, record):
            return True
        text = _("“%(record)s” is %(status)s; only a publisher can change it.")
        self._say(request, text % {"record": record, "status": record.get_status_display()})
        return False

    def _each(
        self,
        request: HttpRequest,
        queryset: QuerySet[Record],
        service: Callable[..., None],
        done_word: str,
    ) -> None:
        done, refused = 0, []
        for record in queryset:
            if not self._allowed(request, record):
                continue
            try:
                service(record=record, origin=Origin.ADMIN, actor=permissions.editor(request))
            except REFUSALS as refusal:
                refused += sentences(refusal)
                if isinstance(refusal, Busy):
                    break
            else:
                done += 1
        self._say_done(request, done, done_word)
        self._say_refused(request, refused)

    def _say(self, request: HttpRequest, text: str, level: int = messages.ERROR) -> None:
        self.message_user(request, text, level)

    def _say_done(self, request: HttpRequest, count: int, word: str) -> None:
        if count:
            text = ngettext("%(count)d record %(word)s.", "%(count)d records %(word)s.", count)
            self._say(request, text % {"count": count, "word": word}, messages.SUCCESS)

    def _say_refused(self, request: HttpRequest, refused: list[str]) -> None:
        for sentence in refused[:SAID_AT_MOST]:
            self._say(request, sentence)
        if len(refused) > SAID_AT_MOST:
            self._say(request, _("And %d more reasons.") % (len(refused) - SAID_AT_MOST))

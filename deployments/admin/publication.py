"""Pages that ask before a record is withdrawn or renamed. They work without scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from ..changes.writer import Busy
from ..choices import Origin, Status
from ..models import Record
from ..services import gate, publishing
from . import permissions
from .forms import RenameForm, WithdrawForm
from .inputs import is_id
from .labels import label
from .refusals import REFUSALS, sentences

LIMIT = 200
"""Records that can be withdrawn at once."""


def seen(*records: Record) -> str:
    """What a page shows: its records with their versions, for :func:`as_seen`."""
    return " ".join(f"{each.record_type}/{each.pk}/{each.version}" for each in records)


def as_seen(records: Iterable[Record], shown: str) -> set[tuple[str, str]] | None:
    """Give ``records`` the versions that a page showed, which the services compare.

    Returns the kinds and ids of all that it showed; None where it told nothing of that.
    """
    parts = [each.split("/") for each in shown.split()]
    told = [part for part in parts if len(part) == 3 and is_id(part[2])]
    versions = {(kind, pk): int(version) for kind, pk, version in told}
    for record in records:
        record.version = versions.get((record.record_type, str(record.pk)), record.version)
    return set(versions) or None


def _unseen(dependants: Iterable[Record], known: set[tuple[str, str]]) -> list[str]:
    """Why a page that showed only what is ``known`` does not suffice to withdraw them all."""
    return [
        _(
            "“%s” has come to need it since this page was shown; nothing was withdrawn. Look at "
            "what is listed now, and withdraw again."
        )
        % each
        for each in dependants
        if (each.record_type, str(each.pk)) not in known
    ]


class PublicationPages(admin.ModelAdmin):
    """The withdraw and rename pages of a kind of record."""

    model: type[Record]

    def get_urls(self) -> list[URLPattern]:
        """Put our pages before Django's, whose last pattern takes everything."""
        name = f"deployments_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("withdraw/", view(self.withdraw_view), name=f"{name}_withdraw"),
            path("<int:pk>/rename/", view(self.rename_view), name=f"{name}_rename"),
            *super().get_urls(),
        ]

    def withdraw_view(self, request: HttpRequest) -> HttpResponse:
        """Show what depends on the records, ask for the public reason, and withdraw them."""
        self._require_publisher(request)
        given = request.POST.get("ids") or request.GET.get("ids", "")
        ids = [int(each) for each in given.split(",") if is_id(each)][:LIMIT]
        chosen = self.model._default_manager.filter(pk__in=ids)
        records = list(chosen.exclude(status=Status.WITHDRAWN))
        if not records:
            self._say(request, _("Nothing to withdraw was selected."), messages.WARNING)
            return HttpResponseRedirect(self._list_url())
        selected = {record.pk for record in records}
        dependants = {
            (other.record_type, other.pk): other
            for record in records
            for other in gate.all_dependants(record)
            if not (isinstance(other, self.model) and other.pk in selected)
        }
        shown = seen(*records, *dependants.values())
        form = WithdrawForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            known = as_seen(records, request.POST.get("seen", ""))
            refused = [] if known is None else _unseen(dependants.values(), known)
            refused = refused or self._withdraw(request, records, form.cleaned_data)
            if not refused:
                return HttpResponseRedirect(self._list_url())
            for sentence in refused:
                form.add_error(None, sentence)
        return self._page(
            request,
            "admin/deployments/withdraw.html",
            title=_("Withdraw"),
            form=form,
            seen=shown,
            ids=",".join(str(record.pk) for record in records),
            labels=[label(record) for record in records],
            dependants=[(other._meta.verbose_name, label(other)) for other in dependants.values()],
        )

    def _withdraw(
        self, request: HttpRequest, records: list[Record], data: dict[str, Any]
    ) -> list[str]:
        """Withdraw record by record; returns why some were not."""
        refused: list[str] = []
        done: set[tuple[str, int]] = set()
        for record in records:
            if (record.record_type, record.pk) in done:  # as a dependant of one before it
                continue
            try:
                withdrawn = publishing.withdraw(
                    record=record,
                    public_reason=data["public_reason"],
                    with_dependants=data["with_dependants"],
                    origin=Origin.ADMIN,
                    actor=permissions.editor(request),
                    reason=data["change_reason"],
                )
            except REFUSALS as refusal:
                refused += sentences(refusal)
                if isinstance(refusal, Busy):
                    break
            else:
                done.update((each.record_type, each.pk) for each in withdrawn)
        if done:
            self._say(request, _("Withdrawn: %d.") % len(done), messages.SUCCESS)
        return refused

    def rename_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a new key, and rename; the old address will lead to the new one."""
        self._require_publisher(request)
        record = self.model._default_manager.filter(pk=pk).first()
        if record is None:
            self._say(request, _("There is no such record."), messages.WARNING)
            return HttpResponseRedirect(self._list_url())
        old_key, shown = record.key, seen(record)
        posted = request.POST if request.method == "POST" else None
        form = RenameForm(posted, initial={"new_key": old_key})
        if form.is_valid():
            as_seen([record], request.POST.get("seen", ""))
            try:
                publishing.rename(
                    record=record,
                    new_key=form.cleaned_data["new_key"],
                    origin=Origin.ADMIN,
                    actor=permissions.editor(request),
                    reason=form.cleaned_data["change_reason"],
                )
            except REFUSALS as refusal:
                for sentence in sentences(refusal):
                    form.add_error("new_key", sentence)
            else:
                text = _("Renamed. The address with “%s” now leads here, if it ever was public.")
                self._say(request, text % old_key, messages.SUCCESS)
                return HttpResponseRedirect(self._change_url(pk))
        return self._page(
            request,
            "admin/deployments/rename.html",
            title=_("Rename"),
            form=form,
            seen=shown,
            old_key=old_key,
            once_public=record.once_public,
            back=self._change_url(pk),
        )

    # ---------------------------------------------------------------------------------------------

    def _require_publisher(self, request: HttpRequest) -> None:
        may_change = self.has_change_permission(request)
        if not (may_change and permissions.may_publish(request.user)):
            raise PermissionDenied

    def _say(self, request: HttpRequest, text: str, level: int) -> None:
        self.message_user(request, text, level)

    def _list_url(self) -> str:
        return reverse(f"admin:deployments_{self.opts.model_name}_changelist")

    def _change_url(self, pk: int) -> str:
        return reverse(f"admin:deployments_{self.opts.model_name}_change", args=[pk])

    def _page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**shared, "opts": self.opts, **context})

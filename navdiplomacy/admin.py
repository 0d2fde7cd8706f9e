"""The admin site: its name, its index by subject, and labels that tell records apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deployments.changes.opened import heard
from deployments.changes.wording import rewritten

View = Callable[..., HttpResponseBase]

GROUPS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    (
        "movements",
        _("Movements"),
        ("deployment", "visit", "exercise", "engagement"),
    ),
    (
        "perspectives",
        _("People and perspectives"),
        ("dossier", "commentary", "person", "question", "theme"),
    ),
    ("reference", _("Reference"), ("vessel", "navy", "port", "organisation")),
    ("sources", _("Sources"), ("source", "coverage")),
    ("audit", _("Audit"), ("changeset", "keyredirect")),
)
"""The index of the admin: word, title, and the models in order."""


LONG_NUMBER = re.compile(r"\d{19}")
"""More digits than a 64-bit number is sure to hold."""
ID = re.compile(r"[0-9]{1,18}")
FREE_TEXT = ("q", "term", "next", "_changelist_filters")
"""Parameters that are words to search by, or addresses."""


class Autocomplete(AutocompleteJsonView):
    """Offers records by a label that tells namesakes apart and says what is not public."""

    def get_queryset(self) -> QuerySet[Any]:
        queryset = super().get_queryset()
        labelled = getattr(self.model_admin, "labelled", None)
        return labelled(queryset) if labelled else queryset

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "autocomplete_label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}


class Site(AdminSite):
    """Django's admin site with our names; nothing else is changed in how it works."""

    site_title = _("navdiplomacy")
    site_header = _("navdiplomacy")
    index_title = _("Records")

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        """Lead away from numbers that no row can have; say how much followed what was changed."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if elsewhere := _without_forged_numbers(request):
                return elsewhere
            with heard() as changes:
                answer = guarded(request, *args, **kwargs)
            if said := rewritten(sum(change.rewritten for change in changes)):
                messages.info(request, said)
            return answer

        return checked

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer an autocomplete field."""
        answer = Autocomplete.as_view(admin_site=self)(request)
        return cast(HttpResponse, answer)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """List the models by subject; what has no subject here stays with its app."""
        apps: list[Any] = []
        for app in super().get_app_list(request, app_label):
            apps += _by_subject(app) if app["app_label"] == "deployments" else [app]
        return apps


def _without_forged_numbers(request: HttpRequest) -> HttpResponse | None:
    """The way to the same page without numbers that no row has, or None where there are none.

    Django hands a list's parameters and the selected ids to the database as they are, and fails.
    """
    kept = request.GET.copy()
    for name, values in request.GET.lists():
        if name not in FREE_TEXT and any(LONG_NUMBER.search(value) for value in values):
            del kept[name]
    selected = request.POST.getlist("_selected_action")
    if kept == request.GET and all(map(ID.fullmatch, selected)):
        return None
    text = _(
        "A number in the address, or a row that was selected, cannot be one of ours. It was left "
        "out, and nothing was done."
    )
    messages.error(request, text)
    return HttpResponseRedirect(f"{request.path}?{kept.urlencode()}".removesuffix("?"))


def _by_subject(app: dict[str, Any]) -> list[dict[str, Any]]:
    models = {each["model"]._meta.model_name: each for each in app["models"]}
    found = []
    for word, title, names in GROUPS:
        listed = [models.pop(name) for name in names if name in models]
        if listed:
            # The anchor keeps the sidebar from marking every group as the current one.
            url = reverse("admin:app_list", args=["deployments"]) + f"#{word}"
            found.append(
                {**app, "name": title, "app_label": word, "app_url": url, "models": listed}
            )
    if models:
        found.append({**app, "models": list(models.values())})
    return found

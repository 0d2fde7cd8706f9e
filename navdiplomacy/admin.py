"""The admin site: its name, its index by subject, and labels that tell records apart."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUPS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    (
        "movements",
        _("Movements"),
        ("deployment", "visit", "exercise", "engagement"),
    ),
    (
        "perspectives",
        _("People and perspectives"),
        ("commentary", "person", "question", "theme"),
    ),
    ("reference", _("Reference"), ("vessel", "navy", "port")),
    ("sources", _("Sources"), ("source",)),
    ("audit", _("Audit"), ("changeset", "keyredirect")),
)
"""The index of the admin: word, title, and the models in order."""


class Autocomplete(AutocompleteJsonView):
    """Offers records by a label that tells namesakes apart and says what is not public."""

    model_admin: Any

    def get_queryset(self) -> QuerySet[Any]:
        queryset = super().get_queryset()
        related = getattr(self.model_admin, "label_related", ())
        return queryset.select_related(*related) if related else queryset

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "autocomplete_label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}


class Site(AdminSite):
    """Django's admin site with our names; nothing else is changed in how it works."""

    site_title = _("navdiplomacy")
    site_header = _("navdiplomacy")
    index_title = _("Records")

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

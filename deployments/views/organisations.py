"""Pages of organisations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from ..models import Organisation
from ..pages import organisations
from .base import PAGES, DetailPage
from .kinds import Kind


@PAGES.register(Organisation)
class OrganisationPage(DetailPage):
    """An organisation: its people who are quoted, what it published, what it hosted."""

    model = Organisation
    shown = organisations.organisation
    kind = Kind(
        10,
        gettext_lazy("Organisation"),
        gettext_lazy("Organisations"),
        gettext_lazy("Where people work, who publishes and who hosts."),
        gettext_lazy("No organisation has been published yet."),
        gettext_lazy("Filter organisations"),
    )
    main_filters = ("q", "country", "kind")
    template_name = "deployments/record.html"

"""Pages of organisations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from ..kinds import ORGANISATION
from ..pages import organisations
from .base import PAGES, DetailPage
from .kinds import Kind


@PAGES.register(ORGANISATION)
class OrganisationPage(DetailPage):
    """An organisation: its people who are quoted, what it published, what it hosted."""

    record = ORGANISATION
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

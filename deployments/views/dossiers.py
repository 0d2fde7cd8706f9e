"""Pages of dossiers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from ..kinds import DOSSIER
from ..pages import dossiers
from .base import PAGES, DetailPage
from .kinds import Kind


@PAGES.register(DOSSIER)
class DossierPage(DetailPage):
    """A dossier: what the records say on one matter, section by section."""

    record = DOSSIER
    shown = dossiers.dossier
    kind = Kind(
        0,
        gettext_lazy("Dossier"),
        gettext_lazy("Dossiers"),
        gettext_lazy("What the records say on one matter: each names records and says why."),
        gettext_lazy("No dossier has been published yet."),
        gettext_lazy("Filter dossiers"),
    )
    main_filters = ("q", "deployment", "vessel", "navy", "person")
    pictured = True
    template_name = "deployments/dossier.html"

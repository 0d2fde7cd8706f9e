"""Pages of navies, vessels and ports."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from ..kinds import NAVY, PORT, VESSEL
from ..pages import ports, reference
from .base import PAGES, DetailPage
from .kinds import Kind


@PAGES.register(NAVY)
class NavyPage(DetailPage):
    """A navy: its ships, its voyages, where it called and with whom it trained."""

    record = NAVY
    shown = reference.navy
    kind = Kind(
        7,
        gettext_lazy("Navy"),
        gettext_lazy("Navies"),
        gettext_lazy("Navies, coast guards and multinational groups that appear in the records."),
        gettext_lazy("No navy has been published yet."),
        gettext_lazy("Filter navies"),
    )
    pictured = True
    template_name = "deployments/record.html"


@PAGES.register(VESSEL)
class VesselPage(DetailPage):
    """A ship: her names over time, her deployments, where she called and trained."""

    record = VESSEL
    shown = reference.vessel
    kind = Kind(
        6,
        gettext_lazy("Vessel"),
        gettext_lazy("Vessels"),
        gettext_lazy("Every ship that is named in a record, under the name she bore last."),
        gettext_lazy("No vessel has been published yet."),
        gettext_lazy("Filter vessels"),
    )
    main_filters = ("q", "country", "navy", "hull_type")
    pictured = True
    template_name = "deployments/vessel.html"


@PAGES.register(PORT)
class PortPage(DetailPage):
    """A port or an area: what is known of it, and who called."""

    record = PORT
    shown = ports.port
    kind = Kind(
        8,
        gettext_lazy("Port"),
        gettext_lazy("Ports"),
        gettext_lazy("Ports and areas that were visited; an area where the sources name no port."),
        gettext_lazy("No port has been published yet."),
        gettext_lazy("Filter ports"),
    )
    main_filters = ("q", "country", "kind", "naval_base")
    pictured = True
    template_name = "deployments/port.html"

"""Navies and ports."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Navy, Port
from .common import NOTES
from .filters import CountryFilter, MissingFilter
from .inlines import PortNameInline
from .records import RecordAdmin


@admin.register(Navy)
class NavyAdmin(RecordAdmin):
    """Operators of ships."""

    list_display = (
        "name",
        "abbreviation",
        "country_in_words",
        "ship_prefix",
        "standing",
        "missing",
    )
    list_filter = ("status", MissingFilter, CountryFilter)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("name", "native_name"),
                    "key",
                    "former_names",
                    ("country", "country_said"),
                    ("abbreviation", "ship_prefix"),
                    "wikidata",
                )
            },
        ),
        NOTES,
    )

    @admin.display(description=_("country"), ordering="country")
    def country_in_words(self, navy: Navy) -> str:
        """The country, or that it is multinational."""
        return navy.country_in_words


@admin.register(Port)
class PortAdmin(RecordAdmin):
    """Ports and areas."""

    list_display = (
        *("name", "country_in_words", "kind", "unlocode", "naval_base", "standing", "missing"),
    )
    list_filter = ("status", MissingFilter, "kind", "naval_base", CountryFilter)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("name", "native_name"),
                    "key",
                    ("country", "country_said"),
                    ("kind", "naval_base"),
                    "unlocode",
                )
            },
        ),
        (_("Position"), {"fields": (("lat", "lon", "radius_km"),)}),
        NOTES,
    )
    inlines = (PortNameInline,)

    @admin.display(description=_("country"), ordering="country")
    def country_in_words(self, port: Port) -> str:
        """The country or territory it lies in."""
        return port.country_name

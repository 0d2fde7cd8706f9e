"""Vessels with their identities."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Vessel
from .common import NOTES
from .filters import CountryFilter, LongFilter, MissingFilter, by_record
from .inlines import VesselIdentityInline
from .records import RecordAdmin


class FlagFilter(CountryFilter):
    """Vessels by the country of their navy."""

    parameter_name = "flag"
    path = "navy__country"


@admin.register(Vessel)
class VesselAdmin(RecordAdmin):
    """Hulls."""

    list_display = ("name", "pennant", "navy", "hull_type", "vessel_class", "standing", "missing")
    list_filter = (
        *("status", MissingFilter, by_record(Vessel, "navy", _("navy")), FlagFilter),
        ("hull_type", LongFilter),
    )
    list_select_related = ("navy",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("name", "native_name"),
                    "key",
                    ("navy", "pennant"),
                    ("hull_type", "hull_type_said", "vessel_class"),
                    ("national_designator", "nato_designator"),
                    ("imo", "wikidata"),
                    ("commissioned_year", "home_port"),
                )
            },
        ),
        NOTES,
    )
    inlines = (VesselIdentityInline,)

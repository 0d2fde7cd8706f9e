"""Organisations."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Organisation
from .common import NOTES
from .filters import CountryFilter, MissingFilter
from .inlines import OrganisationNameInline
from .records import RecordAdmin


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    """Where people work, who publishes, who hosts."""

    list_display = ("name", "kind", "country_in_words", "standing", "missing")
    list_filter = ("status", MissingFilter, "kind", CountryFilter)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("name", "native_name"),
                    "key",
                    ("abbreviation", "other_names"),
                    ("kind", "kind_said", "country"),
                    "wikidata",
                )
            },
        ),
        NOTES,
    )
    inlines = (OrganisationNameInline,)

    @admin.display(description=_("country"), ordering="country")
    def country_in_words(self, organisation: Organisation) -> str:
        """The country's name."""
        return organisation.country_name

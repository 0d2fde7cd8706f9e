"""Coverage: what was followed, and how completely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Coverage
from .common import NOTES, dates_section
from .filters import CountryFilter, MissingFilter
from .records import RecordAdmin


@admin.register(Coverage)
class CoverageAdmin(RecordAdmin):
    """What was followed, so that an absence is not read as a fact."""

    key_from = ("navy", "port", "country", "followed", "since_edtf")
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {}
    list_display = ("what", "followed", "days", "completeness", "standing", "missing")
    list_filter = ("status", MissingFilter, "followed", "completeness", CountryFilter)
    list_select_related = ("navy", "port")
    fieldsets = (
        (None, {"fields": (("navy", "port", "country"), "key", ("followed", "completeness"))}),
        dates_section(Coverage),
        NOTES,
    )

    @admin.display(description=_("navy, port or country"), ordering="key")
    def what(self, coverage: Coverage) -> str:
        """What was followed."""
        return coverage.of

    @admin.display(description=_("dates"), ordering="since_earliest")
    def days(self, coverage: Coverage) -> str:
        """From when to when."""
        return coverage.dates_in_words

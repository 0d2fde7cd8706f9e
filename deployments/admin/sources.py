"""Sources."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ..models import Source
from .common import NOTES, dates_section
from .filters import ValuesFilter
from .records import RecordAdmin


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Articles, statements, papers, posts and photos."""

    key_from = ("publisher", "title")
    list_display = ("title", "publisher", "when", "kind", "language", "reliability", "standing")
    list_filter = ("status", "kind", "reliability", ("language", ValuesFilter))
    date_hierarchy = "published_earliest"
    ordering = (F("published_earliest").desc(nulls_last=True), "title", "key")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    ("publisher", "author"),
                    "key",
                    "url",
                    ("archived_url", "accessed_on"),
                    ("kind", "kind_said", "language"),
                    "reliability",
                )
            },
        ),
        dates_section(Source),
        NOTES,
    )

    @admin.display(description=_("published on"), ordering="published_earliest")
    def when(self, source: Source) -> str:
        """The date of publication as it is known."""
        return source.dates_in_words

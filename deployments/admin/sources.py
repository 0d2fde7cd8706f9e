"""Sources."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ..dates import ACCEPTED_TYPED
from ..models import Source
from .common import NOTES, date_lines
from .filters import ValuesFilter
from .records import RecordAdmin

PUBLISHED, RETRACTED = date_lines(Source)


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Articles, statements, papers, posts and photos."""

    key_from = ("publisher", "title")
    list_display = (
        "title",
        "publisher",
        "when",
        "kind",
        "language",
        "reliability",
        "retracted",
        "standing",
    )
    list_filter = ("status", "kind", "reliability", "retracted", ("language", ValuesFilter))
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
        (
            _("Published"),
            {"fields": (PUBLISHED,), "description": ACCEPTED_TYPED},
        ),
        (
            _("Retraction"),
            {
                "fields": (
                    "retracted",
                    RETRACTED,
                    "retracted_by",
                    "retraction_reason",
                    "retraction_url",
                )
            },
        ),
        NOTES,
    )

    @admin.display(description=_("published on"), ordering="published_earliest")
    def when(self, source: Source) -> str:
        """The date of publication as it is known."""
        return source.dates_in_words

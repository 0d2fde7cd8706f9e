"""Dossiers: sections, and the records that they name."""

from __future__ import annotations

from django.contrib import admin

from ..models import Dossier, DossierItem, DossierSection
from .common import NOTES
from .filters import MissingFilter
from .inlines import Cards
from .records import RecordAdmin


class DossierSectionInline(Cards):
    """The sections, in the order of their numbers."""

    model = DossierSection
    fields = (("number", "heading"), "text", "unknown")


class DossierItemInline(Cards):
    """The records that sections name, in order: each with why it stands there."""

    model = DossierItem
    fields = (
        ("section", "number"),
        "why",
        ("visit", "exercise", "engagement"),
        ("deployment", "commentary", "question"),
        ("theme", "person", "organisation"),
        ("vessel", "navy", "port"),
        ("source", "coverage"),
    )


@admin.register(Dossier)
class DossierAdmin(RecordAdmin):
    """What the records say on one matter."""

    key_from = ("title",)
    list_display = ("title", "key", "standing", "missing")
    list_filter = ("status", MissingFilter)
    fieldsets = ((None, {"fields": ("title", "key", "introduction")}), NOTES)
    inlines = (DossierSectionInline, DossierItemInline)

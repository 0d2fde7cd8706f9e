"""Dossiers: sections, and the records that they name."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Dossier, DossierItem, DossierSection
from .common import NOTES
from .filters import MissingFilter
from .inlines import Cards
from .records import RecordAdmin
from .rows import RowFormSet


class DossierSectionInline(Cards):
    """The sections, in the order of their numbers."""

    model = DossierSection
    fields = (("number", "heading"), "text", "unknown")


class DossierItemFormSet(RowFormSet):
    """The records that sections name, each once in a section."""

    def clean(self) -> None:
        """Say which record a section names twice, before the database refuses it."""
        super().clean()
        seen: set[tuple[object, Model]] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if data.get("DELETE"):
                continue
            for kind in DossierItem.target.kinds:
                record = data.get(kind)
                if record and (data.get("section"), record) in seen:
                    form.add_error(kind, _("This section names the record already."))
                if record:
                    seen.add((data.get("section"), record))


class DossierItemInline(Cards):
    """The records that sections name, in order: each with why it stands there."""

    model = DossierItem
    formset = DossierItemFormSet
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("section", "number"),
                    "why",
                    ("visit", "exercise", "engagement"),
                    ("deployment", "commentary", "question"),
                )
            },
        ),
        (
            gettext_lazy("Other kinds of records"),
            {
                "classes": ("collapse",),
                "fields": (
                    ("theme", "person", "organisation"),
                    ("vessel", "navy", "port"),
                    ("source", "coverage"),
                ),
            },
        ),
    )


@admin.register(Dossier)
class DossierAdmin(RecordAdmin):
    """What the records say on one matter."""

    key_from = ("title",)
    list_display = ("title", "key", "standing", "missing")
    list_filter = ("status", MissingFilter)
    fieldsets = ((None, {"fields": ("title", "key", "introduction")}), NOTES)
    inlines = (DossierSectionInline, DossierItemInline)

"""People, what they said, and the questions and themes it is laid out by."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import F
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from .. import countries
from ..models import Affiliation, Commentary, Person, Question, Theme
from .base import OwnedRowAdmin
from .common import NOTES, dates_section
from .filters import CountryFilter, LongFilter, MissingFilter, by_record
from .inlines import (
    AffiliationInline,
    AnswerInline,
    CommentaryAffiliationInline,
    PersonNameInline,
    SubjectInline,
    ThemePositionInline,
)
from .records import RecordAdmin


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    """Experts, officials, officers, journalists and accounts."""

    list_display = ("name", "kind", "country_in_words", "affiliated", "standing", "missing")
    list_filter = ("status", MissingFilter, ("kind", LongFilter), CountryFilter)
    list_prefetch = ("affiliations",)
    fieldsets = (
        (
            None,
            {"fields": (("name", "native_name"), "key", ("kind", "kind_said"), "country")},
        ),
        NOTES,
    )
    inlines = (PersonNameInline, AffiliationInline)

    @admin.display(description=_("country"), ordering="country")
    def country_in_words(self, person: Person) -> str:
        """The person's country, where it is known."""
        return countries.name(person.country) if person.country else ""

    @admin.display(description=_("affiliations"))
    def affiliated(self, person: Person) -> str:
        """Every affiliation on record."""
        return "; ".join(str(row) for row in person.affiliations.all())


@admin.register(Affiliation)
class AffiliationAdmin(OwnedRowAdmin):
    """One affiliation of a person, for its citations."""

    fieldsets = (
        (None, {"fields": ("belongs_to", "key", ("role", "organisation"))}),
        dates_section(Affiliation),
    )


@admin.register(Question)
class QuestionAdmin(RecordAdmin):
    """What readers ask."""

    key_from = ("text",)
    list_display = ("text", "key", "standing", "missing")
    fieldsets = ((None, {"fields": ("text", "key", "introduction")}), NOTES)


@admin.register(Theme)
class ThemeAdmin(RecordAdmin):
    """Lines of argument."""

    list_display = ("name", "key", "standing", "missing")
    fieldsets = ((None, {"fields": ("name", "key", "introduction")}), NOTES)


@admin.register(Commentary)
class CommentaryAdmin(RecordAdmin):
    """What one person said."""

    key_from = ("person", "date_edtf")
    list_display = ("key", "person", "when", "medium", "said", "standing", "missing")
    list_filter = (
        "status",
        MissingFilter,
        ("medium", LongFilter),
        "second_hand",
        by_record(Commentary, "person", _("person")),
        by_record(Commentary, "answers__question", _("question")),
        by_record(Commentary, "theme_positions__theme", _("theme")),
    )
    list_select_related = ("person",)
    date_hierarchy = "date_earliest"
    ordering = (F("date_earliest").desc(nulls_last=True), "key")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "person",
                    "key",
                    "summary",
                    ("medium", "medium_said", "language"),
                    "quote",
                    "quote_locator",
                    ("second_hand", "via"),
                )
            },
        ),
        dates_section(Commentary),
        NOTES,
    )
    inlines = (
        AnswerInline,
        ThemePositionInline,
        CommentaryAffiliationInline,
        SubjectInline,
    )

    @admin.display(description=_("date"), ordering="date_earliest")
    def when(self, commentary: Commentary) -> str:
        """The date as it is known."""
        return commentary.dates_in_words

    @admin.display(description=_("summary"))
    def said(self, commentary: Commentary) -> str:
        """The beginning of the paraphrase."""
        return Truncator(commentary.summary).words(18)

"""Exercises with their participants, and engagements."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Engagement, Exercise, ExerciseParticipant
from .base import OwnedRowAdmin
from .common import NOTES, dates_section
from .filters import LongFilter, MissingFilter, PortCountryFilter, by_record
from .forms import ChangeForm, ExerciseParticipantForm
from .inlines import (
    WHO,
    EngagementCountryInline,
    EngagementPersonInline,
    ExerciseParticipantInline,
    ParticipantInline,
)
from .lasting import OneDayForm
from .movements import NEWEST_START, SHIPS_THEN, participants_in_words
from .records import RecordAdmin

ONE_DAY = ("one_day", "end_not_found")
"""The line of the form that says whether it ended on the day on which it began."""


@admin.register(Exercise)
class ExerciseAdmin(RecordAdmin):
    """Exercises and trainings at sea."""

    form = OneDayForm
    list_display = ("name", "kind", "when", "who", "certainty", "standing", "missing")
    list_filter = (
        "status",
        MissingFilter,
        "certainty",
        ("outcome", LongFilter),
        ("kind", LongFilter),
        "domain",
        by_record(Exercise, "participants__navy", _("navy")),
        by_record(Exercise, "participants__vessel", _("vessel")),
    )
    list_prefetch = SHIPS_THEN
    date_hierarchy = "start_earliest"
    ordering = NEWEST_START
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "key",
                    ("kind", "kind_said"),
                    ("domain", "series"),
                    ("certainty", "superseded_by"),
                    ("outcome", "outcome_said"),
                    "summary",
                )
            },
        ),
        dates_section(Exercise, ONE_DAY),
        (_("Place"), {"fields": ("area", ("lat", "lon", "radius_km"))}),
        NOTES,
    )
    inlines = (ExerciseParticipantInline,)

    @admin.display(description=_("dates"), ordering="start_earliest")
    def when(self, exercise: Exercise) -> str:
        """Start and end as they are known."""
        return exercise.dates_in_words

    @admin.display(description=_("participants"))
    def who(self, exercise: Exercise) -> str:
        """The participants as exactly as they are known."""
        return participants_in_words(exercise.participants.all())


@admin.register(Engagement)
class EngagementAdmin(RecordAdmin):
    """Diplomatic occasions."""

    form = OneDayForm
    list_display = ("name", "kind", "when", "port", "standing", "missing")
    list_filter = (
        "status",
        MissingFilter,
        ("kind", LongFilter),
        PortCountryFilter,
        by_record(Engagement, "port", _("port")),
        by_record(Engagement, "engagement_people__person", _("person")),
    )
    list_select_related = ("port",)
    date_hierarchy = "start_earliest"
    ordering = NEWEST_START
    fieldsets = (
        (
            None,
            {"fields": ("name", "key", ("kind", "kind_said"), ("port", "visit"), "summary")},
        ),
        dates_section(Engagement, ONE_DAY),
        NOTES,
    )
    inlines = (
        EngagementPersonInline,
        EngagementCountryInline,
    )

    @admin.display(description=_("dates"), ordering="start_earliest")
    def when(self, engagement: Engagement) -> str:
        """Start and end as they are known."""
        return engagement.dates_in_words


class ParticipantChangeForm(ChangeForm, ExerciseParticipantForm):
    """A participant of an exercise on a page of its own."""

    not_of_the_row = (*ChangeForm.not_of_the_row, *ExerciseParticipantForm.not_of_the_row)


@admin.register(ExerciseParticipant)
class ExerciseParticipantAdmin(OwnedRowAdmin):
    """One participant of an exercise, for its citations."""

    form = ParticipantChangeForm
    attested_by = ParticipantInline.attested_by
    fieldsets = (
        (None, {"fields": ("belongs_to", "key", *WHO)}),
        (None, {"fields": ("identified_as", "note")}),
    )

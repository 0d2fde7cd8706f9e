"""Pages of exercises and engagements."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from ..kinds import ENGAGEMENT, EXERCISE
from ..pages import exercises
from .base import PAGES, DetailPage
from .kinds import Kind


@PAGES.register(EXERCISE)
class ExercisePage(DetailPage):
    """An exercise: who took part according to whom, and where that differs."""

    record = EXERCISE
    shown = exercises.exercise
    kind = Kind(
        3,
        gettext_lazy("Exercise"),
        gettext_lazy("Exercises"),
        gettext_lazy("Exercises and joint training, newest first, with whom each source names."),
        gettext_lazy("No exercise has been published yet."),
        gettext_lazy("Filter exercises"),
    )
    main_filters = ("q", "country", "navy", "kind", "from", "to", "match")
    template_name = "deployments/exercise.html"


@PAGES.register(ENGAGEMENT)
class EngagementPage(DetailPage):
    """A diplomatic occasion: when, where, who was there."""

    record = ENGAGEMENT
    shown = exercises.engagement
    kind = Kind(
        4,
        gettext_lazy("Engagement"),
        gettext_lazy("Engagements"),
        gettext_lazy(
            "Ceremonies, receptions, talks and exhibitions, on their own date and in their place."
        ),
        gettext_lazy("No engagement has been published yet."),
        gettext_lazy("Filter engagements"),
    )
    main_filters = ("q", "country", "kind", "person", "from", "to")
    template_name = "deployments/record.html"

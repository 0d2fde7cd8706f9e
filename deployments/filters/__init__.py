"""Filters, one set for each kind of record and one for the timeline, shared by pages and API.

Flat and explicit: every parameter is declared with its words. A parameter repeated matches any of
its values; different parameters must all match.
"""

from .base import Match, RecordFilterSet, WindowFilterSet
from .occurrences import (
    CommentaryFilterSet,
    DeploymentFilterSet,
    EngagementFilterSet,
    ExerciseFilterSet,
    TimelineFilterSet,
    VisitFilterSet,
)
from .reference import (
    NavyFilterSet,
    PersonFilterSet,
    PortFilterSet,
    QuestionFilterSet,
    SourceFilterSet,
    ThemeFilterSet,
    VesselFilterSet,
)

FILTERSETS: dict[str, type[RecordFilterSet]] = {
    "navy": NavyFilterSet,
    "port": PortFilterSet,
    "source": SourceFilterSet,
    "vessel": VesselFilterSet,
    "person": PersonFilterSet,
    "question": QuestionFilterSet,
    "theme": ThemeFilterSet,
    "deployment": DeploymentFilterSet,
    "visit": VisitFilterSet,
    "exercise": ExerciseFilterSet,
    "engagement": EngagementFilterSet,
    "commentary": CommentaryFilterSet,
}
"""The filter set of each kind of record, by its word."""

__all__ = [
    "FILTERSETS",
    "CommentaryFilterSet",
    "DeploymentFilterSet",
    "EngagementFilterSet",
    "ExerciseFilterSet",
    "Match",
    "NavyFilterSet",
    "PersonFilterSet",
    "PortFilterSet",
    "QuestionFilterSet",
    "RecordFilterSet",
    "SourceFilterSet",
    "ThemeFilterSet",
    "TimelineFilterSet",
    "VesselFilterSet",
    "VisitFilterSet",
    "WindowFilterSet",
]

"""What the API shows of each kind of record: the fields listed here and no others."""

from .common import RecordSerializer
from .occurrences import (
    CommentarySerializer,
    DeploymentSerializer,
    EngagementSerializer,
    ExerciseSerializer,
    VisitSerializer,
)
from .reference import (
    NavySerializer,
    PersonSerializer,
    PortSerializer,
    QuestionSerializer,
    SourceSerializer,
    ThemeSerializer,
    VesselSerializer,
)
from .timeline import EntrySerializer

SERIALIZERS: dict[str, type[RecordSerializer]] = {
    "navy": NavySerializer,
    "port": PortSerializer,
    "source": SourceSerializer,
    "vessel": VesselSerializer,
    "person": PersonSerializer,
    "question": QuestionSerializer,
    "theme": ThemeSerializer,
    "deployment": DeploymentSerializer,
    "visit": VisitSerializer,
    "exercise": ExerciseSerializer,
    "engagement": EngagementSerializer,
    "commentary": CommentarySerializer,
}
"""The serializer of each kind of record, by its word."""

__all__ = ["SERIALIZERS", "EntrySerializer", "RecordSerializer"]

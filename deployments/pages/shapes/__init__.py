"""The shape of each document, as the serializers in ``documents/`` describe it.

There each field says what it means; a test holds both to the same fields. Days are ISO 8601;
``html_url`` and ``api_url`` begin with a slash.
"""

from __future__ import annotations

from .common import (
    Citation,
    Country,
    Document,
    FuzzyDate,
    Hole,
    Link,
    Occurrence,
    OtherName,
    Passage,
    RestsOn,
    Span,
    Then,
    Translation,
)
from .movements import (
    Assignment,
    Deployment,
    Engagement,
    Exercise,
    ExerciseParticipant,
    Participant,
    Plannable,
    Visit,
    VisitParticipant,
)
from .reference import (
    Coverage,
    Navy,
    Organisation,
    OrganisationName,
    Port,
    PortName,
    Source,
    Vessel,
    VesselIdentity,
)
from .said import (
    Affiliation,
    AffiliationThen,
    Commentary,
    Person,
    PersonName,
    Question,
    Subject,
    Theme,
    ThemePosition,
)

SHAPES: dict[str, type[Document]] = {
    "navy": Navy,
    "vessel": Vessel,
    "port": Port,
    "organisation": Organisation,
    "person": Person,
    "question": Question,
    "theme": Theme,
    "source": Source,
    "coverage": Coverage,
    "deployment": Deployment,
    "visit": Visit,
    "exercise": Exercise,
    "engagement": Engagement,
    "commentary": Commentary,
}
"""The shape of the document of each kind of record."""

__all__ = [
    "SHAPES",
    "Affiliation",
    "AffiliationThen",
    "Assignment",
    "Citation",
    "Commentary",
    "Country",
    "Coverage",
    "Deployment",
    "Document",
    "Engagement",
    "Exercise",
    "ExerciseParticipant",
    "FuzzyDate",
    "Hole",
    "Link",
    "Navy",
    "Occurrence",
    "Organisation",
    "OrganisationName",
    "OtherName",
    "Participant",
    "Passage",
    "Person",
    "PersonName",
    "Plannable",
    "Port",
    "PortName",
    "Question",
    "RestsOn",
    "Source",
    "Span",
    "Subject",
    "Theme",
    "ThemePosition",
    "Then",
    "Translation",
    "Vessel",
    "VesselIdentity",
    "Visit",
    "VisitParticipant",
]

"""Every record of the domain, in modules by noun."""

from ..changes.rows import ChangeSet
from ..public import (
    FormerAddress,
    PublicChange,
    PublicDocument,
    PublicFacet,
    PublicOption,
    PublicSpelling,
    PublicWords,
    TimelineEntry,
    TimelineFacet,
    TimelineStretch,
)
from .base import KeyRedirect, Occurrence, Record, Row, in_order_of_reference
from .commentary import (
    Affiliation,
    Answer,
    Commentary,
    CommentaryAffiliation,
    Person,
    Question,
    Subject,
    Theme,
    ThemePosition,
)
from .coverage import Coverage
from .dossiers import Dossier, DossierItem, DossierSection
from .exercises import Engagement, EngagementCountry, EngagementPerson, Exercise
from .index import RebuildProgress, RecordIndex, SightingIndex
from .movements import Assignment, Deployment, Visit
from .names import OrganisationName, OtherName, PersonName, PortName
from .organisations import Organisation
from .owned import OwnedRow
from .participants import (
    ExerciseAttestation,
    ExerciseParticipant,
    VisitAttestation,
    VisitParticipant,
)
from .reference import Navy, Port
from .sources import Citation, Source
from .translations import Translation
from .vessels import Vessel, VesselIdentity

RECORD_MODELS: tuple[type[Record], ...] = in_order_of_reference(Record.__subclasses__())
"""Every kind of record, each after those it refers to; what happened comes last."""

OWNED_MODELS: tuple[type[OwnedRow], ...] = in_order_of_reference(OwnedRow.__subclasses__())
"""Every kind of row that a record owns, each after those it refers to."""

RECORD_TYPES: dict[str, type[Record]] = {model.record_type: model for model in RECORD_MODELS}
"""Record kinds by their word."""

__all__ = [
    "OWNED_MODELS",
    "RECORD_MODELS",
    "RECORD_TYPES",
    "Affiliation",
    "Answer",
    "Assignment",
    "ChangeSet",
    "Citation",
    "Commentary",
    "CommentaryAffiliation",
    "Coverage",
    "Deployment",
    "Dossier",
    "DossierItem",
    "DossierSection",
    "Engagement",
    "EngagementCountry",
    "EngagementPerson",
    "Exercise",
    "ExerciseAttestation",
    "ExerciseParticipant",
    "FormerAddress",
    "KeyRedirect",
    "Navy",
    "Occurrence",
    "Organisation",
    "OrganisationName",
    "OtherName",
    "OwnedRow",
    "Person",
    "PersonName",
    "Port",
    "PortName",
    "PublicChange",
    "PublicDocument",
    "PublicFacet",
    "PublicOption",
    "PublicSpelling",
    "PublicWords",
    "Question",
    "RebuildProgress",
    "Record",
    "RecordIndex",
    "Row",
    "SightingIndex",
    "Source",
    "Subject",
    "Theme",
    "ThemePosition",
    "TimelineEntry",
    "TimelineFacet",
    "TimelineStretch",
    "Translation",
    "Vessel",
    "VesselIdentity",
    "Visit",
    "VisitAttestation",
    "VisitParticipant",
]

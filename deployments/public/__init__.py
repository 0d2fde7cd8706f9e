"""The public side: the tables that the public reads, and how they are asked.

What is in them is worked out when a change set settles, and is public in every row and column.
:data:`PUBLIC_MODELS` names them once: by it the database lets the public side read them, and
nothing else (``manage.py grant_public_role``).
"""

from django.db.models import Model

from .documents import PublicDocument, PublicFacet, PublicOption, documents_of
from .entries import TimelineEntry, TimelineFacet, TimelineStretch
from .log import FormerAddress, PublicChange
from .spellings import PublicSpelling
from .words import PublicWords

PUBLIC_MODELS: tuple[type[Model], ...] = (
    PublicDocument,
    PublicFacet,
    PublicOption,
    PublicSpelling,
    PublicWords,
    TimelineEntry,
    TimelineFacet,
    TimelineStretch,
    PublicChange,
    FormerAddress,
)
"""All tables that the public reads."""

NOT_SERVED: dict[type[Model], frozenset[str]] = {PublicChange: frozenset({"former"})}
"""Columns of these that nothing serves: of what was withdrawn they hold what was public once."""

__all__ = [
    "NOT_SERVED",
    "PUBLIC_MODELS",
    "FormerAddress",
    "PublicChange",
    "PublicDocument",
    "PublicFacet",
    "PublicOption",
    "PublicSpelling",
    "PublicWords",
    "TimelineEntry",
    "TimelineFacet",
    "TimelineStretch",
    "documents_of",
]

"""The kinds of records by name, as everything outside of the models names them.

A front knows a kind by this and reads its documents; it never needs the model. Each model says
its ``record_type``, and takes its plural from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: its word, its word in addresses, and its name within a sentence.

    ``is_occurrence``: whether such records say what happened, and are listed by day.
    """

    record_type: str
    plural: str
    name: _StrPromise
    is_occurrence: bool = False


NAVY = RecordKind("navy", "navies", _("navy"))
PORT = RecordKind("port", "ports", _("port"))
PERSON = RecordKind("person", "people", _("person"))
QUESTION = RecordKind("question", "questions", _("question"))
THEME = RecordKind("theme", "themes", _("theme"))
COVERAGE = RecordKind("coverage", "coverage", _("coverage"))
VESSEL = RecordKind("vessel", "vessels", _("vessel"))
ORGANISATION = RecordKind("organisation", "organisations", _("organisation"))
SOURCE = RecordKind("source", "sources", _("source"))
DOSSIER = RecordKind("dossier", "dossiers", _("dossier"))
COMMENTARY = RecordKind("commentary", "commentary", _("commentary"), is_occurrence=True)
DEPLOYMENT = RecordKind("deployment", "deployments", _("deployment"), is_occurrence=True)
VISIT = RecordKind("visit", "visits", _("visit"), is_occurrence=True)
EXERCISE = RecordKind("exercise", "exercises", _("exercise"), is_occurrence=True)
ENGAGEMENT = RecordKind("engagement", "engagements", _("engagement"), is_occurrence=True)

KINDS: dict[str, RecordKind] = {
    kind.record_type: kind
    for kind in (
        NAVY,
        PORT,
        PERSON,
        QUESTION,
        THEME,
        COVERAGE,
        VESSEL,
        ORGANISATION,
        SOURCE,
        DOSSIER,
        COMMENTARY,
        DEPLOYMENT,
        VISIT,
        EXERCISE,
        ENGAGEMENT,
    )
}
"""Every kind by its word, each after those it refers to; what happened comes last."""

"""A line for each kind of record among what is found, of its own document alone.

What happened and what was said stands in a line here, with how certain it is; on the timeline it
has more room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Never

from django.utils.text import capfirst

from ..choices import Certainty, EngagementKind, EntryKind
from ..shapes import (
    Commentary,
    Engagement,
    Exercise,
    Occurrence,
    Question,
    Theme,
    Visit,
    codes_of,
)
from ..wording import comma
from . import entries, statements
from .lines import LINES, NOTHING_MORE
from .reading import Documents
from .values import Shown, countries_of, label, word


def _question(document: Question, _documents: Documents) -> Shown:
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["text"],
        "note": document["introduction"],
    }


def _theme(document: Theme, _documents: Documents) -> Shown:
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": document["called"],
        "note": document["introduction"],
    }


def _happened(document: Occurrence, kind: str, note: str) -> Shown:
    head = entries.headline(document, kind)
    return {
        **NOTHING_MORE,
        "url": document["html_url"],
        "name": head.title,
        "note": note,
        "date": head.date or {},
    }


def _visit(document: Visit, _documents: Documents) -> Shown:
    certain = str(capfirst(label(Certainty, document["certainty"])))
    lay_in = countries_of(codes_of(document["countries"]))
    return {**_happened(document, EntryKind.VISIT, certain), "country": lay_in}


def _exercise(document: Exercise, _documents: Documents) -> Shown:
    certain = str(capfirst(label(Certainty, document["certainty"])))
    return _happened(document, EntryKind.EXERCISE, certain)


def _engagement(document: Engagement, _documents: Documents) -> Shown:
    kind = str(capfirst(word(EngagementKind, document["kind"], document["kind_said"])))
    return _happened(document, EntryKind.ENGAGEMENT, comma(kind, document["place"]))


def _statement(document: Commentary, _documents: Documents) -> Shown:
    return _happened(document, EntryKind.STATEMENT, "; ".join(statements.affiliations(document)))


BRIEF: Mapping[str, Callable[[Never, Documents], Shown]] = {
    **LINES,
    "question": _question,
    "theme": _theme,
    "visit": _visit,
    "exercise": _exercise,
    "engagement": _engagement,
    "commentary": _statement,
}
"""The line of each kind of record among what is found."""

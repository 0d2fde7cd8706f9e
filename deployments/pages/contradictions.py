"""Where sources disagree: each value that differs, and what it faces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import wording
from ..choices import AGAINST, BEARING_OUT, Aspect, Stance
from ..shapes import Citation, Deployment, Document, Person, Visit
from ..wording import comma
from .citations import citation, cited, grade, source_link, stated
from .reading import Documents
from .statements import held
from .values import Shown, label

Cited = tuple[Citation, str]
"""A citation and the part of its record that it bears on; empty for the record itself."""


def with_parts(document: Document) -> list[Cited]:
    """The citations of a record and of its parts."""
    found = [(row, "") for row in document["citations"]]
    if document["record_type"] in ("visit", "exercise"):
        for participant in cast("Visit", document)["participants"]:
            found += [(row, wording.called(participant)) for row in participant["citations"]]
    if document["record_type"] == "deployment":
        for assigned in cast("Deployment", document)["assignments"]:
            found += [(row, assigned["vessel_then"]["called"]) for row in assigned["citations"]]
    if document["record_type"] == "person":
        for affiliation in cast("Person", document)["affiliations"]:
            found += [(row, held(affiliation)) for row in affiliation["citations"]]
    return found


def contradictions(rows: Iterable[Cited], documents: Documents) -> list[Shown]:
    """What sources disagree on, by part of the record and by aspect, with both sides."""
    by_part: dict[str, list[Citation]] = {}
    for row, part in rows:
        by_part.setdefault(part, []).append(row)
    found: list[Shown] = []
    for on, bearing in by_part.items():
        for aspect in Aspect:
            against = [
                row for row in bearing if row["aspect"] == aspect and row["stance"] in AGAINST
            ]
            if against:
                words = label(Aspect, aspect)
                found.append(
                    {
                        "aspect": comma(on, words if on else str(capfirst(words))),
                        "here": against[0]["recorded"],
                        "supports": _sides(supporting(bearing, aspect), documents),
                        "against": _sides(against, documents),
                    }
                )
    return found


def supporting(rows: Iterable[Citation], aspect: str) -> list[Citation]:
    """What bears out an aspect: citations for it, else those for the whole; all for the whole."""
    bearing_out = [row for row in rows if row["stance"] in BEARING_OUT]
    if aspect == Aspect.WHOLE:
        return bearing_out
    own = [row for row in bearing_out if row["aspect"] == aspect]
    return own or [row for row in bearing_out if row["aspect"] == Aspect.WHOLE]


def _sides(rows: Iterable[Citation], documents: Documents) -> list[Shown]:
    return [
        {
            **citation(row, documents),
            **source_link(source),
            "grade": grade(row, source),
            "stated": says(row),
        }
        for row, source in cited(rows, documents)
    ]


def says(row: Citation) -> str:
    """What a source says of what it does not agree on with others, or that it gives no details."""
    if stated(row):
        return stated(row)
    denies = row["stance"] == Stance.DENIES
    return _("denies it") if denies else _("says so, without details noted")

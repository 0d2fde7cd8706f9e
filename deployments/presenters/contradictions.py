"""Where sources disagree: each value that differs, and what it faces."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..choices import AGAINST, BEARING_OUT, Aspect, Stance
from ..models import Citation, Row, Vessel, Visit
from ..models.base import Occurrence
from . import participants
from .citations import citation, grade, source_link
from .names import comma, visit_title
from .values import Shown

Cited = tuple[Citation, str]
"""A citation and the part of its record that it bears on; empty for the record itself."""


def contradictions(cited: Iterable[Cited]) -> list[Shown]:
    """What sources disagree on, by part of the record and by aspect, with both sides."""
    rows = list(cited)
    found = []
    for on in dict.fromkeys(part for _row, part in rows):
        bearing = [row for row, part in rows if part == on]
        for aspect in Aspect:
            against = [row for row in bearing if row.aspect == aspect and row.stance in AGAINST]
            if against:
                label = aspect.label if on else capfirst(aspect.label)
                found.append(
                    {
                        "aspect": comma(on, str(label)),
                        "here": facing(against[0]),
                        "supports": [_side(row) for row in supporting(bearing, aspect)],
                        "against": [_side(row) for row in against],
                    }
                )
    return found


def supporting(rows: Iterable[Citation], aspect: str) -> list[Citation]:
    """What bears out an aspect: citations for it, else those for the whole; all for the whole."""
    bearing_out = [row for row in rows if row.stance in BEARING_OUT]
    if aspect == Aspect.WHOLE:
        return bearing_out
    own = [row for row in bearing_out if row.aspect == aspect]
    return own or [row for row in bearing_out if row.aspect == Aspect.WHOLE]


def _side(row: Citation) -> Shown:
    shown = citation(row)
    unsaid = _("denies it") if row.stance == Stance.DENIES else _("says so, without details noted")
    return {
        **shown,
        **source_link(row.source),
        "grade": grade(row),
        "stated": shown["stated"] or unsaid,
    }


def facing(row: Citation) -> str:
    """What is recorded in place of what a citation differs from or denies; else nothing.

    The target of the citation must be at hand, with what its name and its days need.
    """
    target = row.target
    if row.stance not in AGAINST or not isinstance(target, Row):
        return ""
    return recorded(target, row.aspect)


def recorded(row: Row, aspect: str) -> str:
    """What a record, or a row of one, holds of an aspect, in words."""
    match aspect:
        case Aspect.DATES:
            return _days(row)
        case Aspect.PLACE:
            if isinstance(row, Visit):
                return row.place
            port = getattr(row, "port", None)
            return comma(getattr(row, "area", ""), port.called if port else "")
        case Aspect.PARTICIPANTS if hasattr(row, "participants"):
            return participants.title(list(row.participants.all()))[0]
        case Aspect.CERTAINTY if hasattr(row, "get_certainty_display"):
            return str(row.get_certainty_display())
    if isinstance(row, Visit):
        return comma(visit_title(row), row.dates_in_words)
    if isinstance(row, Vessel):
        return comma(row.name, row.pennant)
    if isinstance(row, Occurrence) and row.summary:
        return row.summary
    return str(getattr(row, "called", row))


def _days(row: Row) -> str:
    """Its own days, else those of the record it belongs to."""
    owner = getattr(row, "owner", None)
    return row.dates_in_words or (owner.dates_in_words if isinstance(owner, Row) else "")

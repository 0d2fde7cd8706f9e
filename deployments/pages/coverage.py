"""What was followed, so that an absence is not read as a fact."""

from __future__ import annotations

from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..choices import Completeness, Followed
from ..public.shown import Having
from ..shapes import Coverage, code_of
from . import lines
from .contradictions import contradictions
from .reading import Documents, First
from .records import Read
from .sections import LISTED, listed, onwards, the_first
from .values import Shown, country_fact, date_fact, fact, label, linked, period, read


def coverage(record: Read[Coverage]) -> Shown:
    """What was followed, for which records, from when to when, by which sources."""
    own = record.document
    record.fetch()
    dates = period(read(own["since"]), read(own["until"]))
    cited = ((row, "") for row in own["citations"])
    return {
        "title": own["called"],
        "facts": [
            fact(_("Navy or port"), [linked(own["navy"] or own["port"])]),
            country_fact(_("Country"), code_of(own["country"])),
            fact(_("Followed"), [str(capfirst(label(Followed, own["followed"])))]),
            date_fact(_("Dates"), dates),
            fact(_("Completeness"), [str(capfirst(label(Completeness, own["completeness"])))]),
        ],
        "contradictions": contradictions(cited, record.documents),
        "sections": [],
    }


def following(facet: str, record_id: int) -> Having:
    """The documents that say how a navy or port was followed."""
    return Having("coverage", facet, record_id, LISTED)


def section(found: First, documents: Documents, **filters: str) -> list[Shown]:
    """How a navy or port was followed; nothing where nobody says so."""
    rows = [lines.coverage(cast("Coverage", row), documents) for row in found.documents]
    more = onwards(found.count, LISTED, the_first(LISTED), "coverage-list", **filters)
    return [listed("coverage", _("Coverage"), rows, "", more)] if rows else []

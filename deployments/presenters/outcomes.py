"""What became of what was planned: worked out when it is shown, from the day that it is."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..choices import Certainty, Outcome
from ..models import Exercise, Visit
from ..models.plannable import Plannable
from ..rules.plans import is_over
from . import names
from .values import Shown


def became(record: Visit | Exercise) -> Shown:
    """What became of ``record``, if it was planned or cancelled, for ``includes/outcome.html``.

    It was made where ``see`` leads to, or something else happened instead; not both.
    """
    words = _("Announced; outcome not found") if was_not_found(record) else _words(record)
    other = _named(record.superseded_by) if record.superseded_by else None
    made = record.outcome == Outcome.MADE
    return {"words": words, "see": other if made else None, "instead": None if made else other}


def was_not_found(record: Visit | Exercise) -> bool:
    """Whether no source says what became of a plan: none was found, or its day just passed."""
    if record.outcome or record.superseded_by:
        return record.outcome == Outcome.NOT_FOUND
    return record.certainty == Certainty.PLANNED and is_over(record)


def _words(record: Visit | Exercise) -> str:
    """The outcome, and the word of the source for it where it has another."""
    if record.outcome == Outcome.OTHER or not record.outcome_said:
        return str(capfirst(record.in_words("outcome")))
    outcome = str(capfirst(Outcome(record.outcome).label))
    return _("%(outcome)s (“%(said)s”)") % {"outcome": outcome, "said": record.outcome_said}


def _named(record: Plannable) -> Shown:
    """A record in passing; an exercise with its days, as the one planned has the same name."""
    shown = names.link(record)
    if isinstance(record, Exercise):
        shown["name"] = names.comma(record.name, record.dates_in_words)
    return shown

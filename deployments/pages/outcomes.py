"""What became of what was planned: worked out when it is shown, from the day that it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import clock, dates
from ..choices import Certainty, Outcome
from ..shapes import Exercise, Link, Plannable
from ..wording import comma
from .names import dates_in_words, link
from .reading import Documents
from .stretches import stretch_of
from .values import Shown, in_words, label


def named(record: Plannable) -> Iterable[Link | None]:
    """What happened instead, of which more is shown than its name."""
    if record["record_type"] == "exercise":
        yield record["superseded_by"]


def became(record: Plannable, documents: Documents) -> Shown:
    """What became of a record, if it was planned or cancelled, for the macro ``outcome``.

    It was made where ``see`` leads to, or something else happened instead; not both.
    """
    not_found = was_not_found(record)
    words = _("Announced; outcome not found") if not_found else _words(record)
    other = _named(record["superseded_by"], documents)
    made = record["outcome"] == Outcome.MADE
    return {"words": words, "see": other if made else None, "instead": None if made else other}


def was_not_found(record: Plannable) -> bool:
    """Whether no source says what became of a plan: none was found, or its day just passed."""
    if record["outcome"] or record["superseded_by"]:
        return record["outcome"] == Outcome.NOT_FOUND
    return record["certainty"] == Certainty.PLANNED and is_over(*stretch_of(record))


def is_over(start: dates.FuzzyDate | None, end: dates.FuzzyDate | None) -> bool:
    """Whether the last day for which something was planned is over everywhere."""
    until = announced_until(start, end)
    return until is not None and until < clock.earliest_day()


def announced_until(start: dates.FuzzyDate | None, end: dates.FuzzyDate | None) -> date | None:
    """The last day for which something was announced, an open end closed by rule."""
    last = end or start
    if last is None or last.latest is not None:
        return last.latest if last else None
    span = dates.span(start, end)
    return span.possible_to if span else None


def _words(record: Plannable) -> str:
    """The outcome, and the word of the source for it where it has another."""
    outcome, said = record["outcome"], record["outcome_said"]
    if outcome == Outcome.OTHER or not said:
        return str(capfirst(in_words(Outcome, outcome, said)))
    words = str(capfirst(label(Outcome, outcome)))
    return _("%(outcome)s (“%(said)s”)") % {"outcome": words, "said": said}


def _named(other: Link | None, documents: Documents) -> Shown | None:
    """A record in passing; an exercise with its days, as the one planned has the same name."""
    if other is None:
        return None
    exercise = documents.get(other, Exercise) if other["record_type"] == "exercise" else None
    if exercise is None:
        return link(other)
    days = dates_in_words(*stretch_of(exercise))
    return {**link(other), "name": comma(exercise["name"], days)}

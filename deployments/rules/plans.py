"""Rules about what was planned: what became of it, and what happened instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from .. import clock
from ..choices import Certainty, Outcome
from ..models import Exercise, Visit
from .finding import Finding

Planned = Visit | Exercise
"""What may be planned."""


def successors(records: Sequence[Planned]) -> Mapping[int, int]:
    """What superseded what, by id, in all of their kind; nothing where none of them needs it."""
    if not any(record.superseded_by_id for record in records):
        return {}
    return chain(type(records[0]))


def chain(model: type[Planned]) -> dict[int, int]:
    """What superseded what, by id, in all of a kind."""
    superseded = model._default_manager.filter(superseded_by__isnull=False)
    pairs = superseded.values_list("pk", "superseded_by")
    return {pk: successor for pk, successor in pairs if successor is not None}


def check(record: Planned, successors: Mapping[int, int]) -> Iterator[Finding]:
    """What the rules say about a plan."""
    yield from _superseded_in_a_circle(record, successors)
    yield from _superseded_by_a_plan(record)
    yield from _outcome_not_recorded(record)
    yield from _made_where(record)
    yield from _not_found_and_superseded(record)


def is_over(record: Planned) -> bool:
    """Whether the last day for which it was planned is over everywhere."""
    return record.announced_until is not None and record.announced_until < clock.earliest_day()


def _superseded_in_a_circle(record: Planned, successors: Mapping[int, int]) -> Iterator[Finding]:
    seen = {record.pk}
    following = successors.get(record.pk)
    while following is not None and following not in seen:
        seen.add(following)
        following = successors.get(following)
    if following == record.pk:
        yield Finding(
            record,
            "superseded-in-a-circle",
            _("“superseded by” leads back to this %(kind)s. Let it end at what happened.")
            % {"kind": record._meta.verbose_name},
            impossible=True,
        )


def _superseded_by_a_plan(record: Planned) -> Iterator[Finding]:
    """A plan may follow a plan, but in the end something happened, or nothing did."""
    other = record.superseded_by
    if other is not None and not other.is_presence and other.superseded_by_id is None:
        yield Finding(
            record,
            "superseded-by-a-plan",
            _(
                "%(kind)s “%(key)s”, which superseded it, is itself %(certainty)s. Name what "
                "happened."
            )
            % {
                "kind": record._meta.verbose_name,
                "key": other.key,
                "certainty": other.get_certainty_display(),
            },
            impossible=False,
        )


def _outcome_not_recorded(record: Planned) -> Iterator[Finding]:
    if record.certainty != Certainty.PLANNED or record.outcome or record.superseded_by_id:
        return
    if is_over(record):
        yield Finding(
            record,
            "outcome-not-recorded",
            _(
                "it was planned (%(days)s), that is over, and nobody recorded what became of it. "
                "Choose its outcome (“not found” if you looked), name what happened under "
                "“superseded by”, or make it confirmed or cancelled."
            )
            % {"days": record.dates_in_words},
            impossible=False,
        )


def _made_where(record: Planned) -> Iterator[Finding]:
    if record.outcome == Outcome.MADE and record.superseded_by_id is None:
        yield Finding(
            record,
            "made-but-not-recorded",
            _(
                "it was made, and no %(kind)s says so. Name it under “superseded by”; if all went "
                "as planned, make this confirmed or reported instead."
            )
            % {"kind": record._meta.verbose_name},
            impossible=False,
        )


def _not_found_and_superseded(record: Planned) -> Iterator[Finding]:
    other = record.superseded_by
    if record.outcome == Outcome.NOT_FOUND and other is not None:
        yield Finding(
            record,
            "not-found-but-superseded",
            _(
                "its outcome was not found, and yet “%(key)s” is what happened instead. Correct "
                "one of the two."
            )
            % {"key": other.key},
            impossible=False,
        )

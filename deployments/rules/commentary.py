"""Rules about commentary and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from ..dates import after
from ..loading import Loader, all_of, kept
from ..models import (
    Citation,
    Commentary,
    CommentaryAffiliation,
    ExerciseAttestation,
    Source,
    VesselIdentity,
    VisitAttestation,
)
from . import departures, quotations, support
from .finding import CHECKS, ODD_BESIDE, Finding

AFFILIATION_YEARS = 3
"""An affiliation known from a day further off than this may not have been held when it was said."""


@cache
def _checked() -> Loader:
    """Commentary, drafts included, with what the rules ask of each."""
    held = CommentaryAffiliation.objects.select_related("affiliation")
    known = Commentary.objects.select_related("person").order_by("key")
    return Loader(
        known.prefetch_related(
            kept(Commentary, "commentary_affiliations", held),
            support.citations(Commentary),
            quotations.translations(),
            all_of(Commentary, "answers"),
            all_of(Commentary, "theme_positions"),
        )
    )


@CHECKS.register(Commentary)
def check_commentary(ids: Sequence[int]) -> Iterator[Finding]:
    """What the rules say about the commentary ``ids``."""
    statements: list[Commentary] = _checked().rows(ids)
    yield from departures.check(statements)
    for statement in statements:
        for row in statement.commentary_affiliations.all():
            yield from _affiliation_of_another(statement, row)
            yield from _affiliation_of_another_time(statement, row)
        yield from _unplaced(statement)
        yield from _relayed(statement)
        yield from quotations.check(statement)
        yield from support.said_after_publication(statement, statement.date)
        yield from support.check(statement)


def _affiliation_of_another(statement: Commentary, row: CommentaryAffiliation) -> Iterator[Finding]:
    if row.affiliation.person_id != statement.person_id:
        yield Finding(
            statement,
            "affiliation-of-another",
            _("the affiliation “%(affiliation)s” is not %(person)s’s. Choose one of that person.")
            % {"affiliation": row.affiliation, "person": statement.person},
            impossible=True,
        )


def _affiliation_of_another_time(
    statement: Commentary, row: CommentaryAffiliation
) -> Iterator[Finding]:
    said, held = statement.date, row.affiliation.as_of
    if said is None or held is None:
        return
    first, second = (said, held) if after(said, held) else (held, said)
    if not after(first, second) or first.earliest is None or second.latest is None:
        return
    if (first.earliest - second.latest).days > AFFILIATION_YEARS * 366:
        yield Finding(
            statement,
            "affiliation-of-another-time",
            _(
                "the affiliation “%(affiliation)s” is known as of %(as_of)s, more than %(years)d "
                "years from when it was said (%(said)s). Look for the one held then."
            )
            % {
                "affiliation": row.affiliation,
                "as_of": held,
                "years": AFFILIATION_YEARS,
                "said": said,
            },
            impossible=False,
        )


def _unplaced(statement: Commentary) -> Iterator[Finding]:
    answers = bool(statement.answers.all()) or bool(statement.theme_positions.all())
    if statement.is_published and not answers:
        yield Finding(
            statement,
            "answers-nothing",
            _("it answers no question and takes no position on a theme. Add one of them."),
            impossible=False,
        )


def _relayed(statement: Commentary) -> Iterator[Finding]:
    if statement.second_hand and statement.via_id is None:
        yield Finding(
            statement,
            "second-hand-via-nobody",
            _("it is second hand, but not through which source. Give it under “via”."),
            impossible=False,
        )
    if statement.via_id is not None and not statement.second_hand:
        yield Finding(
            statement,
            "via-but-first-hand",
            _("it is known via a source but not marked second hand. Mark it, or clear “via”."),
            impossible=False,
        )


@ODD_BESIDE.register(Source)
def check_sources(ids: Sequence[int]) -> Iterator[Finding]:
    """What the rules say about the sources ``ids``."""
    uses = [
        Q(Exists(model.objects.filter(**{name: OuterRef("pk")})))
        for model, name in (
            (Citation, "source"),
            (Citation, "via"),
            (VisitAttestation, "source"),
            (ExerciseAttestation, "source"),
            (VesselIdentity, "source"),
            (Commentary, "via"),
        )
    ]
    used = reduce(or_, uses)
    quoted = quotations.quoted_from(ids)
    for source in Source.objects.filter(pk__in=ids).annotate(is_used=used):
        yield from _published_after_accessed(source)
        yield from quotations.check_source(source, quoted[source.pk])
        if source.is_published and not source.is_used:
            yield Finding(
                source,
                "supports-nothing",
                _("no record cites it. Cite it where it supports something, or withdraw it."),
                impossible=False,
            )


def _published_after_accessed(source: Source) -> Iterator[Finding]:
    published = source.published_date.earliest if source.published_date else None
    if source.accessed_on is None or published is None:
        return
    if published > source.accessed_on:
        yield Finding(
            source,
            "published-after-accessed",
            _("it was read on %(accessed)s, before it was published (%(published)s). Correct one.")
            % {"accessed": source.accessed_on.isoformat(), "published": source.published_date},
            impossible=False,
        )

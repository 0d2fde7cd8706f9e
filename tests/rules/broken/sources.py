"""Commentary, sources and citations that break a rule."""

from __future__ import annotations

from deployments.changes.service import change_set
from deployments.choices import Origin, Stance
from deployments.models import Record
from tests.factories import (
    AffiliationFactory,
    CommentaryAffiliationFactory,
    CommentaryFactory,
    PersonFactory,
    SourceFactory,
    VisitFactory,
    cite,
    published,
)
from tests.rules.broken.registry import breaks

# How it is known ---------------------------------------------------------------------------------


@breaks("only-contradicted")
def only_contradicted() -> Record:
    visit = VisitFactory()
    cite(visit, stance=Stance.DIFFERS)
    return published(visit)


@breaks("only-contradicted")
def contradicted_and_mentioned() -> Record:
    visit = VisitFactory()
    cite(visit, stance=Stance.DIFFERS)
    cite(visit, stance=Stance.MENTIONS)
    return published(visit)


@breaks("only-contradicted")
def denied() -> Record:
    visit = VisitFactory()
    cite(visit, stance=Stance.DENIES)
    cite(visit, stance=Stance.SILENT)
    return published(visit)


@breaks("only-silent")
def only_silent() -> Record:
    visit = VisitFactory()
    cite(visit, stance=Stance.SILENT)
    return published(visit)


@breaks("one-source-second-hand")
def one_source_second_hand() -> Record:
    visit = VisitFactory()
    cite(visit, via=published(SourceFactory()))
    return published(visit)


@breaks("confirmed-by-announcement")
def confirmed_by_an_announcement() -> Record:
    visit = VisitFactory()
    cite(visit, source=published(SourceFactory(published_edtf="2024-08-21")))
    return published(visit)


@breaks("said-after-publication")
def said_after_publication() -> Record:
    statement = CommentaryFactory(date_edtf="2024-08-26")
    cite(statement, source=published(SourceFactory(published_edtf="2024-08-25")))
    return published(statement)


# Commentary and sources --------------------------------------------------------------------------


@breaks("affiliation-of-another", impossible=True)
def affiliation_of_another() -> Record:
    """The form refuses it; it comes about when the commentary is given to another person."""
    held = CommentaryAffiliationFactory()
    statement = held.commentary
    with change_set(origin=Origin.COMMAND):
        statement.person = PersonFactory()
        statement.save()
    return statement


@breaks("affiliation-of-another-time")
def affiliation_of_another_time() -> Record:
    statement = CommentaryFactory(date_edtf="2024-08-26")
    held = AffiliationFactory(person=statement.person, as_of_edtf="2019")
    CommentaryAffiliationFactory(commentary=statement, affiliation=held)
    return statement


@breaks("answers-nothing")
def answers_nothing() -> Record:
    return published(CommentaryFactory())


@breaks("second-hand-via-nobody")
def second_hand_via_nobody() -> Record:
    return CommentaryFactory(second_hand=True)


@breaks("via-but-first-hand")
def via_but_first_hand() -> Record:
    return CommentaryFactory(via=SourceFactory())


@breaks("published-after-accessed")
def published_after_accessed() -> Record:
    return SourceFactory(accessed_on="2024-08-01", published_edtf="2024-09")


@breaks("supports-nothing")
def supports_nothing() -> Record:
    return published(SourceFactory())

"""Records whose citations break a rule: what they rest on was taken back, or is not found again."""

from __future__ import annotations

from deployments.choices import Origin
from deployments.models import Record
from deployments.services import publishing
from tests.factories import (
    AffiliationFactory,
    CitationFactory,
    ExerciseFactory,
    SourceFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
)
from tests.rules.broken.registry import breaks


@breaks("only-retracted")
def on_a_retracted_source() -> Record:
    visit = VisitFactory()
    cite(visit, source=published(SourceFactory(retracted=True)))
    return published(visit)


@breaks("only-retracted")
def through_a_retracted_source() -> Record:
    visit = VisitFactory()
    cite(visit, via=published(SourceFactory(retracted=True)))
    cite(visit, stance="mentions")
    return published(visit)


@breaks("only-retracted")
def a_participant_on_a_retracted_source() -> Record:
    visit = VisitFactory()
    ship = VisitParticipantFactory(visit=visit)
    source = published(SourceFactory(retracted=True))
    CitationFactory(source=source, target_visit=None, target_visit_participant=ship)
    return published(visit)


@breaks("only-retracted")
def what_somebody_was_on_a_retracted_source() -> Record:
    held = AffiliationFactory()
    source = published(SourceFactory(retracted=True))
    CitationFactory(source=source, target_visit=None, target_affiliation=held)
    return published(held.person)


@breaks("support-withdrawn")
def a_source_was_withdrawn() -> Record:
    visit = VisitFactory()
    lost = cite(visit).source
    cite(visit)
    published(visit)
    publishing.withdraw(record=lost, public_reason="A forgery.", origin=Origin.COMMAND)
    return visit


@breaks("not-located")
def cited_without_a_place() -> Record:
    visit = VisitFactory()
    source = cite(VisitFactory(), paragraph=2).source
    cite(visit, source=source)
    return published(visit)


@breaks("not-located")
def cited_without_a_place_in_what_relays_it() -> Record:
    visit = VisitFactory()
    relay = cite(VisitFactory(), paragraph=2).source
    cite(visit, via=relay)
    return published(visit)


@breaks("confirmed-too-high")
def confirmed_by_one_newspaper() -> Record:
    visit = VisitFactory(certainty="confirmed")
    cite(visit, source=published(SourceFactory(kind="news", publisher="Gazette")))
    cite(visit, source=published(SourceFactory(kind="news", publisher="gazette")))
    return published(visit)


@breaks("confirmed-too-high")
def confirmed_by_the_navy_at_second_hand() -> Record:
    exercise = ExerciseFactory(certainty="confirmed")
    relay = published(SourceFactory(kind="news"))
    cite(exercise, source=published(SourceFactory(kind="official")), via=relay)
    cite(exercise, source=relay)
    return published(exercise)


@breaks("confirmed-too-high")
def confirmed_by_a_source_that_was_retracted_and_another() -> Record:
    visit = VisitFactory(certainty="confirmed")
    cite(visit, source=published(SourceFactory(kind="official", retracted=True)))
    cite(visit)
    return published(visit)

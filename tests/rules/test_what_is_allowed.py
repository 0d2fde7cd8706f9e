"""What looks odd and is not: the world contradicts itself, and must stay representable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from deployments.changes.service import change_set
from deployments.choices import Certainty, Origin, Stance
from deployments.models import Source
from tests.factories import (
    AffiliationFactory,
    AssignmentFactory,
    CitationFactory,
    CommentaryAffiliationFactory,
    CommentaryFactory,
    DeploymentFactory,
    EngagementFactory,
    ExerciseAttestationFactory,
    ExerciseFactory,
    ExerciseParticipantFactory,
    NavyFactory,
    SourceFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitAttestationFactory,
    VisitFactory,
    VisitParticipantFactory,
    cite,
    published,
)
from tests.rules.support import codes

pytestmark = pytest.mark.django_db


# Identities --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("1988", "2021-03"), ("2021-03", "")),
        (("1988-01-01", "2021-03-01"), ("2021-03-01", "2024-01-01")),
        (("1988", "2021-03~"), ("2000", "2022")),
        (("1988", ""), ("2000", "2022")),
        (("", ""), ("2000", "2022")),
        (("[1988..]", "2021"), ("2000", "2022")),
        (("1988", "[..2021]"), ("2000", "2022")),
    ],
)
def test_identities_follow_one_another_and_undated_ones_never_clash(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    vessel = VesselFactory()
    for name, (start, end) in (("Hatakaze", first), ("Shimakaze", second)):
        VesselIdentityFactory(vessel=vessel, name=name, from_edtf=start, to_edtf=end)
    assert "identities-clash" not in codes(vessel)


def test_an_identity_that_says_less_does_not_clash() -> None:
    vessel = VesselFactory()
    VesselIdentityFactory(
        vessel=vessel,
        name="Shimakaze",
        pennant="DDG-172",
        navy=NavyFactory(),
        mmsi="431999999",
        from_edtf="1988",
        to_edtf="2021",
    )
    VesselIdentityFactory(vessel=vessel, name="SHIMAKAZE", from_edtf="2000", to_edtf="2022")
    assert "identities-clash" not in codes(vessel)


# Deployments and the rest ------------------------------------------------------------------------


def test_a_ship_may_be_in_two_deployments_and_leave_after_the_last_month_began() -> None:
    ship = VesselFactory()
    for _ in range(2):
        voyage = DeploymentFactory(end_edtf="2024-10-30")
        AssignmentFactory(
            deployment=voyage, vessel=ship, joined_edtf="2024-08-27~", left_edtf="2024-09/2024-10"
        )
        assert codes(voyage) == set()


def test_a_ship_that_came_back_has_two_rows() -> None:
    voyage = DeploymentFactory()
    row = AssignmentFactory(deployment=voyage, joined_edtf="2024-06-01", left_edtf="2024-06-20")
    AssignmentFactory(deployment=voyage, vessel=row.vessel, joined_edtf="2024-09-01")
    assert codes(voyage) == set()
    visit = VisitFactory()
    first = VisitParticipantFactory(visit=visit, departure_edtf="2024-08-23")
    VisitParticipantFactory(
        visit=visit, vessel=first.vessel, said="again", arrival_edtf="2024-08-26"
    )
    assert "ship-twice" not in codes(visit)


def test_a_plan_may_lead_to_others_that_lead_in_a_circle() -> None:
    first, second = (VisitFactory(certainty=Certainty.PLANNED) for _ in range(2))
    with change_set(origin=Origin.COMMAND):
        first.superseded_by, second.superseded_by = second, first
        first.save()
        second.save()
    before = VisitFactory(certainty=Certainty.PLANNED, superseded_by=first)
    assert "superseded-in-a-circle" not in codes(before)


def test_only_what_did_not_happen_lies_in_the_future() -> None:
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    for day, certainty in ((today, Certainty.CONFIRMED), (tomorrow, Certainty.PLANNED)):
        visit = VisitFactory(arrival_edtf=day.isoformat(), departure_edtf="", certainty=certainty)
        assert "not-yet-happened" not in codes(visit)
        drill = ExerciseFactory(start_edtf=day.isoformat(), end_edtf="", certainty=certainty)
        assert "not-yet-happened" not in codes(drill)


@pytest.mark.parametrize(
    "days",
    [
        {"start_edtf": "2024-08-20", "end_edtf": "2024-08-23"},
        {"start_edtf": "2024-08-26", "end_edtf": "2024-08-29"},
    ],
    ids=lambda days: " to ".join(days.values()),
)
def test_an_engagement_may_begin_before_its_visit_or_end_after_it(days: dict[str, Any]) -> None:
    talks = EngagementFactory(visit=VisitFactory(), **days)
    assert "outside-its-visit" not in codes(talks)


def test_a_plan_after_a_plan_ends_at_what_happened() -> None:
    happened = VisitFactory()
    second = VisitFactory(certainty=Certainty.PLANNED, superseded_by=happened)
    first = VisitFactory(certainty=Certainty.PLANNED, superseded_by=second)
    assert {"superseded-by-a-plan", "superseded-in-a-circle"}.isdisjoint(codes(first))
    assert {"superseded-by-a-plan", "superseded-in-a-circle"}.isdisjoint(codes(second))


def test_a_draft_may_say_too_little() -> None:
    assert codes(VisitFactory(arrival_edtf="", departure_edtf="")) == set()
    assert codes(DeploymentFactory()) == set()
    assert codes(CommentaryFactory()) == set()


def test_an_affiliation_of_the_year_before_is_good_enough() -> None:
    statement = CommentaryFactory(date_edtf="2024-08-26")
    held = CommentaryAffiliationFactory(commentary=statement)
    with change_set(origin=Origin.COMMAND):
        held.affiliation.as_of_edtf = "2023"
        held.affiliation.save()
    assert codes(statement) == set()


@pytest.mark.parametrize(("as_of", "odd"), [("2021-08-24", False), ("2021-08-23", True)])
def test_an_affiliation_holds_for_three_years_of_leap_years(as_of: str, odd: bool) -> None:
    statement = CommentaryFactory(date_edtf="2024-08-26")
    held = AffiliationFactory(person=statement.person, as_of_edtf=as_of)
    CommentaryAffiliationFactory(commentary=statement, affiliation=held)
    assert ("affiliation-of-another-time" in codes(statement)) is odd


# How it is known ---------------------------------------------------------------------------------


USES: dict[str, Callable[[Source], object]] = {
    "cited": lambda source: cite(VisitFactory(), source=source),
    "cited through another": lambda source: cite(VisitFactory(), via=source),
    "attests in a visit": lambda source: VisitAttestationFactory(source=source),
    "attests in an exercise": lambda source: ExerciseAttestationFactory(source=source),
    "has an identity": lambda source: VesselIdentityFactory(source=source),
    "relays a statement": lambda source: CommentaryFactory(via=source, second_hand=True),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_a_source_that_is_used_supports_something(use: Callable[[Source], object]) -> None:
    source = published(SourceFactory())
    use(SourceFactory())
    assert "supports-nothing" in codes(source)
    use(source)
    assert "supports-nothing" not in codes(source)


def test_a_participant_that_a_source_is_cited_for_is_attested() -> None:
    row = ExerciseParticipantFactory()
    CitationFactory(target_visit=None, target_exercise_participant=row)
    assert "attested-by-nobody" not in codes(row.exercise)


@pytest.mark.parametrize("day", ["2024-08-27", "2024-08-28"], ids=["first day", "second day"])
def test_what_is_reported_while_it_goes_on_is_no_announcement(day: str) -> None:
    visit = VisitFactory(arrival_edtf="2024-08-27", departure_edtf="2024-08-29")
    for record in (visit, ExerciseFactory()):
        cite(record, source=published(SourceFactory(published_edtf=day)))
        assert "confirmed-by-announcement" not in codes(published(record))


def test_a_plan_rests_on_an_announcement() -> None:
    plan = VisitFactory(certainty=Certainty.PLANNED)
    cite(plan, source=published(SourceFactory(published_edtf="2024-08-01")))
    assert "confirmed-by-announcement" not in codes(published(plan))


def test_what_one_source_supports_and_another_contradicts_may_stand() -> None:
    visit = VisitFactory()
    cite(visit)
    cite(visit, stance=Stance.DIFFERS)
    assert "only-contradicted" not in codes(published(visit))


@pytest.mark.parametrize("stance", [Stance.NARROWER, Stance.BROADER, Stance.MENTIONS])
def test_a_source_need_not_say_just_what_is_recorded(stance: Stance) -> None:
    visit = VisitFactory()
    cite(visit, stance=stance)
    cite(visit, stance=Stance.SILENT)
    assert not {"only-contradicted", "only-silent"} & codes(published(visit))


def test_a_draft_may_still_lack_its_support() -> None:
    visit = VisitFactory()
    cite(visit, stance=Stance.DIFFERS)
    assert codes(visit) == set()


# What it rests on --------------------------------------------------------------------------------


def test_what_rests_on_another_source_too_is_not_only_retracted() -> None:
    visit = VisitFactory()
    cite(visit, source=published(SourceFactory(retracted=True)))
    cite(visit)
    assert "only-retracted" not in codes(published(visit))


def test_what_a_retracted_source_contradicts_or_merely_mentions_stands() -> None:
    visit = VisitFactory()
    cite(visit, source=published(SourceFactory(retracted=True)), stance=Stance.DIFFERS, value="x")
    cite(visit)
    assert "only-retracted" not in codes(published(visit))


@pytest.mark.parametrize(
    "place",
    [
        {"paragraph": 1},
        {"locator": "minute 3"},
        {"passage_start": "the carrier"},
        {"stance": "silent"},
    ],
)
def test_what_is_located_or_was_not_found_there_is_not_odd(place: dict[str, Any]) -> None:
    visit = VisitFactory()
    cite(visit)
    cite(visit, source=cite(VisitFactory(), paragraph=7).source, **place)
    assert "not-located" not in codes(published(visit))


def test_a_source_of_one_paragraph_needs_no_place() -> None:
    visit = VisitFactory()
    cite(visit, source=cite(VisitFactory(), paragraph=1).source)
    assert "not-located" not in codes(published(visit))


def test_a_draft_rests_on_nothing_public_yet() -> None:
    visit = VisitFactory()
    cite(visit, source=published(SourceFactory(retracted=True)))
    assert not codes(visit)


@pytest.mark.parametrize(
    "fields", [{"quote": "x" * 300, "language": "en"}, {"quote": "È così.", "language": "it"}, {}]
)
def test_a_short_quotation_in_its_language_is_not_odd(fields: dict[str, str]) -> None:
    assert not [code for code in codes(CommentaryFactory(**fields)) if "quotation" in code]


def test_what_is_quoted_second_hand_is_not_counted_to_the_source_nobody_saw() -> None:
    source, relay = published(SourceFactory()), published(SourceFactory())
    for number in range(3):
        statement = CommentaryFactory(quote=f"{number}" * 201, language="en")
        cite(statement, source=source, via=relay)
        published(statement)
    assert "source-quoted-at-length" not in codes(source)
    assert "source-quoted-at-length" in codes(relay)


@pytest.mark.parametrize(
    ("certainty", "kinds"),
    [
        ("confirmed", ["official"]),
        ("confirmed", ["news", "news"]),
        ("reported", ["news"]),
        ("planned", ["news"]),
        ("inferred", ["news"]),
    ],
)
def test_what_is_claimed_no_higher_than_it_is_known(certainty: str, kinds: list[str]) -> None:
    visit = VisitFactory(certainty=certainty)
    for kind in kinds:
        cite(visit, source=published(SourceFactory(kind=kind)))
    assert "confirmed-too-high" not in codes(published(visit))


@pytest.mark.parametrize(
    ("stance", "aspect", "value"),
    [
        ("supports", "dates", "22–27 August 2024"),
        ("supports", "dates", "five days"),
        ("differs", "dates", "22–26 August 2024"),
        ("mentions", "dates", "planned: 1–4 July"),
        ("mentions", "dates", "1 July 2024"),
        ("denies", "dates", "22–27 August 2024"),
        ("supports", "place", "Hemi quay"),
        ("supports", "participants", "a carrier"),
        ("supports", "whole", "1 July 1999"),
    ],
)
def test_values_that_go_with_their_stance(stance: str, aspect: str, value: str) -> None:
    visit = VisitFactory(arrival_edtf="2024-08-22", departure_edtf="2024-08-27")
    cite(visit)
    cite(visit, stance=stance, aspect=aspect, value=value)
    assert not codes(published(visit)) & {"supports-another-value", "differs-in-nothing"}

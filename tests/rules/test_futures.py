"""What nobody can know yet, in every kind, row and column of a date."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from deployments import clock, rules
from deployments.models import (
    OWNED_MODELS,
    RECORD_MODELS,
    Assignment,
    Deployment,
    Exercise,
    Record,
    Row,
    Source,
    Vessel,
    VesselIdentity,
    Visit,
    VisitParticipant,
)
from deployments.rules import futures
from tests.factories import (
    AffiliationFactory,
    AssignmentFactory,
    CoverageFactory,
    VesselIdentityFactory,
    VisitParticipantFactory,
)

TODAY = date(2026, 11, 25)


def unknowable(record: Record, row: Row | None = None) -> list[str]:
    """What is said against the days of a record, or of a row of it; neither is stored."""
    row = row or record
    row.settle()
    return [found.message for found in futures.check(record, row, TODAY)]


WITH_DATES = [
    pytest.param(model, fuzzy, id=f"{model.__name__} {fuzzy.stem}")
    for model in (*RECORD_MODELS, *OWNED_MODELS)
    for fuzzy in model.fuzzy_dates
]


@pytest.mark.parametrize(("model", "fuzzy"), WITH_DATES)
@pytest.mark.parametrize(
    ("said", "odd"),
    [("2042", True), ("2042-08-22", True), ("2026-11-26", True), ("2042/2043", True),
     ("[2042..]", True), ("[..2042]", True), ("2024/2042-08", True), ("[2024..2042]", True),
     ("2024-08~", False), ("2026-11-25", False), ("2026", False), ("20XX", False),
     ("2026-11/..", False), ("[..2026-11-27]", False), ("", False)],
)  # fmt: skip
def test_every_date_column_is_looked_at(model: type[Row], fuzzy: Any, said: str, odd: bool) -> None:
    row = model(**{fuzzy.edtf: said})
    assert bool(unknowable(Visit(), row)) is odd


@pytest.mark.parametrize("certainty", ["confirmed", "reported", "inferred", "planned", "cancelled"])
@pytest.mark.parametrize("model", [Visit, Exercise])
@pytest.mark.parametrize(
    ("when", "happened", "planned"),
    [("2026-11-25", False, False), ("2026-11-26", True, False), ("2029-11-25", True, False),
     ("2029-11-26", True, True), ("2099", True, True)],
)  # fmt: skip
def test_a_plan_may_lie_three_years_ahead(
    model: type[Record], certainty: str, when: str, happened: bool, planned: bool
) -> None:
    begins = model.fuzzy_dates[0].edtf
    odd = planned if certainty in ("planned", "cancelled") else happened
    assert bool(unknowable(model(certainty=certainty, **{begins: when}))) is odd


@pytest.mark.parametrize(
    ("start", "end", "odd"),
    [("2026-11-20", "2026-11-30", 0), ("2026-11-20", "2027-11-25", 0), ("2026-11", "2026-12", 0),
     ("2026-11-20", "2042-11-30", 1), ("2042-11-20", "2042-11-30", 2), ("", "2026-11-30", 1)],
)  # fmt: skip
def test_what_has_begun_may_have_an_end_that_is_announced(start: str, end: str, odd: int) -> None:
    assert len(unknowable(Deployment(start_edtf=start, end_edtf=end))) == odd
    visit = Visit(certainty="confirmed", arrival_edtf=start, departure_edtf=end)
    assert len(unknowable(visit)) == odd


def test_a_participant_of_its_own_days_is_as_planned_as_its_visit() -> None:
    row = VisitParticipant(departure_edtf="2026-12-01")
    assert unknowable(Visit(certainty="confirmed"), row)
    assert not unknowable(Visit(certainty="planned"), row)
    assert not unknowable(Visit(certainty="confirmed", arrival_edtf="2026-11-24"), row)


def test_days_and_years_that_are_not_fuzzy_are_looked_at() -> None:
    assert unknowable(Source(accessed_on=date(2026, 11, 26)))
    assert not unknowable(Source(accessed_on=TODAY))
    assert unknowable(Vessel(commissioned_year=2042))
    assert not unknowable(Vessel(commissioned_year=2029))


@pytest.mark.parametrize(
    ("url", "odd"),
    [
        ("https://web.archive.org/web/20420211000000/https://example.org/", True),
        ("https://archive.ph/20420211/https://example.org/", True),
        ("https://web.archive.org/web/20240211000000/https://example.org/", False),
        ("https://web.archive.org/web/20241341/https://example.org/", False),
        ("https://web.archive.org/web/2024/https://example.org/20420211", False),
        ("https://example.org/web/20420211/", False),
    ],
)
def test_a_copy_is_not_archived_tomorrow(url: str, odd: bool) -> None:
    assert bool(unknowable(Source(archived_url=url))) is odd


def test_it_is_said_which_day_of_what_and_what_to_do() -> None:
    visit = Visit(key="v1", certainty="reported", arrival_edtf="2042-08-22")
    (said,) = unknowable(visit)
    assert said.startswith("“arrival” is 22 August 2042, which nobody can know yet.")
    assert said.endswith("Correct it, or make the visit planned.")
    visit.certainty = "planned"
    (said,) = unknowable(visit)
    assert said.startswith("“arrival” is 22 August 2042, more than 3 years ahead.")
    assert said.endswith("Nobody plans that far: check the year.")
    (said,) = unknowable(Deployment(), Assignment(key="voyage--alpino", joined_edtf="2042"))
    assert said.startswith("“joined” of ship of the deployment “voyage--alpino” is 2042, which")
    assert said.endswith("nobody can know yet. Correct it.")
    (said,) = unknowable(Vessel(), VesselIdentity(from_edtf="2042"))
    assert said.startswith("“from” of one of its identities is 2042")


@pytest.mark.django_db
def test_rows_of_every_depth_are_found_under_their_record() -> None:
    rows = [
        (AffiliationFactory(as_of_edtf="2042"), "person"),
        (AssignmentFactory(joined_edtf="2042"), "deployment"),
        (VesselIdentityFactory(from_edtf="2042"), "vessel"),
        (VisitParticipantFactory(arrival_edtf="2042"), "visit"),
    ]
    records = {getattr(row, owner) for row, owner in rows}
    records.add(CoverageFactory(since_edtf="2042", until_edtf=""))
    odd = {each.record for each in rules.all_findings() if each.code == "not-yet-happened"}
    assert odd == records


def test_a_day_has_begun_where_it_is_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: datetime(2026, 11, 25, 9, 59, tzinfo=UTC))
    assert clock.latest_day() == TODAY
    monkeypatch.setattr(clock.timezone, "now", lambda: datetime(2026, 11, 25, 10, 0, tzinfo=UTC))
    assert clock.latest_day() == date(2026, 11, 26)


def test_years_on_keep_to_the_calendar() -> None:
    assert clock.years_on(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert clock.years_on(date(9998, 6, 1), 3) == date(9999, 6, 1)

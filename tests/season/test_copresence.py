"""Who was where with whom in the season: the story that the founding article tells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from deployments.choices import NOT_PRESENT
from deployments.copresence import reader
from deployments.copresence.engine import Part, Stay, meet
from deployments.copresence.parties import Breadth, Party
from deployments.copresence.places import where
from deployments.dates import Overlap
from deployments.models import TimelineEntry, TimelineStretch, Vessel, Visit, VisitParticipant
from deployments.pages import visits as pages
from deployments.pages.records import read
from deployments.public.involving import read_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]


def meetings(client: Client, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/v1/copresence/", asked).json()["results"]
    return found


def records(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [
        (each["stays"][0]["record"]["key"], each["stays"][1]["record"]["key"], each["match"])
        for each in found
    ]


CAVOUR = "cavour-yokosuka-2024-08-22"


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        (
            "FR",
            [("bretagne-yokosuka-2024-08-01", "certain", "2024-08-22", "2024-08-27")],
        ),
        (
            "DE",
            [("baden-wuerttemberg-yokosuka-2024-08-25", "certain", "2024-08-25", "2024-08-27")],
        ),
        ("CA", [("vancouver-yokosuka-2024-08-17", "possible", "2024-08-22", "2024-08-23")]),
    ],
)
def test_whom_cavour_met_at_yokosuka(
    client: Client, country: str, expected: list[tuple[str, str, str, str]]
) -> None:
    found = meetings(client, vessel="cavour", country=country, port="yokosuka", on="2024-08")
    told = [
        (
            each["stays"][1]["record"]["key"],
            each["match"],
            each["possibly"][0]["first"],
            each["possibly"][-1]["last"],
        )
        for each in found
    ]
    assert {each["stays"][0]["record"]["key"] for each in found} <= {CAVOUR}
    assert told == expected


def test_the_frigates_without_a_name_that_put_to_sea_with_the_italians(client: Client) -> None:
    (found,) = meetings(
        client,
        navy=["italian-navy", "japan-maritime-self-defense-force"],
        port="yokosuka",
        on="2024-08",
    )
    assert found["certainly"] == [{"first": "2024-08-27", "last": "2024-08-27"}]
    assert found["stays"][1]["unnamed"] == ["three JMSDF frigates and destroyers"]
    assert found["reasoning"]["words"].startswith("Both were at Yokosuka.")


def test_an_exercise_of_all(client: Client) -> None:
    for country in ("FR", "DE", "JP", "US", "AU"):
        found = meetings(client, vessel="cavour", country=country, on="2024-08-28")
        assert ("noble-raven-24-3", "noble-raven-24-3", "certain") in records(found), country


def test_cavour_and_her_own_navy(client: Client) -> None:
    (found,) = meetings(client, vessel="cavour", navy="italian-navy", on="2024-08-24")
    assert found["same_record"]
    navy, ship = found["stays"]
    assert [each["key"] for each in navy["vessels"]] == ["alpino"]
    assert [each["key"] for each in ship["vessels"]] == ["cavour"]


Days = set[date]


def all_of(stretches: Iterable[tuple[date, date]]) -> Days:
    """Every single day of stretches."""
    return {
        first + timedelta(days=number)
        for first, last in stretches
        for number in range((last - first).days + 1)
    }


def days_of_ships() -> dict[int, list[tuple[str, Any, Days, Days]]]:
    """The entry, the place, and the possible and certain days, of each stay of each ship."""
    found: dict[tuple[int, str], tuple[str, Any, Days, Days]] = {}
    rows = TimelineStretch.objects.filter(vessel__isnull=False)
    rows = rows.exclude(entry__certainty__in=NOT_PRESENT).select_related("entry__visit__port")
    for row in rows:
        entry: TimelineEntry = row.entry
        place = entry.visit.port if entry.visit else entry.slug
        assert row.vessel_id is not None
        key = (row.vessel_id, entry.slug)
        stay = found.setdefault(key, (entry.slug, place, set(), set()))
        for days, first, last in (
            (stay[2], row.possible_from, row.possible_to),
            (stay[3], row.certain_from, row.certain_to),
        ):
            if first is not None and last is not None:
                days |= all_of([(first, last)])
    ships: dict[int, list[tuple[str, Any, Days, Days]]] = {}
    for (vessel, _slug), stay in found.items():
        ships.setdefault(vessel, []).append(stay)
    return ships


def test_all_ships_of_the_season_met_as_going_through_all_days_says() -> None:
    """Each pair of ships, by the index alone; places that are not one are told elsewhere."""
    ships = days_of_ships()
    met = 0
    for one, other in combinations(sorted(ships)[:14], 2):
        expected = {
            (mine[0], theirs[0]): (mine[2] & theirs[2], mine[3] & theirs[3])
            for mine in ships[one]
            for theirs in ships[other]
            if mine[1] == theirs[1] and mine[2] & theirs[2]
        }
        areas = {
            stay[0]
            for stay in (*ships[one], *ships[other])
            if not isinstance(stay[1], str) and stay[1].is_area
        }
        question = reader.Question((Party(Breadth.VESSEL, one), Party(Breadth.VESSEL, other)))
        told = {
            tuple(stay.slug for stay in found.meeting.stays): found.meeting
            for _position, found in reader.meetings(question)
            if found.meeting.where.value.startswith("same")
        }
        assert told.keys() == expected.keys(), (Vessel.objects.get(pk=one), other)
        for slugs, meeting in told.items():
            possible, certain = expected[slugs]  # type: ignore[index]
            assert all_of(meeting.possible) == possible
            assert all_of(meeting.certain) == (set() if areas & set(slugs) else certain)
            met += 1
    assert met > 20


def as_a_whole(entry: TimelineEntry) -> Stay:
    """An entry with all its days, as if it told of one ship."""
    whole = [row for row in entry.stretches.all() if row.vessel_id is None] or [entry]
    certain = [(entry.certain_from, entry.certain_to)] if entry.certain_from else []
    only = Part(
        row=entry.slug,
        ship=entry.pk,
        navies=frozenset(),
        states=frozenset(),
        settled=True,
        possible=tuple((row.possible_from, row.possible_to) for row in whole),  # type: ignore[misc]
        certain=tuple(certain),  # type: ignore[arg-type]
    )
    return Stay(entry.slug, (only,))


def test_the_pages_of_visits_name_the_company_that_the_engine_finds() -> None:
    """They ask the database for stays as a whole, a page of them at a time."""
    visits = Visit.objects.published().with_public(*Visit.detail_paths)
    entries = {each.visit_id: each for each in TimelineEntry.objects.exclude(visit=None)}
    found = {Overlap.CERTAIN: 0, Overlap.POSSIBLE: 0}
    for visit in visits:
        entry, rows = entries[visit.pk], list(visit.participants.all())
        asked: Any = read("visit", visit.key)
        asked.fetch(asked.document["port"], *pages.ships(asked.document))
        certainly, possibly = (
            set(read_entries(list(met.parts(0, len(visits))))) for met in pages.company(asked)
        )
        own = {row.vessel_id for row in rows if row.vessel is not None}
        others = VisitParticipant.objects.published()
        others = others.filter(Q(vessel__isnull=True) | ~Q(vessel__in=own))
        strangers = set(others.values_list("visit", flat=True))
        for other in visits:
            there = entries[other.pk]
            lie = where(visit.port, other.port)
            if other == visit or other.port != visit.port or other.pk not in strangers:
                continue
            if not (visit.is_presence and other.is_presence and lie and entry.possible_from):
                continue
            meeting = (
                meet(as_a_whole(entry), as_a_whole(there), lie) if there.possible_from else None
            )
            certain = meeting is not None and bool(meeting.certain)
            assert (there in certainly) is certain, (visit, other)
            assert (there in possibly) is (meeting is not None and not certain), (visit, other)
            found[Overlap.CERTAIN] += certain
            found[Overlap.POSSIBLE] += meeting is not None and not certain
    assert min(found.values()) > 10, found

"""Nobody in the season is possibly in one place while certainly in another."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from deployments.choices import NOT_PRESENT
from deployments.geography import Apart
from deployments.models import Exercise, Port, TimelineStretch
from deployments.rules.dateline import AtSea, gained
from deployments.rules.places import elsewhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]


Days = set[date]


def between(first: date | None, last: date | None) -> Days:
    if first is None or last is None:
        return set()
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


def days_of_ships() -> dict[str, dict[str, tuple[Port | Exercise, Days, Days]]]:
    """Where each ship was, with her possible and her certain days there."""
    found: dict[str, dict[str, tuple[Port | Exercise, Days, Days]]] = defaultdict(dict)
    rows = TimelineStretch.objects.filter(vessel__isnull=False)
    rows = rows.exclude(entry__certainty__in=NOT_PRESENT)
    for row in rows.select_related("vessel", "entry__visit__port", "entry__exercise"):
        assert row.vessel is not None
        entry = row.entry
        where = entry.visit.port if entry.visit else entry.exercise
        assert where is not None
        _where, possible, certain = found[row.vessel.key].setdefault(
            entry.slug, (where, set(), set())
        )
        possible |= between(row.possible_from, row.possible_to)
        certain |= between(row.certain_from, row.certain_to)
    return found


def place(where: Port | Exercise) -> Any:
    return where if isinstance(where, Port) else AtSea(where.lon)


def test_no_ship_is_possibly_in_a_port_while_certainly_in_another() -> None:
    """On a day on which she goes from the one to the other both are certain."""
    ships = days_of_ships()
    assert len(ships) > 20
    odd = [
        (ship, here, there, sorted((possible - certain) & theirs))
        for ship, stays in ships.items()
        for here, (where, possible, certain) in stays.items()
        for there, (other, _theirs, theirs) in stays.items()
        if here != there and isinstance(where, Port) and isinstance(other, Port)
    ]
    assert len(odd) > 100
    assert [each for each in odd if each[-1]] == []


def test_no_ship_is_possibly_in_a_place_while_certainly_far_away() -> None:
    """Exercises too, wherever a position says that it was elsewhere."""
    for ship, stays in days_of_ships().items():
        for here, (where, possible, certain) in stays.items():
            for there, (other, _theirs, theirs) in stays.items():
                if elsewhere(where, other) is not Apart.YES:
                    continue
                shared = (possible - certain) & theirs
                over = gained(place(where), place(other), min(theirs, default=date.min))
                back = gained(place(other), place(where), min(theirs, default=date.min))
                if over or back:
                    shared -= {min(theirs, default=None), max(theirs, default=None)}  # type: ignore[type-var]
                assert not shared, (ship, here, there)


def test_who_was_at_yokosuka_on_the_26th_of_august(client: Client) -> None:
    """A confirmed visit is not a confirmed day."""
    asked = {"port": "yokosuka", "on": "2024-08-26"}
    found = client.get("/api/v1/visits/", asked).json()["results"]
    assert len(found) == 9
    assert {each["key"] for each in found if each["match"] == "certain"} == {
        "baden-wuerttemberg-yokosuka-2024-08-25",
        "bretagne-yokosuka-2024-08-01",
        "cavour-yokosuka-2024-08-22",
    }
    confirmed = [each["match"] for each in found if each["certainty"] == "confirmed"]
    assert sorted(confirmed) == ["certain"] * 3 + ["possible"] * 3
    page = client.get("/visits/", asked).content.decode()
    assert page.count("Certain that day") == 3
    assert page.count("Possibly that day") == 6


def test_a_vague_call_has_holes(client: Client) -> None:
    """Cavour was at Salalah in June 2024, and at Singapore from the 23rd to the 28th."""
    salalah = client.get("/api/v1/visits/cavour-salalah-2024-06/").json()
    holes = [{"first": "2024-06-23", "last": "2024-06-28"}]
    assert salalah["days"]["possible_from"] == "2024-06-02"
    assert salalah["days"]["possible_to"] == "2024-06-30"
    assert salalah["days"]["holes"] == holes
    assert {row["days"]["holes"] == holes for row in salalah["participants"]} == {True}
    assert salalah["match"] is None

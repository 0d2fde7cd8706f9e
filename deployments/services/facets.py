"""What an entry of the timeline is found by: its places, ships, navies, people and voyages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from .. import dates
from ..models import ExerciseParticipant, Navy, Port, Subject, VisitParticipant
from ..models.names import countries_then
from ..models.times import spoken_of
from ..public.entries import PLACE, STANDS_FOR

Facets: TypeAlias = set[tuple[str, str]]
"""Each a word of ``TimelineFacet.facet`` and a value."""


def add(facets: Facets, facet: str, value: object) -> None:
    """Add a facet, unless nothing is known."""
    if value:
        facets.add((facet, str(value)))


def add_places(port: Port, codes: Sequence[str], facets: Facets) -> None:
    """Add the countries that a port lay in then: as involved, and as the place's own.

    Without a code the place's own is in words; empty where nothing is known.
    """
    facets.update((PLACE, code) for code in codes or (port.country_said,))
    for code in codes:
        add(facets, "country", code)


def add_participants(
    participants: Iterable[VisitParticipant | ExerciseParticipant],
    facets: Facets,
) -> set[int]:
    """Add the facets of ``participants``; returns the ids of their vessels."""
    vessels = set()
    for participant in participants:
        codes = participant.country_codes
        facets.update((STANDS_FOR, code) for code in codes or (participant.country_said,))
        for code in codes:
            add(facets, "country", code)
        add_navies(facets, participant.navies)
        if participant.ship is not None:
            add(facets, "vessel", participant.ship.vessel.pk)
            vessels.add(participant.ship.vessel.pk)
    return vessels


def add_navies(facets: Facets, navies: Iterable[Navy]) -> None:
    """Add the facets of ``navies`` and of their countries."""
    for navy in navies:
        add(facets, "navy", navy.pk)
        add(facets, "country", navy.country)


def add_subject(subject: Subject, said_on: dates.FuzzyDate | None, facets: Facets) -> None:
    """What a commentary is about, and the place and voyage of a visit it is about."""
    for name in Subject.target.kinds:
        target = getattr(subject, name)
        if target is None:
            continue
        add(facets, name, target.pk)
        if name == "port":
            for code in countries_then(target, said_on):
                add(facets, "country", code)
        else:
            add(facets, "country", getattr(target, "country", ""))
        if name == "visit":
            add(facets, "port", target.port.pk)
            for code in target.countries:
                add(facets, "country", code)
            if target.deployment is not None:
                add(facets, "deployment", target.deployment.pk)
    if then := spoken_of(subject):
        add_navies(facets, then.navies)
    add(facets, "country", getattr(subject, "country", ""))

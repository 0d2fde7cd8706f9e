"""What stands beside the visits of the generated world: a few records of every other kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deployments import models
from deployments.choices import EngagementKind, ExerciseKind

from . import wording
from .rows import public, store
from .sailing import FIRST, LAST

_YEARS = range(FIRST.year, LAST.year + 1)


def store_beside(
    navies: Sequence[int],
    ports: Sequence[int],
    people: Sequence[int],
    source: Callable[[int], int],
) -> None:
    """Store exercises, occasions, organisations, coverage and dossiers, of every year one.

    The others are given by their ids, ``source`` gives that of an official source of a year.
    """
    exercises = store(
        public(
            models.Exercise,
            f"exercise-{year}",
            name=f"Steady Current {year}",
            kind=ExerciseKind.MULTILATERAL,
            series="Steady Current",
            start_edtf=f"{year}-06-02",
            end_edtf=f"{year}-06-14",
            certainty="confirmed",
        )
        for year in _YEARS
    )
    participants = store(
        models.ExerciseParticipant(
            key=f"{exercise.key}--{place}",
            exercise=exercise,
            navy_id=navies[(number + place) % len(navies)],
            count=2,
            type="frigates",
        )
        for number, exercise in enumerate(exercises)
        for place in range(min(2, len(navies)))
    )
    store(
        models.ExerciseAttestation(
            participant=row, source_id=source(row.exercise.start_earliest.year)
        )
        for row in participants
    )
    engagements = store(
        public(
            models.Engagement,
            f"reception-{year}",
            name=f"Reception of the fleet {year}",
            kind=EngagementKind.RECEPTION,
            start_edtf=f"{year}-09-10",
            end_edtf=f"{year}-09-10",
            port_id=ports[number % len(ports)],
        )
        for number, year in enumerate(_YEARS)
    )
    store(
        models.EngagementPerson(engagement=row, person_id=people[number % len(people)])
        for number, row in enumerate(engagements)
    )
    store(
        models.EngagementCountry(engagement=row, country=wording.COUNTRIES[number])
        for number, row in enumerate(engagements)
    )
    organisations = store(
        public(models.Organisation, f"institute-{number}", name=f"Institute {number}")
        for number, _year in enumerate(_YEARS)
    )
    followed = store(
        public(
            models.Coverage,
            f"coverage-{year}",
            country=wording.COUNTRIES[number],
            since_edtf=f"{year}",
            until_edtf=f"{year}",
        )
        for number, year in enumerate(_YEARS)
    )
    dossiers = store(
        public(
            models.Dossier,
            f"dossier-{year}",
            title=f"What happened in {year}",
            introduction="What the records say.",
        )
        for year in _YEARS
    )
    store(models.DossierSection(dossier=row, number=1, heading="What happened") for row in dossiers)
    named: dict[str, Sequence[models.Record | int]] = {
        "exercise": exercises,
        "engagement": engagements,
        "organisation": organisations,
        "coverage": followed,
        "navy_id": navies,
        "port_id": ports,
        "person_id": people,
        "source_id": [source(year) for year in _YEARS],
    }
    store(
        models.DossierItem(
            dossier=row,
            section=1,
            number=place,
            why="It was there.",
            **{name: among[n % len(among)]},
        )
        for n, row in enumerate(dossiers)
        for place, (name, among) in enumerate(named.items(), start=1)
    )
    for kind, rows in (
        ("exercise", exercises),
        ("engagement", engagements),
        ("organisation", organisations),
        ("coverage", followed),
        ("dossier", dossiers),
    ):
        store(
            models.Citation(source_id=source(year), locator="page 1", **{f"target_{kind}": row})
            for year, row in zip(_YEARS, rows, strict=True)
        )

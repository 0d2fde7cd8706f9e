"""A world of few records that are named by very many rows, written at once, as the rules demand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from bench.rows import cite, public, store
from deployments import models
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import Record
from deployments.rules.dossiers import MOST_ITEMS, MOST_SECTIONS
from deployments.services import derived


@dataclass(frozen=True)
class Sizes:
    """How many rows name one record."""

    citations: int
    participants: int
    visits: int
    answers: int
    ships: int
    names: int
    """Of the port that all visits name. Each visit is found by all names of its port, so that very
    many of both would be a product which no port has; the last port has as many as there are
    ships."""


OVER = Sizes(
    citations=1_010, participants=350, visits=1_010, answers=1_010, ships=1_010, names=1_010
)
"""Just above what SQLite takes as a chain of conditions, 1,000."""

FULL = Sizes(citations=3_000, participants=500, visits=20_000, answers=2_000, ships=2_000, names=20)

World = dict[type[Record], list[Any]]


def day(number: int) -> str:
    """A day of its own for each number."""
    return (date(1960, 1, 1) + timedelta(days=number)).isoformat()


def build(sizes: Sizes) -> World:
    """The world; the first record of each kind is the one that all the rows name."""
    with change_set(origin=Origin.COMMAND, reason="very many rows"):
        world = _reference(sizes)
        _movements(world, sizes)
        _exercises(world, sizes)
        _said(world, sizes)
        _dossiers(world)
        for model, records in world.items():
            cite(model.record_type, records[:1], world[models.Source])
    derived.rebuild()
    if connection.vendor == "postgresql":
        # A server does this by itself soon after; without it the planner knows of no rows.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return world


def _reference(sizes: Sizes) -> World:
    sources = store(
        public(models.Source, f"source-{n}", title=f"Source {n}", url=f"https://example.org/{n}")
        for n in range(sizes.citations)
    )
    navies = store(
        public(models.Navy, key, name=key.upper(), country=country)
        for key, country in (("marina", "IT"), ("jmsdf", "JP"), ("mn", "FR"))
    )
    ports = store(
        public(models.Port, f"port-{n}", name=f"Port {n}", country="JP") for n in range(3)
    )
    store(models.PortName(port=ports[0], name=f"Name {n}") for n in range(sizes.names))
    store(models.PortName(port=ports[2], name=f"Former name {n}") for n in range(sizes.ships))
    vessels = store(
        public(
            models.Vessel,
            f"vessel-{n}",
            name=f"Vessel {n}",
            navy=navies[0],
            pennant=f"F {n}",
            home_port=ports[0],
        )
        for n in range(sizes.ships)
    )
    people = store(
        public(models.Person, f"person-{n}", name=f"Person {n}", country="JP")
        for n in range(sizes.ships)
    )
    questions = store(public(models.Question, f"question-{n}", text=f"Why {n}?") for n in range(2))
    themes = store(public(models.Theme, f"theme-{n}", name=f"Theme {n}") for n in range(2))
    organisations = store(
        public(models.Organisation, f"organisation-{n}", name=f"Organisation {n}") for n in range(2)
    )
    followed = store(
        public(models.Coverage, f"coverage-{n}", navy=navies[0]) for n in range(sizes.ships)
    )
    return {
        models.Source: sources,
        models.Organisation: organisations,
        models.Coverage: followed,
        models.Navy: navies,
        models.Port: ports,
        models.Vessel: vessels,
        models.Person: people,
        models.Question: questions,
        models.Theme: themes,
    }


def _movements(world: World, sizes: Sizes) -> None:
    vessels, ports, sources = (world[m] for m in (models.Vessel, models.Port, models.Source))
    voyages = world[models.Deployment] = store(
        public(
            models.Deployment,
            f"voyage-{n}",
            name=f"Voyage {n}",
            lead_navy=world[models.Navy][0],
            origin_port=ports[1],
            start_edtf="1960-01-01",
            end_edtf="2024-10-30",
        )
        for n in range(2)
    )
    store(models.Assignment(deployment=voyages[0], vessel=vessel) for vessel in vessels)
    cite("deployment", voyages[1:], sources[:1])
    visits = world[models.Visit] = store(
        public(
            models.Visit,
            f"visit-{n}",
            port=ports[0],
            arrival_edtf=day(n),
            departure_edtf=day(n),
            certainty="confirmed",
        )
        for n in range(sizes.visits)
    )
    store(
        models.VisitParticipant(
            visit=visit,
            vessel=vessels[0 if n < sizes.ships else n % len(vessels)],
            navy=world[models.Navy][0],
            count=1,
        )
        for n, visit in enumerate(visits)
    )
    store(
        models.VisitParticipant(visit=visits[1], vessel=vessel, navy=world[models.Navy][0], count=1)
        for vessel in vessels[1:]
    )
    cite("visit", visits[1:], sources[:1])


def _exercises(world: World, sizes: Sizes) -> None:
    vessels, sources = world[models.Vessel], world[models.Source]
    exercises = world[models.Exercise] = store(
        public(
            models.Exercise,
            f"exercise-{n}",
            name=f"Exercise {n}",
            start_edtf=day(n * 3),
            end_edtf=day(n * 3 + 1),
            certainty="confirmed",
        )
        for n in range(sizes.participants)
    )
    everyone = [(exercises[0], ship) for ship in vessels[: sizes.participants]]
    everyone += [
        (other, vessels[(n + k) % len(vessels)])
        for n, other in enumerate(exercises[1:])
        for k in range(3)
    ]
    participants = store(
        models.ExerciseParticipant(
            exercise=exercise, vessel=ship, navy=world[models.Navy][0], count=1
        )
        for exercise, ship in everyone
    )
    store(
        models.ExerciseAttestation(participant=row, source=sources[(3 * n + k) % len(sources)])
        for n, row in enumerate(participants)
        for k in range(3)
    )
    cite("exercise", exercises[1:], sources[:1])
    cite("exercise_participant", participants, sources[:1])
    occasions = world[models.Engagement] = store(
        public(
            models.Engagement,
            f"engagement-{n}",
            name=f"Engagement {n}",
            start_edtf=day(0),
            end_edtf=day(0),
            port=world[models.Port][0],
            visit=world[models.Visit][0],
        )
        for n in range(3)
    )
    store(
        models.EngagementPerson(engagement=occasions[0], person=person)
        for person in world[models.Person]
    )
    cite("engagement", occasions[1:], sources[:1])


def _said(world: World, sizes: Sizes) -> None:
    people = world[models.Person]
    statements = world[models.Commentary] = store(
        public(
            models.Commentary,
            f"statement-{n}",
            person=people[0 if n % 2 else n % len(people)],
            date_edtf=day(0 if n % 2 else n),
            summary=f"It was said {n}.",
        )
        for n in range(sizes.answers)
    )
    store(models.Answer(commentary=row, question=world[models.Question][0]) for row in statements)
    store(
        models.ThemePosition(commentary=row, theme=world[models.Theme][0], position="asserts")
        for row in statements
    )
    store(models.Subject(commentary=row, visit=world[models.Visit][0]) for row in statements)
    store(
        models.Subject(commentary=statements[0], vessel=vessel) for vessel in world[models.Vessel]
    )
    cite("commentary", statements[1:], world[models.Source][:1])
    held = store(
        models.Affiliation(person=people[0], organisation=f"Organisation {n}")
        for n in range(sizes.ships)
    )
    own = statements[1]
    assert own.person_id == people[0].pk
    store(models.CommentaryAffiliation(commentary=own, affiliation=row) for row in held)


def _dossiers(world: World) -> None:
    """One that is as long as it may be, and one that names little."""
    dossiers = world[models.Dossier] = store(
        public(models.Dossier, f"dossier-{n}", title=f"Dossier {n}", introduction="What was.")
        for n in range(2)
    )
    store(
        models.DossierSection(dossier=dossiers[0], number=number, heading=f"Section {number}")
        for number in range(1, MOST_SECTIONS + 1)
    )
    store([models.DossierSection(dossier=dossiers[1], number=1, heading="Section")])
    visits = world[models.Visit][:MOST_ITEMS]
    store(
        models.DossierItem(dossier=dossiers[0], section=n % MOST_SECTIONS + 1, why="So.", visit=row)
        for n, row in enumerate(visits)
    )
    store([models.DossierItem(dossier=dossiers[1], section=1, why="So.", visit=visits[0])])

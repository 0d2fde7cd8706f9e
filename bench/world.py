"""A world of any size, all of it invented, that is the same each time: ``build(Sizes(…))``.

It is written in batches, so that a million visits take no more memory than a thousand, and it is
as an editor would have made it: every row has its history, what happened cites its sources, and
``manage.py check_records`` finds nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import count, islice
from math import asin, degrees
from random import Random
from typing import TypeVar

from deployments import models
from deployments.changes.service import change_set
from deployments.choices import (
    Certainty,
    HullType,
    Origin,
    Outcome,
    PersonKind,
    Position,
    Purpose,
    SourceKind,
)
from deployments.services import rebuilding
from navdiplomacy.release import release

from . import beside, wording
from .rows import public, store
from .sailing import FIRST, LAST, Call, Sailing, as_known

T = TypeVar("T")

BATCH = 1_000
"""Visits, or records of another kind, that are held in memory and stored at a time."""

_YEARS = LAST.year - FIRST.year + 1
_FEWEST_SOURCES = 2 * _YEARS
_MATTERS = 5
"""Questions, and themes."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records there are of each kind; ``statements`` of people, at least one each."""

    visits: int
    vessels: int = 10_000
    deployments: int = 3_000
    ports: int = 2_000
    navies: int = 60
    sources: int = 350
    people: int = 300
    statements: int = 900

    def __post_init__(self) -> None:
        if self.sources < _FEWEST_SOURCES:
            raise ValueError(f"Each year has two sources: give at least {_FEWEST_SOURCES}.")
        if self.sources > self.vessels + self.ports:
            raise ValueError("Each source is cited for a vessel or port: give no more sources.")
        if not self.people <= self.statements:
            raise ValueError("Everybody says something: give as many statements as people.")
        if not 0 < self.navies <= len(wording.COUNTRIES):
            raise ValueError(f"Each navy has a country: give at most {len(wording.COUNTRIES)}.")

    def __str__(self) -> str:
        return ", ".join(f"{number:,} {kind}" for kind, number in asdict(self).items())


def build(sizes: Sizes, *, seed: int = 1) -> None:
    """Fill the connected database, which is migrated and empty, and work out what is public.

    Raises ValueError for sizes that no world can have. What is public is worked out in many short
    transactions, as ``manage.py rebuild_index`` does.
    """
    fill(sizes, seed=seed)
    for _done in rebuilding.rebuild(release=release()):
        pass


def fill(sizes: Sizes, *, seed: int = 1) -> None:
    """Write the curated rows alone; nothing of them is public until a rebuild."""
    _Builder(sizes, seed).build()


def batches(things: Iterable[T]) -> Iterator[list[T]]:
    """``things`` a batch at a time."""
    left = iter(things)
    while batch := list(islice(left, BATCH)):
        yield batch


class _Builder:
    """Holds the ids of what visits refer to, and nothing of the visits."""

    def __init__(self, sizes: Sizes, seed: int) -> None:
        self.sizes = sizes
        self.seed = seed
        self.sailing = Sailing(sizes.visits, sizes.vessels, sizes.deployments, sizes.ports)
        self.sources: list[int] = []
        self.navies: list[int] = []
        self.ports: list[int] = []
        self.vessels: list[int] = []
        self.deployments: list[int] = []
        self.people: list[int] = []
        self._next_source = count()

    def build(self) -> None:
        for step in (
            self._sources,
            self._navies,
            self._ports,
            self._vessels,
            self._deployments,
            self._visits,
            self._people,
            self._statements,
        ):
            step()
        with change_set(origin=Origin.COMMAND, reason="what stands beside the visits"):
            beside.store_beside(self.navies, self.ports, self.people, self.source)

    def source(self, year: int, turn: int = 0) -> int:
        """The id of a source of that year; those of even turns are official."""
        of_year = (len(self.sources) - (year - FIRST.year) + _YEARS - 1) // _YEARS
        turn = turn % 2 + turn // 2 * 2 % (of_year // 2 * 2)
        return self.sources[year - FIRST.year + _YEARS * turn]

    def _any_source(self) -> int:
        """Each source in its turn, for what is of no year."""
        return self.sources[next(self._next_source) % len(self.sources)]

    def _store(self, kind: str, records: Iterable[models.Record]) -> list[int]:
        """Store records of no year, a batch at a time, each with a citation; their ids."""
        ids: list[int] = []
        for batch in batches(records):
            with change_set(origin=Origin.COMMAND, reason=f"{len(batch)} of kind {kind}"):
                ids += [row.pk for row in store(batch)]
                if kind != "source":
                    store(_cited(kind, row, self._any_source(), number=1) for row in batch)
        return ids

    def _sources(self) -> None:
        self.sources = self._store("source", map(self._one_source, range(self.sizes.sources)))

    @staticmethod
    def _one_source(number: int) -> models.Source:
        turn, year = divmod(number, _YEARS)
        year += FIRST.year
        official = turn % 2 == 0
        return public(
            models.Source,
            f"source-{number}",
            title=f"{'Port calls' if official else 'Ships and quays'} of {year}, part {turn + 1}",
            publisher=f"{'Registry' if official else 'Harbour Gazette'} {number}",
            url=f"https://example.org/sources/{number}",
            published_edtf=f"{year + 1}-0{1 + number % 9}",
            language="en",
            kind=SourceKind.OFFICIAL if official else SourceKind.NEWS,
            reliability="A" if official else "C",
        )

    def _navies(self) -> None:
        self.navies = self._store(
            "navy",
            (
                public(
                    models.Navy,
                    f"navy-{code.lower()}",
                    name=f"Navy of {code}",
                    native_name="海上自衛隊" if code == "JP" else "",
                    abbreviation=f"{code}N",
                    country=code,
                )
                for code in wording.COUNTRIES[: self.sizes.navies]
            ),
        )

    def _ports(self) -> None:
        self.ports = self._store("port", map(self._one_port, range(self.sizes.ports)))

    def _one_port(self, number: int) -> models.Port:
        """Spread over the globe on a spiral, so that no two are close."""
        name = wording.port_name(number)
        height = (2 * number + 1) / self.sizes.ports - 1
        return public(
            models.Port,
            f"{name.lower().replace(' ', '-')}",
            name=name,
            native_name=f"港{number}" if number % 17 == 0 else "",
            country=wording.COUNTRIES[number % len(wording.COUNTRIES)],
            naval_base=number % 5 == 0,
            lat=round(degrees(asin(height)) * 0.8, 4),
            lon=round(number * 137.50776 % 360 - 180, 4),
        )

    def _vessels(self) -> None:
        self.vessels = self._store("vessel", map(self._one_vessel, range(self.sizes.vessels)))

    def _one_vessel(self, number: int) -> models.Vessel:
        rng = Random(f"{self.seed} vessel {number}")  # noqa: S311
        name = wording.vessel_name(number)
        hull = rng.choice(_HULLS)
        return public(
            models.Vessel,
            name.lower().replace(" ", "-"),
            name=name,
            native_name=f"護衛艦{number}" if number % 25 == 0 else "",
            navy_id=self._navy_of(self.sailing.squadron_of(number)),
            hull_type=hull,
            vessel_class=f"{name.split()[1]} class",
            pennant=f"{hull[0].upper()} {number}",
            commissioned_year=FIRST.year - rng.randrange(30),
            displacement_tonnes=rng.randrange(800, 40_000, 50),
            home_port_id=self.ports[number % len(self.ports)],
        )

    def _navy_of(self, squadron: int) -> int:
        """A few navies have most of the ships."""
        return self.navies[squadron * squadron % len(self.navies)]

    def _deployments(self) -> None:
        for batch in batches(range(self.sizes.deployments)):
            with change_set(origin=Origin.COMMAND, reason=f"{len(batch)} deployments"):
                rows = store(map(self._one_deployment, batch))
                store(
                    _cited("deployment", row, self.source(row.start_earliest.year), number)
                    for number, row in zip(batch, rows, strict=True)
                )
                store(
                    models.Assignment(
                        key=f"{row.key}--{ship}",
                        deployment=row,
                        vessel_id=self.vessels[ship],
                        role="flagship" if place == 0 else "escort",
                    )
                    for number, row in zip(batch, rows, strict=True)
                    for place, ship in enumerate(self.sailing.ships(self.sailing.voyage(number)[0]))
                )
                self.deployments += [row.pk for row in rows]

    def _one_deployment(self, number: int) -> models.Deployment:
        squadron, start, end = self.sailing.voyage(number)
        return public(
            models.Deployment,
            f"voyage-{number}",
            name=f"Voyage {wording.port_name(number)} {number}",
            lead_navy_id=self._navy_of(squadron),
            origin_port_id=self.ports[number % len(self.ports)],
            start_edtf=start.isoformat(),
            end_edtf=end.isoformat(),
            summary=f"A voyage of {len(self.sailing.ships(squadron))} ships.",
        )

    def _visits(self) -> None:
        for batch in batches(self.sailing.calls(self.seed)):
            with change_set(origin=Origin.COMMAND, reason=f"{len(batch)} visits"):
                rows = store(self._one_visit(*each) for each in batch)
                told = list(zip(batch, rows, strict=True))
                store(
                    participant
                    for (number, call, rng), row in told
                    for participant in self._participants(row, number, call, rng)
                )
                store(
                    citation
                    for (number, call, _rng), row in told
                    for citation in self._citations(row, number, call)
                )

    def _one_visit(self, number: int, call: Call, rng: Random) -> models.Visit:
        arrival, departure = as_known(call, rng)
        summary, notes = wording.of_visit(number, wording.port_name(call.port), rng)
        certainty, outcome = _CERTAINTIES[number % len(_CERTAINTIES)]
        return public(
            models.Visit,
            f"visit-{number}",
            port_id=self.ports[call.port],
            deployment_id=None if call.deployment is None else self.deployments[call.deployment],
            arrival_edtf=arrival,
            departure_edtf=departure,
            certainty=certainty,
            outcome=outcome,
            purpose=_PURPOSES[number % len(_PURPOSES)],
            summary=summary,
            notes=notes,
        )

    def _participants(
        self, visit: models.Visit, number: int, call: Call, rng: Random
    ) -> Iterator[models.VisitParticipant]:
        """All ships by name, or the first with the number of the others, or no name at all."""
        navy = self._navy_of(call.squadron)
        ships = list(self.sailing.ships(call.squadron))
        chance = rng.random()
        named = ships if chance < 0.88 else ships[:1] if chance < 0.96 else []
        for ship in named:
            yield models.VisitParticipant(
                key=f"visit-{number}--{ship}",
                visit=visit,
                vessel_id=self.vessels[ship],
                navy_id=navy,
                count=1,
            )
        if len(named) < len(ships):
            yield models.VisitParticipant(
                key=f"visit-{number}--others",
                visit=visit,
                navy_id=navy,
                count=len(ships) - len(named),
                type="frigates",
                said=f"ships of squadron {call.squadron}",
            )

    def _citations(self, visit: models.Visit, number: int, call: Call) -> Iterator[models.Citation]:
        """An official source for all, and for two of five another one."""
        year = call.arrived.year
        yield _cited("visit", visit, self.source(year, number // 5 * 2), number)
        if number % 5 < 2:
            yield _cited("visit", visit, self.source(year, number // 5 * 2 + 1), number)

    def _people(self) -> None:
        self.people = self._store("person", map(self._one_person, range(self.sizes.people)))
        with change_set(origin=Origin.COMMAND, reason="where people work"):
            store(
                models.Affiliation(
                    key=f"person-{number}--institute",
                    person_id=person,
                    organisation=f"Institute {number % 40}",
                    role="fellow",
                    as_of_edtf="2005",
                )
                for number, person in enumerate(self.people)
            )

    def _one_person(self, number: int) -> models.Person:
        name = wording.person_name(number)
        return public(
            models.Person,
            f"person-{number}",
            name=name,
            kind=_CAPACITIES[number % len(_CAPACITIES)],
            country=wording.COUNTRIES[number % len(wording.COUNTRIES)],
        )

    def _statements(self) -> None:
        questions = self._store(
            "question",
            (
                public(models.Question, f"question-{n}", text=f"What is gained by call {n}?")
                for n in range(_MATTERS)
            ),
        )
        themes = self._store(
            "theme",
            (
                public(models.Theme, f"theme-{n}", name=f"Line of argument {n}")
                for n in range(_MATTERS)
            ),
        )
        for batch in batches(range(self.sizes.statements)):
            with change_set(origin=Origin.COMMAND, reason=f"{len(batch)} statements"):
                rows = store(map(self._one_statement, batch))
                told = list(zip(batch, rows, strict=True))
                store(
                    models.Answer(commentary=row, question_id=questions[n % _MATTERS])
                    for n, row in told
                )
                store(
                    models.ThemePosition(
                        commentary=row, theme_id=themes[n % _MATTERS], position=_POSITIONS[n % 3]
                    )
                    for n, row in told
                )
                store(
                    models.Subject(commentary=row, vessel_id=self.vessels[n % len(self.vessels)])
                    for n, row in told
                )
                store(_cited("commentary", row, self.source(_said_in(n)), n) for n, row in told)

    def _one_statement(self, number: int) -> models.Commentary:
        """The first person says a fifth of all."""
        rng = Random(f"{self.seed} statement {number}")  # noqa: S311
        year = _said_in(number)
        speaker = number if number < len(self.people) else number * (number % 5 != 0)
        return public(
            models.Commentary,
            f"statement-{number}",
            person_id=self.people[speaker % len(self.people)],
            date_edtf=f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            medium="interview",
            language="en",
            summary=wording.of_statement(number, year, rng),
        )


_HULLS = (HullType.DESTROYER, HullType.FRIGATE, HullType.CORVETTE, HullType.REPLENISHMENT_SHIP)
_CAPACITIES = (PersonKind.EXPERT, PersonKind.NAVAL_OFFICER, PersonKind.MINISTER)
_POSITIONS = (Position.ASSERTS, Position.DOUBTS, Position.MIXED)
_PURPOSES = (Purpose.PORT_CALL, Purpose.GOODWILL_VISIT, Purpose.SUPPLIES, Purpose.UNKNOWN)
_CERTAINTIES: tuple[tuple[str, str], ...] = (
    *[(Certainty.CONFIRMED, "")] * 6,
    *[(Certainty.REPORTED, "")] * 4,
    (Certainty.INFERRED, ""),
    (Certainty.PLANNED, Outcome.NOT_FOUND),
    (Certainty.CANCELLED, Outcome.CALLED_OFF),
)


def _said_in(number: int) -> int:
    """The year of a statement."""
    return FIRST.year + number * 11 % _YEARS


def _cited(kind: str, row: models.Row, source: int, number: int) -> models.Citation:
    """A source for the whole of a record, with where in it that stands."""
    return models.Citation(
        source_id=source,
        locator=f"page {number % 200 + 1}",
        **{f"target_{kind}": row},
    )

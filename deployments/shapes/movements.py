"""Documents of what happened: deployments, visits, exercises and engagements."""

from __future__ import annotations

from typing import TypedDict

from .common import Citation, Country, FuzzyDate, Link, Occurrence, Span, Then


class Participant(TypedDict):
    """Who took part, as exactly as the sources say and no more."""

    key: str
    country: Country | None
    countries: list[Country]
    country_said: str
    navy: Link | None
    navies: list[Link]
    vessel: Link | None
    vessel_then: Then | None
    count: int | None
    type: str
    said: str
    identified_as: Link | None
    identified_then: Then | None
    days: Span | None
    attested_by: list[Link]
    note: str
    citations: list[Citation]


class VisitParticipant(Participant):
    """Who made a call, with its own dates, berth and deployment."""

    arrival: FuzzyDate | None
    departure: FuzzyDate | None
    berth: str
    deployment: Link | None


class ExerciseParticipant(Participant):
    """Who took part in an exercise."""


class Assignment(TypedDict):
    """A vessel's part in a deployment."""

    key: str
    vessel: Link
    vessel_then: Then
    role: str
    role_said: str
    joined: FuzzyDate | None
    left: FuzzyDate | None
    note: str
    citations: list[Citation]


class Deployment(Occurrence):
    """A named voyage or task group."""

    name: str
    lead_navy: Link
    start: FuzzyDate | None
    end: FuzzyDate | None
    duration: str
    duration_words: str
    origin_port: Link | None
    origin_place: str
    assignments: list[Assignment]


class Plannable(Occurrence):
    """What may have been planned, and what became of it."""

    certainty: str
    outcome: str
    outcome_said: str
    superseded_by: Link | None
    supersedes: list[Link]


class Visit(Plannable):
    """One port call."""

    deployment: Link | None
    port: Link
    place: str
    country: Country | None
    countries: list[Country]
    arrival: FuzzyDate | None
    departure: FuzzyDate | None
    purpose: str
    purpose_said: str
    purpose_code: int | None
    host: Link | None
    host_organisation: Link | None
    participants: list[VisitParticipant]


class Exercise(Plannable):
    """An exercise, joint training or passing exercise."""

    name: str
    kind: str
    kind_said: str
    domain: str
    series: str
    area: str
    host_organisation: Link | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    start: FuzzyDate | None
    end: FuzzyDate | None
    participants: list[ExerciseParticipant]


class Engagement(Occurrence):
    """A diplomatic occasion."""

    name: str
    kind: str
    kind_said: str
    start: FuzzyDate | None
    end: FuzzyDate | None
    port: Link | None
    place: str
    place_countries: list[Country]
    visit: Link | None
    host_organisation: Link | None
    people: list[Link]
    countries: list[Country]

"""The shape of each document, as the serializers in ``documents/`` describe it.

There each field says what it means; a test holds both to the same fields. Days are ISO 8601;
``html_url`` and ``api_url`` begin with a slash.
"""

from __future__ import annotations

from typing import TypedDict


class Link(TypedDict):
    """Another record in passing; a vessel by the name she bore then."""

    record_type: str
    key: str
    name: str
    api_url: str
    html_url: str


class Country(TypedDict):
    """A country or territory."""

    code: str
    name: str


class FuzzyDate(TypedDict):
    """A date as it is known, never more exact than its source."""

    edtf: str
    earliest: str | None
    latest: str | None
    words: str
    said: str
    qualified: bool
    conventional: bool


class Hole(TypedDict):
    """Days between two stretches, both included."""

    first: str
    last: str


class Span(TypedDict):
    """The days on which something possibly and certainly was."""

    possible_from: str | None
    possible_to: str | None
    certain_from: str | None
    certain_to: str | None
    holes: list[Hole]


class Passage(TypedDict):
    """Where in a source a passage stands."""

    paragraph: int | None
    start: str
    end: str
    url: str


class Citation(TypedDict):
    """What one source says about a record or a part of it."""

    source: Link
    reliability: str
    retracted: bool
    aspect: str
    stance: str
    supports: str
    value: str
    recorded: str
    locator: str
    passage: Passage | None
    credibility: int | None
    via: Link | None


class Translation(TypedDict):
    """One text of a record in another language."""

    text_of: str
    language: str
    text: str
    translator: str


class Document(TypedDict):
    """What every record has."""

    record_type: str
    key: str
    called: str
    api_url: str
    html_url: str
    notes: str
    translations: list[Translation]
    citations: list[Citation]
    updated_at: str | None


class RestsOn(TypedDict):
    """What a record rests on."""

    words: str
    independent: int
    official: bool
    retracted: int


class Occurrence(Document):
    """A record that says what happened."""

    days: Span | None
    match: str | None
    summary: str
    rests_on: RestsOn


class Then(TypedDict):
    """What a vessel was on the days of a record."""

    called: str
    names: list[str]
    pennants: list[str]
    navies: list[Link]
    countries: list[Country]


# Movements --------------------------------------------------------------------------------------


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


# What people said -------------------------------------------------------------------------------


class AffiliationThen(TypedDict):
    """What a person was when it was said."""

    key: str
    organisation: str
    role: str


class ThemePosition(TypedDict):
    """A position taken on a theme."""

    theme: Link
    position: str


class Subject(TypedDict):
    """What a statement is about: a record or a country."""

    record: Link | None
    vessel_then: Then | None
    country: Country | None


class Commentary(Occurrence):
    """What one person said."""

    person: Link
    speaker: str
    affiliations: list[AffiliationThen]
    date: FuzzyDate | None
    medium: str
    medium_said: str
    language: str
    quote: str
    quote_locator: str
    second_hand: bool
    via: Link | None
    questions: list[Link]
    themes: list[ThemePosition]
    subjects: list[Subject]


class OtherName(TypedDict):
    """Another name, and when it was borne."""

    name: str
    language: str
    held_from: FuzzyDate | None
    held_to: FuzzyDate | None
    source: Link | None
    notes: str


class PersonName(OtherName):
    """Another name of a person."""


class Affiliation(TypedDict):
    """What a person was, where, as of a date."""

    key: str
    organisation: str
    organisation_record: Link | None
    role: str
    as_of: FuzzyDate | None
    citations: list[Citation]


class Person(Document):
    """Someone who is quoted."""

    name: str
    is_unnamed: bool
    native_name: str
    names: list[PersonName]
    kind: str
    kind_said: str
    country: Country | None
    affiliations: list[Affiliation]


class Question(Document):
    """What readers ask."""

    text: str
    introduction: str


class Theme(Document):
    """A line of argument."""

    name: str
    introduction: str


# What others refer to ---------------------------------------------------------------------------


class Navy(Document):
    """An operator: a navy, a coast guard or a multinational group."""

    name: str
    native_name: str
    former_names: str
    country: Country | None
    country_said: str
    abbreviation: str
    ship_prefix: str
    wikidata: str


class VesselIdentity(TypedDict):
    """A name, pennant, navy or MMSI that a vessel bore for a period."""

    key: str
    name: str
    pennant: str
    navy: Link | None
    mmsi: str
    held_from: FuzzyDate | None
    held_to: FuzzyDate | None
    source: Link | None
    notes: str


class Vessel(Document):
    """A hull, with the names and numbers it bore in time."""

    name: str
    apart: str
    native_name: str
    navy: Link
    country: Country | None
    hull_type: str
    hull_type_said: str
    national_designator: str
    nato_designator: str
    vessel_class: str
    pennant: str
    imo: int | None
    wikidata: str
    commissioned_year: int | None
    displacement_tonnes: int | None
    home_port: Link | None
    identities: list[VesselIdentity]


class PortName(OtherName):
    """Another name of a port, or the country that it lay in for a time."""

    country: Country | None


class Port(Document):
    """A port, or an area where the sources name no port."""

    name: str
    native_name: str
    names: list[PortName]
    country: Country | None
    country_said: str
    kind: str
    unlocode: str
    naval_base: bool
    lat: float | None
    lon: float | None
    radius_km: float | None


class OrganisationName(OtherName):
    """Another name of an organisation."""


class Organisation(Document):
    """Where people work, who publishes, who hosts."""

    name: str
    native_name: str
    other_names: str
    names: list[OrganisationName]
    abbreviation: str
    kind: str
    kind_said: str
    country: Country | None
    wikidata: str


class Coverage(Document):
    """What was followed: exactly one navy, port or country."""

    navy: Link | None
    port: Link | None
    country: Country | None
    followed: str
    since: FuzzyDate | None
    until: FuzzyDate | None
    completeness: str


class Source(Document):
    """An article, official statement, paper, post or photo."""

    title: str
    publisher: str
    publisher_record: Link | None
    author: str
    url: str
    archived_url: str
    accessed_on: str | None
    published_date: FuzzyDate | None
    language: str
    kind: str
    kind_said: str
    reliability: str
    retracted: bool
    retraction_date: FuzzyDate | None
    retracted_by: str
    retraction_reason: str
    retraction_url: str


SHAPES: dict[str, type[Document]] = {
    "navy": Navy,
    "vessel": Vessel,
    "port": Port,
    "organisation": Organisation,
    "person": Person,
    "question": Question,
    "theme": Theme,
    "source": Source,
    "coverage": Coverage,
    "deployment": Deployment,
    "visit": Visit,
    "exercise": Exercise,
    "engagement": Engagement,
    "commentary": Commentary,
}
"""The shape of the document of each kind of record."""

"""Documents of what others refer to."""

from __future__ import annotations

from typing import TypedDict

from .common import Country, Document, FuzzyDate, Link, OtherName


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

"""What the documents of all kinds are made of."""

from __future__ import annotations

from collections.abc import Iterable
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


class OtherName(TypedDict):
    """Another name, and when it was borne."""

    name: str
    language: str
    held_from: FuzzyDate | None
    held_to: FuzzyDate | None
    source: Link | None
    notes: str


def code_of(country: Country | None) -> str:
    """The code of a country of a document; empty where there is none."""
    return country["code"] if country else ""


def codes_of(found: Iterable[Country]) -> list[str]:
    """The codes of countries of a document."""
    return [country["code"] for country in found]

"""Documents of what people said, and of who and what they are found by."""

from __future__ import annotations

from typing import TypedDict

from .common import Citation, Country, Document, FuzzyDate, Link, Occurrence, OtherName, Then


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

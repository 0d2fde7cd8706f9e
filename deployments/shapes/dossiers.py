"""Documents of dossiers."""

from __future__ import annotations

from typing import TypedDict

from .common import Document, Link


class DossierItem(TypedDict):
    """A record that a dossier names, and why."""

    record: Link
    why: str


class DossierSection(TypedDict):
    """A section of a dossier with the records that it names."""

    number: int
    heading: str
    text: str
    unknown: bool
    items: list[DossierItem]


class Dossier(Document):
    """What the records say on one matter."""

    title: str
    introduction: str
    sections: list[DossierSection]

"""What the page of a record shows, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..addresses import address
from ..choices import TranslatedText
from ..kinds import DOSSIER
from ..public.shown import read_beside
from ..shapes import Document, Link, Occurrence, Translation
from .citations import numbered
from .reading import D, Documents, parsed, sources_of
from .values import Shown, filtered, label

MOST_DOSSIERS = 5
"""Dossiers that the page of a record names; where there are more, it leads to all."""


@dataclass(frozen=True, slots=True)
class Read(Generic[D]):
    """A record whose page is asked for: its document, its id, and what was fetched beside it."""

    document: D
    id: int
    documents: Documents
    dossiers: Sequence[Shown] = ()
    """Links to the first dossiers that name the record."""

    def cited(self) -> Iterable[Link | None]:
        """The sources that the record cites."""
        return sources_of(self.document["citations"])

    def fetch(self, *named: Link | None) -> None:
        """Fetch the sources that the record cites, and what ``named`` lead to: one query."""
        self.documents.fetch([*self.cited(), *named])


def read(record_type: str, key: str) -> Read[Document] | None:
    """A public record by its key, with the dossiers that name it: one query. None for no record.

    Raises :class:`.reading.NotReady` where its document is still to be written.
    """
    found = read_beside(record_type, key, DOSSIER.record_type, MOST_DOSSIERS)
    if found is None:
        return None
    documents = Documents()
    document = parsed(found.text)
    documents.add(document, found.record_id)
    dossiers: list[Shown] = [
        {"url": address("deployments:dossier-detail", each.key), "name": each.name}
        for each in found.beside[:MOST_DOSSIERS]
    ]
    if len(found.beside) > MOST_DOSSIERS:
        all_url = filtered("dossier-list", **{record_type: key})
        dossiers.append({"url": all_url, "name": _("All of them")})
    return Read(document, found.record_id, documents, dossiers)


def foot(record: Read[D]) -> Shown:
    """What is said of a record in one way on all pages: notes, translations, sources."""
    document = record.document
    record.fetch()
    shown: Shown = {
        "record_type": document["record_type"],
        "api_url": document["api_url"],
        "notes": document["notes"],
        "translations": translations(document["translations"]),
        "dossiers": record.dossiers,
        "sources": numbered(((row, "") for row in document["citations"]), record.documents),
    }
    if "rests_on" in document:
        shown["rests_on"] = cast("Occurrence", document)["rests_on"]["words"]
    return shown


def translations(rows: Iterable[Translation]) -> list[Shown]:
    """Texts in other languages, with what each of them is."""
    return [
        {
            "text_of": str(capfirst(label(TranslatedText, row["text_of"]))),
            "language": row["language"],
            "text": row["text"],
            "translator": row["translator"],
        }
        for row in rows
    ]

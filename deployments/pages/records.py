"""What the page of a record shows, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, cast

from django.utils.text import capfirst

from ..choices import TranslatedText
from ..public.documents import PublicDocument
from ..shapes import Document, Link, Occurrence, Translation
from .citations import numbered
from .reading import D, Documents, parsed, sources_of
from .values import Shown, label


@dataclass(frozen=True, slots=True)
class Read(Generic[D]):
    """A record whose page is asked for: its document, its id, and what was fetched beside it."""

    document: D
    id: int
    documents: Documents

    def cited(self) -> Iterable[Link | None]:
        """The sources that the record cites."""
        return sources_of(self.document["citations"])

    def fetch(self, *named: Link | None) -> None:
        """Fetch the sources that the record cites, and what ``named`` lead to: one query."""
        self.documents.fetch([*self.cited(), *named])


def read(record_type: str, key: str) -> Read[Document] | None:
    """A public record by its key: one query. None where there is none.

    Raises :class:`.reading.NotReady` where its document is still to be written.
    """
    row = PublicDocument.objects.of(record_type, key)
    if row is None:
        return None
    documents = Documents()
    document = parsed(row.text)
    documents.add(document, row.record_id)
    return Read(document, row.record_id, documents)


def foot(record: Read[D]) -> Shown:
    """What is said of a record in one way on all pages: notes, translations, sources."""
    document = record.document
    record.fetch()
    shown: Shown = {
        "record_type": document["record_type"],
        "api_url": document["api_url"],
        "notes": document["notes"],
        "translations": translations(document["translations"]),
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

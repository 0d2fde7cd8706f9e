"""The files of sources, of citations and of addresses that moved."""

from __future__ import annotations

from dataclasses import dataclass

from ...choices import SourceKind, Stance
from ...models import Citation, KeyRedirect, Organisation, Source
from ...models.sources import CITED
from .. import relations as rel
from ..columns import Cell, Choice, Day, Text, Values, Whole, YesNo, fuzzy, word
from ..relations import Ref
from ..tables import TableSpec, owned, record, register, texts


@dataclass(frozen=True)
class StanceColumn(Choice):
    """A stance. What bundles called *contradicts* differs where it gives a value, else denies."""

    def read(self, cell: Cell) -> Values:
        if cell.text.casefold() != "contradicts":
            return super().read(cell)
        stored = getattr(cell.row, "value", "")
        gives_value = cell.cells.get("value", stored) or stored
        return {self.target: Stance.DIFFERS if gives_value else Stance.DENIES}


_published = fuzzy("published_edtf")
_retraction = fuzzy("retraction_edtf")
_source_kind = word("kind", SourceKind)

register(
    record(
        "sources",
        Source,
        *texts("title", "publisher", "author", "url"),
        _published[0],
        Text("language"),
        _source_kind[0],
        _published[1],
        _source_kind[1],
        Text("archived_url"),
        Day("accessed_on"),
        Choice("reliability"),
        Text("notes"),
        Ref("publisher_record", model=Organisation),
        YesNo("retracted"),
        *_retraction,
        *texts("retracted_by", "retraction_reason", "retraction_url"),
    )
)
register(
    owned(
        "citations",
        Citation,
        rel.RecordType("record_type", arc=CITED),
        rel.RecordKey("record_key", arc=CITED),
        Ref("source", model=Source),
        Choice("aspect"),
        StanceColumn("stance"),
        Text("supports"),
        Ref("via", model=Source),
        *texts("value", "locator"),
        Choice("credibility"),
        Whole("paragraph"),
        *texts("passage_start", "passage_end"),
        parent=("record_key",),
        natural=("record_key", "source", "aspect", "supports"),
        needed=("record_type", "record_key", "source"),
    )
)
register(
    TableSpec(
        "redirects",
        KeyRedirect,
        (Text("record_type"), Text("old_key"), rel.RedirectKey("key", "record_id")),
        needed=("record_type", "old_key", "key"),
    )
)

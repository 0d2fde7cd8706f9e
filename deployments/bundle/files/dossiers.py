"""The files of dossiers, of their sections and of the records that these name."""

from __future__ import annotations

from ...models import Dossier, DossierItem, DossierSection
from ..columns import Text, Whole, YesNo
from ..relations import RecordKey, RecordType, Ref
from ..tables import owned, record, register, texts

register(record("dossiers", Dossier, *texts("title", "introduction", "notes")))
register(
    owned(
        "dossier_sections",
        DossierSection,
        Ref("dossier", model=Dossier),
        Whole("number"),
        *texts("heading", "text"),
        YesNo("unknown"),
        parent=("dossier",),
        natural=("dossier", "number"),
        needed=("dossier", "number", "heading"),
    )
)
register(
    owned(
        "dossier_items",
        DossierItem,
        Ref("dossier", model=Dossier),
        Whole("section"),
        Whole("number"),
        RecordType("record_type", arc=DossierItem.target),
        RecordKey("record_key", arc=DossierItem.target),
        Text("why"),
        parent=("dossier",),
        natural=("dossier", "section", "record_key"),
        needed=("dossier", "section", "record_type", "record_key", "why"),
    )
)

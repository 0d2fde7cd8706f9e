"""The file of translations."""

from __future__ import annotations

from ...models import Translation
from ...models.translations import TRANSLATED
from ..columns import Choice
from ..relations import RecordKey, RecordType
from ..tables import owned, register, texts

register(
    owned(
        "translations",
        Translation,
        RecordType("record_type", arc=TRANSLATED),
        RecordKey("record_key", arc=TRANSLATED),
        Choice("text_of"),
        *texts("language", "text", "translator"),
        parent=("record_key",),
        natural=("record_key", "text_of", "language"),
        needed=("record_type", "record_key", "text_of", "language", "text"),
    )
)

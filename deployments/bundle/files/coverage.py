"""The file of coverage."""

from __future__ import annotations

from ...models import Coverage, Navy, Port
from ..columns import Choice, Country, Text, fuzzy
from ..relations import Ref
from ..tables import record, register

register(
    record(
        "coverage",
        Coverage,
        Ref("navy", model=Navy),
        Ref("port", model=Port),
        Country("country"),
        Choice("followed"),
        *fuzzy("since_edtf"),
        *fuzzy("until_edtf"),
        Choice("completeness"),
        Text("notes"),
    )
)

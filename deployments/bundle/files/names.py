"""What the files of other names have in common."""

from __future__ import annotations

from ...models import OtherName, Record, Source
from ..columns import Text, fuzzy
from ..relations import Ref
from ..tables import TableSpec, owned, texts

_from, _to = fuzzy("from_edtf"), fuzzy("to_edtf")


def other_names(file: str, model: type[OtherName], bearer: type[Record]) -> TableSpec:
    """The file of the names that ``bearer`` bore for a time, or bears beside its own."""
    return owned(
        file,
        model,
        Ref(model.parent, model=bearer),
        *texts("name", "language"),
        _from[0],
        _to[0],
        Ref("source", model=Source),
        Text("notes"),
        _from[1],
        _to[1],
        parent=(model.parent,),
        natural=(model.parent, "name", "from_edtf"),
        needed=(model.parent, "name"),
    )

"""The file of organisations."""

from __future__ import annotations

from ...choices import OrganisationKind
from ...models import Organisation, OrganisationName, Source
from ..columns import Country, Text, fuzzy, word
from ..relations import Ref
from ..tables import owned, record, register, texts

_from = fuzzy("from_edtf")
_to = fuzzy("to_edtf")

register(
    record(
        "organisations",
        Organisation,
        *texts("name", "native_name", "other_names", "abbreviation"),
        *word("kind", OrganisationKind),
        Country("country"),
        *texts("wikidata", "notes"),
    )
)
register(
    owned(
        "organisation_names",
        OrganisationName,
        Ref("organisation", model=Organisation),
        *texts("name", "language"),
        _from[0],
        _to[0],
        Ref("source", model=Source),
        Text("notes"),
        _from[1],
        _to[1],
        parent=("organisation",),
        natural=("organisation", "name", "from_edtf"),
        needed=("organisation", "name"),
    )
)

"""The file of organisations."""

from __future__ import annotations

from ...choices import OrganisationKind
from ...models import Organisation, OrganisationName
from ..columns import Country, word
from ..tables import record, register, texts
from .names import other_names

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
register(other_names("organisation_names", OrganisationName, Organisation))

"""The files of people, of what they said, and of what it was about."""

from __future__ import annotations

from ...choices import Medium, PersonKind
from ...models import (
    Affiliation,
    Commentary,
    Organisation,
    Person,
    PersonName,
    Question,
    Source,
    Theme,
)
from .. import relations as rel
from ..columns import Country, Text, YesNo, fuzzy, word
from ..relations import Ref
from ..tables import owned, record, register, texts
from .names import other_names

_as_of = fuzzy("as_of")
_medium = word("medium", Medium)
_person_kind = word("kind", PersonKind)
_said_on = fuzzy("date_edtf")

register(
    record(
        "people",
        Person,
        Text("name"),
        _person_kind[0],
        Country("country"),
        *texts("notes", "native_name"),
        _person_kind[1],
    )
)
register(other_names("person_names", PersonName, Person))
register(
    owned(
        "affiliations",
        Affiliation,
        Text("key"),
        Ref("person", model=Person),
        *texts("organisation", "role"),
        *_as_of,
        Ref("organisation_record", model=Organisation),
        parent=("person",),
        natural=("person", "organisation", "role", "as_of"),
        needed=("person", "organisation"),
    )
)
register(record("questions", Question, *texts("text", "introduction", "notes")))
register(record("themes", Theme, *texts("name", "introduction", "notes")))
register(
    record(
        "commentary",
        Commentary,
        Ref("person", model=Person),
        rel.AFFILIATIONS,
        rel.QUESTIONS,
        rel.THEMES,
        _said_on[0],
        _medium[0],
        YesNo("second_hand"),
        Ref("via", model=Source),
        *texts("summary", "quote"),
        rel.ABOUT,
        _said_on[1],
        _medium[1],
        *texts("language", "quote_locator", "notes"),
    )
)

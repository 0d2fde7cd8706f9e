"""Every file of a bundle and every column of it, once: for reading, writing and checking.

The order is that of reading: each file after those it refers to.
"""

from __future__ import annotations

from ..choices import (
    EngagementKind,
    ExerciseKind,
    HullType,
    Medium,
    PersonKind,
    Purpose,
    Role,
    SourceKind,
)
from ..models import (
    Affiliation,
    Assignment,
    Citation,
    Commentary,
    Deployment,
    Engagement,
    Exercise,
    ExerciseAttestation,
    ExerciseParticipant,
    KeyRedirect,
    Navy,
    Person,
    Port,
    PortName,
    Question,
    Row,
    Source,
    Theme,
    Vessel,
    VesselIdentity,
    Visit,
    VisitAttestation,
    VisitParticipant,
)
from . import relations as rel
from .columns import (
    Choice,
    Code,
    Column,
    Country,
    Day,
    Number,
    Text,
    Whole,
    YesNo,
    fuzzy,
    word,
)
from .relations import Ref
from .standing import STANDING
from .tables import TableSpec

PRIVATE: tuple[Column, ...] = (*STANDING, Text("editor_notes"))
"""What every record file has at its end; left out of an export for the public."""


def texts(*names: str) -> tuple[Text, ...]:
    """Columns of text."""
    return tuple(Text(name) for name in names)


def record(name: str, model: type[Row], *columns: Column) -> TableSpec:
    """A file of records."""
    return TableSpec(name, model, (Text("key"), *columns, *PRIVATE))


def owned(
    name: str,
    model: type[Row],
    *columns: Column,
    parent: tuple[str, ...],
    natural: tuple[str, ...],
    needed: tuple[str, ...],
) -> TableSpec:
    """A file of rows that records own."""
    return TableSpec(name, model, columns, parent, natural, needed)


PARTICIPANT: tuple[Column, ...] = (
    Ref("navy", model=Navy),
    Ref("vessel", model=Vessel),
    Whole("count"),
    *texts("type", "said"),
)
PARTICIPANT_NATURAL = ("country", "navy", "vessel", "type", "said")

_arrival, _departure = fuzzy("arrival_edtf"), fuzzy("departure_edtf")
_start, _end = fuzzy("start_edtf"), fuzzy("end_edtf")
_joined, _left = fuzzy("joined_edtf"), fuzzy("left_edtf")
_from, _to = fuzzy("from_edtf"), fuzzy("to_edtf")
_published, _said_on, _as_of = fuzzy("published_edtf"), fuzzy("date_edtf"), fuzzy("as_of")
_hull_type, _role = word("hull_type", HullType), word("role", Role)
_purpose, _medium = word("purpose", Purpose), word("medium", Medium)
_source_kind, _person_kind = word("kind", SourceKind), word("kind", PersonKind)
_exercise_kind, _engagement_kind = word("kind", ExerciseKind), word("kind", EngagementKind)

TABLES: tuple[TableSpec, ...] = (
    record(
        "navies",
        Navy,
        *texts("name", "native_name"),
        Country("country"),
        *texts("abbreviation", "ship_prefix", "notes", "former_names", "wikidata"),
    ),
    record(
        "ports",
        Port,
        Text("name"),
        Country("country"),
        Choice("kind"),
        Code("unlocode"),
        Number("lat"),
        Number("lon"),
        Number("radius_km"),
        YesNo("naval_base"),
        *texts("notes", "native_name"),
    ),
    owned(
        "port_names",
        PortName,
        Ref("port", model=Port),
        *texts("name", "language", "notes"),
        parent=("port",),
        natural=("port", "name"),
        needed=("port", "name"),
    ),
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
    ),
    record(
        "vessels",
        Vessel,
        Text("name"),
        Ref("navy", model=Navy),
        _hull_type[0],
        Text("class", "vessel_class"),
        Text("pennant"),
        Whole("commissioned_year"),
        *texts("notes", "native_name"),
        _hull_type[1],
        *texts("national_designator", "nato_designator"),
        Whole("imo"),
        Text("wikidata"),
        Ref("home_port", model=Port),
    ),
    owned(
        "vessel_identities",
        VesselIdentity,
        Ref("vessel", model=Vessel),
        *texts("name", "pennant"),
        _from[0],
        _to[0],
        Ref("source", model=Source),
        *texts("notes", "key"),
        Ref("navy", model=Navy),
        Text("mmsi"),
        _from[1],
        _to[1],
        parent=("vessel",),
        natural=("vessel", "name", "pennant"),
        needed=("vessel", "name"),
    ),
    record(
        "people",
        Person,
        Text("name"),
        _person_kind[0],
        Country("country"),
        *texts("notes", "native_name"),
        _person_kind[1],
    ),
    owned(
        "affiliations",
        Affiliation,
        Text("key"),
        Ref("person", model=Person),
        *texts("organisation", "role"),
        *_as_of,
        parent=("person",),
        natural=("person", "organisation", "role", "as_of"),
        needed=("person", "organisation"),
    ),
    record("questions", Question, *texts("text", "introduction", "notes")),
    record("themes", Theme, *texts("name", "introduction", "notes")),
    record(
        "deployments",
        Deployment,
        Text("name"),
        Ref("lead_navy", model=Navy),
        _start[0],
        _end[0],
        Ref("origin_port", model=Port),
        Text("summary"),
        _start[1],
        _end[1],
        Text("notes"),
    ),
    owned(
        "assignments",
        Assignment,
        Text("key"),
        Ref("deployment", model=Deployment),
        Ref("vessel", model=Vessel),
        _role[0],
        _joined[0],
        _left[0],
        _role[1],
        _joined[1],
        _left[1],
        Text("note"),
        parent=("deployment",),
        natural=("deployment", "vessel"),
        needed=("deployment", "vessel"),
    ),
    record(
        "visits",
        Visit,
        Ref("deployment", model=Deployment),
        Ref("port", model=Port),
        _arrival[0],
        _departure[0],
        Choice("certainty"),
        _purpose[0],
        Ref("superseded_by", model=Visit),
        Text("summary"),
        _arrival[1],
        _departure[1],
        _purpose[1],
        Ref("host", model=Navy),
        Text("notes"),
    ),
    owned(
        "visit_participants",
        VisitParticipant,
        Ref("visit", model=Visit),
        *PARTICIPANT,
        rel.attested_by(VisitAttestation),
        Text("key"),
        Country("country"),
        Ref("identified_as", model=Vessel),
        *_arrival,
        *_departure,
        Text("berth"),
        Ref("deployment", model=Deployment),
        Text("note"),
        parent=("visit",),
        natural=("visit", *PARTICIPANT_NATURAL),
        needed=("visit",),
    ),
    record(
        "exercises",
        Exercise,
        Text("name"),
        _exercise_kind[0],
        _start[0],
        _end[0],
        Choice("certainty"),
        Text("area"),
        Number("lat"),
        Number("lon"),
        Text("summary"),
        _exercise_kind[1],
        _start[1],
        _end[1],
        Number("radius_km"),
        Choice("domain"),
        *texts("series", "notes"),
    ),
    owned(
        "exercise_participants",
        ExerciseParticipant,
        Ref("exercise", model=Exercise),
        Country("country"),
        *PARTICIPANT,
        rel.attested_by(ExerciseAttestation),
        *texts("note", "key"),
        Ref("identified_as", model=Vessel),
        parent=("exercise",),
        natural=("exercise", *PARTICIPANT_NATURAL),
        needed=("exercise",),
    ),
    record(
        "engagements",
        Engagement,
        _engagement_kind[0],
        Text("name"),
        _start[0],
        _end[0],
        Ref("port", model=Port),
        Ref("visit", model=Visit),
        rel.PEOPLE,
        rel.COUNTRIES,
        Text("summary"),
        _engagement_kind[1],
        _start[1],
        _end[1],
        Text("notes"),
    ),
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
    ),
    TableSpec(
        "redirects",
        KeyRedirect,
        (Text("record_type"), Text("old_key"), rel.RedirectKey("key", "record_id")),
        needed=("record_type", "old_key", "key"),
    ),
    owned(
        "citations",
        Citation,
        rel.RecordType("record_type"),
        rel.RecordKey("record_key"),
        Ref("source", model=Source),
        Choice("aspect"),
        Choice("stance"),
        Text("supports"),
        Ref("via", model=Source),
        *texts("value", "locator"),
        Choice("credibility"),
        parent=("record_key",),
        natural=("record_key", "source", "aspect", "supports"),
        needed=("record_type", "record_key", "source"),
    ),
)
"""Every file."""

BY_NAME: dict[str, TableSpec] = {table.name: table for table in TABLES}
"""The files by name, without ``.csv``."""

"""The files of deployments and visits, with their ships."""

from __future__ import annotations

from ...choices import Outcome, Purpose, Role
from ...models import (
    Assignment,
    Deployment,
    Navy,
    Organisation,
    Port,
    Vessel,
    Visit,
    VisitAttestation,
    VisitParticipant,
)
from .. import relations as rel
from ..columns import Country, Sureness, Text, fuzzy, word
from ..lasting import lasting
from ..relations import Ref
from ..tables import PARTICIPANT, PARTICIPANT_NATURAL, owned, record, register

_arrival = fuzzy("arrival_edtf")
_departure = fuzzy("departure_edtf")
_end = fuzzy("end_edtf")
_joined = fuzzy("joined_edtf")
_left = fuzzy("left_edtf")
_outcome = word("outcome", Outcome)
_purpose = word("purpose", Purpose)
_role = word("role", Role)
_start = fuzzy("start_edtf")

register(
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
        *lasting("duration"),
    )
)
register(
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
    )
)
register(
    record(
        "visits",
        Visit,
        Ref("deployment", model=Deployment),
        Ref("port", model=Port),
        _arrival[0],
        _departure[0],
        Sureness("certainty"),
        _purpose[0],
        Ref("superseded_by", model=Visit),
        Text("summary"),
        _arrival[1],
        _departure[1],
        _purpose[1],
        Ref("host", model=Navy),
        Text("notes"),
        Ref("host_organisation", model=Organisation),
        *_outcome,
    )
)
register(
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
    )
)

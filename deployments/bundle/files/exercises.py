"""The files of exercises and engagements."""

from __future__ import annotations

from ...choices import EngagementKind, ExerciseKind, Outcome
from ...models import (
    Engagement,
    Exercise,
    ExerciseAttestation,
    ExerciseParticipant,
    Organisation,
    Port,
    Vessel,
    Visit,
)
from .. import relations as rel
from ..columns import Choice, Country, Number, Sureness, Text, fuzzy, word
from ..lasting import OneDay
from ..relations import Ref
from ..tables import PARTICIPANT, PARTICIPANT_NATURAL, owned, record, register, texts

_end = fuzzy("end_edtf")
_engagement_kind = word("kind", EngagementKind)
_exercise_kind = word("kind", ExerciseKind)
_outcome = word("outcome", Outcome)
_start = fuzzy("start_edtf")

register(
    record(
        "exercises",
        Exercise,
        Text("name"),
        _exercise_kind[0],
        _start[0],
        _end[0],
        Sureness("certainty"),
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
        Ref("host_organisation", model=Organisation),
        OneDay("one_day"),
        Ref("superseded_by", model=Exercise),
        *_outcome,
    )
)
register(
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
    )
)
register(
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
        Ref("host_organisation", model=Organisation),
        OneDay("one_day"),
    )
)

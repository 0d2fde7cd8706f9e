"""The files of vessels and their identities."""

from __future__ import annotations

from ...choices import HullType
from ...models import Navy, Port, Source, Vessel, VesselIdentity
from ..columns import Text, Whole, fuzzy, word
from ..relations import Ref
from ..tables import owned, record, register, texts

_from = fuzzy("from_edtf")
_hull_type = word("hull_type", HullType)
_to = fuzzy("to_edtf")

register(
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
        Whole("displacement_tonnes"),
    )
)
register(
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
    )
)

"""The files of navies and of places."""

from __future__ import annotations

from ...models import Navy, Port, PortName, Source
from ..columns import Choice, Code, Country, Number, Text, YesNo, fuzzy
from ..relations import Ref
from ..tables import owned, record, register, texts

_from = fuzzy("from_edtf")
_to = fuzzy("to_edtf")

register(
    record(
        "navies",
        Navy,
        *texts("name", "native_name"),
        Country("country"),
        *texts("abbreviation", "ship_prefix", "notes", "former_names", "wikidata", "country_said"),
    )
)
register(
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
        *texts("notes", "native_name", "country_said"),
    )
)
register(
    owned(
        "port_names",
        PortName,
        Ref("port", model=Port),
        *texts("name", "language", "notes"),
        Country("country"),
        _from[0],
        _to[0],
        Ref("source", model=Source),
        _from[1],
        _to[1],
        parent=("port",),
        natural=("port", "name", "country", "from_edtf"),
        needed=("port", "name"),
    )
)

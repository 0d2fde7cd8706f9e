"""The files of navies and of places."""

from __future__ import annotations

from ...models import Navy, Port, PortName
from ..columns import Choice, Code, Country, Number, Text, YesNo
from ..relations import Ref
from ..tables import owned, record, register, texts

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
        parent=("port",),
        natural=("port", "name"),
        needed=("port", "name"),
    )
)

"""Places and vessels that break a rule."""

from __future__ import annotations

from deployments.choices import PortKind
from deployments.models import Record
from tests.factories import (
    NavyFactory,
    PortFactory,
    VesselFactory,
    VesselIdentityFactory,
)
from tests.rules.broken.registry import breaks


@breaks("unlocode-of-another-country")
def unlocode_of_another_country() -> Record:
    return PortFactory(country="JP", unlocode="KRPUS")


@breaks("area-without-radius")
def area_without_radius() -> Record:
    return PortFactory(kind=PortKind.AREA, lat=26.5, lon=127.9)


@breaks("unlocode-taken")
def unlocode_taken() -> Record:
    PortFactory(unlocode="JPYOS")
    return PortFactory(unlocode="JPYOS")


@breaks("mmsi-taken")
def mmsi_taken() -> Record:
    VesselIdentityFactory(mmsi="232000001", from_edtf="2020")
    return VesselIdentityFactory(mmsi="232000001", from_edtf="2021").vessel


@breaks("wikidata-taken")
def wikidata_taken() -> Record:
    NavyFactory(wikidata="Q1")
    return NavyFactory(wikidata="Q1")


@breaks("ports-close-together")
def ports_close_together() -> Record:
    PortFactory(lat=35.29, lon=139.67)
    return PortFactory(lat=35.285, lon=139.665)


@breaks("entered-twice")
def port_entered_twice() -> Record:
    PortFactory(name="Malmö")
    return PortFactory(name="MALMO")


@breaks("pennant-taken")
def pennant_taken() -> Record:
    other = VesselFactory(pennant="C 550")
    return VesselFactory(pennant="c-550", navy=other.navy)


def two_identities(**second: object) -> Record:
    vessel = VesselFactory()
    same = {"name": "Shimakaze", "pennant": "DDG-172", "from_edtf": "1988", "to_edtf": "2021-03"}
    VesselIdentityFactory(vessel=vessel, **same)
    VesselIdentityFactory(
        vessel=vessel, **{**same, "from_edtf": "2000", "to_edtf": "2022", **second}
    )
    return vessel


@breaks("identities-clash", impossible=True)
def two_names_at_once() -> Record:
    return two_identities(name="Hatakaze")


@breaks("identities-clash", impossible=True)
def two_navies_at_once() -> Record:
    vessel = VesselFactory()
    for since in ("1988", "2000"):
        VesselIdentityFactory(
            vessel=vessel, name="Shimakaze", navy=NavyFactory(), from_edtf=since, to_edtf="2022"
        )
    return vessel


@breaks("identities-clash", impossible=True)
def two_mmsi_at_once() -> Record:
    vessel = VesselFactory()
    for since, mmsi in (("1988", "431999999"), ("2000", "431999998")):
        VesselIdentityFactory(
            vessel=vessel, name="Shimakaze", mmsi=mmsi, from_edtf=since, to_edtf="2022"
        )
    return vessel


@breaks("identities-clash")
def two_pennants_at_once() -> Record:
    return two_identities(pennant="TV-3521")


# What is written ---------------------------------------------------------------------------------


@breaks("placeholder")
def port_without_a_name() -> Record:
    return PortFactory(name="n/a")


@breaks("damaged-letters")
def port_with_a_lost_letter() -> Record:
    return PortFactory(name="Gda?sk")


@breaks("damaged-letters")
def vessel_encoded_twice() -> Record:
    return VesselFactory(name="GÃ¶teborg")

"""States and territories whose ISO 3166-1 code ended, by that code (ISO 3166-3).

Left out are those whose two letters are another country's today: AI, BQ, BY, GE and SK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Ended(NamedTuple):
    """What was called so, when it was, its three-letter codes, and the state that counts it."""

    name: _StrPromise
    years: str
    alpha3: str
    state: str = ""


ENDED: dict[str, Ended] = {
    "AN": Ended(_("Netherlands Antilles"), "1954–2010", "ANT", "NL"),
    "BU": Ended(_("Burma"), "1948–1989", "BUR"),
    "CS": Ended(_("Czechoslovakia or Serbia and Montenegro"), "1918–1992, 2003–2006", "CSK SCG"),
    "CT": Ended(_("Canton and Enderbury Islands"), "1939–1979", "CTE"),
    "DD": Ended(_("German Democratic Republic"), "1949–1990", "DDR"),
    "DY": Ended(_("Dahomey"), "1960–1975", "DHY"),
    "FQ": Ended(_("French Southern and Antarctic Territories"), "1955–1979", "ATF", "FR"),
    "FX": Ended(_("Metropolitan France"), "1993–1997", "FXX", "FR"),
    "HV": Ended(_("Upper Volta"), "1960–1984", "HVO"),
    "JT": Ended(_("Johnston Island"), "1974–1986", "JTN", "US"),
    "MI": Ended(_("Midway Islands"), "1974–1986", "MID", "US"),
    "NH": Ended(_("New Hebrides"), "1906–1980", "NHB"),
    "NQ": Ended(_("Dronning Maud Land"), "1974–1983", "ATN", "NO"),
    "NT": Ended(_("Neutral Zone between Iraq and Saudi Arabia"), "1922–1991", "NTZ"),
    "PC": Ended(_("Trust Territory of the Pacific Islands"), "1947–1994", "PCI", "US"),
    "PU": Ended(_("United States Miscellaneous Pacific Islands"), "1974–1986", "PUS", "US"),
    "PZ": Ended(_("Panama Canal Zone"), "1903–1979", "PCZ", "US"),
    "RH": Ended(_("Southern Rhodesia"), "1923–1980", "RHO"),
    "SU": Ended(_("Soviet Union"), "1922–1991", "SUN"),
    "TP": Ended(_("Portuguese Timor"), "until 2002", "TMP"),
    "VD": Ended(_("Democratic Republic of Vietnam"), "1945–1976", "VDR"),
    "WK": Ended(_("Wake Island"), "1974–1986", "WAK", "US"),
    "YD": Ended(_("Democratic Yemen"), "1967–1990", "YMD"),
    "YU": Ended(_("Yugoslavia"), "1918–2003", "YUG"),
    "ZR": Ended(_("Zaire"), "1971–1997", "ZAR"),
}
"""Under their last names; two bore the letters CS one after the other."""

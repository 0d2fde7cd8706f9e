"""Ports and areas: what is known of them, and who lay there."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import countries, wording
from ..choices import CALLS, EntryKind, PortKind
from ..public.shown import Having
from ..shapes import Port, Vessel, code_of
from . import coverage, lanes, lines, names
from .contradictions import contradictions
from .records import Read
from .reference import said_of
from .sections import (
    LISTED,
    Entries,
    Section,
    involving,
    listed,
    onwards,
    statements_on,
    the_first,
)
from .values import Shown, fact, filtered, position


def port(record: Read[Port]) -> Shown:
    """A port or an area: what is known of it, and who called."""
    own, documents = record.document, record.documents
    visits = Section(
        "visits",
        _("Who called"),
        involving("port", record.id, *CALLS),
        _("No visit has been published for it."),
        filtered("timeline", port=own["key"]),
    )
    engagements = Section(
        "engagements",
        _("Engagements"),
        involving("port", record.id, EntryKind.ENGAGEMENT),
        _("No ceremony, reception or other occasion has been published."),
        filtered("timeline", port=own["key"], kind=EntryKind.ENGAGEMENT),
    )
    at_home, followed = documents.first(
        Having("vessel", "home_port", record.id, LISTED), coverage.following("port", record.id)
    )
    found = Entries(
        documents, visits, engagements, said=statements_on("port", record.id), named=record.cited()
    )
    based = cast("list[Vessel]", at_home.documents)
    based.sort(key=lambda row: (row["name"], row["key"]))
    ships = [lines.vessel(row, documents) for row in based]
    more_ships = onwards(
        at_home.count, LISTED, the_first(LISTED), "vessel-list", home_port=own["key"]
    )
    called_here = lanes.Ships()
    called_here.add(lanes.rows_of(found.told(visits.found)))
    code, is_area = code_of(own["country"]), own["kind"] == PortKind.AREA
    where = wording.comma(own["name"], countries.name(code) if code else own["country_said"])
    return {
        "title": own["called"],
        "kicker": _("Area") if is_area else _("Port"),
        "description": _("Visits to %(place)s: who called, when, and how we know.")
        % {"place": where},
        "also_known": names.native(own["native_name"], code),
        "lede": _("An area: the sources name no port.") if is_area else "",
        "facts": [
            names.lay_in(own),
            fact(_("Counted for"), [counted_for(code)]),
            fact(_("Position"), [position_of(own)]),
            fact(_("Naval base"), [_("Yes") if own["naval_base"] else ""]),
            fact(_("UN/LOCODE"), [own["unlocode"]]),
            names.others(own["name"], own["names"]),
        ],
        "company_url": filtered("company", port=own["key"]),
        "picture": lanes.shown(
            own["called"],
            [
                *called_here.lanes(),
                lanes.ashore(lanes.rows_of(found.told(engagements.found))),
                lanes.said(found.statements),
            ],
            "visits",
        ),
        "contradictions": contradictions(((row, "") for row in own["citations"]), documents),
        "sections": [
            found.shown(visits),
            found.shown(engagements),
            *([listed("based", _("Ships based here"), ships, "", more_ships)] if ships else []),
            said_of(found, port=own["key"]),
            *coverage.section(followed, documents, port=own["key"]),
        ],
    }


def counted_for(code: str) -> str:
    """The state that a territory is counted for in ledgers; nothing for a state."""
    state = countries.state_of(code)
    return countries.name(state) if state != code else ""


def position_of(port: Port) -> str:
    """The position, that of an area's middle, or that it is not known."""
    found = position(port["lat"], port["lon"])
    if not found:
        return _("not known")
    if port["radius_km"]:
        radius = round(port["radius_km"])
        within = ngettext("within %(radius)d km of", "within %(radius)d km of", radius)
        return f"{within % {'radius': radius}} {found}"
    is_area = port["kind"] == PortKind.AREA
    return _("about %(position)s") % {"position": found} if is_area else found

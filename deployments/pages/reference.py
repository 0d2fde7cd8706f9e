"""Navies and vessels."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import called, countries, wording
from ..choices import CALLS, EntryKind, Role
from ..public.shown import Having
from ..shapes import (
    Assignment,
    Deployment,
    Navy,
    Vessel,
    VesselIdentity,
    code_of,
)
from . import citations, coverage, lanes, lines, names
from .contradictions import contradictions
from .reading import Documents
from .records import Read
from .sections import (
    LISTED,
    Entries,
    Section,
    involving,
    listed,
    onwards,
    statements_on,
    the_first,
    the_latest,
)
from .values import (
    Shown,
    country,
    country_fact,
    fact,
    filtered,
    in_words,
    linked,
    period,
    read,
    wikidata,
)


def movements(facet: str, record: Read[Navy] | Read[Vessel]) -> tuple[Section, Section]:
    """The visits and exercises that involve a record."""
    key = record.document["key"]
    return (
        Section(
            "visits",
            _("Visits"),
            involving(facet, record.id, *CALLS),
            _("No visit has been published for it."),
            filtered("timeline", **{facet: key}),
        ),
        Section(
            "exercises",
            _("Exercises"),
            involving(facet, record.id, EntryKind.EXERCISE),
            _("No exercise has been published for it."),
            filtered("timeline", **{facet: key, "kind": EntryKind.EXERCISE}),
        ),
    )


def said_of(found: Entries, **filters: str) -> Shown:
    """What was said about a record; ``filters`` find all of it in the list of statements."""
    return found.said(_("No statement about it has been published."), **filters)


# Navies -----------------------------------------------------------------------------------------


def navy(record: Read[Navy]) -> Shown:
    """A navy: its ships, its voyages, where it called and with whom it trained."""
    own, documents = record.document, record.documents
    voyages, vessels, followed = documents.first(
        Having("deployment", "navy", record.id, LISTED),
        Having("vessel", "navy", record.id, LISTED),
        coverage.following("navy", record.id),
    )
    led = by_start(cast("list[Deployment]", voyages.documents))
    visits, exercises = movements("navy", record)
    found = Entries(
        documents,
        visits,
        exercises,
        said=statements_on("navy", record.id),
        named=[*record.cited(), *(row["lead_navy"] for row in led)],
    )
    code = code_of(own["country"])
    in_code = own["country_said"] or countries.name("")
    its = lanes.Ships(of=own["key"])
    for section in (visits, exercises):
        its.add(lanes.rows_of(found.told(section.found)))
    return {
        "title": own["called"],
        "description": _("Ships, deployments, visits and exercises of the %(navy)s.")
        % {"navy": own["name"]},
        "also_known": names.native(own["native_name"], code),
        "facts": [
            country_fact(_("Country"), code),
            fact(_("Country"), ["" if code else in_code]),
            fact(_("Abbreviation"), [own["abbreviation"]]),
            fact(_("Ship prefix"), [own["ship_prefix"]]),
            fact(_("Earlier names"), [part.strip() for part in own["former_names"].split(";")]),
            fact(_("Wikidata"), [wikidata(own["wikidata"])]),
        ],
        "company_url": filtered("company", navy=own["key"]),
        "picture": lanes.shown(
            own["called"], [*its.lanes(), lanes.said(found.statements)], "visits"
        ),
        "contradictions": contradictions(((row, "") for row in own["citations"]), documents),
        "sections": [
            listed(
                "deployments",
                _("Deployments"),
                [lines.deployment(row, documents) for row in led],
                _("No deployment of this navy has been published."),
                onwards(
                    voyages.count, LISTED, the_latest(LISTED), "deployment-list", navy=own["key"]
                ),
            ),
            listed(
                "ships",
                _("Ships"),
                ships(own, cast("list[Vessel]", vessels.documents), documents),
                _("No ship of this navy has been published."),
                onwards(vessels.count, LISTED, the_first(LISTED), "vessel-list", navy=own["key"]),
            ),
            found.shown(visits),
            found.shown(exercises),
            said_of(found, navy=own["key"]),
            *coverage.section(followed, documents, navy=own["key"]),
        ],
    }


def ships(navy: Navy, found: list[Vessel], documents: Documents) -> list[Shown]:
    """The ships of a navy: those of today, and former ones by the names they bore in it."""
    found.sort(key=lambda row: (row["name"], row["key"]))
    return [
        lines.vessel(row, documents) if row["navy"]["key"] == navy["key"] else former(row, navy)
        for row in found
    ]


def former(vessel: Vessel, navy: Navy) -> Shown:
    """A ship that ``navy`` once had, by the names, numbers and time she had in it."""
    held = [
        row
        for row in vessel["identities"]
        if row["navy"]
        and row["navy"]["key"] == navy["key"]
        and (row["held_from"] or row["held_to"])
    ]
    borne = list(dict.fromkeys(row["name"] for row in held))
    pennants = dict.fromkeys(row["pennant"] for row in held)
    code = code_of(vessel["country"])
    return {
        **lines.NOTHING_MORE,
        "url": vessel["html_url"],
        "name": called.ship(borne, vessel["name"], vessel["apart"]),
        "native": names.native(vessel["native_name"], code),
        "note": capfirst(wording.comma(lines.hull_type(vessel), *pennants)),
        "country": country(code_of(navy["country"])),
        "where": _("now %(navy)s") % {"navy": vessel["navy"]["name"]},
        "date": period(read(held[0]["held_from"]), read(held[-1]["held_to"])),
    }


def by_start(voyages: list[Deployment]) -> list[Deployment]:
    """Deployments, the latest first and those without dates last; by key."""
    return sorted(voyages, key=_begun, reverse=True)


def _begun(voyage: Deployment) -> date:
    when = read(voyage["start"]) or read(voyage["end"])
    return when.sort_day if when else date.min


# Vessels ----------------------------------------------------------------------------------------


def vessel(record: Read[Vessel]) -> Shown:
    """A ship: her names over time, her deployments, where she called and trained."""
    own, documents = record.document, record.documents
    (voyages,) = documents.first(Having("deployment", "vessel", record.id, LISTED))
    visits, exercises = movements("vessel", record)
    found = Entries(
        documents,
        visits,
        exercises,
        said=statements_on("vessel", record.id),
        named=[
            *record.cited(),
            own["navy"],
            *(link for row in own["identities"] for link in (row["navy"], row["source"])),
        ],
    )
    navy = documents.get(own["navy"], Navy)
    kind = lines.hull_type(own)
    code = code_of(own["country"])
    prefix, of_navy = (navy["ship_prefix"], navy["name"]) if navy else ("", own["navy"]["name"])
    ship = lanes.Ship(called.prefixed(own["name"], prefix), [code] if code else [], [])
    hers = lanes.Ships({own["key"]: ship})
    for section in (visits, exercises):
        hers.add(lanes.rows_of(found.told(section.found)))
    return {
        "title": called.told_apart(called.prefixed(own["name"], prefix), own["apart"]),
        "description": wording.comma(own["name"], kind, own["pennant"], of_navy),
        "also_known": names.native(own["native_name"], code),
        "facts": [
            fact(_("Navy"), [linked(own["navy"])]),
            country_fact(_("Country"), code),
            fact(_("Type"), [str(capfirst(kind)) or _("not known")]),
            fact(_("Navy's own type"), [own["national_designator"]]),
            fact(_("NATO type"), [own["nato_designator"]]),
            fact(_("Class"), [own["vessel_class"]]),
            fact(_("Pennant number"), [own["pennant"]]),
            fact(_("IMO number"), [str(own["imo"] or "")]),
            fact(_("Commissioned"), [str(own["commissioned_year"] or "")]),
            fact(_("Displacement"), [tonnes(own["displacement_tonnes"])]),
            fact(_("Home port"), [linked(own["home_port"])]),
            fact(_("Wikidata"), [wikidata(own["wikidata"])]),
        ],
        "identities": [identity(row, documents) for row in own["identities"]],
        "company_url": filtered("company", vessel=own["key"]),
        "picture": lanes.shown(
            own["called"], [*hers.lanes(), lanes.said(found.statements)], "visits"
        ),
        "contradictions": contradictions(((row, "") for row in own["citations"]), documents),
        "sections": [
            listed(
                "deployments",
                _("Deployments"),
                services(own, cast("list[Deployment]", voyages.documents)),
                _("No deployment of this ship has been published."),
                onwards(
                    voyages.count, LISTED, the_latest(LISTED), "deployment-list", vessel=own["key"]
                ),
            ),
            found.shown(visits),
            found.shown(exercises),
            said_of(found, vessel=own["key"]),
        ],
    }


def identity(row: VesselIdentity, documents: Documents) -> Shown:
    """A name that a ship bore, with number and navy, and for how long."""
    source = documents.source(row["source"])
    navy = documents.get(row["navy"], Navy)
    return {
        "name": row["name"],
        "pennant": row["pennant"],
        "mmsi": row["mmsi"],
        "navy": navy["name"] if navy else "",
        "held": period(read(row["held_from"]), read(row["held_to"])),
        "notes": row["notes"],
        "source": citations.source_link(source) if source else None,
    }


def tonnes(displacement: int | None) -> str:
    """A displacement in words; nothing where it is not known."""
    return _("%(number)s tonnes") % {"number": number_format(displacement)} if displacement else ""


def services(vessel: Vessel, voyages: Iterable[Deployment]) -> list[Shown]:
    """The deployments of a ship, by when she joined them, with the role that she had."""
    rows = [
        (row, voyage)
        for voyage in voyages
        for row in voyage["assignments"]
        if row["vessel"]["key"] == vessel["key"]
    ]
    rows.sort(key=_joined)
    return [service(row, voyage) for row, voyage in rows]


def _joined(assigned: tuple[Assignment, Deployment]) -> tuple[str, str]:
    row, voyage = assigned
    since = read(row["joined"] or voyage["start"])
    return str(since.earliest or since.latest if since else ""), voyage["key"]


def service(row: Assignment, voyage: Deployment) -> Shown:
    """A deployment with the role that one ship had in it."""
    role = in_words(Role, row["role"], row["role_said"])
    return {
        **lines.NOTHING_MORE,
        "url": voyage["html_url"],
        "name": voyage["called"],
        "note": wording.comma(str(capfirst(role)), row["note"]),
        "where": voyage["lead_navy"]["name"],
        "date": period(read(row["joined"] or voyage["start"]), read(row["left"] or voyage["end"])),
    }

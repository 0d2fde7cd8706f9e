"""Pages of navies, vessels and ports."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import countries
from ..choices import EntryKind
from ..models import (
    Assignment,
    Deployment,
    Navy,
    Port,
    TimelineEntry,
    Vessel,
    VesselIdentity,
)
from ..models.index import TimelineEntryQuerySet
from ..models.times import prefixed
from ..models.vessels import dated
from ..presenters import citations, names, rows
from ..presenters.contradictions import contradictions
from ..presenters.values import (
    Shown,
    country_fact,
    fact,
    filtered,
    period,
    position,
    record_value,
    wikidata,
)
from . import coverage, sections
from .base import PAGES, DetailPage
from .kinds import Kind
from .sections import CALLS, Section


def movements(facet: str, record: Navy | Vessel | Port) -> tuple[Section, Section]:
    """The visits and exercises that involve a record."""
    found = sections.involving(facet, record.pk)
    return (
        Section(
            "visits",
            _("Visits"),
            found.filter(kind__in=CALLS),
            _("No visit has been published for it."),
            filtered("timeline", **{facet: record.key}),
        ),
        Section(
            "exercises",
            _("Exercises"),
            found.filter(kind=EntryKind.EXERCISE),
            _("No exercise has been published for it."),
            filtered("timeline", **{facet: record.key, "kind": EntryKind.EXERCISE}),
        ),
    )


def said_of(found: TimelineEntryQuerySet) -> Shown:
    """What was said about a record."""
    return sections.said(
        sections.statements_of(found), _("No statement about it has been published.")
    )


@PAGES.register(Navy)
class NavyPage(DetailPage):
    """A navy: its ships, its voyages, where it called and with whom it trained."""

    model = Navy
    kind = Kind(
        7,
        gettext_lazy("Navy"),
        gettext_lazy("Navies"),
        gettext_lazy("Navies, coast guards and multinational groups that appear in the records."),
        gettext_lazy("No navy has been published yet."),
        gettext_lazy("Filter navies"),
    )
    template_name = "deployments/record.html"

    def present(self, record: Navy) -> Shown:
        involved = TimelineEntry.objects.with_facet("navy", [record.pk])
        led = involved.filter(deployment__isnull=False).values("deployment")
        voyages = Deployment.objects.for_list().filter(pk__in=led)
        visits, exercises = sections.entry_sections(*movements("navy", record))
        return {
            "title": record.called,
            "description": _("Ships, deployments, visits and exercises of the %(navy)s.")
            % {"navy": record.name},
            "also_known": names.native(record.native_name, record.country),
            "facts": [
                country_fact(_("Country"), record.country),
                fact(_("Country"), ["" if record.country else record.country_in_words]),
                fact(_("Abbreviation"), [record.abbreviation]),
                fact(_("Ship prefix"), [record.ship_prefix]),
                fact(_("Earlier names"), [part.strip() for part in record.former_names.split(";")]),
                fact(_("Wikidata"), [wikidata(record.wikidata)]),
            ],
            "contradictions": contradictions((row, "") for row in record.citations.all()),
            "sections": [
                sections.listed(
                    "deployments",
                    _("Deployments"),
                    [rows.deployment(row) for row in by_start(list(voyages))],
                    _("No deployment of this navy has been published."),
                ),
                sections.listed(
                    "ships",
                    _("Ships"),
                    ships(record),
                    _("No ship of this navy has been published."),
                ),
                visits,
                exercises,
                said_of(sections.involving("navy", record.pk)),
                *coverage.section(navy=record),
            ],
        }


def ships(navy: Navy) -> list[Shown]:
    """The ships of a navy: those of today, and former ones by the names they bore in it."""
    held = dated(VesselIdentity.objects.published()).filter(navy=navy)
    former: dict[int, list[VesselIdentity]] = defaultdict(list)
    for row in held:
        former[row.vessel_id].append(row)
    found = Vessel.objects.for_list().filter(Q(navy=navy) | Q(pk__in=held.values("vessel")))
    return [
        rows.vessel(each) if each.navy.pk == navy.pk else rows.former(each, navy, former[each.pk])
        for each in found
    ]


def by_start(voyages: list[Deployment]) -> list[Deployment]:
    """Deployments, the latest first and those without dates last."""
    voyages.sort(key=lambda row: row.key)
    voyages.sort(key=lambda row: row.sort_day, reverse=True)
    return voyages


@PAGES.register(Vessel)
class VesselPage(DetailPage):
    """A ship: her names over time, her deployments, where she called and trained."""

    model = Vessel
    kind = Kind(
        6,
        gettext_lazy("Vessel"),
        gettext_lazy("Vessels"),
        gettext_lazy("Every ship that is named in a record, under the name she bore last."),
        gettext_lazy("No vessel has been published yet."),
        gettext_lazy("Filter vessels"),
    )
    main_filters = ("q", "country", "navy", "hull_type")
    template_name = "deployments/vessel.html"

    def present(self, record: Vessel) -> Shown:
        assigned = Assignment.objects.published().filter(vessel=record)
        assigned = assigned.with_public("deployment__lead_navy")
        visits, exercises = sections.entry_sections(*movements("vessel", record))
        return {
            "title": record.told_apart(prefixed(record.name, record.navy.ship_prefix)),
            "description": names.comma(
                record.name, rows.said(record, "hull_type"), record.pennant, record.navy.name
            ),
            "also_known": names.native(record.native_name, record.navy.country),
            "facts": [
                fact(_("Navy"), [record_value(record.navy)]),
                country_fact(_("Country"), record.navy.country),
                fact(_("Type"), [str(capfirst(rows.said(record, "hull_type"))) or _("not known")]),
                fact(_("Navy's own type"), [record.national_designator]),
                fact(_("NATO type"), [record.nato_designator]),
                fact(_("Class"), [record.vessel_class]),
                fact(_("Pennant number"), [record.pennant]),
                fact(_("IMO number"), [str(record.imo or "")]),
                fact(_("Commissioned"), [str(record.commissioned_year or "")]),
                fact(_("Displacement"), [tonnes(record.displacement_tonnes)]),
                fact(_("Home port"), [record_value(record.home_port)]),
                fact(_("Wikidata"), [wikidata(record.wikidata)]),
            ],
            "identities": [
                {
                    "name": row.name,
                    "pennant": row.pennant,
                    "mmsi": row.mmsi,
                    "navy": row.navy.name if row.navy else "",
                    "held": period(row.held_from, row.held_to),
                    "notes": row.notes,
                    "source": citations.source_link(row.source) if row.source else None,
                }
                for row in record.identities.all()
            ],
            "contradictions": contradictions((row, "") for row in record.citations.all()),
            "sections": [
                sections.listed(
                    "deployments",
                    _("Deployments"),
                    [service(row) for row in sorted(assigned, key=when_joined)],
                    _("No deployment of this ship has been published."),
                ),
                visits,
                exercises,
                said_of(sections.involving("vessel", record.pk)),
            ],
        }


def tonnes(displacement: int | None) -> str:
    """A displacement in words; nothing where it is not known."""
    return _("%(number)s tonnes") % {"number": number_format(displacement)} if displacement else ""


def when_joined(row: Assignment) -> tuple[str, str]:
    """Sorts the deployments of a ship by when she joined them, or they began."""
    since = row.joined or row.deployment.start
    return str(since.earliest or since.latest if since else ""), row.deployment.key


def service(row: Assignment) -> Shown:
    """A deployment with the role that one ship had in it."""
    voyage = row.deployment
    return {
        "url": voyage.get_absolute_url(),
        "name": voyage.called,
        "note": names.comma(str(capfirst(row.in_words("role"))), row.note),
        "where": voyage.lead_navy.called,
        "date": period(row.joined or voyage.start, row.left or voyage.end),
    }


@PAGES.register(Port)
class PortPage(DetailPage):
    """A port or an area: what is known of it, and who called."""

    model = Port
    kind = Kind(
        8,
        gettext_lazy("Port"),
        gettext_lazy("Ports"),
        gettext_lazy("Ports and areas that were visited; an area where the sources name no port."),
        gettext_lazy("No port has been published yet."),
        gettext_lazy("Filter ports"),
    )
    main_filters = ("q", "country", "kind", "naval_base")
    template_name = "deployments/port.html"

    def present(self, record: Port) -> Shown:
        found = sections.involving("port", record.pk)
        visits, engagements = sections.entry_sections(
            Section(
                "visits",
                _("Who called"),
                found.filter(kind__in=CALLS),
                _("No visit has been published for it."),
                filtered("timeline", port=record.key),
            ),
            Section(
                "engagements",
                _("Engagements"),
                found.filter(kind=EntryKind.ENGAGEMENT),
                _("No ceremony, reception or other occasion has been published."),
                filtered("timeline", port=record.key, kind=EntryKind.ENGAGEMENT),
            ),
        )
        based = Vessel.objects.for_list().filter(home_port=record)
        listed = []
        if based:
            listed.append(
                sections.listed(
                    "based", _("Ships based here"), [rows.vessel(row) for row in based], ""
                )
            )
        return {
            "title": record.called,
            "kicker": _("Area") if record.is_area else _("Port"),
            "description": _("Visits to %(place)s: who called, when, and how we know.")
            % {"place": names.comma(record.name, record.country_name)},
            "also_known": names.native(record.native_name, record.country),
            "lede": _("An area: the sources name no port.") if record.is_area else "",
            "facts": [
                names.lay_in(record),
                fact(_("Counted for"), [counted_for(record.country)]),
                fact(_("Position"), [where(record)]),
                fact(_("Naval base"), [_("Yes") if record.naval_base else ""]),
                fact(_("UN/LOCODE"), [record.unlocode]),
                names.others(record),
            ],
            "contradictions": contradictions((row, "") for row in record.citations.all()),
            "sections": [
                visits,
                engagements,
                *listed,
                said_of(found),
                *coverage.section(port=record),
            ],
        }


def counted_for(code: str) -> str:
    """The state that a territory is counted for in ledgers; nothing for a state."""
    state = countries.state_of(code)
    return countries.name(state) if state != code else ""


def where(record: Port) -> str:
    """The position, that of an area's middle, or that it is not known."""
    found = position(record.lat, record.lon)
    if not found:
        return _("not known")
    if record.radius_km:
        radius = round(record.radius_km)
        within = ngettext("within %(radius)d km of", "within %(radius)d km of", radius)
        return f"{within % {'radius': radius}} {found}"
    return _("about %(position)s") % {"position": found} if record.is_area else found

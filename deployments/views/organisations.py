"""Pages of organisations."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Affiliation, Engagement, Exercise, Organisation, Person, Source, Visit
from ..presenters import names, rows
from ..presenters.contradictions import contradictions
from ..presenters.values import Shown, country, country_fact, fact, wikidata
from . import sections
from .base import PAGES, DetailPage
from .kinds import Kind


@rows.LINES.register(Organisation)
def line(record: Organisation) -> Shown:
    """An organisation, with its own name for itself."""
    return {
        "url": record.get_absolute_url(),
        "name": record.called,
        "native": names.native(record.native_name, record.country),
        "note": capfirst(rows.said(record, "kind")),
        "country": country(record.country),
    }


@PAGES.register(Organisation)
class OrganisationPage(DetailPage):
    """An organisation: its people who are quoted, what it published, what it hosted."""

    model = Organisation
    kind = Kind(
        10,
        gettext_lazy("Organisation"),
        gettext_lazy("Organisations"),
        gettext_lazy("Where people work, who publishes and who hosts."),
        gettext_lazy("No organisation has been published yet."),
        gettext_lazy("Filter organisations"),
    )
    main_filters = ("q", "country", "kind")
    template_name = "deployments/record.html"

    def present(self, record: Organisation) -> Shown:
        held = Affiliation.objects.published().filter(organisation_record=record)
        people = Person.objects.for_list().filter(pk__in=held.values("person"))
        published = Source.objects.for_list().filter(publisher_record=record)
        hosted = [
            row
            for model in (Visit, Exercise, Engagement)
            for row in model.objects.published()
            .filter(host_organisation=record)
            .with_public(*model.name_paths)
        ]
        return {
            "title": record.called,
            "description": _("People of %(name)s, what it published and what it hosted.")
            % {"name": record.name},
            "also_known": names.native(record.native_name, record.country),
            "facts": [
                fact(_("Kind"), [str(capfirst(rows.said(record, "kind")))]),
                country_fact(_("Country"), record.country),
                fact(_("Abbreviation"), [record.abbreviation]),
                names.others(record, *record.other_names.split(";")),
                fact(_("Wikidata"), [wikidata(record.wikidata)]),
            ],
            "contradictions": contradictions((row, "") for row in record.citations.all()),
            "sections": [
                sections.listed(
                    "people",
                    _("People"),
                    [rows.row(row) for row in people],
                    _("Nobody of it who is quoted has been published."),
                ),
                sections.listed(
                    "published",
                    _("Published by it"),
                    [rows.row(row) for row in published],
                    _("No source that it published is recorded."),
                ),
                sections.listed(
                    "hosted",
                    _("Hosted by it"),
                    [names.link(row) for row in sorted(hosted, key=lambda row: row.key)],
                    _("Nothing that it hosted has been published."),
                ),
            ],
        }

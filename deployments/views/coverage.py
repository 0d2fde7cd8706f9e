"""Pages of coverage: what was followed, so that an absence is not read as a fact."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Coverage, Record
from ..presenters import rows
from ..presenters.contradictions import contradictions
from ..presenters.values import Shown, country, country_fact, date_fact, fact, period, record_value
from . import sections
from .base import PAGES, DetailPage
from .kinds import Kind


@rows.LINES.register(Coverage)
def line(record: Coverage) -> Shown:
    """What was followed, when and how completely."""
    completeness = record.get_completeness_display()
    return {
        "url": record.get_absolute_url(),
        "name": record.of,
        "note": _("%(followed)s: %(completeness)s")
        % {"followed": capfirst(record.get_followed_display()), "completeness": completeness},
        "country": country(record.country),
        "date": period(record.since, record.until),
    }


@PAGES.register(Coverage)
class CoveragePage(DetailPage):
    """What was followed, for which records, from when to when, by which sources."""

    model = Coverage
    kind = Kind(
        13,
        gettext_lazy("Coverage"),
        gettext_lazy("Coverage"),
        gettext_lazy("What was followed, and how completely: elsewhere, silence proves nothing."),
        gettext_lazy("No coverage has been published yet."),
        gettext_lazy("Filter coverage"),
    )
    main_filters = ("q", "navy", "port", "country", "followed")
    template_name = "deployments/record.html"

    def present(self, record: Coverage) -> Shown:
        whom = record.whom
        return {
            "title": record.called,
            "facts": [
                fact(_("Navy or port"), [record_value(whom) if isinstance(whom, Record) else None]),
                country_fact(_("Country"), record.country),
                fact(_("Followed"), [str(capfirst(record.get_followed_display()))]),
                date_fact(_("Dates"), period(record.since, record.until)),
                fact(_("Completeness"), [str(capfirst(record.get_completeness_display()))]),
            ],
            "contradictions": contradictions((row, "") for row in record.citations.all()),
            "sections": [],
        }


def section(**of: Record | str) -> list[Shown]:
    """How a navy, port or country was followed; nothing where nobody says so."""
    found = Coverage.objects.for_list().filter(**of)
    if not found:
        return []
    return [sections.listed("coverage", _("Coverage"), [rows.row(row) for row in found], "")]

"""Pages of countries: who came, who went, who trained and what was said."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import countries
from ..choices import NOT_PRESENT, EntryKind
from ..ended import ENDED
from ..models import Navy, Person, Port, TimelineFacet
from ..models.index import PLACE, STANDS_FOR
from ..presenters import rows
from ..presenters.names import comma
from ..presenters.values import Shown, country, filtered
from . import sections
from .base import Page
from .sections import CALLS, Section


class CountryListPage(Page):
    """Every country that a published record touches."""

    template_name = "deployments/countries.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        counted = entries_by_country()
        codes = set(counted)
        for model in (Navy, Port, Person):
            codes.update(model.objects.published().order_by().values_list("country", flat=True))
        listed = [
            {
                "url": reverse("deployments:country-detail", args=[code]),
                "name": f"{countries.flag(code)} {countries.name(code)}".strip(),
                "note": in_words(counted.get(code, {})),
            }
            for code in sorted(filter(None, codes), key=lambda code: (countries.name(code), code))
        ]
        return self.page(
            title=_("Countries"),
            description=_("Every country that a record touches: visits, exercises, statements."),
            rows=listed,
        )


def entries_by_country() -> dict[str, dict[str, int]]:
    """What happened, by country and kind; planned and cancelled things are not counted."""
    facets = TimelineFacet.objects.filter(facet="country", entry__in_stream=True)
    facets = facets.exclude(entry__certainty__in=NOT_PRESENT).order_by()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in facets.values("value", "entry__kind").annotate(number=Count("entry")):
        found[row["value"]][row["entry__kind"]] = row["number"]
    return found


def in_words(counted: dict[str, int]) -> str:
    """How many visits, exercises, engagements and statements."""
    visits = sum(counted.get(kind, 0) for kind in CALLS)
    exercises = counted.get(EntryKind.EXERCISE, 0)
    engagements = counted.get(EntryKind.ENGAGEMENT, 0)
    statements = counted.get(EntryKind.STATEMENT, 0)
    said = [
        (visits, ngettext("%(n)d movement", "%(n)d movements", visits)),
        (exercises, ngettext("%(n)d exercise", "%(n)d exercises", exercises)),
        (engagements, ngettext("%(n)d engagement", "%(n)d engagements", engagements)),
        (statements, ngettext("%(n)d statement", "%(n)d statements", statements)),
    ]
    return comma(*(words % {"n": number} for number, words in said if number))


class CountryPage(Page):
    """One country, with the territories that are counted for it."""

    template_name = "deployments/country.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if not (len(code) == 2 and code.isascii() and countries.is_known(code.upper())):
            raise Http404
        if code != code.upper():
            return HttpResponsePermanentRedirect(
                reverse("deployments:country-detail", args=[code.upper()])
            )
        name = countries.name(code)
        touched = sections.stream().with_facet("country", [code])
        places = countries.places_of(code)
        came, went = came_and_went(code, places)
        came_section, went_section, exercises, engagements, said = sections.entry_sections(
            Section(
                "came",
                _("Who came"),
                came,
                _("No visit by another country's ships has been published."),
                filtered("timeline", country=code),
                note=_("Ships of other countries in its ports.")
                if len(places) == 1
                else _("Ships of other countries in its ports and those of its territories."),
            ),
            Section(
                "went",
                _("Where its ships went"),
                went,
                _("No visit of its ships abroad has been published."),
                filtered("timeline", country=code),
                note=_("Its ships in ports of other countries."),
            ),
            Section(
                "exercises",
                _("Exercises"),
                touched.filter(kind=EntryKind.EXERCISE),
                _("No exercise with it has been published."),
                filtered("timeline", country=code, kind=EntryKind.EXERCISE),
            ),
            Section(
                "engagements",
                _("Engagements"),
                touched.filter(kind=EntryKind.ENGAGEMENT),
                _("No ceremony, reception or other occasion has been published."),
                filtered("timeline", country=code, kind=EntryKind.ENGAGEMENT),
            ),
            Section(
                "said",
                _("Statements"),
                touched.filter(kind=EntryKind.STATEMENT),
                _("No statement about it or from it has been published."),
                filtered("timeline", country=code, kind=EntryKind.STATEMENT),
                limit=12,
            ),
        )
        filled = [came_section, went_section, exercises, engagements, said]
        navies = [rows.navy(row) for row in Navy.objects.for_list().filter(country=code)]
        ports = [rows.port(row) for row in Port.objects.for_list().filter(country__in=places)]
        state = countries.state_of(code)
        return self.page(
            title=name,
            description=_("%(country)s: who came, where its ships went, and what was said.")
            % {"country": name},
            flag=countries.flag(code),
            crumbs=[{"url": reverse("deployments:country-list"), "label": _("Countries")}],
            state=country(state) if state != code else None,
            years=ENDED[code].years if code in ENDED else "",
            territories=[country(each) for each in places[1:]],
            ledger={
                "came": by_country(came, code, own=False),
                "went": by_country(went, code, own=True),
            },
            sections=filled,
            navies=navies,
            ports=ports,
            nothing=not (navies or ports or any(section["entries"] for section in filled)),
        )


def came_and_went(code: str, places: list[str]) -> tuple[Any, Any]:
    """Entries of other countries' ships in ``places``, and of its own ships elsewhere."""
    visitors = TimelineFacet.objects.filter(facet=STANDS_FOR)
    others = visitors.exclude(value=code).values("entry")
    calls = sections.stream().filter(kind__in=CALLS, visit__isnull=False)
    here = calls.with_facet(PLACE, places)
    return (
        here.filter(pk__in=others),
        calls.with_facet(STANDS_FOR, [code]).exclude(pk__in=here.values("pk")),
    )


def by_country(entries: Any, code: str, *, own: bool) -> list[Shown]:
    """The ledger: visits by the country they came from, or by the one they went to.

    Where the day leaves open whose a ship was, or where a port lay, the visit is counted for each
    country it may be.
    """
    visits = entries.present().order_by()
    counted: Any
    if own:
        counted = visits.filter(facets__facet=PLACE).values_list("facets__value")
        counted = counted.annotate(number=Count("pk"))
    else:
        visitors = TimelineFacet.objects.filter(facet=STANDS_FOR, entry__in=visits.values("pk"))
        visitors = visitors.exclude(value=code).order_by()
        counted = visitors.values_list("value").annotate(number=Count("entry"))
    named = [(ledger_name(value, own=own), number) for value, number in counted]
    return [
        {"country": shown, "number": number}
        for shown, number in sorted(named, key=lambda item: (-item[1], item[0]["name"]))
    ]


def ledger_name(value: str, *, own: bool) -> Shown:
    """A country by code or in words; without either a group came, or a place is not known."""
    nothing = _("country not known") if own else countries.name("")
    if countries.is_known(value):
        return country(value) or {"name": nothing}
    return {"name": value or nothing}

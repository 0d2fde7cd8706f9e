"""Countries: who came, who went, who trained and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple, cast

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import countries
from ..choices import EntryKind
from ..ended import ENDED
from ..public.documents import PublicOption
from ..public.entries import PLACE, STANDS_FOR, TimelineEntryQuerySet, TimelineFacet
from ..public.numbers import by_kind as by_kind_of_entry
from ..shapes import Navy, Port
from ..wording import comma
from . import lines
from .reading import Documents, having
from .reference import by_kind
from .sections import CALLS, Entries, Section, involving, stream
from .values import Shown, country, filtered

KINDS = ("navy", "port", "person")
"""The kinds of records that belong to a country."""


def every() -> Shown:
    """Every country that a published record touches."""
    counted = entries_by_country()
    offered = PublicOption.objects.filter(record_type__in=KINDS, name="country")
    codes = {*counted, *offered.values_list("value", flat=True)}
    return {
        "rows": [
            {
                "url": reverse("deployments:country-detail", args=[code]),
                "name": f"{countries.flag(code)} {countries.name(code)}".strip(),
                "note": in_words(counted.get(code, {})),
            }
            for code in sorted(filter(None, codes), key=lambda code: (countries.name(code), code))
        ],
    }


def entries_by_country() -> Mapping[str, Mapping[str, int]]:
    """What happened, by country and kind; planned and cancelled things are not counted."""
    return {code: kinds for (_facet, code), kinds in by_kind_of_entry(["country"]).items()}


def in_words(counted: Mapping[str, int]) -> str:
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


# One of them ------------------------------------------------------------------------------------


class Movements(NamedTuple):
    """Entries of other countries' ships in its places, and of its own ships elsewhere."""

    came: TimelineEntryQuerySet
    went: TimelineEntryQuerySet


def one(code: str) -> Shown:
    """One country, with the territories that are counted for it."""
    documents = Documents()
    places = countries.places_of(code)
    moved = came_and_went(code, places)
    wanted = sections(code, moved, alone=len(places) == 1)
    of_it = by_kind(
        documents.fetch_all(having("navy", "country", code), having("port", "country", *places))
    )
    found = Entries(documents, *wanted)
    shown = [found.shown(section) for section in wanted]
    navies, ports = cast("list[Navy]", of_it.get("navy", [])), of_it.get("port", [])
    navies.sort(key=lambda row: (row["name"], row["key"]))
    named = sorted(cast("list[Port]", ports), key=lambda row: (row["name"], row["key"]))
    name, state = countries.name(code), countries.state_of(code)
    return {
        "title": name,
        "description": _("%(country)s: who came, where its ships went, and what was said.")
        % {"country": name},
        "flag": countries.flag(code),
        "crumbs": [{"url": reverse("deployments:country-list"), "label": _("Countries")}],
        "state": country(state) if state != code else None,
        "years": ENDED[code].years if code in ENDED else "",
        "territories": [country(each) for each in places[1:]],
        "ledger": {
            "came": by_country(moved.came, code, own=False),
            "went": by_country(moved.went, code, own=True),
        },
        "sections": shown,
        "navies": [lines.navy(row, documents) for row in navies],
        "ports": [lines.port(row, documents) for row in named],
        "nothing": not (navies or ports or any(section["entries"] for section in shown)),
    }


def sections(code: str, moved: Movements, *, alone: bool) -> list[Section]:
    """What happened; ``alone``: no territory is counted for it."""
    touched = partial(involving, "country", code)
    return [
        Section(
            "came",
            _("Who came"),
            moved.came,
            _("No visit by another country's ships has been published."),
            filtered("timeline", country=code),
            note=_("Ships of other countries in its ports.")
            if alone
            else _("Ships of other countries in its ports and those of its territories."),
        ),
        Section(
            "went",
            _("Where its ships went"),
            moved.went,
            _("No visit of its ships abroad has been published."),
            filtered("timeline", country=code),
            note=_("Its ships in ports of other countries."),
        ),
        Section(
            "exercises",
            _("Exercises"),
            touched(EntryKind.EXERCISE),
            _("No exercise with it has been published."),
            filtered("timeline", country=code, kind=EntryKind.EXERCISE),
        ),
        Section(
            "engagements",
            _("Engagements"),
            touched(EntryKind.ENGAGEMENT),
            _("No ceremony, reception or other occasion has been published."),
            filtered("timeline", country=code, kind=EntryKind.ENGAGEMENT),
        ),
        Section(
            "said",
            _("Statements"),
            touched(EntryKind.STATEMENT),
            _("No statement about it or from it has been published."),
            filtered("timeline", country=code, kind=EntryKind.STATEMENT),
            limit=12,
        ),
    ]


def came_and_went(code: str, places: list[str]) -> Movements:
    """Entries of other countries' ships in ``places``, and of its own ships elsewhere."""
    visitors = TimelineFacet.objects.filter(facet=STANDS_FOR)
    others = visitors.exclude(value=code).values("entry")
    calls = stream().filter(kind__in=CALLS, visit__isnull=False)
    here = calls.with_facet(PLACE, places)
    return Movements(
        here.filter(pk__in=others),
        calls.with_facet(STANDS_FOR, [code]).without_facet(PLACE, places),
    )


def by_country(entries: TimelineEntryQuerySet, code: str, *, own: bool) -> list[Shown]:
    """The ledger: visits by the country they came from, or by the one they went to.

    Where the day leaves open whose a ship was, or where a port lay, the visit is counted for each
    country it may be.
    """
    visits = entries.present().order_by()
    facets: QuerySet[TimelineFacet] = TimelineFacet.objects.filter(
        facet=PLACE if own else STANDS_FOR, entry__in=visits.values("pk")
    )
    if not own:
        facets = facets.exclude(value=code)
    counted = facets.order_by().values_list("value").annotate(number=Count("entry"))
    named = [(*ledger_name(value, own=own), number) for value, number in counted]
    named.sort(key=lambda item: (-item[2], item[0]))
    return [{"country": shown, "number": number} for _name, shown, number in named]


def ledger_name(value: str, *, own: bool) -> tuple[str, Shown]:
    """A country by code or in words; without either a group came, or a place is not known."""
    shown = country(value) if countries.is_known(value) else None
    if shown is not None:
        return countries.name(value), shown
    name = value or (_("country not known") if own else countries.name(""))
    return name, {"flag": "", "name": name, "url": ""}

"""Countries: who came, who went, who trained and what was said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import cast

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import countries
from ..choices import CALLS, EntryKind
from ..ended import ENDED
from ..public import numbers
from ..public.documents import PublicOption
from ..public.involving import came, went
from ..public.numbers import CAME, TRAINED, WENT, moves_of, of_kind
from ..public.numbers import by_kind as by_kind_of_entry
from ..public.shown import Having
from ..public.words import TIMELINE
from ..shapes import Navy, Port
from ..wording import comma, join_words
from . import lanes, lines, pairs
from .reading import Documents
from .sections import LISTED, Counted, Entries, Section, involving, onwards
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


def touched(codes: Collection[str]) -> Mapping[str, Mapping[str, int]]:
    """Of some countries those that a published record touches, with what happened: one query."""
    happened = {of_kind("country", kind): kind for kind in numbers.KINDS}
    options = PublicOption.objects.filter(value__in=codes).filter(
        Q(record_type__in=KINDS, name="country") | Q(record_type=TIMELINE, name__in=happened)
    )
    found: dict[str, dict[str, int]] = {}
    for name, code, number in options.values_list("name", "value", "number"):
        counted = found.setdefault(code, {})
        if name in happened:
            counted[happened[name]] = number
    return found


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


def one(code: str) -> Shown:
    """One country, with the territories that are counted for it."""
    documents = Documents()
    places = countries.places_of(code)
    moved = moves_of(code)
    wanted = sections(code, places, {way: number for way, (number, _each) in moved.items()})
    of_navies, *of_ports = documents.first(
        Having("navy", "country", code, LISTED),
        *(Having("port", "country", place, LISTED) for place in places),
    )
    found = Entries(documents, *wanted)
    shown = [found.shown(section) for section in wanted]
    navies = cast("list[Navy]", of_navies.documents)
    navies.sort(key=lambda row: (row["name"], row["key"]))
    ports = cast("list[Port]", [row for each in of_ports for row in each.documents][:LISTED])
    named = sorted(ports, key=lambda row: (row["name"], row["key"]))
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
            "came": by_country(moved[CAME][1], code, own=False),
            "went": by_country(moved[WENT][1], code, own=True),
            "trained": by_country(moved[TRAINED][1], code, own=False),
        },
        "summary": summary(moved, wanted),
        "picture": picture(name, places, found, wanted),
        "sections": shown,
        "navies": [lines.navy(row, documents) for row in navies],
        "all_navies": onwards(of_navies.count, LISTED, "", "navy-list", country=code)["all"],
        "ports": [lines.port(row, documents) for row in named],
        "all_ports": onwards(
            sum(each.count for each in of_ports), LISTED, "", "port-list", country=places
        )["all"],
        "nothing": not (navies or ports or any(section["entries"] for section in shown)),
    }


def sections(code: str, places: Sequence[str], moved: Mapping[str, int]) -> list[Section]:
    """What happened in a country, the first of ``places``, and in the territories counted for it.

    ``moved`` says how many visits others made there, and its ships elsewhere.
    """
    touched = partial(involving, "country", code)
    return [
        Section(
            "came",
            _("Who came"),
            Counted(partial(came, places, code), moved[CAME]),
            _("No visit by another country's ships has been published."),
            filtered("timeline", country=code),
            note=_("Ships of other countries in its ports.")
            if len(places) == 1
            else _("Ships of other countries in its ports and those of its territories."),
        ),
        Section(
            "went",
            _("Where its ships went"),
            Counted(partial(went, places, code), moved[WENT]),
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


MOST_NAMED = 3
"""Countries that a summary names; the ledgers have all of them."""


def summary(
    moved: Mapping[str, tuple[int, Mapping[str, int]]], told: Sequence[Section]
) -> list[str]:
    """A country as sender and as host, and with whom it trained, in sentences.

    Only what is recorded is said; of what is not nothing follows.
    """
    came, of_each = moved[CAME]
    went, to_each = moved[WENT]
    said = []
    if went:
        words = ngettext(
            "Its ships made %(number)d visit elsewhere",
            "Its ships made %(number)d visits elsewhere",
            went,
        )
        said.append(_sentence(words % {"number": went}, named_most(to_each, _("most to"), _("to"))))
    if came:
        words = ngettext(
            "Others' ships made %(number)d visit there",
            "Others' ships made %(number)d visits there",
            came,
        )
        said.append(
            _sentence(words % {"number": came}, named_most(of_each, _("most from"), _("from")))
        )
    exercises = next(section.count for section in told if section.id == "exercises")
    if exercises:
        words = ngettext(
            "It took part in, or hosted, %(number)d exercise",
            "It took part in, or hosted, %(number)d exercises",
            exercises,
        )
        partners = named_most(moved[TRAINED][1], _("most with"), _("with"))
        said.append(_sentence(words % {"number": exercises}, partners))
    return said


def named_most(counted: Mapping[str, int], some: str, every: str) -> str:
    """The countries that are counted most, with their numbers, after the words for some or all.

    Those that are not known are none of them.
    """
    known = [(value, number) for value, number in counted.items() if countries.is_known(value)]
    known.sort(key=lambda item: (-item[1], countries.name(item[0])))
    names = [
        _("%(country)s (%(number)d)") % {"country": countries.name(value), "number": number}
        for value, number in known[:MOST_NAMED]
    ]
    words = every if len(known) <= MOST_NAMED else some
    return f"{words} {join_words(names)}" if names else ""


def _sentence(words: str, named: str) -> str:
    return _("%(what)s.") % {"what": comma(words, named)}


def picture(
    name: str, places: Sequence[str], found: Entries, told: Sequence[Section]
) -> Shown | None:
    """The rows of its lists by day: its own ships, those that came, occasions, what was said.

    Nothing where they are of too many ships.
    """
    rows = {section.id: lanes.rows_of(found.told(section.found)) for section in told}
    own, visitors = lanes.Ships(countries=places), lanes.Ships()
    own.add([*rows["went"], *rows["exercises"]])
    visitors.add(rows["came"])
    every = [
        *own.lanes(rest=_("Others' ships")),
        *visitors.lanes(),
        lanes.ashore(rows["engagements"]),
        lanes.said(document for _kind, document in rows["said"]),
    ]
    return lanes.shown(name, every, "came", file="")


def by_country(counted: Mapping[str, int], code: str, *, own: bool) -> list[Shown]:
    """The ledger of a country: visits by the one they came from, or by the one they went to.

    Each number leads to what there is between the two. Where the day leaves open whose a ship was,
    or where a port lay, the visit is counted for each country it may be.
    """
    named = [(*ledger_name(value, own=own), value, number) for value, number in counted.items()]
    named.sort(key=lambda item: (-item[3], item[0]))
    return [
        {"country": shown, "number": number, "url": url_between(code, value)}
        for _name, shown, value, number in named
    ]


def url_between(code: str, other: str) -> str:
    """Where two states are shown together; nothing for what is none, or for one and its own."""
    if not countries.is_known(other) or countries.state_of(code) == countries.state_of(other):
        return ""
    return pairs.address(code, other)


def ledger_name(value: str, *, own: bool) -> tuple[str, Shown]:
    """A country by code or in words; without either a group came, or a place is not known."""
    shown = country(value) if countries.is_known(value) else None
    if shown is not None:
        return countries.name(value), shown
    name = value or (_("country not known") if own else countries.name(""))
    return name, {"flag": "", "name": name, "url": ""}

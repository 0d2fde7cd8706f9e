"""An organisation: its people who are quoted, what it published, what it hosted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import OrganisationKind
from ..public.shown import Having
from ..shapes import Organisation, Person, Source, code_of
from . import lines, names
from .contradictions import contradictions
from .reading import First
from .records import Read
from .sections import LIMIT, LISTED, listed, onwards, the_first, whole
from .values import Shown, country_fact, fact, filtered, wikidata, word

HOSTED = {
    "visit": gettext_lazy("Visits"),
    "exercise": gettext_lazy("Exercises"),
    "engagement": gettext_lazy("Engagements"),
}
"""The kinds of what an organisation may host, and the names of their lists."""


def organisation(record: Read[Organisation]) -> Shown:
    """What the page of an organisation shows."""
    own, documents = record.document, record.documents
    quoted, texts, *occasions = documents.first(
        Having("person", "organisation", record.id, LISTED),
        Having("source", "publisher_record", record.id, LISTED),
        *(Having(kind, "host_organisation", record.id, LIMIT) for kind in HOSTED),
    )
    record.fetch()
    people = cast("list[Person]", quoted.documents)
    people.sort(key=lambda row: (row["name"], row["key"]))
    published = cast("list[Source]", texts.documents)
    published.sort(key=lambda row: (row["title"], row["key"]))
    code = code_of(own["country"])
    kind = word(OrganisationKind, own["kind"], own["kind_said"])
    return {
        "title": own["called"],
        "description": _("People of %(name)s, what it published and what it hosted.")
        % {"name": own["name"]},
        "also_known": names.native(own["native_name"], code),
        "facts": [
            fact(_("Kind"), [str(capfirst(kind))]),
            country_fact(_("Country"), code),
            fact(_("Abbreviation"), [own["abbreviation"]]),
            names.others(own["name"], own["names"], *own["other_names"].split(";")),
            fact(_("Wikidata"), [wikidata(own["wikidata"])]),
        ],
        "contradictions": contradictions(((row, "") for row in own["citations"]), documents),
        "sections": [
            listed(
                "people",
                _("People"),
                [lines.person(row, documents) for row in people],
                _("Nobody of it who is quoted has been published."),
                onwards(
                    quoted.count, LISTED, the_first(LISTED), "person-list", organisation=own["key"]
                ),
            ),
            listed(
                "published",
                _("Published by it"),
                [lines.source(row, documents) for row in published],
                _("No source that it published is recorded."),
                onwards(
                    texts.count,
                    LISTED,
                    the_first(LISTED),
                    "source-list",
                    publisher_record=own["key"],
                ),
            ),
            hosted(own, dict(zip(HOSTED, occasions, strict=True))),
        ],
    }


def hosted(own: Organisation, found: Mapping[str, First]) -> Shown:
    """What an organisation hosted, by kind; each kind has a list that goes on."""
    rows = [row for each in found.values() for row in each.documents]
    rows.sort(key=lambda row: row["key"])
    longer = [kind for kind, each in found.items() if each.count > LIMIT]
    shown = listed(
        "hosted",
        _("Hosted by it"),
        [{**lines.NOTHING_MORE, "url": row["html_url"], "name": row["called"]} for row in rows],
        _("Nothing that it hosted has been published."),
    )
    shown["count"] = sum(each.count for each in found.values())
    if longer:
        shown["note"] = _("The latest %(number)d of each kind are shown here.") % {"number": LIMIT}
        shown["all"] = [
            whole(
                filtered(f"{kind}-list", host_organisation=own["key"]),
                found[kind].count,
                str(HOSTED[kind]),
            )
            for kind in longer
        ]
    return shown

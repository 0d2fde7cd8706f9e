"""An organisation: its people who are quoted, what it published, what it hosted."""

from __future__ import annotations

from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..choices import OrganisationKind
from ..shapes import Organisation, Person, Source, code_of
from . import lines, names
from .contradictions import contradictions
from .reading import having
from .records import Read
from .reference import by_kind
from .sections import listed
from .values import Shown, country_fact, fact, wikidata, word

HOSTED = ("visit", "exercise", "engagement")
"""The kinds of what an organisation may host."""


def organisation(record: Read[Organisation]) -> Shown:
    """What the page of an organisation shows."""
    own, documents = record.document, record.documents
    found = by_kind(
        documents.fetch_all(
            having("person", "organisation", record.id),
            having("source", "publisher_record", record.id),
            *(having(kind, "host_organisation", record.id) for kind in HOSTED),
        )
    )
    record.fetch()
    people = cast("list[Person]", found.get("person", []))
    people.sort(key=lambda row: (row["name"], row["key"]))
    published = cast("list[Source]", found.get("source", []))
    published.sort(key=lambda row: (row["title"], row["key"]))
    hosted = [row for kind in HOSTED for row in found.get(kind, [])]
    hosted.sort(key=lambda row: row["key"])
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
            ),
            listed(
                "published",
                _("Published by it"),
                [lines.source(row, documents) for row in published],
                _("No source that it published is recorded."),
            ),
            listed(
                "hosted",
                _("Hosted by it"),
                [
                    {**lines.NOTHING_MORE, "url": row["html_url"], "name": row["called"]}
                    for row in hosted
                ],
                _("Nothing that it hosted has been published."),
            ),
        ],
    }

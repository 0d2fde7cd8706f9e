"""A dossier: its sections, the records that they name with the reason for each, and its days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Never, cast

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates
from ..choices import EntryKind
from ..drawing import Lane
from ..kinds import KINDS
from ..public.entries import TimelineEntry
from ..shapes import (
    Document,
    Dossier,
    DossierItem,
    DossierSection,
    Exercise,
    Link,
    Occurrence,
    Source,
    Visit,
)
from . import entries, lanes, lines, outcomes
from .brief import BRIEF
from .contradictions import with_parts
from .reading import Documents, link_to, sources_of
from .records import Read
from .values import Shown, date_fact, fact

NOTE_WORDS = 30
"""Words of what is said of a record that its line shows; its own page has all of them."""

MOST_SHIPS = 14
"""Ships that have a lane each; of more, what they did stands on a lane of its kind."""

MOST_SOURCES = 200
"""Sources of the named records that are listed: those on which most of them rest."""

EntryKinds = Mapping[str, str]
"""By the slug of an entry, what it is: a visit, a departure, a return."""


def dossier(record: Read[Dossier]) -> Shown:
    """What the page of a dossier shows."""
    own, documents = record.document, record.documents
    links = [item["record"] for section in own["sections"] for item in section["items"]]
    record.fetch(*links)
    # What was withdrawn since the dossier was written has no document, and is left out.
    found = {(link["record_type"], link["key"]): documents.get(link, Document) for link in links}
    named = [document for document in found.values() if document is not None]
    documents.fetch(link for document in named for link in shown_of(document))
    kinds = kinds_of(named)
    rests_on = grounds(named, documents)
    picture = lanes.shown(own["title"], list(drawn(named, kinds)), "section-1")
    words = ngettext("%(number)d record", "%(number)d records", len(named))
    sources = ngettext("%(number)d source", "%(number)d sources", len(rests_on))
    return {
        "title": own["title"],
        "lede": own["introduction"],
        "facts": [
            fact(_("Names"), [words % {"number": len(named)}]),
            fact(_("They cite"), [sources % {"number": len(rests_on)}]),
            date_fact(_("Last revised"), revised(own)),
        ],
        "picture": picture,
        "leading": [picture] if picture else [],
        "sections": [
            *(section(row, documents, kinds) for row in own["sections"]),
            *([of_sources(rests_on)] if rests_on else []),
        ],
    }


def shown_of(document: Document) -> Iterator[Link | None]:
    """All of which the line of a named record, or the list of sources, shows something."""
    yield from lines.named(document)
    yield from sources_of(row for row, _part in with_parts(document))
    if document["record_type"] in ("visit", "exercise"):
        yield from outcomes.named(cast("Visit | Exercise", document))


def kinds_of(named: Iterable[Document]) -> EntryKinds:
    """What the entries of visits on the timeline are: one query."""
    slugs = [f"visit:{each['key']}" for each in named if each["record_type"] == "visit"]
    entries_of = TimelineEntry.objects.filter(slug__in=slugs).values_list("slug", "kind")
    return dict(entries_of) if slugs else {}


def kind_of(document: Document, kinds: EntryKinds) -> str:
    """As what a record stands on the timeline."""
    record_type = document["record_type"]
    if record_type == "commentary":
        return EntryKind.STATEMENT
    return kinds.get(f"{record_type}:{document['key']}", record_type)


def revised(own: Dossier) -> Shown | None:
    """The day on which what it says itself was last changed."""
    if own["updated_at"] is None:
        return None
    day = dates.parse(own["updated_at"][:10])
    # Nothing of what is told of days happened then: it leads to no day.
    return {"words": str(day), "datetime": day.edtf, "fuzzy": False, "url": ""}


# Sections ---------------------------------------------------------------------------------------


def section(own: DossierSection, documents: Documents, kinds: EntryKinds) -> Shown:
    """A section: what it says, and its records in parts that are shown alike."""
    named = [
        (item, document)
        for item in own["items"]
        if (document := documents.get(item["record"], Document)) is not None
    ]
    return {
        "id": f"section-{own['number']}",
        "heading": own["heading"],
        "text": own["text"],
        "unknown": own["unknown"],
        "count": len(named),
        "parts": [
            part(kind, list(each), documents, kinds) for kind, each in groupby(named, key=form_of)
        ],
    }


Named = tuple[DossierItem, Document]
"""What a dossier says of a record, and the document of that."""


def form_of(named: Named) -> str:
    """How a record is shown: as on the timeline, where a voyage would be two entries, or a line."""
    _item, document = named
    if document["record_type"] == "commentary":
        return "said"
    kind = KINDS[document["record_type"]]
    return "happened" if kind.is_occurrence and kind.record_type != "deployment" else "listed"


def part(form: str, named: Iterable[Named], documents: Documents, kinds: EntryKinds) -> Shown:
    """Records that stand together and are shown alike."""
    if form == "listed":
        return {"form": form, "rows": [line(*each, documents) for each in named]}
    return {"form": form, "entries": [happened(*each, documents, kinds) for each in named]}


def happened(
    item: DossierItem, document: Document, documents: Documents, kinds: EntryKinds
) -> Shown:
    """What happened or was said, as on the timeline, with the reason in place of its summary.

    Who took part and the sources stand on its own page.
    """
    shown = entries.of_record(document, kind_of(document, kinds), documents)
    left_out = {"participants": [], "participants_more": 0, "sources": [], "sources_more": 0}
    return {**shown, **left_out, "summary": "", "quote": "", "reason": item["why"]}


def line(item: DossierItem, document: Document, documents: Documents) -> Shown:
    """Any other record in a line, with the reason in place of what introduces it."""
    shown = BRIEF[document["record_type"]](cast("Never", document), documents)
    introduced = document["record_type"] in ("question", "theme", "deployment")
    note = "" if introduced else Truncator(str(shown["note"])).words(NOTE_WORDS)
    return {
        **shown,
        "note": note,
        "kind": KINDS[document["record_type"]].name,
        "reason": item["why"],
    }


# What the records rest on -----------------------------------------------------------------------


def grounds(named: Iterable[Document], documents: Documents) -> list[tuple[Source, int]]:
    """The sources that records cite, each with how many cite it; those of most come first."""
    counted: Counter[str] = Counter()
    found: dict[str, Source] = {}
    for document in named:
        links = [row["source"] for row, _part in with_parts(document)]
        own = [link_to(document)] if document["record_type"] == "source" else []
        cited = {link["key"]: documents.source(link) for link in [*own, *links]}
        for key, source in cited.items():
            if source is not None:
                found[key] = source
                counted[key] += 1
    order = sorted(found, key=lambda key: (-counted[key], found[key]["title"], key))
    return [(found[key], counted[key]) for key in order]


def of_sources(found: Collection[tuple[Source, int]]) -> Shown:
    """The section of the sources that the named records cite."""
    rows = []
    for source, number in [*found][:MOST_SOURCES]:
        words = ngettext("for %(number)d record", "for %(number)d records", number)
        rows.append({**lines.source(source, Documents()), "where": words % {"number": number}})
    note = _("Those that are cited for most of them come first.")
    if len(found) > MOST_SOURCES:
        note = _("The %(number)d that are cited for most of them.") % {"number": MOST_SOURCES}
    return {
        "id": "grounds",
        "heading": _("What these records cite"),
        "count": len(found),
        "note": note,
        "records": rows,
    }


# The picture ------------------------------------------------------------------------------------


def drawn(named: Iterable[Document], kinds: EntryKinds) -> Iterator[Lane]:
    """The lanes of the picture: ships, or visits and exercises, occasions, and what was said."""
    of_kind: dict[str, list[lanes.Row]] = {record_type: [] for record_type in lanes.FORMS}
    for document in named:
        if document["record_type"] in of_kind:
            of_kind[document["record_type"]].append((kind_of(document, kinds), document))
    moving = [*of_kind["visit"], *of_kind["exercise"]]
    ships = lanes.named(moving)
    if len(ships) <= MOST_SHIPS:
        on_lanes = lanes.Ships(ships)
        on_lanes.add(moving)
        yield from on_lanes.lanes()
    else:
        yield Lane(_("Visits"), lanes.marks(of_kind["visit"]))
        yield Lane(_("Exercises"), lanes.marks(of_kind["exercise"]))
    yield lanes.ashore(of_kind["engagement"])
    yield lanes.said(cast("Occurrence", each) for _kind, each in of_kind["commentary"])

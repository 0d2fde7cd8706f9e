"""Entries of the timeline, made of the index and of the documents that the public reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from django.db.models import Case, F, TextField, Value, When
from rest_framework.renderers import JSONRenderer

from .. import countries, dates, timeline
from ..addresses import address
from ..kinds import KINDS
from ..pages import entries, names
from ..pages.reading import Documents, link_to, parsed, with_ids
from ..pages.stretches import stretch_of
from ..public import PublicDocument, TimelineEntry, TimelineFacet
from ..shapes import Document, Link, Occurrence, Vessel

INVOLVED = {
    "navy": "navies",
    "vessel": "vessels",
    "port": "ports",
    "deployment": "deployments",
    "person": "people",
    "question": "questions",
    "theme": "themes",
}
"""By kind, the field that names the records that an entry involves."""

COUNTRY = "country"


def written(rows: Sequence[TimelineEntry]) -> Iterator[bytes]:
    """Entries, their stretches at hand, as JSON, in UTF-8, in which addresses begin with a slash.

    One whose record was withdrawn since it was read is left out. Three queries.
    """
    found = Documents().fetch_ids((row.record_type, row.record_id) for row in rows)
    involved = Involved(rows)
    for row in rows:
        document = found.get((row.record_type, row.record_id))
        if document is not None:
            yield JSONRenderer().render(entry(row, document, involved))


def entry(row: TimelineEntry, document: Document, involved: Involved) -> dict[str, object]:
    """What :class:`.documents.EntrySerializer` describes."""
    said = entries.headline(cast("Occurrence", document), row.kind)
    on = dates.days_of(*stretch_of(document))
    return {
        "id": row.slug,
        "kind": row.kind,
        "title": said.title,
        "summary": said.summary,
        "days": {**_days(row), "words": said.date["words"] if said.date else ""},
        "certainty": row.certainty,
        "match": getattr(row, "match", None),
        "record": link_to(document),
        "countries": [
            {"code": code, "name": countries.name(code)} for code in involved.countries(row)
        ],
        **{field: involved.links(row, kind, on) for kind, field in INVOLVED.items()},
        "citations": document["citations"],
    }


def _days(row: TimelineEntry) -> dict[str, object]:
    known = timeline.days(row)
    return {**known._asdict(), "holes": [hole._asdict() for hole in known.holes]}


class Involved:
    """What entries involve: two queries."""

    def __init__(self, rows: Sequence[TimelineEntry]) -> None:
        self._countries: dict[int, list[str]] = defaultdict(list)
        self._records: dict[tuple[int, str], list[int]] = defaultdict(list)
        facets = TimelineFacet.objects.filter(entry__in=[row.pk for row in rows])
        facets = facets.filter(facet__in=[COUNTRY, *INVOLVED]).order_by("facet", "value")
        wanted: dict[str, set[int]] = defaultdict(set)
        for entry_id, facet, value in facets.values_list("entry", "facet", "value"):
            if facet == COUNTRY:
                self._countries[entry_id].append(value)
            else:
                self._records[entry_id, facet].append(int(value))
                wanted[facet].add(int(value))
        self._links, self._ships = _fetch(wanted)

    def countries(self, row: TimelineEntry) -> list[str]:
        """The codes of the countries that an entry involves."""
        return self._countries[row.pk]

    def links(self, row: TimelineEntry, kind: str, when: dates.Days) -> list[Link]:
        """The records of a kind that an entry involves, by key; ships by their names then."""
        found = [(kind, pk) for pk in self._records[row.pk, kind]]
        links = [self._links[each] for each in found if each in self._links]
        links.sort(key=lambda link: link["key"])
        if kind != "vessel":
            return links
        ships = (self._ships[link["key"]] for link in links)
        return [
            {**link, "name": names.ship_then(ship, when)}
            for link, ship in zip(links, ships, strict=True)
        ]


def _fetch(
    wanted: Mapping[str, set[int]],
) -> tuple[dict[tuple[str, int], Link], dict[str, Vessel]]:
    """Links to these records, and the documents of the ships among them, by which ships are named.

    Other documents stay unread: one query.
    """
    links: dict[tuple[str, int], Link] = {}
    ships: dict[str, Vessel] = {}
    if not wanted:
        return links, ships
    of_ships = Case(
        When(record_type="vessel", then=F("text")), default=Value("-"), output_field=TextField()
    )
    rows = PublicDocument.objects.filter(with_ids(wanted))
    for kind, pk, key, name, text in rows.values_list(
        "record_type", "record_id", "key", "name", of_ships
    ):
        links[kind, pk] = {
            "record_type": kind,
            "key": key,
            "name": name,
            "api_url": address(f"api:{KINDS[kind].plural}-detail", key),
            "html_url": address(f"deployments:{kind}-detail", key),
        }
        if kind == "vessel":
            ships[key] = cast("Vessel", parsed(text))
    return links, ships

"""Entries of the timeline, made of the index and of the documents that the public reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from .. import countries, dates
from ..addresses import around_key
from ..dates import windows
from ..kinds import KINDS
from ..pages import entries, names
from ..pages.reading import link_to, parsed
from ..pages.stretches import stretch_of
from ..public import TimelineEntry, referred
from ..public.told import facets_of, stretches_of
from ..shapes import Document, Link, Occurrence, Vessel
from .answers import as_json

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
    """Entries as JSON, in UTF-8, in which addresses begin with a slash.

    One whose record was withdrawn since it was read is left out. Four queries.
    """
    records = [(row.record_type, row.record_id) for row in rows]
    told: dict[str, set[int]] = defaultdict(set)
    for record_type, record_id in records:
        told[record_type].add(record_id)
    texts, involved = referred.texts(told), Involved(rows)
    stretches = stretches_of([row.pk for row in rows])
    for row, record in zip(rows, records, strict=True):
        text = texts.get(record)
        if text is not None:
            holes = windows.holes(stretches.get(row.pk, ()))
            yield as_json(entry(row, parsed(text), holes, involved))


def entry(
    row: TimelineEntry, document: Document, holes: Sequence[dates.Days], involved: Involved
) -> dict[str, object]:
    """What :class:`.documents.EntrySerializer` describes."""
    said = entries.headline(cast("Occurrence", document), row.kind)
    return {
        "id": row.slug,
        "kind": row.kind,
        "title": said.title,
        "summary": said.summary,
        "days": {
            "possible_from": row.possible_from,
            "possible_to": row.possible_to,
            "certain_from": row.certain_from,
            "certain_to": row.certain_to,
            "holes": [{"first": first, "last": last} for first, last in holes],
            "words": said.date["words"] if said.date else "",
        },
        "certainty": row.certainty,
        "match": getattr(row, "match", None),
        "record": link_to(document),
        "countries": involved.countries(row),
        **involved.links(row, dates.days_of(*stretch_of(document))),
        "citations": document["citations"],
    }


class Involved:
    """What entries involve: two queries."""

    def __init__(self, rows: Sequence[TimelineEntry]) -> None:
        self._countries: dict[int, list[str]] = defaultdict(list)
        self._records: dict[int, list[tuple[str, int]]] = defaultdict(list)
        wanted: dict[str, set[int]] = defaultdict(set)
        for entry_id, facet, value in facets_of([row.pk for row in rows]):
            if facet == COUNTRY:
                self._countries[entry_id].append(value)
            elif facet in INVOLVED:
                self._records[entry_id].append((facet, int(value)))
                wanted[facet].add(int(value))
        self._links, self._ships = _fetch(wanted)

    def countries(self, row: TimelineEntry) -> list[dict[str, str]]:
        """The countries that an entry involves, by code."""
        return [{"code": code, "name": countries.name(code)} for code in self._countries[row.pk]]

    def links(self, row: TimelineEntry, when: dates.Days) -> dict[str, list[Link]]:
        """The records that an entry involves, by field and key; ships by their names then."""
        found: dict[str, list[Link]] = {field: [] for field in INVOLVED.values()}
        for each in self._records[row.pk]:
            link = self._links.get(each)
            if link is None:
                continue
            ship = self._ships.get(each)
            named = link if ship is None else {**link, "name": names.ship_then(ship, when)}
            found[INVOLVED[each[0]]].append(named)
        for links in found.values():
            links.sort(key=lambda link: link["key"])
        return found


def _fetch(
    wanted: Mapping[str, set[int]],
) -> tuple[dict[tuple[str, int], Link], dict[tuple[str, int], Vessel]]:
    """Links to these records, and the documents of the ships among them, by which ships are named.

    Other documents stay unread: one query.
    """
    links: dict[tuple[str, int], Link] = {}
    ships: dict[tuple[str, int], Vessel] = {}
    around = {
        kind: (
            around_key(f"api:{KINDS[kind].plural}-detail"),
            around_key(f"deployments:{kind}-detail"),
        )
        for kind in wanted
    }
    for kind, pk, key, name, text in referred.called(wanted):
        (api, api_end), (html, html_end) = around[kind]
        links[kind, pk] = {
            "record_type": kind,
            "key": key,
            "name": name,
            "api_url": f"{api}{key}{api_end}",
            "html_url": f"{html}{key}{html_end}",
        }
        if kind == "vessel":
            ships[kind, pk] = cast("Vessel", parsed(text))
    return links, ships

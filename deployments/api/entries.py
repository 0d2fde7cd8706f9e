"""Entries of the timeline, made of the index and of the documents that the public reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from .. import countries, dates
from ..addresses import around_key
from ..dates import windows
from ..kinds import KINDS
from ..pages import entries, names
from ..pages.reading import link_to, parsed
from ..pages.stretches import stretch_of
from ..public import TimelineEntry, TimelineFacet, TimelineStretch, naming
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


Stretches = Mapping[int, Sequence[tuple[date, date]]]
"""By the id of an entry, the days of those whose days have holes."""


def written(rows: Sequence[TimelineEntry]) -> Iterator[bytes]:
    """Entries as JSON, in UTF-8, in which addresses begin with a slash.

    One whose record was withdrawn since it was read is left out. Four queries.
    """
    told: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        told[row.record_type].add(row.record_id)
    texts, stretches, involved = naming.texts(told), _stretches(rows), Involved(rows)
    for row in rows:
        text = texts.get((row.record_type, row.record_id))
        if text is not None:
            yield as_json(entry(row, parsed(text), stretches, involved))


def entry(
    row: TimelineEntry, document: Document, stretches: Stretches, involved: Involved
) -> dict[str, object]:
    """What :class:`.documents.EntrySerializer` describes."""
    said = entries.headline(cast("Occurrence", document), row.kind)
    on = dates.days_of(*stretch_of(document))
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
            "holes": [
                {"first": first, "last": last}
                for first, last in windows.holes(stretches.get(row.pk, ()))
            ],
            "words": said.date["words"] if said.date else "",
        },
        "certainty": row.certainty,
        "match": getattr(row, "match", None),
        "record": link_to(document),
        "countries": [
            {"code": code, "name": countries.name(code)} for code in involved.countries(row)
        ],
        **{field: involved.links(row, kind, on) for kind, field in INVOLVED.items()},
        "citations": document["citations"],
    }


def _stretches(rows: Sequence[TimelineEntry]) -> Stretches:
    """The stretches of whole entries; those of ships are not asked for: one query."""
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    stretches = TimelineStretch.objects.filter(entry__in=[row.pk for row in rows])
    # Not “vessel is null”, for which SQLite reads those of every entry that has holes.
    whole = stretches.exclude(vessel__isnull=False)
    for pk, first, last in whole.values_list("entry", "possible_from", "possible_to"):
        found[pk].append((first, last))
    return found


class Involved:
    """What entries involve: two queries."""

    def __init__(self, rows: Sequence[TimelineEntry]) -> None:
        self._countries: dict[int, list[str]] = defaultdict(list)
        self._records: dict[tuple[int, str], list[int]] = defaultdict(list)
        # All facets: asked for some by name, SQLite reads those of every entry there is.
        facets = TimelineFacet.objects.filter(entry__in=[row.pk for row in rows])
        wanted: dict[str, set[int]] = defaultdict(set)
        for entry_id, facet, value in sorted(facets.values_list("entry", "facet", "value")):
            if facet == COUNTRY:
                self._countries[entry_id].append(value)
            elif facet in INVOLVED:
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
    around = {
        kind: (
            around_key(f"api:{KINDS[kind].plural}-detail"),
            around_key(f"deployments:{kind}-detail"),
        )
        for kind in wanted
    }
    for kind, pk, key, name, text in naming.called(wanted):
        (api, api_end), (html, html_end) = around[kind]
        links[kind, pk] = {
            "record_type": kind,
            "key": key,
            "name": name,
            "api_url": f"{api}{key}{api_end}",
            "html_url": f"{html}{key}{html_end}",
        }
        if kind == "vessel":
            ships[key] = cast("Vessel", parsed(text))
    return links, ships

"""Who took part, as exactly as the source says and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from .. import wording
from ..shapes import Link, Navy, Participant, Then, VisitParticipant, codes_of
from .citations import name, source_line
from .reading import Documents, sources_of
from .values import Shown, countries_of, period, read

LINE_LIMIT = 8
"""Parties named in one entry of a timeline; the rest are on the record's page."""


def navies_named(rows: Iterable[Participant]) -> Iterable[Link]:
    """The navies of which :func:`parties` shows something."""
    for row in rows:
        yield from navies_of(row)


def named(rows: Iterable[Participant]) -> Iterable[Link | None]:
    """All of which something is shown where participants are shown in full."""
    for row in rows:
        yield from navies_of(row)
        yield from row["attested_by"]
        yield from sources_of(row["citations"])


def ship(vessel: Link, then: Then) -> Shown:
    """A ship by the name she bore then, and her address."""
    return {"name": then["called"], "url": vessel["html_url"]}


def pennant(then: Then | None) -> str:
    """The pennant number that a ship bore then, where it is known which."""
    return then["pennants"][0] if then and len(then["pennants"]) == 1 else ""


def navies_of(participant: Participant) -> Sequence[Link]:
    """The navy or group that is stated, else those that its named ship may have been of then."""
    if participant["navy"] is not None:
        return [participant["navy"]]
    return participant["navies"] if participant["vessel"] is not None else []


def navy_names(navies: Iterable[Link], documents: Documents) -> str:
    """A navy by name; several, between which nobody decided, with “or” between."""
    found = ((link, documents.get(link, Navy)) for link in navies)
    return _(" or ").join(navy["name"] if navy else link["name"] for link, navy in found)


class _Party:
    """Participants of one country and navy."""

    def __init__(self, participant: Participant, codes: Sequence[str], navy: str) -> None:
        self.country = countries_of(codes, participant["country_said"])
        self.navy = navy
        self.ships: list[Shown] = []
        self.said: list[str] = []

    def shown(self, *, with_navy: bool) -> Shown:
        return {
            "country": self.country,
            "navy": self.navy if with_navy else "",
            "ships": self.ships,
            "said": self.said,
        }


def parties(participants: Iterable[Participant], documents: Documents) -> list[Shown]:
    """Participants by country and navy; the navy is named where the country does not tell it."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], _Party] = {}
    told_by_country: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for participant in participants:
        codes, navies = tuple(codes_of(participant["countries"])), navies_of(participant)
        keys = tuple(navy["key"] for navy in navies)
        if all(map(documents.country_of, navies)):
            told_by_country[codes].add(keys)
        party = found.get((codes, keys))
        if party is None:
            party = _Party(participant, codes, navy_names(navies, documents))
            found[codes, keys] = party
        vessel, then = participant["vessel"], participant["vessel_then"]
        if vessel is not None and then is not None:
            party.ships.append(ship(vessel, then))
        elif words := wording.unnamed(participant):
            party.said.append(words)
    return [
        party.shown(
            with_navy=not (
                codes and told_by_country[codes] == {keys} and (party.ships or party.said)
            )
        )
        for (codes, keys), party in found.items()
    ]


def line(participants: Iterable[Participant], documents: Documents) -> tuple[list[Shown], int]:
    """The parties of an entry, and how many are left out."""
    everyone = parties(participants, documents)
    return everyone[:LINE_LIMIT], max(0, len(everyone) - LINE_LIMIT)


def visitor(participant: VisitParticipant, documents: Documents) -> Shown:
    """A participant of a visit in full, with its own dates, berth and deployment."""
    own = period(read(participant["arrival"]), read(participant["departure"]))
    voyage, berth = participant["deployment"], participant["berth"]
    return {
        **_in_full(participant, documents),
        "dates": own["words"] if own else "",
        "role": _("berth: %(berth)s") % {"berth": berth} if berth else "",
        "deployment": {"url": voyage["html_url"], "name": voyage["name"]} if voyage else None,
    }


def _in_full(participant: Participant, documents: Documents) -> Shown:
    vessel, then = participant["vessel"], participant["vessel_then"]
    identified, identified_then = participant["identified_as"], participant["identified_then"]
    said = participant["said"] if vessel else _words_alone(participant)
    return {
        "country": countries_of(codes_of(participant["countries"]), participant["country_said"]),
        "navies": [
            {"name": navy["name"], "url": navy["html_url"]} for navy in navies_of(participant)
        ],
        "name": then["called"] if then else "",
        "url": vessel["html_url"] if vessel else "",
        "pennant": pennant(then),
        "said": said or _("no ship named"),
        "as_said": participant["said"] if vessel else "",
        "identified_as": ship(identified, identified_then)
        if identified and identified_then
        else None,
        "note": participant["note"],
        "sources": _sources(participant, documents),
    }


def _sources(participant: Participant, documents: Documents) -> list[Shown]:
    """The sources that are cited for a participant, and those that name it."""
    cited = {row["source"]["key"] for row in participant["citations"]}
    sources = source_line(participant["citations"], documents)
    naming = [documents.source(link) for link in participant["attested_by"]]
    sources += [
        {
            "url": source["html_url"],
            "name": name(source),
            "lang": "",
            "grade": source["reliability"],
            "retracted": source["retracted"],
            "stance": "",
        }
        for source in naming
        if source is not None and source["key"] not in cited
    ]
    return sources


def _words_alone(participant: Participant) -> str:
    """What is said of unnamed ships; who they turned out to be stands beside it."""
    said, count, kind = participant["said"], participant["count"], participant["type"]
    if said and count and kind:
        return f"{said} ({count} {kind})"
    return said or wording.counted(count, kind) or kind

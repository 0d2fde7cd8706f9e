"""Who took part, as exactly as the source says and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from .. import countries
from ..models import ExerciseParticipant, Vessel, VisitParticipant
from .citations import source_line
from .values import Shown, country, join_words, period

AnyParticipant = VisitParticipant | ExerciseParticipant

LINE_LIMIT = 8
"""Parties named in one entry of a timeline; the rest are on the record's page."""

TITLE_LIMIT = 3
"""Ships named in the title of a visit."""


def ship(vessel: Vessel) -> Shown:
    """A ship's name and address."""
    return {"name": vessel.called, "url": vessel.get_absolute_url()}


def navy_of(participant: AnyParticipant) -> Any:
    """The navy it stands for: its own, else its ship's."""
    return participant.navy or (participant.vessel.navy if participant.vessel else None)


def unnamed(participant: AnyParticipant) -> str:
    """What is said of ships without a name: the source's words, else number and type."""
    if participant.vessel is not None:
        return ""
    words = participant.said
    if not words and participant.count:
        kind = participant.type or ngettext("ship", "ships", participant.count)
        words = f"{participant.count} {kind}"
    words = words or participant.type
    if words and participant.identified_as is not None:
        return _("%(words)s (identified as %(name)s)") % {
            "words": words,
            "name": participant.identified_as.called,
        }
    return words


def parties(participants: Iterable[AnyParticipant]) -> list[Shown]:
    """Participants by country and navy; the navy is named where the country does not tell it."""
    found: dict[tuple[str, int | None], Shown] = {}
    navies: dict[str, set[int | None]] = {}
    for participant in participants:
        code, navy = participant.country_code, navy_of(participant)
        navy_id = navy.pk if navy else None
        navies.setdefault(code, set()).add(navy_id)
        party = found.setdefault(
            (code, navy_id),
            {
                "country": country(code),
                "navy": navy.called if navy else "",
                "ships": [],
                "said": [],
            },
        )
        if participant.vessel is not None:
            party["ships"].append(ship(participant.vessel))
        elif words := unnamed(participant):
            party["said"].append(words)
    for (code, _navy), party in found.items():
        if code and len(navies[code]) == 1 and (party["ships"] or party["said"]):
            party["navy"] = ""
    return list(found.values())


def line(participants: Iterable[AnyParticipant]) -> tuple[list[Shown], int]:
    """The parties of an entry, and how many are left out."""
    everyone = parties(participants)
    return everyone[:LINE_LIMIT], max(0, len(everyone) - LINE_LIMIT)


def names(participants: Iterable[AnyParticipant]) -> list[str]:
    """What to call the participants in a title: ships by name, then the others by navy.

    What several sources say of ships of one navy stands together: it may be the same ships.
    """
    rows = list(participants)
    found = [row.vessel.called for row in rows if row.vessel is not None]
    claims: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.vessel is None:
            owner = row.navy.called if row.navy else countries.name(row.country_code)
            words = row.said or unnamed(row)
            claims.setdefault(owner, {}).update({words: None} if words else {})
    for owner, said in claims.items():
        ships = pgettext("between claims", "; ").join(said)
        found.append(
            _("%(owner)s (%(ships)s)") % {"owner": owner, "ships": ships} if ships else owner
        )
    return list(dict.fromkeys(found))


def title(participants: Sequence[AnyParticipant]) -> tuple[str, int]:
    """Who it was, for a title, and how many they are for the grammar."""
    found = names(participants)
    if len(found) > TITLE_LIMIT:
        more = len(found) - TITLE_LIMIT + 1
        others = ngettext("%(number)d other", "%(number)d others", more) % {"number": more}
        return join_words([*found[: TITLE_LIMIT - 1], others]), len(found)
    plural = len(found) > 1 or any(row.vessel is None for row in participants)
    return join_words(found), 2 if plural else 1


def visitor(participant: VisitParticipant) -> Shown:
    """A participant of a visit in full, with its own dates, berth and deployment."""
    shown = _in_full(participant)
    own = period(participant.arrival, participant.departure)
    voyage = participant.deployment
    shown["dates"] = own["words"] if own else ""
    shown["role"] = (
        _("berth: %(berth)s") % {"berth": participant.berth} if participant.berth else ""
    )
    shown["deployment"] = (
        {"url": voyage.get_absolute_url(), "name": voyage.called} if voyage else None
    )
    return shown


def _in_full(participant: AnyParticipant) -> Shown:
    navy, vessel = navy_of(participant), participant.vessel
    identified = participant.identified_as
    sources = source_line(participant.citations.all())
    attested = [row.source for row in participant.attestations.all()]
    cited = {source["url"] for source in sources}
    sources += [
        {
            "url": source.get_absolute_url(),
            "name": source.publisher or source.title,
            "grade": source.reliability,
            "stance": "",
        }
        for source in attested
        if source.get_absolute_url() not in cited
    ]
    said = participant.said if vessel else _words_alone(participant)
    return {
        "country": country(participant.country_code),
        "navy": navy.called if navy else "",
        "navy_url": navy.get_absolute_url() if navy else "",
        "name": vessel.called if vessel else "",
        "url": vessel.get_absolute_url() if vessel else "",
        "said": said or _("no ship named"),
        "as_said": participant.said if vessel else "",
        "identified_as": ship(identified) if identified else None,
        "note": participant.note,
        "sources": sources,
    }


def _words_alone(participant: AnyParticipant) -> str:
    """What is said of unnamed ships; who they turned out to be stands beside it."""
    if participant.said and participant.count and participant.type:
        return f"{participant.said} ({participant.count} {participant.type})"
    if participant.said:
        return participant.said
    if participant.count:
        kind = participant.type or ngettext("ship", "ships", participant.count)
        return f"{participant.count} {kind}"
    return participant.type

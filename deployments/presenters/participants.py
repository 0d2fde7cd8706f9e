"""Who took part, as exactly as the source says and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..models import ExerciseParticipant, Navy, VisitParticipant
from ..models.times import Then
from .citations import source_line
from .values import Shown, countries_of, join_words, period

AnyParticipant = VisitParticipant | ExerciseParticipant

LINE_LIMIT = 8
"""Parties named in one entry of a timeline; the rest are on the record's page."""

TITLE_LIMIT = 3
"""Ships named in the title of a visit."""


def ship(then: Then) -> Shown:
    """A ship by the name she bore then, and her address."""
    return {"name": then.called, "url": then.vessel.get_absolute_url()}


def pennant(then: Then | None) -> str:
    """The pennant number that a ship bore then, where it is known which."""
    return then.pennants[0] if then and len(then.pennants) == 1 else ""


def navies_of(participant: AnyParticipant) -> Sequence[Navy]:
    """The navy or group that is stated, else those that its named ship may have been of then."""
    if participant.navy is not None:
        return [participant.navy]
    return participant.navies if participant.vessel is not None else []


def navy_names(navies: Iterable[Navy]) -> str:
    """A navy by name; several, between which nobody decided, with “or” between."""
    return _(" or ").join(navy.name for navy in navies)


def unnamed(participant: AnyParticipant) -> str:
    """What is said of ships without a name: the source's words, else number and type."""
    if participant.vessel is not None:
        return ""
    words = participant.said
    if not words and participant.count:
        kind = participant.type or ngettext("ship", "ships", participant.count)
        words = f"{participant.count} {kind}"
    words = words or participant.type
    if words and participant.identified_then is not None:
        return _("%(words)s (identified as %(name)s)") % {
            "words": words,
            "name": participant.identified_then.called,
        }
    return words


def called(participant: AnyParticipant) -> str:
    """Its ship by name, else what is said of it, else its country."""
    if participant.vessel_then is not None:
        return participant.vessel_then.called
    return unnamed(participant) or participant.country_name


def parties(participants: Iterable[AnyParticipant]) -> list[Shown]:
    """Participants by country and navy; the navy is named where the country does not tell it."""
    found: dict[tuple[tuple[str, ...], tuple[int, ...]], Shown] = {}
    told_by_country: dict[tuple[str, ...], set[tuple[int, ...]]] = defaultdict(set)
    for participant in participants:
        codes, navies = participant.country_codes, navies_of(participant)
        ids = tuple(navy.pk for navy in navies)
        if all(navy.country for navy in navies):
            told_by_country[codes].add(ids)
        party = found.setdefault(
            (codes, ids),
            {
                "country": countries_of(codes, participant.country_said),
                "navy": navy_names(navies),
                "ships": [],
                "said": [],
            },
        )
        if participant.vessel_then is not None:
            party["ships"].append(ship(participant.vessel_then))
        elif words := unnamed(participant):
            party["said"].append(words)
    for (codes, ids), party in found.items():
        if codes and told_by_country[codes] == {ids} and (party["ships"] or party["said"]):
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
    found = [row.vessel_then.called for row in rows if row.vessel_then is not None]
    claims: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.vessel is None:
            owner = row.navy.called if row.navy else row.country_name
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
    navies, vessel = navies_of(participant), participant.vessel_then
    identified = participant.identified_then
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
        "country": countries_of(participant.country_codes, participant.country_said),
        "navies": [{"name": navy.called, "url": navy.get_absolute_url()} for navy in navies],
        "name": vessel.called if vessel else "",
        "url": vessel.vessel.get_absolute_url() if vessel else "",
        "pennant": pennant(vessel),
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

"""From a source's own word to one of ours, without losing it.

An open vocabulary is a ``TextChoices`` that ends in ``OTHER``. ``resolve`` maps a word to a value
and says which word must be kept beside it.
"""

from dataclasses import dataclass

from django.db import models

from .choices import EngagementKind, ExerciseKind, HullType, Medium, Purpose, Role, SourceKind

ALIASES: dict[type[models.TextChoices], dict[str, str]] = {
    Purpose: {
        "replenishment": Purpose.SUPPLIES,
        "resupply": Purpose.SUPPLIES,
        "provisions": Purpose.SUPPLIES,
        "refuelling": Purpose.BUNKERS,
        "bunkering": Purpose.BUNKERS,
        "maintenance": Purpose.REPAIR,
        "repairs": Purpose.REPAIR,
        "goodwill": Purpose.GOODWILL_VISIT,
        "courtesy visit": Purpose.GOODWILL_VISIT,
        "courtesy call": Purpose.GOODWILL_VISIT,
        "routine port call": Purpose.PORT_CALL,
    },
    Role: {
        "escort (euromarfor)": Role.ESCORT,
        "attached escort": Role.ESCORT,
        "solo": Role.SINGLE_SHIP,
    },
    HullType: {
        "carrier": HullType.AIRCRAFT_CARRIER,
        "opv": HullType.OFFSHORE_PATROL_VESSEL,
        "supply ship": HullType.REPLENISHMENT_SHIP,
        "oiler": HullType.REPLENISHMENT_SHIP,
        "tanker": HullType.REPLENISHMENT_SHIP,
    },
    ExerciseKind: {"passex": ExerciseKind.PASSING, "joint exercise": ExerciseKind.JOINT_TRAINING},
    EngagementKind: {
        "welcome ceremony": EngagementKind.CEREMONY,
        "open ship": EngagementKind.OPEN_DAY,
    },
    Medium: {"e-mail": Medium.EMAIL, "social media post": Medium.POST, "tweet": Medium.POST},
    SourceKind: {
        "press": SourceKind.NEWS,
        "government": SourceKind.OFFICIAL,
        "paper": SourceKind.ACADEMIC,
    },
}
"""Words that mean one of ours; the source's own word is still kept."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A word in our vocabulary.

    ``value`` is one of the choices; ``said`` is the source's own word where it differs, else
    empty; ``known`` tells whether the word was ours or an alias.
    """

    value: str
    said: str
    known: bool


def resolve(vocabulary: type[models.TextChoices], word: str) -> Resolved:
    """Map a source's word to ``vocabulary``; unknown words become *other* and are kept."""
    word = word.strip()
    folded = " ".join(word.casefold().replace("_", " ").split())
    if folded in vocabulary.values:
        return Resolved(folded, "", True)
    alias = ALIASES.get(vocabulary, {}).get(folded)
    if alias is not None:
        return Resolved(alias, word, True)
    return Resolved(vocabulary["OTHER"].value, word, False)

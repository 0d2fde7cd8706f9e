"""Words that documents and pages say alike, of what stands in a document: who was where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from . import countries
from .choices import EntryKind
from .shapes import Participant, codes_of

TITLE_LIMIT = 3
"""Ships named in the title of a visit."""


def comma(*parts: str) -> str:
    """What is known, with commas between."""
    return ", ".join(part for part in parts if part)


def join_words(words: Sequence[str]) -> str:
    """``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return _("%(list)s and %(last)s") % {
        "list": pgettext("between items", ", ").join(words[:-1]),
        "last": words[-1],
    }


def counted(count: int | None, kind: str) -> str:
    """So many ships of a type; nothing where no number is known."""
    return f"{count} {kind or ngettext('ship', 'ships', count)}" if count else ""


def unnamed(participant: Participant) -> str:
    """What is said of ships without a name: the source's words, else number and type."""
    if participant["vessel"] is not None:
        return ""
    identified = participant["identified_then"]
    return unnamed_in_words(
        participant["said"],
        participant["count"],
        participant["type"],
        identified["called"] if identified else "",
    )


def unnamed_in_words(said: str, count: int | None, kind: str, identified: str) -> str:
    """Ships without a name: the source's words, else number and type; and who they were."""
    words = said or counted(count, kind) or kind
    if words and identified:
        return _("%(words)s (identified as %(name)s)") % {"words": words, "name": identified}
    return words


def country_name(participant: Participant) -> str:
    """The name of the country it stands for; several with “or” between."""
    return participant["country_said"] or countries.names(codes_of(participant["countries"]))


def called(participant: Participant) -> str:
    """Its ship by name, else what is said of it, else its country."""
    then = participant["vessel_then"]
    return then["called"] if then else unnamed(participant) or country_name(participant)


def names(participants: Iterable[Participant]) -> list[str]:
    """What to call the participants in a title: ships by name, then the others by navy.

    What several sources say of ships of one navy stands together: it may be the same ships.
    """
    rows = list(participants)
    found = [row["vessel_then"]["called"] for row in rows if row["vessel_then"] is not None]
    claims: dict[str, dict[str, None]] = {}
    for row in rows:
        if row["vessel"] is None:
            owner = row["navy"]["name"] if row["navy"] else country_name(row)
            words = row["said"] or unnamed(row)
            claims.setdefault(owner, {}).update({words: None} if words else {})
    for owner, said in claims.items():
        ships = pgettext("between claims", "; ").join(said)
        found.append(
            _("%(owner)s (%(ships)s)") % {"owner": owner, "ships": ships} if ships else owner
        )
    return list(dict.fromkeys(found))


def title(participants: Sequence[Participant]) -> tuple[str, int]:
    """Who it was, for a title, and how many they are for the grammar."""
    found = names(participants)
    if len(found) > TITLE_LIMIT:
        more = len(found) - TITLE_LIMIT + 1
        others = ngettext("%(number)d other", "%(number)d others", more) % {"number": more}
        return join_words([*found[: TITLE_LIMIT - 1], others]), len(found)
    plural = len(found) > 1 or any(row["vessel"] is None for row in participants)
    return join_words(found), 2 if plural else 1


def who_was_where(rows: Sequence[Participant], place: str, kind: str = EntryKind.VISIT) -> str:
    """Who was at a place, left it or returned to it."""
    who, number = title(rows)
    if not who:
        pattern = {
            EntryKind.DEPARTURE: _("Departure from %(place)s"),
            EntryKind.RETURN: _("Return to %(place)s"),
        }.get(EntryKind(kind), _("Visit to %(place)s"))
    elif kind == EntryKind.DEPARTURE:
        pattern = ngettext("%(who)s leaves %(place)s", "%(who)s leave %(place)s", number)
    elif kind == EntryKind.RETURN:
        pattern = ngettext("%(who)s returns to %(place)s", "%(who)s return to %(place)s", number)
    else:
        pattern = _("%(who)s at %(place)s")
    return pattern % {"who": who, "place": place}

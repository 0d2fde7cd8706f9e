"""A meeting in words: who, where, on which days, and what makes it certain or only possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from django.utils.translation import gettext as _

from .. import dates, wording
from ..choices import Match
from ..pages.names import dates_in_words, with_area
from ..pages.reading import link_to
from ..pages.stretches import stretch_of
from ..shapes import Exercise, Link, Visit
from ..wording import join_words
from .engine import Doubt, Runs, Where
from .parties import Breadth, Named, ship_of
from .reader import Found
from .stays import Told

Shown = dict[str, object]
"""What the API describes as a meeting, or a part of one; its addresses begin with a slash."""

CERTAIN_DAYS, POSSIBLE_DAYS = "certain days", "possible days"
DAYS_SHARED, OTHER_DAYS = "certain days shared", "certain on other days"

CODES: tuple[str, ...] = (
    *(each.value for each in Where),
    CERTAIN_DAYS,
    POSSIBLE_DAYS,
    DAYS_SHARED,
    *(each.value for each in Doubt),
    OTHER_DAYS,
)
"""The grounds that a reasoning may give, in their order."""


def meeting(found: Found) -> Shown:
    """What is shown of a meeting."""
    met = found.meeting
    grounds = list(reasoning(found))
    return {
        "match": (Match.CERTAIN if found.is_certain else Match.POSSIBLE).value,
        "where": met.where.value,
        "same_record": met.is_of_one_record,
        "possibly": stretches(met.possible),
        "certainly": stretches(met.certain),
        "stays": [stay(each) for each in found.told],
        "reasoning": {
            "words": " ".join(str(ground["words"]) for ground in grounds),
            "grounds": grounds,
        },
    }


def stay(told: Told) -> Shown:
    """What one record tells of one party."""
    record = link_to(told.record)
    return {
        "party": party(told.party),
        "record": record,
        "place": cast("Visit", told.record)["port"] if is_visit(told) else record,
        "place_name": place(told),
        "certainty": told.record["certainty"],
        "vessels": ships(told),
        "unnamed": list(unnamed(told)),
        "possibly": stretches(told.stay.possible),
        "certainly": stretches(told.stay.certain),
    }


def party(named: Named) -> Shown:
    """The party that a stay is told of."""
    return {
        "kind": named.party.kind,
        "key": named.key,
        "name": named.name,
        "record": named.record,
    }


def is_visit(told: Told) -> bool:
    """Whether it is a port call that tells of a stay, not an exercise."""
    return told.record["record_type"] == "visit"


def place(told: Told) -> str:
    """Where the stay was, as the place was called then."""
    if is_visit(told):
        return cast("Visit", told.record)["place"]
    training = cast("Exercise", told.record)
    return with_area(training["called"], training["name"], training["area"])


def ships(told: Told) -> list[Link]:
    """The ships of the party that the record names, each once, by their names then."""
    named = (ship_of(row) for row in told.rows)
    return list({ship["key"]: ship for ship in named if ship is not None}.values())


def unnamed(told: Told) -> Iterator[str]:
    """What is said of those without a name; of who is only a country or a navy, that."""
    for row in told.rows:
        if ship_of(row) is None:
            navy = row["navy"]["name"] if row["navy"] else wording.country_name(row)
            yield wording.unnamed(row) or navy


def stretches(runs: Runs) -> list[Shown]:
    """Stretches of days, each by its first and last."""
    return [{"first": first, "last": last} for first, last in runs]


def in_words(runs: Iterable[dates.Days]) -> str:
    """Stretches of days in words: “2–7 August and 10 August 2024”."""
    return join_words(
        [
            dates.display_range(dates.parse(first.isoformat()), dates.parse(last.isoformat()))
            for first, last in runs
        ]
    )


# Why --------------------------------------------------------------------------------------------


def reasoning(found: Found) -> Iterator[Shown]:
    """Where it was, on which days each was there, and what follows from both."""
    met = found.meeting
    yield _ground(met.where.value, _where(found))
    for told in found.told:
        yield _of_stay(told)
    if met.certain:
        words = _("Their certain days share %(days)s.") % {"days": in_words(met.certain)}
        yield _ground(DAYS_SHARED, words, days=met.certain)
    for doubt, side in met.doubts:
        whose = found.told[side] if side is not None else None
        yield _ground(doubt.value, _doubt(doubt, whose), whose)
    if met.certain and not found.is_certain:
        yield _ground(OTHER_DAYS, _("On the days asked for it is only possible."))


def _ground(code: str, words: str, told: Told | None = None, days: Runs = ()) -> Shown:
    return {
        "code": code,
        "party": told.party.key if told is not None else "",
        "record": link_to(told.record) if told is not None else None,
        "days": stretches(days),
        "words": words,
    }


def _where(found: Found) -> str:
    met = found.meeting
    first, second = (place(told) for told in found.told)
    words = {
        Where.SAME_PORT: _("Both were at %(first)s."),
        Where.SAME_EXERCISE: _("Both took part in %(first)s."),
        Where.SAME_AREA: _("Both were in the area %(first)s."),
        Where.PORT_IN_AREA: _(
            "Of %(first)s and %(second)s, one is an area that may hold the other."
        ),
        Where.AREAS_OVERLAP: _("The areas %(first)s and %(second)s may overlap."),
        Where.PORTS_CLOSE: _(
            "The ports %(first)s and %(second)s are so close that they may be one."
        ),
    }[met.where]
    if met.is_of_one_record and met.where is not Where.SAME_EXERCISE:
        words = _("One record has both at %(first)s.")
    return words % {"first": first, "second": second}


def _of_stay(told: Told) -> Shown:
    who = told.party.name
    named = [*(ship["name"] for ship in ships(told)), *unnamed(told)]
    if told.party.breadth is not Breadth.VESSEL:
        who = _("%(party)s (%(ships)s)") % {"party": who, "ships": join_words(named)}
    possible, certain = told.stay.possible, told.stay.certain
    if not certain:
        words = _("%(who)s: possibly there %(possible)s, on no day certainly; recorded: %(dates)s.")
    elif certain == possible:
        words = _("%(who)s: certainly there %(certain)s.")
    else:
        words = _(
            "%(who)s: certainly there %(certain)s, possibly %(possible)s; recorded: %(dates)s."
        )
    words = words % {
        "who": who,
        "possible": in_words(possible),
        "certain": in_words(certain),
        "dates": dates_in_words(*stretch_of(told.record)),
    }
    code = CERTAIN_DAYS if certain else POSSIBLE_DAYS
    return _ground(code, words, told, certain or possible)


def _doubt(doubt: Doubt, told: Told | None) -> str:
    words = {
        Doubt.PLACE: _("Nothing says that they were at one place: only possible."),
        Doubt.NO_CERTAIN_DAY: _("The dates leave no day of %(who)s certain: only possible."),
        Doubt.CERTAIN_DAYS_APART: _("Their certain days share none: only possible."),
        Doubt.PARTY_OPEN: _(
            "The dates leave open whether the ship was of %(who)s then: only possible."
        ),
        Doubt.SAME_SHIP: _(
            "Ships without a name may be the very ship of the other party: only possible."
        ),
    }[doubt]
    return words % {"who": told.party.name if told is not None else ""}

"""Meetings as pages show them: who, where, on which days, and why no more is certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as day
from typing import cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import dates, wording
from ..addresses import address
from ..choices import Certainty, Match
from ..pages.in_its_order import title
from ..pages.sailings import days_of_leaving, leaves, together
from ..pages.stretches import stretch_of
from ..pages.values import Shown, date, label, period
from ..shapes import Visit
from ..wording import join_words
from .company import Company, InPort, Met, visits
from .engine import Doubt, Runs, Where
from .parties import Breadth, Named
from .reader import Found
from .stays import Told
from .words import in_words, is_visit, place, reasoning, ships, unnamed


def meeting(found: Found) -> Shown:
    """A meeting of two parties."""
    met = found.meeting
    return {
        "place": join_words(list(dict.fromkeys(place(told) for told in found.told))),
        "match": match(Match.CERTAIN if found.is_certain else Match.POSSIBLE),
        "certainly": days(met.certain),
        "possibly": [] if met.possible == met.certain else days(met.possible),
        "stays": [stay(told) for told in found.told],
        "reasons": [str(ground["words"]) for ground in reasoning(found)] + list(_not_known(found)),
        "put_to_sea": put_to_sea(found),
    }


def party(named: Named) -> Shown:
    """A party, and the page of it."""
    if named.record is None:
        return {"name": named.name, "url": address("deployments:country-detail", named.key)}
    return {"name": named.name, "url": named.record["html_url"]}


def match(how: Match) -> Shown:
    """How sure it is that two were together."""
    words = _("Certainly together") if how is Match.CERTAIN else _("Possibly together")
    return {"match": how.value, "label": words}


def days(runs: Runs) -> list[Shown]:
    """Stretches of days, each with the page where its days are told."""
    stretches = (
        period(dates.parse(first.isoformat()), dates.parse(last.isoformat()))
        for first, last in runs
    )
    return [each for each in stretches if each is not None]


def stay(told: Told) -> Shown:
    """What one record tells of one party, and how certain that is."""
    named = join_words([*(ship["name"] for ship in ships(told)), *unnamed(told)])
    certainty = told.record["certainty"]
    return {
        "who": named or told.party.name,
        "party": told.party.name if told.party.breadth is not Breadth.VESSEL else "",
        "url": told.record["html_url"],
        "title": title(told.record),
        "certainty": certainty,
        "certainty_label": str(capfirst(label(Certainty, certainty))),
    }


def _not_known(found: Found) -> Iterator[str]:
    """Which end of a stay nobody reported, where a meeting is only possible."""
    if found.meeting.certain:
        return
    for told in found.told:
        arrival, departure = dates.ends(*stretch_of(told.record))
        values = {"what": title(told.record)}
        if arrival is None:
            yield _("Nobody reported the beginning: %(what)s.") % values
        if departure is None:
            yield _("Nobody reported the end: %(what)s.") % values


def put_to_sea(found: Found) -> str:
    """That both left port on one day, or may have; nothing where they did not, or one is at sea."""
    first, second = found.told
    if not (is_visit(first) and is_visit(second)) or found.meeting.where is not Where.SAME_PORT:
        return ""
    if found.meeting.is_of_one_record and first.rows == second.rows:
        return ""
    both = cast("Visit", first.record), cast("Visit", second.record)
    left = together(*both, (first.rows, second.rows))
    if not left:
        return ""
    on = in_words([(each.day, each.day) for each in left])
    if left[0].match is not Match.CERTAIN:
        words = _("They may have put to sea the same day, %(days)s.")
    elif found.meeting.certain:
        words = _("Both put to sea on %(days)s.")
    else:
        words = _("Both are recorded as putting to sea on %(days)s.")
    return words % {"days": on}


# Stay by stay -----------------------------------------------------------------------------------

MOST_SAILINGS = 10
"""Days of putting to sea that are shown."""


def in_port(each: InPort) -> Shown:
    """A stay, and whom it met in port."""
    certain = [met for met in each.met if met.meeting.certain]
    possible = [met for met in each.met if not met.meeting.certain]
    return {
        **stay(each.told),
        "certainly": [_met(met) for met in certain],
        "possibly": [_met(met) for met in possible],
        "further": each.further,
    }


def _met(met: Met) -> Shown:
    visit = met.other.record
    return {
        "who": wording.title(met.other.rows)[0] or title(visit),
        "url": visit["html_url"],
        "days": days(met.meeting.certain or met.meeting.possible),
        "why": [_why(doubt, side) for doubt, side in met.meeting.doubts],
    }


def _why(doubt: Doubt, side: int | None) -> str:
    """What keeps two stays in port from being certainly one meeting, in few words."""
    match doubt:
        case Doubt.PLACE:
            return _("an area need not be one place")
        case Doubt.NO_CERTAIN_DAY:
            return (
                _("its own dates leave no day certain")
                if side
                else _("no day of this stay is certain")
            )
        case Doubt.CERTAIN_DAYS_APART:
            return _("their certain days share none")
        case Doubt.PARTY_OPEN:
            return _("the dates leave open whose ship it was then")
        case Doubt.SAME_SHIP:
            return _("a ship without a name may be the very same")


def sailings(found: Company, first: day | None, last: day | None) -> list[Shown]:
    """The days on which several put to sea from one port, newest first, and who may have.

    Of each at least one is a stay of those asked for.
    """
    own = {each.told.record["key"] for each in found.stays}
    by_port: dict[str, list[Visit]] = {}
    for visit in visits(found):
        by_port.setdefault(visit["port"]["key"], []).append(visit)
    rows: list[tuple[day, str, Shown]] = []
    for calls in by_port.values():
        for left in {each for visit in calls for each in days_of_leaving(visit)}:
            if (first is not None and left < first) or (last is not None and left > last):
                continue
            told = [(visit, leaves(visit, left)) for visit in calls]
            certain = [visit for visit, how in told if how is Match.CERTAIN]
            possible = [visit for visit, how in told if how is Match.POSSIBLE]
            both = [*certain, *possible]
            if len(both) > 1 and any(visit["key"] in own for visit in both):
                rows.append((left, calls[0]["place"], _sailing(left, certain, possible)))
    rows.sort(key=lambda row: row[:2], reverse=True)
    return [shown for _day, _place, shown in rows[:MOST_SAILINGS]]


def _sailing(left: day, certain: Sequence[Visit], possible: Sequence[Visit]) -> Shown:
    return {
        "date": date(dates.parse(left.isoformat())),
        "place": certain[0]["place"],
        "certain": [_who(visit) for visit in certain],
        "possible": [_who(visit) for visit in possible],
    }


def _who(visit: Visit) -> Shown:
    """Who made a call, leading to it."""
    who = wording.title(visit["participants"])[0]
    return {"who": who or title(visit), "url": visit["html_url"]}

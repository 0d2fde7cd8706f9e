"""Who of a visit or an exercise was there on a day, how surely, and what keeps it from being sure.

The days of each ship count, where they are known; else those of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, cast

from django.utils.translation import gettext as _

from .. import dates
from ..choices import Match
from ..dates import windows
from ..shapes import Exercise, FuzzyDate, Participant, Span, Visit
from .stretches import Stretch, stretch_of
from .values import read

Doubtful = Visit | Exercise
"""What is told with days for each of its ships."""


class Group(NamedTuple):
    """Participants who were there alike: surely, or possibly for the same ``reason``.

    Without ``rows`` it is the whole, of which no single participant is known to have been there.
    """

    match: Match
    rows: Sequence[Participant]
    reason: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it is certain that they were there."""
        return self.match is Match.CERTAIN


def there(record: Doubtful, day: date) -> Iterator[Group]:
    """Who was there on a day: those who surely were, then those who possibly were.

    Ships that are named stand first: of many participants the first are shown.
    """
    rows = sorted(record["participants"], key=lambda row: row["vessel"] is None)
    surely = [row for row in rows if how_surely(_days(record, row), day) is Match.CERTAIN]
    whole = how_surely(record["days"], day)
    if surely or whole is Match.CERTAIN:
        yield Group(Match.CERTAIN, surely, "" if surely or not rows else of_the_whole())
    reasons: dict[str, list[Participant]] = {}
    for row in rows:
        if how_surely(_days(record, row), day) is Match.POSSIBLE:
            reasons.setdefault(why(record, day, row), []).append(row)
    for reason, possibly in reasons.items():
        yield Group(Match.POSSIBLE, possibly, reason)
    if whole is Match.POSSIBLE and not (surely or reasons):
        yield Group(Match.POSSIBLE, (), why(record, day))


def how_surely(days: Span | None, day: date) -> Match | None:
    """How sure it is that ``day`` is one of some days; None where it is none of them."""
    if days is None or not _lies_in(days["possible_from"], days["possible_to"], day):
        return None
    if _lies_in(days["certain_from"], days["certain_to"], day):
        return Match.CERTAIN
    in_hole = any(_lies_in(hole["first"], hole["last"], day) for hole in days["holes"])
    return None if in_hole else Match.POSSIBLE


def _lies_in(first: str | None, last: str | None, day: date) -> bool:
    # Years have four digits, so that days are in order as they are written.
    return first is not None and last is not None and first <= day.isoformat() <= last


def _days(record: Doubtful, row: Participant | None) -> Span | None:
    return (row and row["days"]) or record["days"]


def of_the_whole() -> str:
    """What is said where only the whole is sure."""
    return _("Somebody of them was: of no single one is this day sure.")


def ends_of(record: Doubtful, row: Participant | None = None) -> Stretch:
    """When somebody came and left, or something began and was over; their own days count."""
    start, end = stretch_of(record)
    if row is not None and record["record_type"] == "visit":
        own = cast("dict[str, FuzzyDate | None]", row)
        start, end = read(own["arrival"]) or start, read(own["departure"]) or end
    return dates.ends(start, end)


def why(record: Doubtful, day: date, row: Participant | None = None) -> str:
    """What keeps it from being sure that somebody was there on a day that is possible."""
    start, end = ends_of(record, row)
    begun_by, lasts_to = windows.known(start, end)
    is_call = record["record_type"] == "visit"
    said = []
    if begun_by is None or day < begun_by:
        said.append(_not_yet(start, is_call=is_call))
    if lasts_to is None or day > lasts_to:
        said.append(_no_more(end, is_call=is_call))
    if not said and any(known is not None and known.uncertain for known in (start, end)):
        said.append(
            _("A date is not sure: %(dates)s.") % {"dates": dates.display_range(start, end)}
        )
    said.append(_bounds(_days(record, row), start, end))
    return " ".join(filter(None, said)) or _("The dates known leave room for this day.")


def _not_yet(start: dates.FuzzyDate | None, *, is_call: bool) -> str:
    if start is None:
        return (
            _("Perhaps not there yet: nobody reported the arrival.")
            if is_call
            else _("Perhaps not begun yet: nobody reported the beginning.")
        )
    words = (
        _("Perhaps not there yet: arrival %(date)s.")
        if is_call
        else _("Perhaps not begun yet: beginning %(date)s.")
    )
    return words % {"date": start}


def _no_more(end: dates.FuzzyDate | None, *, is_call: bool) -> str:
    if end is None:
        return (
            _("Perhaps gone already: nobody reported the departure.")
            if is_call
            else _("Perhaps over already: nobody reported the end.")
        )
    words = (
        _("Perhaps gone already: departure %(date)s.")
        if is_call
        else _("Perhaps over already: end %(date)s.")
    )
    return words % {"date": end}


def _bounds(days: Span | None, start: dates.FuzzyDate | None, end: dates.FuzzyDate | None) -> str:
    """The days that are left by what else is known of a ship, or by rule at an open end."""
    if days is None or days["possible_from"] is None or days["possible_to"] is None:
        return ""
    first, last = date.fromisoformat(days["possible_from"]), date.fromisoformat(days["possible_to"])
    own = dates.span(start, end)
    if days["holes"] or (own and (own.possible_from < first or last < own.possible_to)):
        words = _("Other records of the ships leave %(days)s.")
        return words % {"days": in_words(first, last)}
    if end is None or end.latest is None:
        return _("Taken as possible until %(day)s.") % {"day": in_words(last, last)}
    if start is None or start.earliest is None:
        return _("Taken as possible from %(day)s on.") % {"day": in_words(first, first)}
    return ""


def in_words(first: date, last: date) -> str:
    """Days in words, as all dates are said."""
    return dates.display_range(dates.parse(first.isoformat()), dates.parse(last.isoformat()))

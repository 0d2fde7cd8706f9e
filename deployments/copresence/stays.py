"""What records tell of the stays of two parties: by their documents, and the days of each ship."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from django.db.models import OuterRef, Subquery

from .. import dates
from ..dates import Days
from ..dates.windows import joined, shared
from ..pages.reading import Documents
from ..pages.stretches import Stretch, stretch_of
from ..pages.values import read
from ..public import PublicDocument, TimelineStretch
from ..shapes import Deployment, Document, Exercise, Link, Participant, Visit, VisitParticipant
from .engine import Part, Runs, Stay
from .parties import Named, nations_of, ship_of, side, states
from .sweep import Outline

KEPT_RECORDS = 4000
"""Records that are kept for the pairs to come."""


class Told(NamedTuple):
    """A stay of a party: its record, and the participants that stand for the party."""

    party: Named
    record: Visit | Exercise
    rows: list[Participant]
    stay: Stay


ByRecord = Mapping[tuple[str, int], Document]
"""Documents by the kind and id of their record."""

Spans = tuple[Runs, Runs]
"""The possible and the certain days of something."""

NEVER: Spans = ((), ())


class Stays:
    """The stays of two parties, by the entry that tells of them; None for a party without any.

    ``groups`` are the keys of multinational groups; ``documents`` may hold the voyages already.
    """

    def __init__(
        self,
        parties: tuple[Named, Named],
        groups: Collection[str],
        documents: Documents | None = None,
    ) -> None:
        self.told: dict[int, tuple[Told | None, Told | None]] = {}
        self._parties, self._groups = parties, groups
        self._voyages = documents or Documents()

    def load(self, outlines: Iterable[Outline], found: ByRecord | None = None) -> None:
        """Read what is told of these: two queries, and one for the voyages named there.

        One less where the documents of their records are among those ``found``.
        """
        named = {stay.entry: stay for stay in outlines}
        if len(self.told) > KEPT_RECORDS:
            for pk in self.told.keys() - named.keys():
                del self.told[pk]
        missing = {pk: stay for pk, stay in named.items() if pk not in self.told}
        if not missing:
            return
        self.told.update(dict.fromkeys(missing, (None, None)))
        records, days = _documents(missing, found), _stretches(missing)
        sides = {pk: self._sides(record) for pk, record in records.items()}
        self._voyages.fetch(
            _voyage(records[pk], row)
            for pk, both in sides.items()
            for rows in both
            for row in rows
            if ship_of(row) is None
        )
        for pk, both in sides.items():
            first, second = (
                self._told(missing[pk], records[pk], days[pk], number, rows)
                for number, rows in enumerate(both)
            )
            self.told[pk] = first, second

    def _sides(self, record: Visit | Exercise) -> tuple[list[Participant], list[Participant]]:
        """The participants that count for the one and for the other party."""
        rows: Sequence[Participant] = record["participants"]
        return side(self._parties, 0, rows), side(self._parties, 1, rows)

    def _told(
        self,
        stay: Outline,
        record: Visit | Exercise,
        days: Mapping[str, Spans],
        number: int,
        rows: list[Participant],
    ) -> Told | None:
        party = self._parties[number]
        parts = tuple(self._part(stay, record, days, party, row) for row in rows)
        return Told(party, record, rows, Stay(stay.slug, parts)) if parts else None

    def _part(
        self,
        stay: Outline,
        record: Visit | Exercise,
        days: Mapping[str, Spans],
        party: Named,
        row: Participant,
    ) -> Part:
        ship = ship_of(row)
        if ship is not None:
            possible, certain = days.get(ship["key"], NEVER)
        else:
            within = days[WHOLE][0] if WHOLE in days else ((stay.first, stay.last),)
            possible, certain = self._days_of_unnamed(record, row, within)
        return Part(
            row=(stay.slug, row["key"]),
            ship=ship["key"] if ship is not None else None,
            navies=frozenset(nations_of(row, self._groups)),
            states=states(row),
            settled=party.surely_holds(row, self._groups),
            possible=possible,
            certain=certain,
        )

    def _days_of_unnamed(self, record: Visit | Exercise, row: Participant, within: Runs) -> Spans:
        """Ships without a name allow all that their dates allow, within the days of the record.

        Open ends are closed by the deployment that they are on, as rule 1 says.
        """
        voyage = self._voyages.get(_voyage(record, row), Deployment)
        begins = read(voyage["start"]) if voyage else None
        ends = read(voyage["end"]) if voyage else None
        span = dates.span(
            *_dates(record, row),
            not_before=begins.earliest if begins else None,
            not_after=ends.latest if ends else None,
        )
        if span is None:
            return NEVER
        possible, certain = _spans(
            [(span.possible_from, span.possible_to, span.certain_from, span.certain_to)]
        )
        return tuple(shared(possible, within)), tuple(shared(certain, within))


def _documents(stays: Mapping[int, Outline], found: ByRecord | None) -> dict[int, Visit | Exercise]:
    """The documents of the records that stays are told by, by entry: one query, or none."""
    wanted = {(stay.slug.partition(":")[0], stay.record): pk for pk, stay in stays.items()}
    if found is None:
        found = Documents().fetch_ids(wanted)
    return {
        pk: cast("Visit | Exercise", found[each]) for each, pk in wanted.items() if each in found
    }


WHOLE = ""
"""Stands for the key of a ship where days are those of all together."""


def _stretches(entries: Iterable[int]) -> Mapping[int, Mapping[str, Spans]]:
    """The days of each ship, and of the whole where it has holes, by entry: one query."""
    ship = PublicDocument.objects.filter(record_type="vessel", record_id=OuterRef("vessel_id"))
    rows = TimelineStretch.objects.filter(entry__in=list(entries)).annotate(
        ship=Subquery(ship.values("key"))
    )
    found: dict[int, dict[str, list[Bounds]]] = defaultdict(lambda: defaultdict(list))
    for entry, vessel, key, *bounds in rows.values_list("entry_id", "vessel_id", "ship", *BOUNDS):
        if key or vessel is None:  # no ship that was withdrawn since
            found[entry][key or WHOLE].append(cast("Bounds", tuple(bounds)))
    stretches = {
        entry: {key: _spans(each) for key, each in ships.items()} for entry, ships in found.items()
    }
    return defaultdict(dict, stretches)


BOUNDS = ("possible_from", "possible_to", "certain_from", "certain_to")
Bounds = tuple[date, date, date | None, date | None]


def _spans(bounds: Iterable[Bounds]) -> Spans:
    rows = list(bounds)
    certain: list[Days] = [
        (first, last) for _from, _to, first, last in rows if first is not None and last is not None
    ]
    possible = [(first, last) for first, last, *_certain in rows]
    return tuple(joined(possible)), tuple(joined(certain))


def _dates(record: Visit | Exercise, row: Participant) -> Stretch:
    """The dates of a participant: its own where a visit has them, else those of the record."""
    if record["record_type"] == "exercise":
        return stretch_of(record)
    visit, own = cast("Visit", record), cast("VisitParticipant", row)
    return (
        read(own["arrival"] or visit["arrival"]),
        read(own["departure"] or visit["departure"]),
    )


def _voyage(record: Visit | Exercise, row: Participant) -> Link | None:
    """The deployment that a participant of a visit is on."""
    if record["record_type"] == "exercise":
        return None
    return cast("VisitParticipant", row)["deployment"] or cast("Visit", record)["deployment"]

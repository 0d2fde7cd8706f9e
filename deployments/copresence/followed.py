"""Whether anyone followed two parties, so that finding no meeting says something."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import cast

from ..choices import Completeness, Followed
from ..pages import lines
from ..pages.reading import Documents
from ..pages.values import Shown, read
from ..public.shown import Having
from ..shapes import Coverage, Navy, Vessel, code_of
from .parties import Breadth, Named

OF_VISITS = (Followed.EVERYTHING, Followed.VISITS)

ENOUGH = (Completeness.COMPLETE, Completeness.MOST)
"""How completely something was followed where finding nothing says something."""

MOST_COVERAGE = 60
"""Records of what was followed that are asked."""

MOST_SHOWN = 5


class Followings:
    """What is said to be followed of where ships called: two queries.

    ``within`` are the first and the last day asked for; None is open.
    """

    def __init__(
        self,
        parties: tuple[Named, Named],
        ports: Collection[str],
        within: tuple[date | None, date | None],
    ) -> None:
        documents = self._documents = Documents()
        wanted = [Having("coverage", "followed", each, MOST_COVERAGE) for each in OF_VISITS]
        first = documents.first(*wanted)
        rows = [cast("Coverage", row) for each in first for row in each.documents]
        documents.fetch([*(row["navy"] for row in rows), *(party.record for party in parties)])
        self._within = within
        self._of = [[row for row in rows if self._is_of(row, party)] for party in parties]
        self._ports = [row for row in rows if row["port"] and row["port"]["name"] in ports]

    @property
    def both(self) -> bool:
        """Whether on all days asked for both parties were followed, or the port was."""
        one, other = self._of
        return self._whole(self._ports) or (self._whole(one) and self._whole(other))

    def shown(self) -> list[Shown]:
        """The first of what bears on it, as lines of an index."""
        rows = {row["key"]: row for each in (*self._of, self._ports) for row in each}
        return [lines.coverage(row, self._documents) for row in [*rows.values()][:MOST_SHOWN]]

    def _is_of(self, row: Coverage, party: Named) -> bool:
        """Whether it says that a party was followed: by its navy, or its country."""
        code, navy = self._belongs(party)
        if row["navy"] is not None:
            if party.breadth is Breadth.COUNTRY:
                return self._documents.country_of(row["navy"]) == code
            return row["navy"]["key"] == navy
        return bool(code) and code_of(row["country"]) == code

    def _belongs(self, party: Named) -> tuple[str, str]:
        """The code of the country of a party, and the key of its navy."""
        if party.breadth is Breadth.COUNTRY:
            return party.key, ""
        if party.breadth is Breadth.NAVY:
            navy = self._documents.get(party.record, Navy)
            return code_of(navy["country"]) if navy else "", party.key
        vessel = self._documents.get(party.record, Vessel)
        return (code_of(vessel["country"]), vessel["navy"]["key"]) if vessel else ("", "")

    def _whole(self, rows: list[Coverage]) -> bool:
        """Whether something was followed well enough on all of the days asked for."""
        return any(row["completeness"] in ENOUGH and self._covers(row) for row in rows)

    def _covers(self, row: Coverage) -> bool:
        since, until = read(row["since"]), read(row["until"])
        first, last = self._within
        begins = since.latest if since else None
        ends = until.earliest if until else None
        begun = since is None or (first is not None and begins is not None and begins <= first)
        lasts = until is None or (last is not None and ends is not None and last <= ends)
        return begun and lasts

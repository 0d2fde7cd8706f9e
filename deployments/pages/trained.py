"""Who trained with whom: the countries that took part in most exercises, each with the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .. import countries
from ..choices import EntryKind
from ..public.entries import STANDS_FOR
from ..public.numbers import Most, most_frequent, of_kind, trained_among
from ..public.words import TIMELINE
from . import pairs
from .values import Shown, country, filtered

MOST = 20
"""Countries that are shown: those with most exercises."""

NAMED = 3
"""Partners of a country that are shown at once; the others open in place."""

Together = Mapping[tuple[str, str], int]
"""In how many exercises two countries took part, both ways round."""


@dataclass(frozen=True)
class Table:
    """The countries, by how many exercises they took part in, and in how many two did together."""

    exercises: Mapping[str, int]
    together: Together

    @cached_property
    def codes(self) -> Sequence[str]:
        """The countries that trained with another one of them, those with most exercises first."""
        return [code for code in self.exercises if any(code == one for one, _o in self.together)]

    def partners(self, code: str) -> list[tuple[str, int]]:
        """With whom a country trained, most often first."""
        found = [(other, number) for (one, other), number in self.together.items() if one == code]
        return sorted(found, key=lambda item: (-item[1], countries.name(item[0])))


def read() -> Table:
    """The table, of what is published: two queries."""
    option = of_kind(STANDS_FOR, EntryKind.EXERCISE)
    counted = most_frequent(Most(TIMELINE, option, MOST))[option]
    exercises = {code: number for code, number in counted if countries.is_known(code)}
    return Table(exercises, trained_among(exercises) if exercises else {})


def everyone() -> Shown:
    """A list of countries with their partners, and the same as a matrix."""
    table = read()
    rows = [_row(table, code) for code in table.codes]
    return {
        "rows": rows,
        "matrix": [
            {
                "country": row["country"],
                "cells": [
                    {"is_own": other == code, "number": table.together.get((code, other), 0)}
                    for other in table.codes
                ],
            }
            for row, code in zip(rows, table.codes, strict=True)
        ],
        "named": NAMED,
        "most": MOST,
    }


def _row(table: Table, code: str) -> Shown:
    """A country, in how many exercises it took part, and with whom."""
    return {
        "country": country(code),
        "number": table.exercises[code],
        "url": filtered("exercise-list", country=code),
        "partners": [
            {
                "country": country(other, linked=False),
                "number": number,
                "url": pairs.address(code, other),
            }
            for other, number in table.partners(code)
        ],
    }

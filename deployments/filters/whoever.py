"""What people write where a vessel, a navy or a country may be meant."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from .. import countries, country_words
from ..kinds import KINDS, NAVY, VESSEL
from ..letters import fold
from ..public import PublicDocument

MOST_MEANT = 8
"""Parties that are named where several may be meant."""

MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Meant:
    """A party that may be meant: the parameter that names it, its value, and what it is called."""

    parameter: str
    value: str
    name: str

    @property
    def kind(self) -> str:
        """What it is."""
        return _("country") if self.parameter == "country" else str(KINDS[self.parameter].name)


def meant_by(text: str) -> list[Meant]:
    """The vessels, navies and countries that are called ``text``, or have it as key or code.

    Where there are none, vessels and navies whose names begin with it. No more than are named,
    and one: that tells that there are more.
    """
    folded = fold(text[:MOST_CHARACTERS]).strip()
    if not folded:
        return []
    states = [Meant("country", code, countries.name(code)) for code in country_words.meant_by(text)]
    exactly = Q(sort_name=f"0{folded}") | Q(key=text.strip())
    found = [*states, *_among(exactly)]
    return (found or _among(Q(sort_name__startswith=f"0{folded}")))[: MOST_MEANT + 1]


def _among(condition: Q) -> list[Meant]:
    """The vessels and navies that meet a condition: one query."""
    kinds = (VESSEL.record_type, NAVY.record_type)
    rows = PublicDocument.objects.filter(condition, record_type__in=kinds)
    named = rows.order_by("sort_name", "key").values_list("record_type", "key", "name")
    return [Meant(*each) for each in named[: MOST_MEANT + 1]]

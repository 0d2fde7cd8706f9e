"""Who took part in an exercise, source by source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _

from .. import countries, wording
from ..choices import AGAINST, Aspect, Stance
from ..shapes import Exercise, ExerciseParticipant, Source, codes_of
from . import citations, participants
from .reading import Documents
from .values import Shown, countries_of, country_in_words

Codes = tuple[str, ...]
"""The code of a participant's country (several where its day leaves open which, none for a group),
and last what a country without a code is called."""

Named = tuple[Source, list[ExerciseParticipant]]
"""A source, and whom it names."""

MATRIX_LIMIT = 8
"""Sources side by side in one table; beyond that it is no longer readable."""


def groups(exercise: Exercise, documents: Documents) -> list[Shown]:
    """Each source with whom it names, in the order in which they are first met."""
    cited = exercise["citations"]
    against = {row["source"]["key"] for row in cited if row["stance"] in AGAINST}
    relayed = {row["source"]["key"]: row["via"] for row in cited if row["via"]}
    return [
        {
            "source": citations.source_link(source),
            "groups": participants.parties(named, documents),
            "against": source["key"] in against,
            "via": citations.via(relayed.get(source["key"]), documents),
        }
        for source, named in by_source(exercise["participants"], documents)
    ]


def by_source(rows: Iterable[ExerciseParticipant], documents: Documents) -> list[Named]:
    """The participants under every source that names them."""
    found: dict[str, Named] = {}
    for row in rows:
        for link in row["attested_by"]:
            source = documents.source(link)
            if source is not None:
                found.setdefault(source["key"], (source, []))[1].append(row)
    return list(found.values())


def unattested(exercise: Exercise, documents: Documents) -> list[Shown]:
    """Participants whom no source here is noted to name; they rest on the exercise's sources."""
    rows = (row for row in exercise["participants"] if not row["attested_by"])
    return participants.parties(rows, documents)


def matrix(exercise: Exercise, documents: Documents) -> Shown | None:
    """Countries by sources: whom each names, or None where there are not two sources to compare.

    A source is silent on a country only where an editor looked and noted so: what is not recorded
    proves nothing.
    """
    sources = by_source(exercise["participants"], documents)
    if len(sources) < 2:
        return None
    shown = sorted(sources, key=lambda each: -len(codes(each[1])))[:MATRIX_LIMIT]
    disputed = _spoken_of(exercise, AGAINST)
    silent = _spoken_of(exercise, (Stance.SILENT, Stance.DENIES))
    on_nobody = {
        row["source"]["key"]
        for row in exercise["citations"]
        if row["stance"] == Stance.SILENT and row["aspect"] in (Aspect.PARTICIPANTS, Aspect.WHOLE)
    }
    rows: list[Shown] = []
    for own in dict.fromkeys(own for _source, named in sources for own in codes(named)):
        cells: list[Shown] = []
        for source, named in shown:
            parties = [row for row in named if standing(row) == own]
            key = source["key"]
            cells.append(
                {
                    "text": cell(parties),
                    "against": bool(parties) and (key, own) in disputed,
                    "silent": key in on_nobody or (key, own) in silent,
                }
            )
        shown_as = countries_of(own[:-1], own[-1]) or country_in_words(countries.name(""))
        rows.append({"country": shown_as, "cells": cells})
    return {
        "columns": [citations.source_link(source) for source, _named in shown],
        "rows": rows,
        "left_out": len(sources) - len(shown),
    }


def _spoken_of(exercise: Exercise, stances: Collection[str]) -> set[tuple[str, Codes]]:
    """Sources and countries of the participants to whom they take one of ``stances``."""
    return {
        (row["source"]["key"], standing(person))
        for person in exercise["participants"]
        for row in person["citations"]
        if row["stance"] in stances
    }


def codes(rows: Iterable[ExerciseParticipant]) -> list[Codes]:
    """The countries of ``rows``, each once."""
    return list(dict.fromkeys(map(standing, rows)))


def standing(row: ExerciseParticipant) -> Codes:
    """The country that a participant stands for."""
    return (*codes_of(row["countries"]), row["country_said"])


def cell(rows: Sequence[ExerciseParticipant]) -> str:
    """What a source says of one country."""
    if not rows:
        return ""
    words = [
        row["vessel_then"]["called"] if row["vessel_then"] else wording.unnamed(row) for row in rows
    ]
    return ", ".join(word for word in words if word) or _("named, no ship")

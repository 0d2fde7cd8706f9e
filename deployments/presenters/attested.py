"""Who took part in an exercise, source by source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _

from .. import countries
from ..choices import AGAINST, Aspect, Stance
from ..models import Exercise, ExerciseParticipant, Source
from . import citations, participants
from .values import Shown, country

MATRIX_LIMIT = 8
"""Sources side by side in one table; beyond that it is no longer readable."""


def groups(exercise: Exercise) -> list[Shown]:
    """Each source with whom it names, in the order in which they are first met."""
    against = {row.source.pk for row in exercise.citations.all() if row.stance in AGAINST}
    relayed = {row.source.pk: row.via for row in exercise.citations.all() if row.via}
    return [
        {
            "source": citations.source_link(source),
            "groups": participants.parties(named),
            "against": source.pk in against,
            "via": citations.via(relayed.get(source.pk)),
        }
        for source, named in by_source(exercise.participants.all())
    ]


def by_source(
    rows: Iterable[ExerciseParticipant],
) -> list[tuple[Source, list[ExerciseParticipant]]]:
    """The participants under every source that names them."""
    found: dict[int, tuple[Source, list[ExerciseParticipant]]] = {}
    for row in rows:
        for attestation in row.attestations.all():
            source = attestation.source
            found.setdefault(source.pk, (source, []))[1].append(row)
    return list(found.values())


def unattested(exercise: Exercise) -> list[Shown]:
    """Participants whom no source here is noted to name; they rest on the exercise's sources."""
    return participants.parties(
        row for row in exercise.participants.all() if not row.attestations.all()
    )


def matrix(exercise: Exercise) -> Shown | None:
    """Countries by sources: whom each names, or None where there are not two sources to compare.

    A source is silent on a country only where an editor looked and noted so: what is not recorded
    proves nothing.
    """
    sources = by_source(exercise.participants.all())
    if len(sources) < 2:
        return None
    shown = sorted(sources, key=lambda each: -len(codes(each[1])))[:MATRIX_LIMIT]
    disputed = _spoken_of(exercise, AGAINST)
    silent = _spoken_of(exercise, (Stance.SILENT, Stance.DENIES))
    on_nobody = {
        row.source.pk
        for row in exercise.citations.all()
        if row.stance == Stance.SILENT and row.aspect in (Aspect.PARTICIPANTS, Aspect.WHOLE)
    }
    rows = []
    for code in dict.fromkeys(code for _source, named in sources for code in codes(named)):
        cells = []
        for source, named in shown:
            parties = [row for row in named if row.country_code == code]
            cells.append(
                {
                    "text": cell(parties),
                    "against": bool(parties) and (source.pk, code) in disputed,
                    "silent": source.pk in on_nobody or (source.pk, code) in silent,
                }
            )
        rows.append({"country": country(code) or {"name": countries.name("")}, "cells": cells})
    return {
        "columns": [citations.source_link(source) for source, _named in shown],
        "rows": rows,
        "left_out": len(sources) - len(shown),
    }


def _spoken_of(exercise: Exercise, stances: Collection[str]) -> set[tuple[int, str]]:
    """Sources and countries of the participants to whom they take one of ``stances``."""
    return {
        (row.source.pk, person.country_code)
        for person in exercise.participants.all()
        for row in person.citations.all()
        if row.stance in stances
    }


def codes(rows: Iterable[ExerciseParticipant]) -> list[str]:
    """The countries of ``rows``, each once."""
    return list(dict.fromkeys(row.country_code for row in rows))


def cell(rows: Sequence[ExerciseParticipant]) -> str:
    """What a source says of one country."""
    if not rows:
        return ""
    words = [row.vessel.called if row.vessel else participants.unnamed(row) for row in rows]
    return ", ".join(word for word in words if word) or _("named, no ship")

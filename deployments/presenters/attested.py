"""Who took part in an exercise, source by source, and who is named by only some of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from .. import countries
from ..choices import Aspect, Stance
from ..models import Citation, Exercise, ExerciseParticipant, Source
from . import citations, participants
from .values import Shown, country, join_words

MATRIX_LIMIT = 8
"""Sources side by side in one table; beyond that it is no longer readable."""


def groups(exercise: Exercise) -> list[Shown]:
    """Each source with whom it names, in the order in which they are first met."""
    contradicting = {
        row.source.pk for row in exercise.citations.all() if row.stance == Stance.CONTRADICTS
    }
    relayed = {row.source.pk: row.via for row in exercise.citations.all() if row.via}
    return [
        {
            "source": citations.source_link(source),
            "groups": participants.parties(named),
            "contradicts": source.pk in contradicting,
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
    """Countries by sources: whom each names, or None where there are not two sources to compare."""
    sources = by_source(exercise.participants.all())
    if len(sources) < 2:
        return None
    shown = sorted(sources, key=lambda each: -len(codes(each[1])))[:MATRIX_LIMIT]
    disputed = {
        (row.source.pk, person.country_code)
        for person in exercise.participants.all()
        for row in person.citations.all()
        if row.stance == Stance.CONTRADICTS
    }
    rows = []
    for code in dict.fromkeys(code for _source, named in sources for code in codes(named)):
        cells = []
        for source, named in shown:
            parties = [row for row in named if row.country_code == code]
            cells.append(
                {
                    "text": cell(parties),
                    "contradicts": bool(parties) and (source.pk, code) in disputed,
                }
            )
        rows.append({"country": country(code) or {"name": countries.name("")}, "cells": cells})
    return {
        "columns": [citations.source_link(source) for source, _named in shown],
        "rows": rows,
        "left_out": len(sources) - len(shown),
    }


def codes(rows: Iterable[ExerciseParticipant]) -> list[str]:
    """The countries of ``rows``, each once."""
    return list(dict.fromkeys(row.country_code for row in rows))


def cell(rows: Sequence[ExerciseParticipant]) -> str:
    """What a source says of one country."""
    if not rows:
        return ""
    words = [row.vessel.name if row.vessel else participants.unnamed(row) for row in rows]
    return ", ".join(word for word in words if word) or _("named, no ship")


def disagreements(exercise: Exercise) -> list[str]:
    """What the sources do not agree on: what they contradict, and whom the longest list lacks.

    That a shorter list lacks somebody says little; the table of all sources shows it.
    """
    found = [said(row) for row in exercise.citations.all() if row.stance == Stance.CONTRADICTS]
    named_by = [(source, codes(named)) for source, named in by_source(exercise.participants.all())]
    longest = max(named_by, key=lambda each: len(each[1]), default=None)
    if longest is None or len(longest[1]) < 2:
        return found
    for code in dict.fromkeys(code for _source, named in named_by for code in named):
        if code in longest[1]:
            continue
        naming = [citations.name(source) for source, named in named_by if code in named]
        found.append(
            _("%(country)s: named by %(naming)s; not by %(longest)s, whose list is the longest.")
            % {
                "country": countries.name(code),
                "naming": join_words(list(dict.fromkeys(naming))),
                "longest": citations.name(longest[0]),
            }
        )
    return found


def said(row: Citation) -> str:
    """A contradiction in a sentence."""
    aspect = str(row.get_aspect_display()) if row.aspect != Aspect.WHOLE else ""
    shown = citations.citation(row)
    words = shown["stated"] or _("contradicts this record")
    name = citations.name(row.source)
    return f"{name} ({aspect}): {words}" if aspect else f"{name}: {words}"

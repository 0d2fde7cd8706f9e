"""Which sources of a record are independent of one another, and whether they confirm it."""

from __future__ import annotations

from typing import Any

import pytest

from deployments.choices import Stance
from deployments.documents.grounds import words
from deployments.grounds import Voice, grounds
from deployments.models import Citation, Navy, Organisation, Source

MARINA = Navy(pk=1, name="Italian Navy", native_name="Marina Militare", country="IT")


def source(pk: int, publisher: str = "", kind: str = "news", **fields: Any) -> Source:
    """A source that is not stored."""
    return Source(pk=pk, publisher=publisher, kind=kind, title=f"Source {pk}", **fields)


def cited(first: Source, via: Source | None = None, stance: str = Stance.SUPPORTS) -> Citation:
    return Citation(source=first, via=via, stance=stance)


GAZETTE, COURIER = source(1, "Gazette"), source(2, "Courier")
AGAIN = source(3, " GAZETTE")
NAVY = source(4, "Difesa Online", "official", author="Marina Militare")
EMBASSY = source(5, "Embassy of Japan", "official")
LOST = source(6, "Herald", retracted=True)
UNNAMED, UNNAMED_TOO = source(7), source(8)
ON_X, ALSO_ON_X = (source(n, "X", "social", author=f"@{n}") for n in (9, 10))
HOUSE = Organisation(pk=1, name="House", kind="news medium", country="IT")
FORCES = Organisation(pk=2, name="Forze Armate", kind="armed force", country="IT")
MORNING, EVENING = (source(n, f"Paper {n}", publisher_record=HOUSE) for n in (11, 12))
OF_THE_FORCES = source(13, "A portal", "official", publisher_record=FORCES)


@pytest.mark.parametrize(
    ("citations", "independent", "confirm"),
    [
        ([], 0, False),
        ([cited(GAZETTE)], 1, False),
        ([cited(GAZETTE), cited(COURIER)], 2, True),
        ([cited(GAZETTE), cited(GAZETTE)], 1, False),
        ([cited(GAZETTE), cited(AGAIN)], 1, False),
        ([cited(MORNING), cited(EVENING)], 1, False),
        ([cited(UNNAMED), cited(UNNAMED_TOO)], 2, True),
        ([cited(ON_X), cited(ALSO_ON_X)], 2, True),
        ([cited(NAVY)], 1, True),
        ([cited(EMBASSY)], 1, True),
        ([cited(NAVY, via=GAZETTE)], 1, False),
        ([cited(NAVY, via=GAZETTE), cited(GAZETTE)], 1, False),
        ([cited(NAVY, via=GAZETTE), cited(AGAIN)], 1, False),
        ([cited(NAVY, via=GAZETTE), cited(EMBASSY, via=GAZETTE)], 1, False),
        ([cited(NAVY, via=GAZETTE), cited(COURIER)], 2, True),
        ([cited(COURIER, via=GAZETTE), cited(NAVY)], 2, True),
        ([cited(GAZETTE), cited(LOST)], 1, False),
        ([cited(GAZETTE), cited(COURIER, via=LOST)], 1, False),
        ([cited(GAZETTE), cited(COURIER, stance=Stance.DIFFERS)], 1, False),
        ([cited(GAZETTE), cited(COURIER, stance=Stance.MENTIONS)], 1, False),
        ([cited(GAZETTE), cited(COURIER, stance=Stance.NARROWER)], 2, True),
    ],
)
def test_independent_voices(citations: list[Citation], independent: int, confirm: bool) -> None:
    found = grounds(citations, [MARINA])
    assert len(found.voices) == independent
    assert found.confirm is confirm


def test_an_official_source_speaks_for_its_own_navy_only() -> None:
    for speaks in (NAVY, OF_THE_FORCES, source(14, "marina militare", "official")):
        assert grounds([cited(speaks)], [MARINA]).voices == (Voice("official", True, False),)
    assert not grounds([cited(EMBASSY)], [MARINA]).voices[0].is_navy
    assert (
        not grounds([cited(NAVY)], [Navy(pk=2, name="German Navy", country="DE")]).voices[0].is_navy
    )
    assert not grounds([cited(source(15, "Marina Militare"))], [MARINA]).voices[0].is_navy


@pytest.mark.parametrize(
    ("citations", "said"),
    [
        ([], "No source here bears it out."),
        ([cited(GAZETTE)], "Rests on 1 news medium."),
        (
            [cited(GAZETTE), cited(COURIER), cited(NAVY)],
            "Rests on the navy itself and 2 news media.",
        ),
        (
            [cited(source(16, kind="book")), cited(EMBASSY), cited(NAVY, via=GAZETTE)],
            "Rests on 1 official source, 1 book and 1 official source at second hand.",
        ),
        (
            [cited(GAZETTE), cited(LOST)],
            "Rests on 1 news medium. 1 source was retracted and does not count.",
        ),
        ([cited(LOST)], "Rests on nothing that stands. 1 source was retracted and does not count."),
    ],
)
def test_what_a_record_rests_on_in_words(citations: list[Citation], said: str) -> None:
    assert words(grounds(citations, [MARINA])) == said

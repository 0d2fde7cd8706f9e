"""Of a mark is drawn alike what is equally sure, and nothing that is not known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployments.drawing import Form, Mark
from deployments.drawing.lanes import Days, Fade, Piece, Sure

CERTAIN, POSSIBLE, PLANNED = Sure.CERTAIN, Sure.POSSIBLE, Sure.PLANNED


def day(number: int) -> date:
    return date(2024, 8, 1) + timedelta(days=number)


def days(first: int, last: int) -> Days:
    return day(first), day(last)


def mark(possible: Days, **more: Any) -> Mark:
    return Mark(Form.STAY, "visit:x", "/visits/x/", "A call", possible, **more)


@pytest.mark.parametrize(
    ("drawn", "pieces"),
    [
        (mark(days(1, 5), certain=days(1, 5)), [Piece(days(1, 5), CERTAIN)]),
        (mark(days(1, 5)), [Piece(days(1, 5), POSSIBLE)]),
        (
            mark(days(1, 9), certain=days(3, 5)),
            [
                Piece(days(1, 2), POSSIBLE),
                Piece(days(3, 5), CERTAIN),
                Piece(days(6, 9), POSSIBLE),
            ],
        ),
        (
            mark(days(3, 9), certain=days(3, 3), open_after=True),
            [Piece(days(3, 3), CERTAIN), Piece(days(4, 9), POSSIBLE, Fade.AFTER)],
        ),
        (
            mark(days(1, 5), certain=days(5, 5), open_before=True),
            [Piece(days(1, 4), POSSIBLE, Fade.BEFORE), Piece(days(5, 5), CERTAIN)],
        ),
        (
            mark(days(1, 9), certain=days(5, 5), open_before=True, open_after=True),
            [
                Piece(days(1, 4), POSSIBLE, Fade.BEFORE),
                Piece(days(5, 5), CERTAIN),
                Piece(days(6, 9), POSSIBLE, Fade.AFTER),
            ],
        ),
        # The one end is known within some days, and nobody reported the other.
        (mark(days(1, 9), open_after=True), [Piece(days(1, 9), POSSIBLE, Fade.AFTER)]),
        # Neither end is known: it is even.
        (mark(days(1, 9), open_before=True, open_after=True), [Piece(days(1, 9), POSSIBLE)]),
        # What was surely there all the while has no end to fade.
        (mark(days(1, 5), certain=days(1, 5), open_after=True), [Piece(days(1, 5), CERTAIN)]),
        (
            mark(days(1, 9), certain=days(7, 8), holes=[days(3, 4)]),
            [
                Piece(days(1, 2), POSSIBLE),
                Piece(days(5, 6), POSSIBLE),
                Piece(days(7, 8), CERTAIN),
                Piece(days(9, 9), POSSIBLE),
            ],
        ),
        (
            mark(days(1, 9), planned=True, holes=[days(3, 4)]),
            [Piece(days(1, 2), PLANNED), Piece(days(5, 9), PLANNED)],
        ),
    ],
)
def test_days_in_pieces(drawn: Mark, pieces: list[Piece]) -> None:
    assert drawn.pieces() == pieces


spans = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda it: days(it[0], sum(it)))


def within(each: Days) -> set[date]:
    return {each[0] + timedelta(days=number) for number in range((each[1] - each[0]).days + 1)}


@given(spans, st.none() | spans, st.lists(spans, max_size=3), st.booleans(), st.booleans())
def test_every_day_is_drawn_once_and_as_sure_as_it_is(
    possible: Days, certain: Days | None, holes: list[Days], before: bool, after: bool
) -> None:
    left_out = set().union(*map(within, holes))
    drawn = mark(possible, certain=certain, holes=holes, open_before=before, open_after=after)
    pieces = drawn.pieces()
    found = [each for piece in pieces for each in sorted(within(piece.days))]
    assert found == sorted(within(possible) - left_out)
    sure = set().union(*(within(piece.days) for piece in pieces if piece.sure is CERTAIN))
    assert sure == (within(certain) if certain else set()) & set(found)
    assert all(piece.sure is POSSIBLE for piece in pieces if piece.fade)

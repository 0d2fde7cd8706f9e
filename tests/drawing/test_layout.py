"""What stands where: nothing beyond the frame, nothing upon another, and every mark."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployments.drawing import Form, Lane, Mark, Picture
from deployments.drawing.lanes import Days
from deployments.drawing.layout import BAR, NARROW, ROW, WIDE, Frame, Scale, strips, ticks

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
FIRST = date(2024, 5, 30)


def picture(lanes: list[Lane], length: int, first: date = FIRST) -> Picture:
    return Picture("Days", lanes, (first, first + timedelta(days=length)), MONTHS)


def scale_of(shown: Picture, frame: Frame) -> Scale:
    return Scale(shown.days, frame.names + 1.0, frame.width - 1.0)


def mark(form: Form, number: int, first: int, length: int) -> Mark:
    start = FIRST + timedelta(days=first)
    days: Days = (start, start + timedelta(days=length))
    return Mark(form, f"row:{number}", "/x/", "It", days)


marks = st.lists(
    st.tuples(st.sampled_from(Form), st.integers(-60, 260), st.integers(0, 40)), max_size=25
).map(
    lambda found: [
        mark(form, number, *days)
        for number, (form, *days) in enumerate(sorted(found, key=lambda each: each[1:]))
    ]
)


@given(st.lists(marks, min_size=1, max_size=3), st.sampled_from([WIDE, NARROW]))
def test_every_mark_stands_once_in_its_lane_and_none_upon_another(
    found: list[list[Mark]], frame: Frame
) -> None:
    shown = picture([Lane(str(number), each) for number, each in enumerate(found)], 200)
    scale = scale_of(shown, frame)
    laid_out = list(strips(shown, scale, frame))
    for strip in laid_out:
        assert sorted(each.mark.row for each in strip.placed) == sorted(
            each.row for each in strip.lane.marks
        )
        rows = defaultdict(list)
        for placed in strip.placed:
            assert strip.top <= placed.top < strip.bottom
            if placed.mark.form is Form.EXERCISE and (on := scale.across(placed.mark.possible)):
                rows[placed.top].append(on)
            if placed.mark.form in (Form.SAID, Form.OCCASION):
                rows[placed.top].append((placed.middle - 4, placed.middle + 4))
        for extents in rows.values():
            for (_first, last), (first, _last) in pairwise(sorted(extents)):
                assert last <= first + 0.001
    for above, below in pairwise(laid_out):
        assert above.bottom < below.top


@pytest.mark.parametrize("length", [0, 1, 7, 40, 150, 400, 729, 731, 4000, 12000])
@pytest.mark.parametrize("frame", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("first", [FIRST, date(2024, 12, 31), date(1999, 1, 1)])
def test_words_of_the_calendar_stand_apart_and_within(
    length: int, frame: Frame, first: date
) -> None:
    shown = picture([], length, first)
    scale = scale_of(shown, frame)
    found = list(ticks(shown, scale))
    for is_major in (True, False):
        named = [tick for tick in found if tick.words and tick.is_major is is_major]
        for before, after in pairwise(named):
            assert before.x + 6 * len(before.words) < after.x + 6
        assert all(scale.left <= tick.x <= scale.right for tick in named)
    if length >= 150:
        assert [tick for tick in found if tick.words and tick.is_major]
    if length in (40, 150) and frame is WIDE and first == FIRST:
        assert "June 2024" in {tick.words for tick in found}
        assert {"3", "10", "17", "24"} <= {tick.words for tick in found}


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date.min, date.max),
        (date(9999, 12, 20), date.max),
        (date.min, date(1, 2, 3)),
        (date(1800, 1, 1), date(1899, 12, 31)),
        (date(1990, 1, 1), date(2024, 12, 31)),
    ],
)
@pytest.mark.parametrize("frame", [WIDE, NARROW], ids=["wide", "narrow"])
def test_any_days_have_a_calendar_that_can_be_read(first: date, last: date, frame: Frame) -> None:
    shown = Picture("Days", [], (first, last), MONTHS)
    scale = scale_of(shown, frame)
    found = list(ticks(shown, scale))
    assert 1 <= len(found) <= 150
    assert all(scale.left <= tick.x <= scale.right for tick in found)
    named = sorted(tick.x for tick in found if tick.words and tick.is_major)
    assert named
    assert all(after - before >= 25 for before, after in pairwise(named))
    assert scale.across((first, last)) == pytest.approx((scale.left, scale.right))


def test_a_day_is_seen_and_a_stay_ends_after_its_last_day() -> None:
    shown = picture([], 364)
    scale = scale_of(shown, NARROW)
    assert scale.day < 1
    first, last = scale.across((FIRST, FIRST)) or (0, 0)
    assert last - first == 3
    wide = scale_of(picture([], 9), WIDE)
    first, last = wide.across((FIRST, FIRST + timedelta(days=4))) or (0, 0)
    assert last - first == pytest.approx(5 * wide.day)
    assert wide.across((FIRST - timedelta(days=9), FIRST - timedelta(days=1))) is None
    assert wide.across((FIRST + timedelta(days=10), FIRST + timedelta(days=12))) is None


def test_statements_of_the_same_days_stand_side_by_side() -> None:
    said = [mark(Form.SAID, number, 10, 30) for number in range(5)]
    shown = picture([Lane("Said", said)], 60)
    (strip,) = strips(shown, scale_of(shown, WIDE), WIDE)
    assert len({placed.top for placed in strip.placed}) == 1
    assert len({placed.middle for placed in strip.placed}) == 5
    assert strip.bottom - strip.top == BAR
    one_day = [mark(Form.SAID, number, 10, 0) for number in range(3)]
    shown = picture([Lane("Said", one_day)], 60)
    (strip,) = strips(shown, scale_of(shown, WIDE), WIDE)
    assert [placed.top - strip.top for placed in strip.placed] == [0, ROW, 2 * ROW]

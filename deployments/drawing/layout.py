"""Where things stand in a picture: days across, lanes down, names where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .lanes import Days, Form, Lane, Mark, Picture

LETTER = 6.3
"""Pixels of a letter, on average, in the size of names."""

LEAST = 3.0
"""Pixels that a day has at least, where it stands alone."""

BAR, BELOW, ROW = 16, 6, 12
"""Heights of a stay, of an exercise under it, and of a row of statements."""

GAP, HEAD = 8, 38
"""Between lanes; and above them all, for months and days."""

DAY_ROOM = 22
"""Pixels of a week that has room for the day of its Monday."""

TITLE = 16
"""Height of a lane's name where it stands above the lane."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide a picture is, and how much of that the names of lanes take; 0: they stand above."""

    width: int
    names: int


WIDE, NARROW = Frame(960, 190), Frame(358, 0)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days as pixels across."""

    days: Days
    left: float
    right: float

    @property
    def day(self) -> float:
        """The width of one day."""
        return (self.right - self.left) / ((self.days[1] - self.days[0]).days + 1)

    def x(self, day: date) -> float:
        """Where a day begins, within the picture."""
        return self._after((day - self.days[0]).days)

    def _after(self, days: int) -> float:
        return min(max(self.left + days * self.day, self.left), self.right)

    def across(self, days: Days) -> tuple[float, float] | None:
        """Where some days begin and end, at least ``LEAST`` apart; None for those outside."""
        if days[1] < self.days[0] or days[0] > self.days[1]:
            return None
        first, last = self.x(days[0]), self._after((days[1] - self.days[0]).days + 1)
        return first, min(max(last, first + LEAST), self.right + LEAST)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line at the beginning of a day, and what stands over it."""

    x: float
    words: str
    is_major: bool


def ticks(picture: Picture, scale: Scale) -> Iterator[Tick]:
    """Months with Mondays between; where they lie too close together years, or some of them."""
    first, last = picture.days
    if 28 * scale.day < 4 * LETTER:
        yield from _years(first, last, scale)
        return
    if scale.day * 7 >= DAY_ROOM:
        for number in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(number)
            if day.weekday() == 0:
                yield Tick(scale.x(day), str(day.day), is_major=False)
    starts = [max(first, each) for each in _months(first, last)]
    edges = [*(scale.x(each) for each in starts[1:]), scale.right]
    for start, edge in zip(starts, edges, strict=True):
        x, name = scale.x(start), picture.months[start.month - 1]
        short = f"{name[:3]} {start.year}" if start.month == 1 or start == first else name[:3]
        fits = (each for each in (f"{name} {start.year}", short) if len(each) * LETTER <= edge - x)
        yield Tick(x, next(fits, ""), is_major=True)


def _months(first: date, last: date) -> Iterator[date]:
    """The first days of the months from that of ``first`` to that of ``last``."""
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(number // 12, number % 12 + 1, 1)


def _years(first: date, last: date, scale: Scale) -> Iterator[Tick]:
    """The beginnings of years, or of decades or centuries where years lie too close together."""
    step = next(step for step in (1, 10, 100, 1000) if step * 365 * scale.day >= 5 * LETTER)
    years = range(-(-first.year // step) * step, last.year + 1, step)
    starts = [start for year in years if (start := date(max(year, 1), 1, 1)) > first]
    edges = [scale.x(start) for start in starts]
    for start, edge in zip([first, *starts], [*edges, scale.right], strict=True):
        x = scale.x(start)
        yield Tick(x, str(start.year) if edge - x >= 5 * LETTER else "", is_major=True)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with the top of its row.

    ``room`` is that in which its name may stand; ``middle`` is where a dot or ring stands.
    """

    mark: Mark
    top: float
    room: float = 0
    middle: float = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane with the place of its name, its marks, and where it ends."""

    lane: Lane
    top: float
    bottom: float
    placed: Sequence[Placed]


def strips(picture: Picture, scale: Scale, frame: Frame) -> Iterator[Strip]:
    """The lanes from top to bottom."""
    top: float = HEAD
    for lane in picture.lanes:
        start = top + (0 if frame.names else TITLE)
        placed = list(_placed(lane, scale, start))
        height = max([BAR, *(each.top + _height(each.mark) - start for each in placed)])
        yield Strip(lane, top, start + height, placed)
        top = start + height + GAP


def _height(mark: Mark) -> float:
    return {Form.STAY: BAR, Form.EXERCISE: BELOW}.get(mark.form, ROW)


def _placed(lane: Lane, scale: Scale, top: float) -> Iterator[Placed]:
    """Stays beside each other, exercises under them, and the rest in as few rows as it takes."""
    stays = [mark for mark in lane.marks if mark.form is Form.STAY]
    below = top
    if stays:
        below = top + BAR + 2
    begins = [scale.x(mark.possible[0]) for mark in stays]
    for mark, end in zip(stays, [*begins[1:], scale.right], strict=False):
        yield Placed(mark, top, end - scale.x(mark.possible[0]))
    exercises = [mark for mark in lane.marks if mark.form is Form.EXERCISE]
    rows = _packed([_extent(mark, scale) for mark in exercises])
    for mark, row in zip(exercises, rows, strict=True):
        yield Placed(mark, below + row * (BELOW + 2))
    if exercises:
        below += (max(rows) + 1) * (BELOW + 2)
    units = list(_moments(lane, scale))
    for unit, row in zip(units, _packed([extent for extent, _marks in units]), strict=True):
        (first, last), marks = unit
        for number, mark in enumerate(marks, 1):
            middle = first + (last - first) * number / (len(marks) + 1)
            yield Placed(mark, below + row * ROW, middle=middle)


def _moments(lane: Lane, scale: Scale) -> Iterator[tuple[Extent, Sequence[Mark]]]:
    """Occasions and statements: those of the same days side by side, as many as there is room."""
    found: dict[Days, list[Mark]] = {}
    for mark in lane.marks:
        if mark.form in (Form.OCCASION, Form.SAID):
            found.setdefault(mark.possible, []).append(mark)
    for marks in found.values():
        extent = _extent(marks[0], scale)
        most = max(1, int((extent[1] - extent[0]) / ROW))
        for at in range(0, len(marks), most):
            yield extent, marks[at : at + most]


Extent = tuple[float, float]
"""From where to where something reaches across."""


def _extent(mark: Mark, scale: Scale) -> Extent:
    """That of a mark, or of the arrow to one that lies beyond the picture."""
    found = scale.across(mark.possible)
    if found is None:
        later = mark.possible[0] > scale.days[1]
        found = (scale.right - ROW, scale.right) if later else (scale.left, scale.left + ROW)
    first, last = found
    short = max(0, ROW - (last - first)) / 2 if mark.form in (Form.OCCASION, Form.SAID) else 0
    return first - short, last + short


def _packed(extents: Sequence[Extent]) -> list[int]:
    """The row of each, so that no two of a row meet; those that come first stand on top."""
    ends: list[float] = []
    rows = []
    for first, last in extents:
        free = (row for row, end in enumerate(ends) if end <= first)
        row = next(free, len(ends))
        ends[row : row + 1] = [last + 2]
        rows.append(row)
    return rows

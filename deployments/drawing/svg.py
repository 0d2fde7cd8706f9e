"""Writes a picture as SVG.

Colours stand in attributes where a picture is a file of its own; on a page its style sheet gives
them by the classes beside them, as a strict policy forbids styles within a page. Pattern and form
carry the meaning; colour tells navies apart and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from .lanes import TONES, Fade, Form, Mark, Picture, Piece, Sure
from .layout import (
    BAR,
    BELOW,
    GAP,
    HEAD,
    LETTER,
    NARROW,
    ROW,
    TITLE,
    WIDE,
    Frame,
    Placed,
    Scale,
    Strip,
    strips,
    ticks,
)

INK, SOFT, RULE, PAPER, TRAINING = "#16212b", "#4c5964", "#cdd6da", "#fcfcfa", "#b98300"
COLOURS = (
    *("#1f5c87", "#8c2f46", "#5a5a2b", "#4f4a8c"),
    *("#2f6b4f", "#7a4a1d", "#6b2a6b", "#3a4150"),
)
"""The colours of ``TONES`` tones; tokens.css has those of the site."""


_HALO = ' stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
_OF_THE_STYLE_SHEET = re.compile(f' (?:fill|stroke)="#[0-9a-f]+"|{_HALO}')
"""What the style sheet of a page says of each class: it is a third of a picture."""


def draw(
    picture: Picture, *, prefix: str, narrow: bool = False, credit: str = "", site: str = ""
) -> str:
    """The picture as an SVG element.

    ``prefix`` begins the ids in it, which are unique on a page. A narrow one is for phones: names
    stand above the lanes. To be shown elsewhere it has a ``credit``, a line below, and ``site``,
    which begins the addresses of its marks. On a page it is silent: a list beside it says the same,
    and its marks are no further stops for who goes there by keyboard.
    """
    frame = NARROW if narrow else WIDE
    scale = Scale(picture.days, frame.names + 1.0, frame.width - 1.0)
    lanes = list(strips(picture, scale, frame))
    bottom = (lanes[-1].bottom if lanes else HEAD) + GAP
    height = round(bottom + (2 * TITLE if credit else 0))
    told = f'role="img" aria-label="{escape(picture.label)}"' if credit else 'aria-hidden="true"'
    used = sorted({strip.lane.tone for strip in lanes})
    drawn = "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {height}" ',
            f'width="{frame.width}" height="{height}" {told} ',
            'font-family="sans-serif" font-size="11">',
            *_definitions(prefix, used),
            *_calendar(picture, scale, bottom),
            *_lanes(lanes, scale, frame, prefix, site),
            _text(1, height - 8, credit, SOFT, "soft") if credit else "",
            "</svg>",
        )
    )
    return drawn if credit else _OF_THE_STYLE_SHEET.sub("", drawn)


def _definitions(prefix: str, tones: list[int]) -> Iterator[str]:
    """The hatching of each tone, and the masks by which it fades."""
    yield "<defs>"
    for tone in tones:
        yield (
            f'<pattern id="{prefix}h{tone}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{PAPER}" '
            f'class="under"/><rect width="2.4" height="6" {_tone(tone)}/></pattern>'
        )
    for name, start, end in ((Fade.BEFORE, 0, 1), (Fade.AFTER, 1, 0)):
        yield (
            f'<linearGradient id="{prefix}g{name}">'
            f'<stop offset="{0.3 if end else 0}" stop-color="#fff" stop-opacity="{start}"/>'
            f'<stop offset="{1 if end else 0.7}" stop-color="#fff" stop-opacity="{end}"/>'
            f'</linearGradient><mask id="{prefix}m{name}" maskContentUnits="objectBoundingBox">'
            f'<rect width="1" height="1" fill="url(#{prefix}g{name})"/></mask>'
        )
    yield "</defs>"


def _tone(tone: int) -> str:
    return f'fill="{COLOURS[tone - 1]}" class="tone-{tone}"'


def _calendar(picture: Picture, scale: Scale, bottom: float) -> Iterator[str]:
    for tick in ticks(picture, scale):
        top = HEAD - (30 if tick.is_major else 12)
        name = "major" if tick.is_major else "minor"
        yield (
            f'<path d="M{_n(tick.x)} {top}V{_n(bottom)}" stroke="{RULE}" class="tick {name}" '
            f'stroke-width="{1 if tick.is_major else 0.5}"/>'
        )
        if tick.words:
            weight = "bold" if tick.is_major else "normal"
            yield _text(tick.x + 3, top + 8, tick.words, INK, "ink", weight=weight)


def _lanes(lanes: list[Strip], scale: Scale, frame: Frame, prefix: str, site: str) -> Iterator[str]:
    """Each lane with its name; that of a group once, before the first of its lanes."""
    before = ""
    for strip in lanes:
        group = strip.lane.group
        yield from _named(strip, scale, frame, "" if group == before else group)
        for placed in strip.placed:
            yield from _mark(placed, scale, strip.lane.tone, prefix, site)
        before = group


def _named(strip: Strip, scale: Scale, frame: Frame, group: str) -> Iterator[str]:
    words = strip.lane.name
    if frame.names:
        yield _text(1, strip.top + 12, group, SOFT, "soft", weight="bold") if group else ""
        most = int((frame.names - 30) / LETTER)
        shown = words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
        yield _text(frame.names - 8, strip.top + 12, shown, INK, "ink", end=True)
    else:
        yield _text(1, strip.top + 12, f"{group} {words}".strip(), INK, "ink")
    yield (
        f'<path d="M{_n(scale.left)} {_n(strip.bottom + GAP / 2)}H{_n(scale.right)}" '
        f'stroke="{RULE}" class="tick minor" stroke-width="0.5"/>'
    )


def _mark(placed: Placed, scale: Scale, tone: int, prefix: str, site: str) -> Iterator[str]:
    mark = placed.mark
    yield (
        f'<a href="{escape(site + mark.url)}" tabindex="-1" class="on-lane {mark.form}" '
        f'data-row="{escape(mark.row)}"><title>{escape(mark.title)}</title>'
    )
    if scale.across(mark.possible) is None:
        yield _beyond(mark, placed.top, scale)
    elif mark.form is Form.STAY:
        yield from _stay(placed, scale, tone, prefix)
    elif mark.form is Form.EXERCISE:
        yield from _exercise(placed, scale)
    else:
        yield from _moment(placed, scale)
    yield "</a>"


def _beyond(mark: Mark, top: float, scale: Scale) -> str:
    """An arrow at the edge beyond which it lies."""
    later = mark.possible[0] > scale.days[1]
    x, ahead = (scale.right, -7) if later else (scale.left, 7)
    return f'<path d="M{_n(x)} {_n(top + 6)}l{ahead} -5v10z" fill="{INK}" class="ink"/>'


def _stay(placed: Placed, scale: Scale, tone: int, prefix: str) -> Iterator[str]:
    for piece in placed.mark.pieces():
        found = scale.across(piece.days)
        if found is None:
            continue
        box = _box(found, placed.top, BAR)
        if piece.sure is Sure.CERTAIN:
            yield f"<rect {box} {_tone(tone)}/>"
        elif piece.sure is Sure.PLANNED:
            yield (
                f'<rect {box} fill="none" stroke="{COLOURS[tone - 1]}" class="line-{tone} planned" '
                'stroke-dasharray="2 3" stroke-width="1.5"/>'
            )
        else:
            yield f'<rect {box} fill="url(#{prefix}h{tone})"{_edge(piece, tone, prefix)}/>'
    name = placed.mark.name
    if name and (len(name) + 1) * LETTER <= placed.room:
        x = scale.x(placed.mark.possible[0]) + 4
        yield _text(x, placed.top + 12, name, INK, "on-mark", halo=True)


def _edge(piece: Piece, tone: int, prefix: str) -> str:
    """What fades has no edge: where it ends is not known."""
    if piece.fade:
        return f' mask="url(#{prefix}m{piece.fade})"'
    return f' stroke="{COLOURS[tone - 1]}" stroke-width="0.75" class="line-{tone}"'


def _exercise(placed: Placed, scale: Scale) -> Iterator[str]:
    for piece in placed.mark.pieces():
        found = scale.across(piece.days)
        if found is None:
            continue
        box = f'{_box(found, placed.top, BELOW)} rx="3" stroke="{TRAINING}" stroke-width="1"'
        if piece.sure is Sure.CERTAIN:
            yield f'<rect {box} fill="{TRAINING}" class="training"/>'
        else:
            dashes = "1 3" if piece.sure is Sure.PLANNED else "3 2"
            yield (
                f'<rect {box} fill="{TRAINING}" fill-opacity="0.15" stroke-dasharray="{dashes}" '
                'class="training pale"/>'
            )


def _moment(placed: Placed, scale: Scale) -> Iterator[str]:
    """A dot on its day; a ring on a dotted line, where it was within some days."""
    mark, middle = placed.mark, _n(placed.top + ROW / 2)
    first, last = scale.across(mark.possible) or (0, 0)
    is_day = mark.possible[0] == mark.possible[1]
    x = _n(placed.middle)
    if not is_day:
        yield (
            f'<path d="M{_n(first)} {middle}H{_n(last)}" stroke="{INK}" stroke-dasharray="1 3" '
            'class="line-ink"/>'
        )
    fill = INK if is_day else PAPER
    name = "ink" if is_day else "under"
    shape = f'fill="{fill}" class="{name} line-ink" stroke="{INK}"'
    reach = _box((placed.middle - ROW / 2, placed.middle + ROW / 2), placed.top, ROW)
    yield f'<rect {reach} fill="none" pointer-events="all"/>'  # a dot is too small to point at
    if mark.form is Form.OCCASION:
        yield f'<path d="M{x} {_n(placed.top + 1)}l5 5l-5 5l-5 -5z" {shape}/>'
    else:
        yield f'<circle cx="{x}" cy="{middle}" r="3.5" {shape}/>'


def _box(across: tuple[float, float], top: float, height: float) -> str:
    first, last = across
    return f'x="{_n(first)}" y="{_n(top)}" width="{_n(last - first)}" height="{_n(height)}"'


def _text(
    x: float,
    y: float,
    words: str,
    fill: str,
    name: str,
    *,
    weight: str = "normal",
    end: bool = False,
    halo: bool = False,
) -> str:
    more = ' text-anchor="end"' if end else ""
    if weight != "normal":
        more += f' font-weight="{weight}"'
    if halo:
        more += f' stroke="{PAPER}"{_HALO}'
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" fill="{fill}" class="{name}"{more}>{escape(words)}</text>'
    )


def _n(number: float) -> str:
    """A number of pixels, with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")


assert len(COLOURS) == TONES

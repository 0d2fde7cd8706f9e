"""The picture as it is written: well formed, safe, told in words, and the same each time."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from deployments.drawing import TONES, Form, Lane, Mark, Picture, draw, svg

MONTHS = ("January", "", "", "", "", "", "July", "August", "September", "", "", "December")
KEPT = Path(__file__).with_name("picture.svg")
SVG = "{http://www.w3.org/2000/svg}"


def august(first: int, last: int) -> tuple[date, date]:
    return date(2024, 8, first), date(2024, 8, last)


def stay(row: str, first: int, last: int, name: str = "", **more: object) -> Mark:
    title = f"{name}: {first} to {last} August 2024"
    return Mark(
        Form.STAY,
        f"visit:{row}",
        f"/visits/{row}/",
        title,
        august(first, last),
        name=name,
        **more,  # type: ignore[arg-type]
    )


PICTURE = Picture(
    "A voyage: 9 records by day.",
    [
        Lane(
            "Cavour & <Alpino>",
            [
                stay("darwin", 2, 6, "Darwin", certain=august(4, 4)),
                stay("yokosuka", 22, 27, "Yokosuka", certain=august(22, 27)),
                Mark(
                    Form.EXERCISE,
                    "exercise:pitch-black",
                    "/exercises/pitch-black/",
                    "Pitch Black",
                    august(8, 20),
                    certain=august(12, 14),
                ),
            ],
            "IT",
        ),
        Lane(
            "Bretagne",
            [
                stay("guam", 3, 25, "Guam", certain=august(3, 5), open_after=True),
                stay("manila", 28, 31, "Manila", planned=True),
            ],
            "FR",
            tone=2,
        ),
        Lane(
            "Said",
            [
                Mark(Form.OCCASION, "engagement:dinner", "/e/", "Dinner", august(23, 23)),
                Mark(Form.SAID, "commentary:a", "/c/a/", "“Why” & how", august(10, 10)),
                Mark(Form.SAID, "commentary:b", "/c/b/", "Within", august(8, 24)),
                Mark(
                    Form.SAID,
                    "commentary:c",
                    "/c/c/",
                    "Later",
                    (date(2025, 1, 1), date(2025, 1, 1)),
                ),
            ],
            tone=3,
        ),
    ],
    august(1, 31),
    MONTHS,
)


def test_it_is_the_picture_that_was_looked_at() -> None:
    drawn = draw(PICTURE, prefix="w", credit="A credit", site="https://example.org") + "\n"
    if os.environ.get("WRITE_PICTURE"):
        KEPT.write_text(drawn)
    assert drawn == KEPT.read_text(), (
        "look at it, then: WRITE_PICTURE=1 make test ARGS=tests/drawing"
    )


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_mark_is_a_link_with_its_row_in_words_out_of_the_tab_order(narrow: bool) -> None:
    root = ET.fromstring(draw(PICTURE, prefix="n", narrow=narrow))  # noqa: S314
    assert root.get("aria-hidden") == "true"  # the list below it says the same
    links = root.findall(f".//{SVG}a")
    rows = [link.get("data-row") for link in links]
    assert sorted(map(str, rows)) == sorted(mark.row for mark in PICTURE.marks)
    by_row = {mark.row: mark for mark in PICTURE.marks}
    for link in links:
        mark = by_row[link.get("data-row") or ""]
        assert link.findtext(f"{SVG}title") == mark.title
        assert link.get("href") == mark.url
        assert link.get("tabindex") == "-1"
        assert len(link) > 1


def test_by_itself_it_is_told_in_words() -> None:
    root = ET.fromstring(draw(PICTURE, prefix="w", credit="A credit"))  # noqa: S314
    assert root.get("role") == "img"
    assert root.get("aria-label") == PICTURE.label
    assert root.get("aria-hidden") is None


def test_what_is_sure_is_drawn_solid_what_is_not_hatched_and_plans_as_outlines() -> None:
    root = ET.fromstring(draw(PICTURE, prefix="w"))  # noqa: S314

    def drawn(row: str) -> list[tuple[str | None, str | None]]:
        link = root.find(f".//{SVG}a[@data-row='{row}']")
        assert link is not None
        return [(each.get("fill"), each.get("mask")) for each in link.findall(f"{SVG}rect")]

    (solid, _mask), *more = drawn("visit:yokosuka")
    assert not more
    assert drawn("visit:darwin") == [("url(#wh1)", None), (solid, None), ("url(#wh1)", None)]
    assert drawn("visit:guam")[1] == ("url(#wh2)", "url(#wmafter)")
    assert drawn("visit:manila") == [("none", None)]


def test_nothing_in_it_needs_a_style_or_a_script_and_ids_are_its_own() -> None:
    both = [draw(PICTURE, prefix="w"), draw(PICTURE, prefix="n", narrow=True)]
    ids = []
    for drawn in both:
        root = ET.fromstring(drawn)  # noqa: S314
        for each in root.iter():
            assert each.tag.removeprefix(SVG) not in ("style", "script", "foreignObject")
            assert not [name for name in each.attrib if name == "style" or name.startswith("on")]
            if found := each.get("id"):
                ids.append(found)
        assert root.get("viewBox", "").split()[2] == ("960" if drawn is both[0] else "358")
    assert ids
    assert len(ids) == len(set(ids))


def test_names_and_titles_are_written_as_text() -> None:
    hostile = '"><script>alert(1)</script>'
    mark = Mark(Form.STAY, hostile, f"/{hostile}", hostile, august(1, 9), name=hostile)
    shown = Picture(hostile, [Lane(hostile, [mark], hostile)], august(1, 30), MONTHS)
    drawn = draw(shown, prefix="w", credit=hostile)
    assert "<script" not in drawn
    root = ET.fromstring(drawn)  # noqa: S314
    assert hostile in [each.text for each in root.iter(f"{SVG}text")]


def test_a_lane_has_its_tone_and_its_group_stands_once() -> None:
    lanes = [
        Lane(f"Ship {number}", [stay(f"s{number}", 1, 2)], "IT", tone=number)
        for number in range(1, TONES + 1)
    ]
    drawn = draw(Picture("x", lanes, august(1, 31), MONTHS), prefix="w")
    assert drawn.count(">IT</text>") == 1
    for number in range(1, TONES + 1):
        assert f'id="wh{number}"' in drawn
    long = Lane("A name that is far longer than there is room for beside the lane", [])
    assert "…</text>" in draw(Picture("x", [long], august(1, 31), MONTHS), prefix="w")


def test_a_file_has_the_colours_that_a_page_has_by_day() -> None:
    tokens = (Path(svg.__file__).parents[1] / "static/deployments/tokens.css").read_text()
    light = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", tokens.partition("@media")[0]))
    assert [light[f"tone-{number}"] for number in range(1, TONES + 1)] == list(svg.COLOURS)
    assert (light["ink"], light["ink-soft"], light["rule"]) == (svg.INK, svg.SOFT, svg.RULE)
    assert (light["paper"], light["training"]) == (svg.PAPER, svg.TRAINING)

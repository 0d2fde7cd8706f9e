"""The picture of a voyage shows the rows of the lists below it: each of them, and nothing else."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from deployments.kinds import DEPLOYMENT, KINDS, NAVY, PORT, QUESTION, VESSEL, RecordKind
from deployments.public import TimelineEntry, documents_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

SVG = "{http://www.w3.org/2000/svg}"
SECTIONS = {
    "itinerary": ("visit", "visits"),
    "visits": ("visit", "visits"),
    "exercises": ("exercise", "exercises"),
    "engagements": ("engagement", "engagements"),
    "said": ("commentary", "commentary"),
}
"""By its id what a section lists, and the word for that in addresses."""


def page(kind: RecordKind, key: str) -> str:
    answer = Client().get(reverse(f"deployments:{kind.record_type}-detail", args=[key]))
    assert answer.status_code == 200
    return answer.text


def drawn(html: str) -> list[ET.Element]:
    """The wide and the narrow picture of a page."""
    found = re.findall(r"<svg xmlns[^>]*viewBox.*?</svg>", html, re.DOTALL)
    return [ET.fromstring(each) for each in found]  # noqa: S314


def rows(picture: ET.Element) -> set[str]:
    return {link.get("data-row") or "" for link in picture.findall(f".//{SVG}a")}


def listed(html: str) -> set[str]:
    """The visits, exercises, engagements and statements that stand in the sections of a page."""
    found = set()
    for section, (kind, plural) in SECTIONS.items():
        match = re.search(
            rf'<section[^>]*aria-labelledby="{section}".*?</section>', html, re.DOTALL
        )
        # What became of a plan is linked in its line, too; the heading links what the line is.
        heading = "" if kind == "commentary" else r"<h\d>"
        link = rf'{heading}<a href="/{plural}/([a-z0-9-]+)/"'
        links = re.findall(link, match[0] if match else "")
        found |= {f"{kind}:{key}" for key in links}
    return found


def answers(html: str) -> set[str]:
    """The statements on the page of a question, which has no sections."""
    return {f"commentary:{key}" for key in re.findall(r'<a href="/commentary/([a-z0-9-]+)/"', html)}


@pytest.mark.parametrize("code", ["IT", "JP", "DE", "FR", "SG"])
def test_marks_of_a_country_are_the_rows_of_its_lists(code: str) -> None:
    html = Client().get(reverse("deployments:country-detail", args=[code])).text
    told = {
        row
        for section in ("came", "went", "exercises", "engagements", "said")
        for row in listed_in(html, section)
    }
    wide, narrow = map(rows, drawn(html))
    assert wide == narrow == told & dated()
    assert len(wide) > 8


def listed_in(html: str, section: str) -> set[str]:
    """What the entries of a section tell of."""
    match = re.search(rf'<section[^>]*aria-labelledby="{section}".*?</section>', html, re.DOTALL)
    return told_in(match[0]) if match else set()


def test_the_timeline_as_a_whole_has_no_picture() -> None:
    """What is newest of everything has little in common, and a first visit is to be light."""
    assert not drawn(Client().get("/timeline/").text)


def told_in(html: str) -> set[str]:
    """What entries tell of, but for voyages, whose beginnings and ends have no marks."""
    links = re.findall(r'<h3>(?:<[^>a]+>)*<a href="/(\w+)/([a-z0-9-]+)/"', html)
    names = {kind.plural: kind.record_type for kind in KINDS.values()}
    return {f"{names[plural]}:{key}" for plural, key in links if plural != "deployments"}


@pytest.mark.parametrize(
    "query",
    [
        *("period=2024-08", "period=2024&plans=all", "period=2024&order=oldest", "kind=statement"),
        *("port=yokosuka", "country=JP&from=2024"),
    ],
)
def test_marks_of_the_timeline_are_the_entries_of_its_page(query: str) -> None:
    """Of a voyage that no visit tells of, only the beginning or end is an entry: without a mark."""
    html = Client().get(f"/timeline/?{query}").text
    told = told_in(html)
    assert len(told) > 10
    wide, narrow = map(rows, drawn(html))
    assert wide == narrow == told & dated()


def dated() -> set[str]:
    """What has days: all else can stand in lists alone."""
    entries = TimelineEntry.objects.filter(possible_from__isnull=False)
    return {f"{entry.record_type}:{key_of(entry)}" for entry in entries}


def key_of(entry: TimelineEntry) -> str:
    return entry.slug.partition(":")[2]


@pytest.mark.parametrize(
    ("kind", "at_least"),
    [(DEPLOYMENT, 100), (VESSEL, 200), (PORT, 130), (NAVY, 100), (QUESTION, 20)],
    ids=lambda each: getattr(each, "plural", None),
)
def test_marks_are_the_rows_of_the_lists_below(kind: RecordKind, at_least: int) -> None:
    seen, with_days = 0, dated()
    for record in documents_of(kind.record_type):
        html = page(kind, record.key)
        in_lists = (answers(html) if kind is QUESTION else listed(html)) & with_days
        pictures = drawn(html)
        assert len(pictures) == (2 if in_lists else 0), record.key
        for picture in pictures:
            assert rows(picture) == in_lists, record.key
        seen += len(in_lists)
    assert seen >= at_least


def test_a_picture_is_a_file_too_with_whose_it_is() -> None:
    html = page(DEPLOYMENT, "it-csg-2024")
    assert 'href="timeline.svg"' in html
    answer = Client().get("/deployments/it-csg-2024/timeline.svg")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == 'attachment; filename="it-csg-2024-timeline.svg"'
    root = ET.fromstring(answer.content)  # noqa: S314
    assert rows(root) == rows(drawn(html)[0])
    assert {link.get("href", "")[:18] for link in root.iter(f"{SVG}a")} == {"http://testserver/"}
    words = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert words[-1].endswith("http://testserver/deployments/it-csg-2024/")
    assert "CC BY 4.0" in words[-1]


def test_there_is_no_picture_of_what_is_not_there() -> None:
    assert Client().get("/deployments/no-such-voyage/timeline.svg").status_code == 404
    assert Client().get("/visits/cavour-yokosuka-2024-08-22/timeline.svg").status_code == 404


def test_the_story_can_be_seen() -> None:
    """Cavour and Alpino lay certainly at Yokosuka from 22 to 27 August 2024, each in her lane."""
    picture = drawn(page(DEPLOYMENT, "it-csg-2024"))[0]
    calls = picture.findall(f".//{SVG}a[@data-row='visit:cavour-yokosuka-2024-08-22']")
    assert len(calls) == 2
    for call in calls:
        assert "Yokosuka" in (call.findtext(f"{SVG}title") or "")
        assert "22–27 August 2024" in (call.findtext(f"{SVG}title") or "")
        (box,) = call.findall(f"{SVG}rect")
        assert box.get("class") == "tone-1"
    names = [text.text for text in picture.iter(f"{SVG}text")]
    assert {"IT", "ITS Cavour", "ITS Alpino", "Said", "August 2024"} <= set(names)


def test_who_lay_in_a_port_stands_by_country_each_once() -> None:
    picture = drawn(page(PORT, "yokosuka"))[0]
    names = [text.text or "" for text in picture.iter(f"{SVG}text")]
    lanes = [name for name in names if name.startswith(("ITS", "FS", "FGS", "HMAS", "USS"))]
    codes = [name for name in names if len(name) == 2 and name.isupper()]
    assert codes == sorted(set(codes))
    assert {"AU", "DE", "FR", "IT", "JP", "US"} <= set(codes)
    assert {"ITS Cavour", "FS Bretagne", "FGS Frankfurt am Main", "HMAS Sydney"} <= set(lanes)
    assert len(lanes) == len(set(lanes))


def test_an_end_of_which_no_source_says_how_late_it_was_fades() -> None:
    """Aotearoa left “on or after 19 August”: the thirty days after it are nobody's words."""
    picture = drawn(page(PORT, "yokosuka"))[0]
    for row, masks in (
        ("visit:aotearoa-yokosuka-2024-08-17", [None, "url(#wmafter)"]),
        ("visit:bretagne-yokosuka-2024-08-01", [None, None]),
    ):
        call = picture.find(f".//{SVG}a[@data-row='{row}']")
        assert call is not None
        assert [box.get("mask") for box in call.findall(f"{SVG}rect")] == masks, row

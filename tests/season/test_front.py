"""The front page with the season: its picture, and that it is light."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from deployments.choices import NOT_PRESENT
from deployments.public import TimelineEntry
from tests.season.test_pictures import drawn, key_of, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

HEAVIEST = 60_000
"""Bytes of a first visit: the page and all its files, as sent."""

HEAVIEST_PICTURE = 25_000


def page() -> str:
    return Client().get("/").content.decode()


def test_the_picture_is_of_the_months_that_the_founding_article_tells_of() -> None:
    html = page()
    assert '<h2 id="by-day">August and September 2024</h2>' in html
    assert 'href="/days/2024-08/"' in html
    assert 'href="/days/2024-09/"' in html


def test_each_mark_is_what_happened_in_these_months() -> None:
    told = TimelineEntry.objects.filter(period__in=(202408, 202409), in_stream=True)
    known = {
        f"{entry.record_type}:{key_of(entry)}" for entry in told.exclude(certainty__in=NOT_PRESENT)
    }
    wide, narrow = map(rows, drawn(page()))
    assert wide == narrow
    assert len(wide) > 40
    assert wide <= known, wide - known


def test_whoever_lay_at_yokosuka_with_cavour_has_a_lane() -> None:
    words = " ".join("".join(picture.itertext()) for picture in drawn(page()))
    for ship in ("ITS Cavour", "ITS Alpino", "FS Bretagne", "FGS Baden-Württemberg", "HMAS Sydney"):
        assert ship in words


def test_a_first_visit_is_light() -> None:
    html = page()
    files = ["tokens.css", "site.css", "pictures.css", "mark.svg"]
    assert all(f"deployments/{name}" in html for name in files)
    sizes = {"page": len(gzip.compress(html.encode()))}
    for name in files:
        found = finders.find(f"deployments/{name}")
        assert isinstance(found, str)
        sizes[name] = len(gzip.compress(Path(found).read_bytes()))
    assert sum(sizes.values()) <= HEAVIEST, sizes
    _before, _begin, rest = html.partition('<div class="picture-wide">')
    wide, _end, _after = rest.partition('<div class="picture-narrow">')
    assert 0 < len(gzip.compress(wide.encode())) <= HEAVIEST_PICTURE

"""Which addresses of the web lead to one page."""

from __future__ import annotations

import pytest

from deployments.rules.addresses import original, page_of

PAGE = "https://example.org/news/cavour"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/news/cavour",
        "https://www.example.org/news/cavour",
        "https://m.example.org/news/cavour",
        "https://mobile.example.org/news/cavour",
        "https://EXAMPLE.org/news/cavour",
        "https://example.org./news/cavour",
        "https://example.org:443/news/cavour",
        "http://example.org:80/news/cavour",
        "https://example.org/news/cavour/",
        "https://example.org/news//cavour",
        "https://example.org/news/cavour/index.html",
        "https://example.org/news/cavour/index.php",
        "https://example.org/news/cavour#top",
        "https://example.org/news/cavour?utm_source=x&utm_medium=y",
        "https://example.org/news/cavour?fbclid=1",
        "https://example.org/news/%63avour",
        "example.org/news/cavour",
        "//example.org/news/cavour",
        " https://example.org/news/cavour ",
        f"https://web.archive.org/web/20240901000000/{PAGE}",
        f"http://web.archive.org/web/20240901000000id_/{PAGE}",
        "https://web.archive.org/web/2024/http:/example.org/news/cavour",
        f"https://archive.ph/20240901/{PAGE}",
        f"https://archive.ph/o/AbCd/{PAGE}",
        f"https://web.archive.org/web/2024/https://archive.ph/2024/{PAGE}",
    ],
)
def test_what_leads_to_one_page(url: str) -> None:
    assert page_of(url) == page_of(PAGE) == "example.org/news/cavour"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&utm_id=3&x=1"),
        ("https://example.org/Malm%C3%B6", "https://example.org/Malmö"),
        ("https://example.org/Malmo%CC%88", "https://example.org/Malmö"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://xn--bcher-kva.example/a", "https://bücher.example/a"),
        ("https://en.m.wikipedia.org/wiki/Cavour", "https://en.wikipedia.org/wiki/Cavour"),
        ("https://x.com/navy/status/1?s=20", "https://twitter.com/navy/status/1?s=20"),
        ("https://example.org", "http://www.example.org/index.html"),
    ],
)
def test_ways_to_write_one_address(one: str, other: str) -> None:
    assert page_of(one) == page_of(other) != ""


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/news/Cavour",
        "https://example.org/news/cavour?p=1",
        "https://news.example.org/news/cavour",
        "https://example.com/news/cavour",
        "https://example.org:8080/news/cavour",
        "https://example.org/news/cavour/2",
        "https://example.org/#!/news/cavour",
        "https://m.org/news/cavour",
        "https://archive.ph/AbCd",
        f"https://example.org/?u={PAGE}",
    ],
)
def test_other_pages(url: str) -> None:
    assert page_of(url) not in ("", page_of(PAGE))


@pytest.mark.parametrize("url", ["", "  ", "https://", "https://[::1", "https://example.org:x/"])
def test_what_is_no_address_leads_nowhere(url: str) -> None:
    assert page_of(url) == ""


def test_an_archive_that_does_not_say_of_what_its_copy_is_keeps_its_own_address() -> None:
    assert original("https://archive.ph/AbCd") == "https://archive.ph/AbCd"


def test_paths_that_are_no_utf8_are_left_alone() -> None:
    assert page_of("https://example.org/%E9t%E9") == "example.org/%E9t%E9"

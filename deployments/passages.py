"""Where in a source a passage stands: by its first and last words, which copy nothing between them.

A range of two ends is a link into a page as well (URL Fragment Text Directives, WICG 2023).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

MOST_CHARACTERS = 100
"""Characters of either end of a passage: enough to find it, too few to quote it."""


@dataclass(frozen=True)
class Passage:
    """A passage: number of its paragraph, first and last words as printed, and a link to it.

    Each is empty where it is not noted; the link is empty where a page cannot be opened there.
    """

    paragraph: int | None
    start: str
    end: str
    url: str


def link(url: str, start: str, end: str = "") -> str:
    """The address of the passage from ``start`` to ``end`` in the page ``url``, or nothing.

    There is none without a page or words to look for, and none into a PDF, which has no text
    fragments.
    """
    if not url or not start or urlsplit(url).path.lower().endswith(".pdf"):
        return ""
    mark = ":~:" if "#" in url else "#:~:"
    ends = [start, end] if end and end != start else [start]
    return f"{url}{mark}text={','.join(map(_encoded, ends))}"


def _encoded(words: str) -> str:
    """``words`` percent-encoded; hyphen, comma and ampersand are signs of the directive itself."""
    return quote(words, safe="").replace("-", "%2D")

"""How we know: the sources of a record, numbered, and where they contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from .. import languages
from ..choices import AGAINST
from ..models import Citation, Source
from .values import Shown, date

LINE_LIMIT = 4
"""Sources named in one entry of a timeline."""


def name(source: Source) -> str:
    """What a source is called in passing: who published it."""
    return source.publisher or source.title


def source_lang(source: Source) -> str:
    """The language of the title of a source."""
    return languages.of_title(source.title, source.language)


def source_link(source: Source) -> Shown:
    """A source in passing."""
    return {
        "url": source.get_absolute_url(),
        "name": name(source),
        "title": source.title,
        "lang": source_lang(source),
        "grade": source.reliability,
        "retracted": source.retracted,
    }


def language_name(code: str) -> str:
    """A language in words; the code where it is not known; nothing for English and none."""
    if code in ("", "en"):
        return ""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def language(code: str) -> str:
    """A language in words, English too."""
    return str(get_language_info("en")["name_translated"]) if code == "en" else language_name(code)


def grade(citation: Citation) -> str:
    """Reliability of the source and credibility of what it says, such as ``B2``."""
    return f"{citation.source.reliability}{citation.credibility or ''}"


def source_line(citations: Iterable[Citation]) -> list[Shown]:
    """Each source once, in the order cited."""
    found: dict[int, Shown] = {}
    for row in citations:
        shown = found.setdefault(
            row.source.pk,
            {
                "url": row.source.get_absolute_url(),
                "name": name(row.source),
                "title": row.source.title,
                "lang": "" if row.source.publisher else source_lang(row.source),
                "grade": row.source.reliability,
                "stance": "",
                "retracted": row.source.retracted,
            },
        )
        if row.stance in AGAINST:
            shown["stance"] = row.stance
            shown["stance_label"] = str(row.get_stance_display())
    return told_apart(list(found.values()))


def told_apart(sources: list[Shown]) -> list[Shown]:
    """Sources of one publisher by their titles, so that they are not taken for the same."""
    called = Counter(source["name"] for source in sources)
    for source in sources:
        if called[source["name"]] > 1 and source["title"] != source["name"]:
            source["name"] = f"{source['name']}, “{Truncator(source['title']).words(5)}”"
    return sources


def line(citations: Iterable[Citation]) -> tuple[list[Shown], int]:
    """The sources of an entry, and how many are left out."""
    everyone = source_line(citations)
    return everyone[:LINE_LIMIT], max(0, len(everyone) - LINE_LIMIT)


def citation(row: Citation, on: str = "") -> Shown:
    """What one source says; ``on`` names the part of the record it bears on, if not the whole."""
    aspect = str(capfirst(row.get_aspect_display()))
    stated = " – ".join(part for part in (row.value, row.supports) if part)
    return {
        "aspect": f"{on}, {row.get_aspect_display()}" if on else aspect,
        "stance": row.stance,
        "stance_label": str(capfirst(row.get_stance_display())),
        "stated": stated,
        "locator": row.locator or paragraph(row),
        "passage": passage(row),
        "credibility": str(row.credibility or ""),
        "via": via(row.via),
    }


def paragraph(row: Citation) -> str:
    """The number of the paragraph in words, or nothing."""
    found = row.passage
    number = found.paragraph if found else None
    return _("paragraph %(number)d") % {"number": number} if number else ""


def passage(row: Citation) -> Shown:
    """The ends of the passage with a link to it, as far as they are noted."""
    found = row.passage
    if found is None or not found.start:
        return {}
    words = f"{found.start} … {found.end}" if found.end else found.start
    said_in = row.via or row.source
    return {"words": words, "url": found.url, "lang": said_in.language}


def via(source: Source | None) -> Shown | None:
    """The source through which another is known."""
    if source is None:
        return None
    return {
        "url": source.get_absolute_url(),
        "name": name(source),
        "retracted": source.retracted,
    }


def numbered(citations: Iterable[tuple[Citation, str]]) -> list[Shown]:
    """The sources of a record, numbered in the order cited, each with all that it says there."""
    found: dict[int, Shown] = {}
    for row, on in citations:
        shown = found.get(row.source.pk)
        if shown is None:
            shown = found[row.source.pk] = source_note(row.source, len(found) + 1)
        shown["citations"].append(citation(row, on))
    return list(found.values())


def source_note(source: Source, number: int) -> Shown:
    """A source as a note."""
    return {
        "number": number,
        "url": source.get_absolute_url(),
        "title": source.title,
        "lang": source_lang(source),
        "publisher": source.publisher,
        "authors": authors(source),
        "date": date(source.published_date),
        "language": language_name(source.language),
        "reliability": source.reliability,
        "external_url": source.url,
        "archived_url": source.archived_url,
        "retraction": retraction(source),
        "citations": [],
    }


def retraction(source: Source) -> Shown | None:
    """When, by whom and why a source was retracted, as far as it is known; None if it was not."""
    if not source.retracted:
        return None
    when = source.retraction_date
    return {
        "date": date(when),
        "by": source.retracted_by,
        "reason": source.retraction_reason,
        "url": source.retraction_url,
    }


def authors(source: Source) -> str:
    """The authors, with commas between."""
    return ", ".join(part.strip() for part in source.author.split(";") if part.strip())

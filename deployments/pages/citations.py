"""How we know: the sources of a record, numbered, and where they contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from .. import languages
from ..choices import AGAINST, Aspect, Stance
from ..shapes import Citation, Link, Source
from .reading import Documents
from .values import Shown, date, label, read

LINE_LIMIT = 2
"""Sources named in one entry of a timeline."""


def cited(citations: Iterable[Citation], documents: Documents) -> Iterator[tuple[Citation, Source]]:
    """Citations with their sources, which were fetched; without those withdrawn meanwhile."""
    for citation in citations:
        source = documents.source(citation["source"])
        if source is not None:
            yield citation, source


def name(source: Source) -> str:
    """What a source is called in passing: who published it."""
    return source["publisher"] or source["title"]


def source_lang(source: Source) -> str:
    """The language of the title of a source."""
    return languages.of_title(source["title"], source["language"])


def source_link(source: Source) -> Shown:
    """A source in passing."""
    return {
        "url": source["html_url"],
        "name": name(source),
        "title": source["title"],
        "lang": source_lang(source),
        "grade": source["reliability"],
        "retracted": source["retracted"],
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


def grade(citation: Citation, source: Source) -> str:
    """Reliability of the source and credibility of what it says, such as ``B2``."""
    return f"{source['reliability']}{citation['credibility'] or ''}"


def source_line(citations: Iterable[Citation], documents: Documents) -> list[Shown]:
    """Each source once, in the order cited."""
    found: dict[str, Shown] = {}
    named: dict[str, Source] = {}
    for citation, source in cited(citations, documents):
        shown = found.get(source["key"])
        if shown is None:
            named[source["key"]] = source
            shown = found[source["key"]] = {
                **source_link(source),
                "lang": "" if source["publisher"] else source_lang(source),
                "stance": "",
            }
        if citation["stance"] in AGAINST:
            shown["stance"] = citation["stance"]
            shown["stance_label"] = label(Stance, citation["stance"])
    called = Counter(map(name, named.values()))
    for key, source in named.items():
        # Those of one publisher by their titles, so that they are not taken for the same.
        if called[name(source)] > 1 and source["title"] != name(source):
            words = Truncator(source["title"]).words(5)
            found[key]["name"] = f"{name(source)}, “{words}”"
    return list(found.values())


def line(citations: Iterable[Citation], documents: Documents) -> tuple[list[Shown], int]:
    """The sources of an entry, and how many are left out."""
    everyone = source_line(citations, documents)
    shown = LINE_LIMIT if len(everyone) > LINE_LIMIT + 1 else len(everyone)
    return everyone[:shown], len(everyone) - shown


def citation(row: Citation, documents: Documents, on: str = "") -> Shown:
    """What one source says; ``on`` names the part of the record it bears on, if not the whole."""
    aspect = label(Aspect, row["aspect"])
    return {
        "aspect": f"{on}, {aspect}" if on else str(capfirst(aspect)),
        "stance": row["stance"],
        "stance_label": str(capfirst(label(Stance, row["stance"]))),
        "stated": stated(row),
        "locator": row["locator"] or paragraph(row),
        "passage": passage(row, documents),
        "credibility": str(row["credibility"] or ""),
        "via": via(row["via"], documents),
    }


def stated(row: Citation) -> str:
    """The value that a source gives, and what it says."""
    return " – ".join(part for part in (row["value"], row["supports"]) if part)


def paragraph(row: Citation) -> str:
    """The number of the paragraph in words, or nothing."""
    found = row["passage"]
    number = found["paragraph"] if found else None
    return _("paragraph %(number)d") % {"number": number} if number else ""


def passage(row: Citation, documents: Documents) -> Shown:
    """The ends of the passage with a link to it, as far as they are noted."""
    found = row["passage"]
    if found is None or not found["start"]:
        return {}
    start, end = found["start"], found["end"]
    said_in = documents.source(row["via"] or row["source"])
    return {
        "words": f"{start} … {end}" if end else start,
        "url": found["url"],
        "lang": said_in["language"] if said_in else "",
    }


def via(link: Link | None, documents: Documents) -> Shown | None:
    """The source through which another is known."""
    source = documents.source(link)
    if source is None:
        return None
    return {
        "url": source["html_url"],
        "name": name(source),
        "retracted": source["retracted"],
    }


def numbered(citations: Iterable[tuple[Citation, str]], documents: Documents) -> list[Shown]:
    """The sources of a record, numbered in the order cited, each with all that it says there.

    What differs from the record comes first, so that it is not among what pages fold away.
    """
    said: dict[str, list[Shown]] = {}
    found: list[Shown] = []
    for row, on in citations:
        source = documents.source(row["source"])
        if source is None:
            continue
        if source["key"] not in said:
            said[source["key"]] = []
            note = source_note(source, len(said))
            found.append({**note, "citations": said[source["key"]]})
        said[source["key"]].append(citation(row, documents, on))
    for each in said.values():
        each.sort(key=lambda line: line["stance"] not in AGAINST)
    return found


def source_note(source: Source, number: int) -> Shown:
    """A source as a note."""
    return {
        "number": number,
        "url": source["html_url"],
        "title": source["title"],
        "lang": source_lang(source),
        "publisher": source["publisher"],
        "authors": authors(source),
        "date": date(read(source["published_date"])),
        "language": language_name(source["language"]),
        "reliability": source["reliability"],
        "external_url": source["url"],
        "archived_url": source["archived_url"],
        "retraction": retraction(source),
    }


def retraction(source: Source) -> Shown | None:
    """When, by whom and why a source was retracted, as far as it is known; None if it was not."""
    if not source["retracted"]:
        return None
    return {
        "date": date(read(source["retraction_date"])),
        "by": source["retracted_by"],
        "reason": source["retraction_reason"],
        "url": source["retraction_url"],
    }


def authors(source: Source) -> str:
    """The authors, with commas between."""
    return ", ".join(part.strip() for part in source["author"].split(";") if part.strip())

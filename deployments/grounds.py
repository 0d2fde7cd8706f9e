"""What a record rests on: the sources that bear it out, as voices independent of one another.

*Confirmed* means that the navy itself or several independent sources say so; here it is counted
what independent means. Two sources speak with one voice where one publisher, or the organisation
behind it, speaks in both, and where one is known only through the other. What was retracted has no
voice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .choices import BEARING_OUT, OrganisationKind, SourceKind
from .letters import fold
from .models import Citation, Navy, Source

Name = tuple[str, int | str]
"""What a voice is known by: the id of a source or organisation, or a publisher in its words."""

FEWEST_INDEPENDENT = 2
"""Independent voices that confirm something of which no official source speaks."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Sources that speak as one.

    ``kind`` is official if one of them is and was seen itself, else that of the first one;
    ``is_navy`` if that one is of the navy which the record is about; ``second_hand`` if none of
    them was seen itself.
    """

    kind: str
    is_navy: bool
    second_hand: bool

    @property
    def is_official(self) -> bool:
        """Whether an official source speaks itself."""
        return self.kind == SourceKind.OFFICIAL and not self.second_hand


@dataclass(frozen=True, slots=True)
class Grounds:
    """The independent voices that bear a record out, and how many retracted sources would."""

    voices: tuple[Voice, ...]
    retracted: int

    @property
    def confirm(self) -> bool:
        """Whether they are enough for *confirmed*."""
        official = any(voice.is_official for voice in self.voices)
        return official or len(self.voices) >= FEWEST_INDEPENDENT


def grounds(cited: Iterable[Citation], navies: Collection[Navy] = ()) -> Grounds:
    """What a record that is about ``navies`` rests on, given its citations.

    Only what is given counts: the public is given what passed the gate. Sources are at hand with
    the record of their publisher and what they are known through.
    """
    bearing = [row for row in cited if row.stance in BEARING_OUT]
    standing = [row for row in bearing if not row.retracted]
    voices = tuple(_voice(rows, navies) for rows in _as_one(standing))
    lost = {row.source.pk for row in bearing} - {row.source.pk for row in standing}
    return Grounds(voices, len(lost))


def _as_one(cited: Iterable[Citation]) -> list[list[Citation]]:
    """``cited`` by voice, in the order in which the voices are first heard."""
    leads: dict[Name, Name] = {}

    def lead(name: Name) -> Name:
        while leads.setdefault(name, name) != name:
            name = leads[name]
        return name

    rows = list(cited)
    for row in rows:
        first, *others = _names(row)
        for other in others:
            leads[lead(other)] = lead(first)
    found: dict[Name, list[Citation]] = defaultdict(list)
    for row in rows:
        found[lead(("source", row.source.pk))].append(row)
    return list(found.values())


def _names(row: Citation) -> list[Name]:
    """All that the voice of a citation is known by, its source first."""
    found: list[Name] = [("source", row.source.pk), *_published_by(row.source)]
    if row.source.publisher_record is not None:
        found.append(("organisation", row.source.publisher_record.pk))
    if row.via is not None:
        found += [("source", row.via.pk), *_published_by(row.via)]
    return found


def _published_by(source: Source) -> list[Name]:
    """By whose words a source speaks: its publisher; on a platform, the account there."""
    said = [source.publisher or source.author]
    if source.kind == SourceKind.SOCIAL:
        said = [source.publisher, source.author]
    name = fold(" ".join(said))
    return [("publisher", name)] if name else []


def _voice(rows: list[Citation], navies: Collection[Navy]) -> Voice:
    seen = [row.source for row in rows if row.via is None]
    official = [source for source in seen if source.kind == SourceKind.OFFICIAL]
    first = (official or seen or [rows[0].source])[0]
    return Voice(
        kind=first.kind,
        is_navy=any(is_of(source, navy) for source in official for navy in navies),
        second_hand=not seen,
    )


def is_of(source: Source, navy: Navy) -> bool:
    """Whether an official source speaks for a navy: by its name, or as the forces of its state."""
    named = {fold(text) for text in (navy.name, navy.native_name, navy.abbreviation) if text}
    if {fold(source.publisher), *map(fold, source.author.split(";"))} & named:
        return True
    publisher = source.publisher_record
    return (
        publisher is not None
        and publisher.kind == OrganisationKind.ARMED_FORCE
        and publisher.country == navy.country != ""
    )

"""What a source says of one thing, where in it that stands, and what other sources say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import wording
from ..choices import AGAINST, BEARING_OUT, Aspect, Stance
from ..letters import fold
from ..shapes import Citation, Document, Link, OtherName, Participant, Port, Source, Vessel, Visit
from . import citations
from .contradictions import says, supporting, with_parts
from .reading import Documents, sources_of
from .values import Shown

MOST_NAMED = 4
"""Other sources that are named in a line beside a claim; it says how many more there are."""

NEUTRAL = (Stance.MENTIONS, Stance.SILENT)
"""The stances of a source that says neither yes nor no."""

PARAGRAPH, LOCATED, RELAYED, NOWHERE = range(4)
"""How a place in a source is known, in the order in which places are read: by the number of its
paragraph, in other words, only in the source that it is known through, or not at all."""


class Place(NamedTuple):
    """Where in a source something stands; places compare as a reader meets them."""

    how: int
    at: tuple[str | int, ...] = ()
    words: str = ""

    @classmethod
    def of(cls, row: Citation) -> Place:
        """The place of what a citation says."""
        if row["via"] is not None:  # what is noted of the passage is of the other source
            return cls(RELAYED)
        number = row["passage"]["paragraph"] if row["passage"] else None
        if number:
            return cls(PARAGRAPH, (number,), citations.paragraph(row))
        if row["locator"]:
            return cls(LOCATED, _natural(row["locator"]), row["locator"])
        return cls(NOWHERE)


def _natural(words: str) -> tuple[str | int, ...]:
    """``words`` by which page 9 stands before page 10."""
    parts = re.split(r"([0-9]+)", fold(words))
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts))


class Said(NamedTuple):
    """What another source says; without a citation it names who took part."""

    source: Source
    row: Citation | None


@dataclass(frozen=True, slots=True)
class Others:
    """What other sources say of the thing that a claim is about.

    ``alike`` say the same and stand, ``retracted`` said so; ``otherwise`` say something else, and
    ``recorded`` what is recorded, from which the claim differs; ``mention`` say neither;
    ``further`` support the record as a whole, though not this of it.
    """

    alike: Sequence[Said] = ()
    otherwise: Sequence[Said] = ()
    recorded: Sequence[Said] = ()
    retracted: Sequence[Said] = ()
    mention: Sequence[Said] = ()
    further: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source says of a record, or of a ``part`` of one, in one respect.

    Without a citation it is in ``words``: it names who took part, or what something was called.
    """

    document: Document
    place: Place
    row: Citation | None
    part: str = ""
    words: str = ""
    aspect: Aspect = Aspect.WHOLE
    others: Others | None = None
    """None where no more than one source can be recorded."""

    @property
    def says_so(self) -> bool:
        """Whether it says yes or no, and is no mere mention."""
        return self.row is None or self.row["stance"] not in NEUTRAL

    @property
    def differs(self) -> bool:
        """Whether it is not what is recorded."""
        return self.row is not None and self.row["stance"] in AGAINST

    @property
    def is_alone(self) -> bool:
        """Whether no other source that stands says so."""
        return self.others is not None and self.says_so and not self.others.alike

    @property
    def is_contradicted(self) -> bool:
        """Whether another source says something else."""
        others = self.others
        return others is not None and self.says_so and bool(others.otherwise or others.recorded)


# What it says, and what others say -------------------------------------------------------------


def claims(own: Source, document: Document, documents: Documents) -> Iterator[Claim]:
    """All that a source says of a record and its parts; the sources named there were fetched."""
    rows = with_parts(document)
    others: dict[str, list[Citation]] = {}
    for row, part in rows:
        if not _is(own, row["source"]):
            others.setdefault(part, []).append(row)
    for row, part in rows:
        if _is(own, row["source"]):
            beside = _others(row, others.get(part, ()), documents)
            yield Claim(document, Place.of(row), row, part, others=beside)
    yield from _of_who_took_part(own, document, documents)
    yield from _of_names(own, document)


def named(own: Source, document: Document) -> Iterator[Link | None]:
    """The sources that stand beside what a source says of a record."""
    yield from sources_of(row for row, _part in with_parts(document))
    for row in _naming(own, document):
        yield from row["attested_by"]


def _is(own: Source, link: Link | None) -> bool:
    return link is not None and link["key"] == own["key"]


def _others(own: Citation, rows: Iterable[Citation], documents: Documents) -> Others:
    """What others say of that which ``own`` is about; ``rows`` are theirs on the same part."""
    found = [Said(source, row) for row, source in citations.cited(rows, documents)]
    of_all = own["aspect"] == Aspect.WHOLE
    same = [each for each in found if each.row and each.row["aspect"] == own["aspect"]]
    against = [each for each in same if _stance(each) in AGAINST]
    recorded: list[Said] = []
    further: list[Said] = []
    if own["stance"] in AGAINST:
        alike = [each for each in against if each.row and _is_one_value(own, each.row)]
        otherwise = [each for each in against if each.row and not _is_one_value(own, each.row)]
        bearing = supporting([each.row for each in found if each.row], own["aspect"])
        for_it = set(map(id, bearing))
        recorded = [each for each in found if id(each.row) in for_it]
    else:
        # Whoever bears out anything of a record bears out that there was such a thing.
        alike = [each for each in (found if of_all else same) if _stance(each) in BEARING_OUT]
        otherwise = against
        if not of_all and not alike:
            further = [each for each in found if _bears_out_the_whole(each)]
    return Others(
        alike=[each for each in alike if not each.source["retracted"]],
        otherwise=otherwise,
        recorded=recorded,
        retracted=[each for each in alike if each.source["retracted"]],
        mention=[each for each in same if _stance(each) in NEUTRAL],
        further=further,
    )


def _stance(said: Said) -> str:
    return said.row["stance"] if said.row else Stance.SUPPORTS


def _bears_out_the_whole(said: Said) -> bool:
    return (
        said.row is not None
        and said.row["aspect"] == Aspect.WHOLE
        and said.row["stance"] in BEARING_OUT
        and not said.source["retracted"]
    )


def _is_one_value(one: Citation, other: Citation) -> bool:
    """Whether two sources put the same in place of what is recorded."""
    if one["stance"] != other["stance"]:
        return False
    return one["stance"] == Stance.DENIES or fold(one["value"]) == fold(other["value"]) != ""


def _naming(own: Source, document: Document) -> list[Participant]:
    """The participants of a visit or an exercise that it names; of other records nobody."""
    if document["record_type"] not in ("visit", "exercise"):
        return []
    rows = cast("Visit", document)["participants"]
    return [row for row in rows if any(_is(own, link) for link in row["attested_by"])]


def _of_who_took_part(own: Source, document: Document, documents: Documents) -> Iterator[Claim]:
    """The participants that it names."""
    rows = _naming(own, document)
    if not rows:
        return
    words = ngettext("names %(number)d participant", "names %(number)d participants", len(rows))
    attesting = {link["key"]: link for row in rows for link in row["attested_by"]}
    sources = [documents.source(link) for link in attesting.values() if not _is(own, link)]
    said = [Said(source, None) for source in sources if source is not None]
    yield Claim(
        document,
        Place(NOWHERE),
        None,
        words=f"{words % {'number': len(rows)}}: {wording.title(rows)[0]}",
        aspect=Aspect.PARTICIPANTS,
        others=Others(
            alike=[each for each in said if not each.source["retracted"]],
            retracted=[each for each in said if each.source["retracted"]],
        ),
    )


def _of_names(own: Source, document: Document) -> Iterator[Claim]:
    """The names that rest on it."""
    found: list[str] = []
    if document["record_type"] == "vessel":
        found += [
            f"{identity['name']} {identity['pennant']}".strip()
            for identity in cast("Vessel", document)["identities"]
            if _is(own, identity["source"])
        ]
    if document["record_type"] in ("port", "person", "organisation"):
        names: list[OtherName] = [*cast("Port", document)["names"]]
        found += [other["name"] for other in names if _is(own, other["source"])]
    for words in found:
        yield Claim(document, Place(NOWHERE), None, words=words, aspect=Aspect.IDENTITY)


# As it is shown --------------------------------------------------------------------------------


def shown(claim: Claim, own: Source, documents: Documents) -> Shown:
    """A claim of a source with its grade, and what others say of the same thing."""
    if claim.row is not None:
        said = citations.citation(claim.row, documents, claim.part)
        said |= {
            "recorded": claim.row["recorded"],
            "locator": "",
            "credibility": citations.grade(claim.row, own),
        }
    else:
        said = {
            "aspect": str(capfirst(claim.aspect.label)),
            "stance": Stance.SUPPORTS,
            "stance_label": str(capfirst(Stance.SUPPORTS.label)),
            "stated": claim.words,
            "recorded": "",
            "locator": "",
            "passage": {},
            "credibility": own["reliability"],
            "via": None,
        }
    return said | {"others": list(_beside(claim)), "alone": _nobody(claim)}


def _nobody(claim: Claim) -> str:
    """That nobody else says so, or nothing."""
    if not claim.is_alone:
        return ""
    return _("No other source says this.") if claim.differs else _("No other source supports it.")


def _beside(claim: Claim) -> Iterator[Shown]:
    """What other sources say, a line for each side."""
    others = claim.others
    if others is None:
        return
    if others.recorded:
        yield _line(_("Contradicted by"), others.recorded, against=True)
    if others.otherwise:
        yield _line(_("Others say:"), others.otherwise, against=True)
    if others.alike:
        yield _line(_alike(claim, len({each.source["key"] for each in others.alike})), others.alike)
    if others.further:
        yield _line(_("As a whole the record is supported by"), others.further)
    if others.mention:
        yield _line(_("Mentioned by"), others.mention)
    if others.retracted:
        yield _line(_("The same, but retracted:"), others.retracted)


def _alike(claim: Claim, number: int) -> str:
    """How many others say the same."""
    if claim.differs:
        words = ngettext("%(number)d other says so too:", "%(number)d others say so too:", number)
    elif claim.says_so:
        words = ngettext(
            "%(number)d other supports it too:", "%(number)d others support it too:", number
        )
    else:
        words = ngettext("%(number)d other supports it:", "%(number)d others support it:", number)
    return words % {"number": number}


def _line(words: str, said: Sequence[Said], *, against: bool = False) -> Shown:
    """Each source once, the first of them; with what it says where they are against the claim."""
    once: dict[str, Said] = {}
    for each in said:
        once.setdefault(each.source["key"], each)
    first = list(once.values())[:MOST_NAMED]
    return {
        "words": words,
        "against": against,
        "sources": [
            citations.source_link(each.source)
            | {"stated": says(each.row) if against and each.row else ""}
            for each in first
        ],
        "more": len(once) - len(first),
    }

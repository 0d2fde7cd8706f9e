"""What a record rests on, as the API shows it: the navy itself, an official source, two papers."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework import serializers

from ..choices import SourceKind
from ..grounds import Grounds, Voice, grounds
from ..models import Navy
from ..models.base import Occurrence
from ..wording import join_words
from .serializing import DocumentSerializer


class GroundsSerializer(DocumentSerializer):
    """What a record rests on, by the citations given here."""

    words = serializers.SerializerMethodField(help_text="What it rests on, as a sentence or two.")
    independent = serializers.SerializerMethodField(
        help_text="Independent voices among the sources that bear it out. Those of one publisher, "
        "and those of which one is known through the other, are one."
    )
    official = serializers.SerializerMethodField(
        help_text="Whether an official source that was seen itself is among them."
    )
    retracted = serializers.IntegerField(
        help_text="Sources that would bear it out, but were retracted."
    )

    def get_words(self, known: Grounds) -> str:
        return words(known)

    def get_independent(self, known: Grounds) -> int:
        return len(known.voices)

    def get_official(self, known: Grounds) -> bool:
        return any(voice.is_official for voice in known.voices)


def of_record(record: Occurrence) -> Grounds:
    """What a record, loaded for its document, rests on, by all that the public sees of it."""
    return grounds(record.citations.all(), navies(record))  # type: ignore[attr-defined]


def navies(record: Occurrence) -> list[Navy]:
    """The navies that took part, themselves or with a ship."""
    found: dict[int, Navy] = {}
    for name in ("participants", "assignments"):
        for row in getattr(record, name).all() if name in record.owned else ():
            ship = row.vessel.navy if row.vessel is not None else None
            for navy in (getattr(row, "navy", None), ship):
                if navy is not None:
                    found.setdefault(navy.pk, navy)
    return list(found.values())


def words(known: Grounds) -> str:
    """What a record rests on, as a sentence or two."""
    found = []
    if known.voices:
        found.append(_("Rests on %(grounds)s.") % {"grounds": join_words(_counted(known.voices))})
    elif known.retracted:
        found.append(_("Rests on nothing that stands."))
    else:
        found.append(_("No source here bears it out."))
    if known.retracted:
        lost = ngettext(
            "%(number)d source was retracted and does not count.",
            "%(number)d sources were retracted and do not count.",
            known.retracted,
        )
        found.append(lost % {"number": known.retracted})
    return " ".join(found)


def _counted(voices: tuple[Voice, ...]) -> list[str]:
    """The voices by what they are: the navy first, then those seen, then those at second hand."""
    itself = [_("the navy itself")] if any(voice.is_navy for voice in voices) else []
    others = Counter((voice.second_hand, voice.kind) for voice in voices if not voice.is_navy)
    found = []
    for (second_hand, kind), number in sorted(others.items(), key=_place):
        text = _of_kind(kind, number)
        found.append(_("%(sources)s at second hand") % {"sources": text} if second_hand else text)
    return [*itself, *found]


def _place(counted: tuple[tuple[bool, str], int]) -> tuple[bool, bool, int, str]:
    (second_hand, kind), number = counted
    return second_hand, kind != SourceKind.OFFICIAL, -number, kind


def _of_kind(kind: str, number: int) -> str:
    """So many independent voices of one kind of source."""
    match kind:
        case SourceKind.OFFICIAL:
            text = ngettext("%(number)d official source", "%(number)d official sources", number)
        case SourceKind.NEWS:
            text = ngettext("%(number)d news medium", "%(number)d news media", number)
        case SourceKind.ACADEMIC:
            text = ngettext("%(number)d academic work", "%(number)d academic works", number)
        case SourceKind.SOCIAL:
            text = ngettext(
                "%(number)d social media account", "%(number)d social media accounts", number
            )
        case SourceKind.PHOTO:
            text = ngettext("%(number)d photo", "%(number)d photos", number)
        case SourceKind.BOOK:
            text = ngettext("%(number)d book", "%(number)d books", number)
        case _:
            text = ngettext("%(number)d other source", "%(number)d other sources", number)
    return text % {"number": number}

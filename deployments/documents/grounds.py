"""What a record rests on, as the API shows it."""

from __future__ import annotations

from rest_framework import serializers

from ..grounds import Grounds
from ..presenters import grounds


class GroundsSerializer(serializers.Serializer):
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
        return grounds.words(known)

    def get_independent(self, known: Grounds) -> int:
        return len(known.voices)

    def get_official(self, known: Grounds) -> bool:
        return any(voice.is_official for voice in known.voices)

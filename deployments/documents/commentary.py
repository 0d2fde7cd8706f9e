"""What people said, as the API shows it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..models import (
    Commentary,
    CommentaryAffiliation,
    Subject,
    ThemePosition,
)
from ..models.times import spoken_of
from .common import (
    SERIALIZERS,
    LinkSerializer,
    RowSerializer,
    ThenLinkSerializer,
    ThenSerializer,
    country,
    fuzzy,
    link,
    links,
)
from .occurrences import FIRST, LAST, OccurrenceSerializer
from .serializing import of


class AffiliationThenSerializer(RowSerializer):
    """What the person was when it was said."""

    key = serializers.CharField(source="affiliation.key")
    organisation = serializers.CharField(source="affiliation.organisation")
    role = serializers.CharField(source="affiliation.role")

    class Meta:
        model = CommentaryAffiliation
        fields = ("key", "organisation", "role")


class ThemePositionSerializer(RowSerializer):
    """A position taken on a theme."""

    theme = LinkSerializer()

    class Meta:
        model = ThemePosition
        fields = ("theme", "position")


class SubjectSerializer(RowSerializer):
    """What it is about: a record or a country."""

    record = serializers.SerializerMethodField()
    vessel_then = serializers.SerializerMethodField(
        help_text="What a vessel was when it was said; null for all else."
    )
    country = country()

    @extend_schema_field(LinkSerializer(allow_null=True))
    def get_record(self, subject: Subject) -> Any:
        if subject.country:
            return None
        if then := spoken_of(subject):
            return of(ThenLinkSerializer).to_representation(then)
        return of(LinkSerializer).to_representation(subject.target)

    @extend_schema_field(ThenSerializer(allow_null=True))
    def get_vessel_then(self, subject: Subject) -> Any:
        then = spoken_of(subject)
        return of(ThenSerializer).to_representation(then) if then else None

    class Meta:
        model = Subject
        fields = ("record", "vessel_then", "country")


@SERIALIZERS.register(Commentary)
class CommentarySerializer(OccurrenceSerializer):
    """What one person said."""

    listed = "What people said: answers to questions and positions on themes."

    person = LinkSerializer()
    speaker = serializers.CharField(
        help_text="What the person was called when it was said, and is called now."
    )
    affiliations = AffiliationThenSerializer(source="commentary_affiliations", many=True)
    language = serializers.CharField(
        help_text="In which it was said; `quote` is in it. Empty where it is not known."
    )
    date = fuzzy()
    quote = serializers.CharField(
        help_text="As it was said, word by word. `translations` of the text `quote` give it in "
        "other languages, each with its translator; where only they are known it is empty."
    )
    via = link()
    questions = links("question", source="answers")
    themes = ThemePositionSerializer(source="theme_positions", many=True)
    subjects = SubjectSerializer(many=True)

    class Meta:
        model = Commentary
        fields = (
            *FIRST,
            "person",
            "speaker",
            "affiliations",
            "date",
            "days",
            "match",
            "medium",
            "medium_said",
            "language",
            "summary",
            "quote",
            "quote_locator",
            "second_hand",
            "via",
            "questions",
            "themes",
            "subjects",
            *LAST,
        )

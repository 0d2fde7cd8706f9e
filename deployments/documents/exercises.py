"""Exercises and engagements, as the API shows them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..models import (
    Engagement,
    Exercise,
    ExerciseParticipant,
)
from .common import (
    SERIALIZERS,
    CountrySerializer,
    LinkSerializer,
    fuzzy,
    link,
    links,
)
from .occurrences import FIRST, LAST, OccurrenceSerializer, place, superseding
from .participants import PARTICIPANT, ParticipantSerializer
from .serializing import of


class ExerciseParticipantSerializer(ParticipantSerializer):
    """Who took part, as exactly as the sources say and no more."""

    class Meta:
        model = ExerciseParticipant
        fields = PARTICIPANT


@SERIALIZERS.register(Exercise)
class ExerciseSerializer(OccurrenceSerializer):
    """An exercise, joint training or passing exercise."""

    listed = "Exercises, with who took part as each source says."

    host_organisation = link()
    start = fuzzy()
    end = fuzzy()
    superseded_by = superseding()
    supersedes = LinkSerializer(many=True)
    participants = ExerciseParticipantSerializer(many=True)

    class Meta:
        model = Exercise
        fields = (
            *FIRST,
            "name",
            "kind",
            "kind_said",
            "domain",
            "series",
            "area",
            "host_organisation",
            "lat",
            "lon",
            "radius_km",
            "start",
            "end",
            "days",
            "match",
            "certainty",
            "outcome",
            "outcome_said",
            "superseded_by",
            "supersedes",
            "summary",
            "participants",
            *LAST,
        )


@SERIALIZERS.register(Engagement)
class EngagementSerializer(OccurrenceSerializer):
    """A diplomatic occasion."""

    listed = "Diplomatic occasions."

    host_organisation = link()
    start = fuzzy()
    end = fuzzy()
    port = link()
    place = place()
    place_countries = CountrySerializer(
        source="countries",
        many=True,
        help_text="All countries that the port may have lain in then.",
    )
    visit = link()
    people = links("person", source="engagement_people")
    countries = serializers.SerializerMethodField(help_text="The countries represented.")

    @extend_schema_field(CountrySerializer(many=True))
    def get_countries(self, engagement: Engagement) -> Any:
        codes = [row.country for row in engagement.engagement_countries.all()]
        return list(map(of(CountrySerializer).to_representation, codes))

    class Meta:
        model = Engagement
        fields = (
            *FIRST,
            "name",
            "kind",
            "kind_said",
            "start",
            "end",
            "days",
            "match",
            "port",
            "place",
            "place_countries",
            "visit",
            "host_organisation",
            "people",
            "countries",
            "summary",
            *LAST,
        )

"""Deployments and visits, as the API shows them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..models import (
    Assignment,
    Deployment,
    Visit,
    VisitParticipant,
)
from .common import (
    SERIALIZERS,
    CitationSerializer,
    CountrySerializer,
    LinkSerializer,
    RowSerializer,
    ThenLinkSerializer,
    ThenSerializer,
    fuzzy,
    link,
)
from .occurrences import FIRST, LAST, OccurrenceSerializer, place, superseding
from .participants import PARTICIPANT, ParticipantSerializer
from .serializing import of


class AssignmentSerializer(RowSerializer):
    """A vessel's part in a deployment."""

    vessel = ThenLinkSerializer(source="vessel_then")
    vessel_then = ThenSerializer()
    joined = fuzzy()
    left = fuzzy()
    citations = CitationSerializer(many=True)

    class Meta:
        model = Assignment
        fields = (
            "key",
            "vessel",
            "vessel_then",
            "role",
            "role_said",
            "joined",
            "left",
            "note",
            "citations",
        )


@SERIALIZERS.register(Deployment)
class DeploymentSerializer(OccurrenceSerializer):
    """A named voyage or task group."""

    listed = "Named voyages and task groups, with their ships."

    lead_navy = LinkSerializer()
    start = fuzzy()
    end = fuzzy()
    origin_port = link()
    origin_place = serializers.CharField(
        help_text="What the port of origin was called at the start; empty where none is known."
    )
    assignments = AssignmentSerializer(many=True)

    class Meta:
        model = Deployment
        fields = (
            *FIRST,
            "name",
            "lead_navy",
            "start",
            "end",
            "days",
            "duration",
            "duration_words",
            "match",
            "origin_port",
            "origin_place",
            "summary",
            "assignments",
            *LAST,
        )


class VisitParticipantSerializer(ParticipantSerializer):
    """Who made the call, as exactly as the sources say and no more."""

    arrival = fuzzy(help_text="Its own arrival, where it differs.")
    departure = fuzzy(help_text="Its own departure, where it differs.")
    deployment = link()

    class Meta:
        model = VisitParticipant
        fields = (*PARTICIPANT, "arrival", "departure", "berth", "deployment")


@SERIALIZERS.register(Visit)
class VisitSerializer(OccurrenceSerializer):
    """One port call."""

    listed = "Port calls, with who made them as each source says."

    deployment = link()
    port = LinkSerializer()
    place = place()
    country = serializers.SerializerMethodField(
        help_text="Country that the port lay in then; null where the day is too vague to tell."
    )
    countries = CountrySerializer(
        many=True, help_text="All countries that the port may have lain in then."
    )
    arrival = fuzzy()
    departure = fuzzy()
    purpose_code = serializers.IntegerField(
        allow_null=True, help_text="Code of UN/EDIFACT 8025, where the list has the purpose."
    )
    host = link()
    host_organisation = link()
    superseded_by = superseding()
    supersedes = LinkSerializer(many=True)
    participants = VisitParticipantSerializer(many=True)

    @extend_schema_field(CountrySerializer(allow_null=True))
    def get_country(self, visit: Visit) -> Any:
        codes = visit.countries
        return of(CountrySerializer).to_representation(codes[0]) if len(codes) == 1 else None

    class Meta:
        model = Visit
        fields = (
            *FIRST,
            "deployment",
            "port",
            "place",
            "country",
            "countries",
            "arrival",
            "departure",
            "days",
            "match",
            "certainty",
            "outcome",
            "outcome_said",
            "purpose",
            "purpose_said",
            "purpose_code",
            "host",
            "host_organisation",
            "superseded_by",
            "supersedes",
            "summary",
            "participants",
            *LAST,
        )

"""A usual ModelViewSet: nested serializers, django-filter, page numbers with a count."""

from __future__ import annotations

import django_filters
from rest_framework import serializers, viewsets

from deployments.models import (
    Answer,
    Citation,
    Commentary,
    Subject,
    ThemePosition,
    Visit,
    VisitParticipant,
)

from . import records


class CitationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Citation
        depth = 1
        fields = ["source", "aspect", "stance", "supports", "value", "locator", "credibility"]


class ParticipantSerializer(serializers.ModelSerializer):
    class Meta:
        model = VisitParticipant
        depth = 2
        fields = ["key", "country", "navy", "vessel", "count", "type", "said", "note"]


class VisitSerializer(serializers.ModelSerializer):
    participants = ParticipantSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Visit
        depth = 1
        exclude = ["editor_notes"]


class AnswerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Answer
        depth = 1
        fields = ["question"]


class PositionSerializer(serializers.ModelSerializer):
    class Meta:
        model = ThemePosition
        depth = 1
        fields = ["theme", "position"]


class SubjectSerializer(serializers.ModelSerializer):
    class Meta:
        model = Subject
        depth = 1
        fields = ["vessel"]


class CommentarySerializer(serializers.ModelSerializer):
    answers = AnswerSerializer(many=True)
    theme_positions = PositionSerializer(many=True)
    subjects = SubjectSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Commentary
        depth = 1
        exclude = ["editor_notes"]


class VisitFilter(django_filters.FilterSet):
    """By what the address may ask."""

    country = django_filters.CharFilter(field_name="port__country")
    port = django_filters.CharFilter(field_name="port__key")
    vessel = django_filters.CharFilter(field_name="participants__vessel__key", distinct=True)
    to = django_filters.DateFilter(field_name="sort_day", lookup_expr="lte")

    class Meta:
        model = Visit
        fields = ["country", "port", "vessel"]


VisitFilter.base_filters["from"] = django_filters.DateFilter(
    field_name="sort_day", lookup_expr="gte"
)


class Visits(viewsets.ReadOnlyModelViewSet):
    serializer_class = VisitSerializer
    filterset_class = VisitFilter
    search_fields = ["summary", "notes"]
    lookup_field = "key"

    def get_queryset(self):  # type: ignore[no-untyped-def]
        return records.visits()


class CommentaryFilter(django_filters.FilterSet):
    """By what the address may ask."""

    person = django_filters.CharFilter(field_name="person__key")

    class Meta:
        model = Commentary
        fields = ["person"]


class Statements(viewsets.ReadOnlyModelViewSet):
    serializer_class = CommentarySerializer
    filterset_class = CommentaryFilter
    lookup_field = "key"

    def get_queryset(self):  # type: ignore[no-untyped-def]
        return records.commentary()

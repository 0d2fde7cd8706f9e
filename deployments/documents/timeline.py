"""Entries of the timeline, as the API shows them."""

from __future__ import annotations

from rest_framework import serializers

from ..choices import Certainty, EntryKind
from .common import (
    CitationSerializer,
    CountrySerializer,
    LinkSerializer,
    SpanSerializer,
    ThenLinkSerializer,
    match,
)


class DaysSerializer(SpanSerializer):
    """The days of an entry: in words, and the days on which it possibly and certainly was."""

    words = serializers.CharField(help_text="The date as it is shown; empty where it is not known.")


class EntrySerializer(serializers.Serializer):
    """An entry of the timeline, the record it tells of, and what it involves."""

    id = serializers.CharField(help_text="Names the entry; stable while the record's key is.")
    kind = serializers.ChoiceField(choices=EntryKind.choices)
    title = serializers.CharField()
    summary = serializers.CharField()
    days = DaysSerializer()
    certainty = serializers.ChoiceField(
        choices=Certainty.choices,
        allow_blank=True,
        help_text="Said of visits and exercises; empty for others.",
    )
    match = match()
    record = LinkSerializer()
    countries = CountrySerializer(many=True)
    navies = LinkSerializer(many=True)
    vessels = ThenLinkSerializer(many=True)
    ports = LinkSerializer(many=True)
    deployments = LinkSerializer(many=True)
    people = LinkSerializer(many=True)
    questions = LinkSerializer(many=True)
    themes = LinkSerializer(many=True)
    citations = CitationSerializer(many=True)

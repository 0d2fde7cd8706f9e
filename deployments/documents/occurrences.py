"""What the API shows of every record that says what happened."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .. import timeline
from .common import (
    LinkSerializer,
    RecordSerializer,
    SpanSerializer,
    link,
    match,
)
from .grounds import GroundsSerializer, of_record
from .serializing import of

FIRST, LAST = RecordSerializer.FIRST, ("rests_on", *RecordSerializer.LAST)


class OccurrenceSerializer(RecordSerializer):
    """A record that says what happened, with the days on which it did."""

    days = serializers.SerializerMethodField()
    rests_on = serializers.SerializerMethodField()
    match = match()

    @extend_schema_field(GroundsSerializer)
    def get_rests_on(self, record: Any) -> Any:
        return of(GroundsSerializer).to_representation(of_record(record))

    @extend_schema_field(SpanSerializer(allow_null=True))
    def get_days(self, record: Any) -> Any:
        dated = [entry for entry in record.entries.all() if entry.possible_from]
        return of(SpanSerializer).to_representation(timeline.days(dated[0])) if dated else None


def place() -> serializers.CharField:
    """The field for what a port was called then."""
    return serializers.CharField(
        help_text="What the port was called then, and is called now: “Bombay (now Mumbai)”."
    )


def superseding() -> LinkSerializer:
    """The field for what happened instead of what was planned or cancelled."""
    return link(help_text="What happened instead, where this was planned or cancelled.")

"""Who took part in a visit or an exercise, as the API shows them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .. import timeline
from ..models.participants import Participant
from .common import (
    CitationSerializer,
    CountrySerializer,
    LinkSerializer,
    RowSerializer,
    SpanSerializer,
    ThenLinkSerializer,
    ThenSerializer,
    link,
    links,
)
from .serializing import of

PARTICIPANT = (
    "key",
    "country",
    "countries",
    "country_said",
    "navy",
    "navies",
    "vessel",
    "vessel_then",
    "count",
    "type",
    "said",
    "identified_as",
    "identified_then",
    "days",
    "attested_by",
    "note",
    "citations",
)


def ship_count() -> serializers.IntegerField:
    """The field for how many ships a participant stands for."""
    return serializers.IntegerField(
        allow_null=True,
        min_value=1,
        help_text="How many ships; null where no source gives a number.",
    )


class ParticipantSerializer(RowSerializer):
    """Who took part, with what the ship was then and her days where one is named."""

    country = serializers.SerializerMethodField(
        help_text="The country it stands for; null for a group, and where the days leave open "
        "which of `countries`."
    )
    countries = CountrySerializer(
        source="country_codes",
        many=True,
        help_text="The countries it may stand for: mostly one, none for unnamed ships of a group.",
    )
    country_said = serializers.CharField(
        help_text="The country in words, where it never had a code; else empty."
    )
    navy = link(help_text="The navy or group that is stated.")
    navies = LinkSerializer(
        many=True,
        help_text="The navies it stands for: the one stated, and in a group or without one those "
        "of its ship then.",
    )
    vessel = ThenLinkSerializer(
        source="vessel_then", allow_null=True, help_text="The vessel, by her name then."
    )
    vessel_then = ThenSerializer(allow_null=True)
    count = ship_count()
    identified_as = ThenLinkSerializer(
        source="identified_then",
        allow_null=True,
        help_text="The vessel it was found out to be, by her name then.",
    )
    identified_then = ThenSerializer(
        allow_null=True, help_text="What the vessel it was found out to be was then."
    )
    days = serializers.SerializerMethodField(
        help_text="The days of the ship, which may be fewer than those of the whole; null where "
        "no ship is named."
    )
    attested_by = links("source", source="attestations")
    citations = CitationSerializer(many=True)

    @extend_schema_field(SpanSerializer(allow_null=True))
    def get_days(self, row: Any) -> Any:
        ship = row.vessel or row.identified_as
        found = [timeline.days_of_ship(entry, ship.pk) for entry in row.owner.entries.all() if ship]
        return of(SpanSerializer).to_representation(found[0]) if found and found[0] else None

    @extend_schema_field(CountrySerializer(allow_null=True))
    def get_country(self, participant: Participant) -> Any:
        codes = participant.country_codes
        return of(CountrySerializer).to_representation(codes[0]) if len(codes) == 1 else None

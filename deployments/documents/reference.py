"""Records that others refer to, as the API shows them."""

from __future__ import annotations

from rest_framework import serializers

from ..models import (
    Affiliation,
    Navy,
    Person,
    Port,
    Question,
    Source,
    Theme,
    Vessel,
    VesselIdentity,
)
from .common import (
    SERIALIZERS,
    CitationSerializer,
    LinkSerializer,
    RecordSerializer,
    RowSerializer,
    country,
    fuzzy,
    link,
)
from .names import PersonNameSerializer, PortNameSerializer

FIRST, LAST = RecordSerializer.FIRST, RecordSerializer.LAST


@SERIALIZERS.register(Navy)
class NavySerializer(RecordSerializer):
    """An operator: a navy, a coast guard or a multinational group."""

    listed = "Navies, coast guards and multinational groups."

    country = country()

    class Meta:
        model = Navy
        fields = (
            *FIRST,
            "name",
            "native_name",
            "former_names",
            "country",
            "country_said",
            "abbreviation",
            "ship_prefix",
            "wikidata",
            *LAST,
        )


@SERIALIZERS.register(Port)
class PortSerializer(RecordSerializer):
    """A port, or an area where the sources name no port."""

    listed = "Ports, and areas where the sources name no port."

    country = country()
    names = PortNameSerializer(many=True)

    class Meta:
        model = Port
        fields = (
            *FIRST,
            "name",
            "native_name",
            "names",
            "country",
            "country_said",
            "kind",
            "unlocode",
            "naval_base",
            "lat",
            "lon",
            "radius_km",
            *LAST,
        )


@SERIALIZERS.register(Source)
class SourceSerializer(RecordSerializer):
    """An article, official statement, paper, post or photo."""

    listed = "Sources that records cite."

    url = serializers.CharField(help_text="Address of the document; empty where it has none.")
    archived_url = serializers.CharField(help_text="Address of an archived copy; empty if none.")
    publisher_record = link(help_text="The organisation that “publisher” means.")
    published_date = fuzzy()
    retraction_date = fuzzy(help_text="When it was retracted, as it is known.")
    retraction_url = serializers.CharField(help_text="Where its retraction is told; empty if none.")

    class Meta:
        model = Source
        fields = (
            *FIRST,
            "title",
            "publisher",
            "publisher_record",
            "author",
            "url",
            "archived_url",
            "accessed_on",
            "published_date",
            "language",
            "kind",
            "kind_said",
            "reliability",
            "retracted",
            "retraction_date",
            "retracted_by",
            "retraction_reason",
            "retraction_url",
            *LAST,
        )


class VesselIdentitySerializer(RowSerializer):
    """A name, pennant, navy or MMSI that a vessel bore for a period."""

    navy = link()
    held_from = fuzzy()
    held_to = fuzzy()
    source = link()  # type: ignore[assignment]

    class Meta:
        model = VesselIdentity
        fields = (
            "key",
            "name",
            "pennant",
            "navy",
            "mmsi",
            "held_from",
            "held_to",
            "source",
            "notes",
        )


@SERIALIZERS.register(Vessel)
class VesselSerializer(RecordSerializer):
    """A hull, with the names and numbers it bore in time."""

    listed = "Vessels, with the names and numbers they bore in time."

    apart = serializers.CharField(
        help_text="What tells her from other vessels of her name; empty where none has it."
    )
    navy = LinkSerializer()
    country = country(source="navy.country")
    imo = serializers.IntegerField(
        allow_null=True, help_text="IMO number; null where none is known."
    )
    home_port = link()
    identities = VesselIdentitySerializer(many=True)

    class Meta:
        model = Vessel
        fields = (
            *FIRST,
            "name",
            "apart",
            "native_name",
            "navy",
            "country",
            "hull_type",
            "hull_type_said",
            "national_designator",
            "nato_designator",
            "vessel_class",
            "pennant",
            "imo",
            "wikidata",
            "commissioned_year",
            "displacement_tonnes",
            "home_port",
            "identities",
            *LAST,
        )


class AffiliationSerializer(RowSerializer):
    """What a person was, where, as of a date."""

    organisation_record = link(help_text="The organisation that the text means.")
    as_of = fuzzy()
    citations = CitationSerializer(many=True)

    class Meta:
        model = Affiliation
        fields = ("key", "organisation", "organisation_record", "role", "as_of", "citations")


@SERIALIZERS.register(Person)
class PersonSerializer(RecordSerializer):
    """Someone who is quoted."""

    listed = "People who are quoted, with what they were and when."

    is_unnamed = serializers.BooleanField(
        help_text="Whether no source names the person: `name` is a description."
    )
    country = country()
    names = PersonNameSerializer(many=True)
    affiliations = AffiliationSerializer(many=True)

    class Meta:
        model = Person
        fields = (
            *FIRST,
            "name",
            "is_unnamed",
            "native_name",
            "names",
            "kind",
            "kind_said",
            "country",
            "affiliations",
            *LAST,
        )


@SERIALIZERS.register(Question)
class QuestionSerializer(RecordSerializer):
    """What readers ask."""

    listed = "Questions that readers ask."

    class Meta:
        model = Question
        fields = (*FIRST, "text", "introduction", *LAST)


@SERIALIZERS.register(Theme)
class ThemeSerializer(RecordSerializer):
    """A line of argument."""

    listed = "Lines of argument."

    class Meta:
        model = Theme
        fields = (*FIRST, "name", "introduction", *LAST)

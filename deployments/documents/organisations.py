"""Organisations, as the API shows them."""

from __future__ import annotations

from ..models import Organisation
from .common import SERIALIZERS, RecordSerializer, country
from .names import OrganisationNameSerializer


@SERIALIZERS.register(Organisation)
class OrganisationSerializer(RecordSerializer):
    """Where people work, who publishes, who hosts."""

    listed = "Organisations: where people work, who publishes, who hosts."

    country = country()
    names = OrganisationNameSerializer(many=True)

    class Meta:
        model = Organisation
        fields = (
            *RecordSerializer.FIRST,
            "name",
            "native_name",
            "other_names",
            "names",
            "abbreviation",
            "kind",
            "kind_said",
            "country",
            "wikidata",
            *RecordSerializer.LAST,
        )

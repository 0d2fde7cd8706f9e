"""Other names of people, organisations and ports, as the API shows them."""

from __future__ import annotations

from ..models import OrganisationName, PersonName, PortName
from .common import RowSerializer, country, fuzzy, link

NAME = ("name", "language", "held_from", "held_to", "source", "notes")


class OtherNameSerializer(RowSerializer):
    """Another name, and when it was borne."""

    held_from = fuzzy()
    held_to = fuzzy()
    source = link()  # type: ignore[assignment]


class PortNameSerializer(OtherNameSerializer):
    """Another name of a port, or the country that it lay in for a time."""

    country = country(help_text="Where it lay in another country then; else null.")

    class Meta:
        model = PortName
        fields = (*NAME, "country")


class PersonNameSerializer(OtherNameSerializer):
    """Another name of a person."""

    class Meta:
        model = PersonName
        fields = NAME


class OrganisationNameSerializer(OtherNameSerializer):
    """Another name of an organisation."""

    class Meta:
        model = OrganisationName
        fields = NAME

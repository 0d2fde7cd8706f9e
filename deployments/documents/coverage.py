"""Coverage, as the API shows it."""

from __future__ import annotations

from ..models import Coverage
from .common import SERIALIZERS, RecordSerializer, country, fuzzy, link


@SERIALIZERS.register(Coverage)
class CoverageSerializer(RecordSerializer):
    """What was followed: exactly one navy, port or country."""

    listed = "What was followed, from when to when and how completely."

    navy = link()
    port = link()
    country = country()
    since = fuzzy()
    until = fuzzy()

    class Meta:
        model = Coverage
        fields = (
            *RecordSerializer.FIRST,
            "navy",
            "port",
            "country",
            "followed",
            "since",
            "until",
            "completeness",
            *RecordSerializer.LAST,
        )

"""Dossiers, as the API shows them."""

from __future__ import annotations

from ..models import Dossier, DossierItem, DossierSection
from .common import SERIALIZERS, LinkSerializer, RecordSerializer, RowSerializer


class DossierItemSerializer(RowSerializer):
    """A record that a dossier names, and why."""

    record = LinkSerializer(source="target")

    class Meta:
        model = DossierItem
        fields = ("record", "why")


class DossierSectionSerializer(RowSerializer):
    """A section of a dossier with the records that it names, in their order."""

    items = DossierItemSerializer(many=True)

    class Meta:
        model = DossierSection
        fields = ("number", "heading", "text", "unknown", "items")


@SERIALIZERS.register(Dossier)
class DossierSerializer(RecordSerializer):
    """What the records say on one matter."""

    listed = "Dossiers: what the records say on one matter, section by section."

    sections = DossierSectionSerializer(
        source="laid_out",
        many=True,
        help_text="In the order in which they are read. A record that is not public is left out, "
        "and so is a section that has neither text nor records then.",
    )

    class Meta:
        model = Dossier
        fields = (
            *RecordSerializer.FIRST,
            "title",
            "introduction",
            "sections",
            *RecordSerializer.LAST,
        )

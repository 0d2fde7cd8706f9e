"""Entries of the timeline, as the API shows them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from .. import timeline
from ..choices import Certainty, EntryKind
from ..models import Vessel
from ..models.times import Then
from ..presenters import entries
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


def shown(told: list[timeline.Told]) -> list[dict[str, Any]]:
    """What :class:`EntrySerializer` reads, for entries with their records."""
    involved = timeline.involved([entry for entry, _record in told])
    found = []
    for entry, record in told:
        said = entries.entry(entry, record)
        countries, records = involved[entry.pk]
        days = record.days  # type: ignore[attr-defined]
        ships = [ship for ship in records["vessel"] if isinstance(ship, Vessel)]
        found.append(
            {
                "id": entry.slug,
                "kind": entry.kind,
                "title": said["title"],
                "summary": said.get("summary") or "",
                "days": {
                    "words": (said["date"] or {}).get("words", ""),
                    **timeline.days(entry)._asdict(),
                },
                "certainty": entry.certainty,
                "match": getattr(entry, "match", None),
                "record": record,
                "countries": countries,
                "navies": records["navy"],
                "vessels": [Then(ship, days) for ship in ships],
                "ports": records["port"],
                "deployments": records["deployment"],
                "people": records["person"],
                "questions": records["question"],
                "themes": records["theme"],
                "citations": record.citations.all(),  # type: ignore[attr-defined]
            }
        )
    return found

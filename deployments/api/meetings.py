"""Meetings of two parties, as the API describes what :mod:`copresence.words` says of them."""

from __future__ import annotations

from rest_framework import serializers

from ..choices import Certainty, Match
from ..copresence import words as copresence
from ..copresence.engine import Where
from ..copresence.parties import Breadth
from ..documents.common import LinkSerializer, ThenLinkSerializer, link


class StretchSerializer(serializers.Serializer):
    """Days without a break, the first and the last of them included."""

    first = serializers.DateField()
    last = serializers.DateField()


class PartySerializer(serializers.Serializer):
    """One of the two parties asked for."""

    kind = serializers.ChoiceField(
        choices=[(each.name.lower(), each.name.lower()) for each in Breadth],
        help_text="The parameter that names it.",
    )
    key = serializers.CharField(help_text="The key of the navy or vessel, or the country's code.")
    name = serializers.CharField()
    record = link(help_text="The navy or vessel; null for a country.")


class StaySerializer(serializers.Serializer):
    """What one record tells of one party."""

    party = PartySerializer()
    record = LinkSerializer(help_text="The visit or exercise.")
    place = LinkSerializer(help_text="The port or area of a visit, or the exercise itself.")
    place_name = serializers.CharField(help_text="What the place was called then.")
    certainty = serializers.ChoiceField(
        choices=Certainty.choices, help_text="How sure the record as a whole is."
    )
    vessels = ThenLinkSerializer(
        many=True, help_text="Ships of the party that the record names, by their names then."
    )
    unnamed = serializers.ListField(
        child=serializers.CharField(),
        help_text="What is said of those of the party that have no name.",
    )
    possibly = StretchSerializer(
        many=True, help_text="Days on which one of them was possibly there."
    )
    certainly = StretchSerializer(
        many=True, help_text="Days on which one of them certainly was there."
    )


class GroundSerializer(serializers.Serializer):
    """One step of the reasoning."""

    code = serializers.ChoiceField(choices=[(each, each) for each in copresence.CODES])
    party = serializers.CharField(help_text="The party it is about, by key; empty for both.")
    record = link(help_text="The record it rests on; null where it follows from both.")
    days = StretchSerializer(many=True, help_text="The days it is about, where it names any.")
    words = serializers.CharField()


class ReasoningSerializer(serializers.Serializer):
    """Why the meeting is certain, or no more than possible."""

    words = serializers.CharField(help_text="The grounds in words, one after the other.")
    grounds = GroundSerializer(many=True)


class MeetingSerializer(serializers.Serializer):
    """Two stays that share a day: the days, the stays in the order of the parties, and why."""

    match = serializers.ChoiceField(
        choices=Match.choices,
        help_text="How sure it is on the days asked for, or at all where none are asked for: "
        "`certain` (on one of them at least) or `possible`.",
    )
    where = serializers.ChoiceField(
        choices=[(each.value, each.value) for each in Where],
        help_text="How the places of both lie to one another. Only one port or one exercise can "
        "make it certain.",
    )
    same_record = serializers.BooleanField(
        help_text="Whether both took part in one visit or one exercise."
    )
    possibly = StretchSerializer(many=True, help_text="Days on which they possibly were together.")
    certainly = StretchSerializer(
        many=True, help_text="Days on which they certainly were together; none where none is sure."
    )
    stays = StaySerializer(
        many=True, help_text="Two: navies first, then vessels, then countries, each as asked for."
    )
    reasoning = ReasoningSerializer()

"""Records that say what happened, as the API shows them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ... import timeline
from ...models import (
    Assignment,
    Commentary,
    CommentaryAffiliation,
    Deployment,
    Engagement,
    Exercise,
    ExerciseParticipant,
    Subject,
    ThemePosition,
    Visit,
    VisitParticipant,
)
from ...models.participants import Participant
from ...models.times import spoken_of
from ...presenters import grounds
from .common import (
    SERIALIZERS,
    CitationSerializer,
    CountrySerializer,
    LinkSerializer,
    RecordSerializer,
    RowSerializer,
    SpanSerializer,
    ThenLinkSerializer,
    ThenSerializer,
    country,
    fuzzy,
    link,
    links,
    match,
)
from .grounds import GroundsSerializer

FIRST, LAST = RecordSerializer.FIRST, ("rests_on", *RecordSerializer.LAST)


class OccurrenceSerializer(RecordSerializer):
    """A record that says what happened, with the days on which it did."""

    days = serializers.SerializerMethodField()
    rests_on = serializers.SerializerMethodField()
    match = match()

    @extend_schema_field(GroundsSerializer)
    def get_rests_on(self, record: Any) -> Any:
        return GroundsSerializer(grounds.of_record(record)).data

    @extend_schema_field(SpanSerializer(allow_null=True))
    def get_days(self, record: Any) -> Any:
        dated = [entry for entry in record.entries.all() if entry.possible_from]
        return SpanSerializer(timeline.days(dated[0])).data if dated else None


def place() -> serializers.CharField:
    """The field for what a port was called then."""
    return serializers.CharField(
        help_text="What the port was called then, and is called now: “Bombay (now Mumbai)”."
    )


class AssignmentSerializer(RowSerializer):
    """A vessel's part in a deployment."""

    vessel = ThenLinkSerializer(source="vessel_then")
    vessel_then = ThenSerializer()
    joined = fuzzy()
    left = fuzzy()
    citations = CitationSerializer(many=True)

    class Meta:
        model = Assignment
        fields = (
            "key",
            "vessel",
            "vessel_then",
            "role",
            "role_said",
            "joined",
            "left",
            "note",
            "citations",
        )


@SERIALIZERS.register(Deployment)
class DeploymentSerializer(OccurrenceSerializer):
    """A named voyage or task group."""

    listed = "Named voyages and task groups, with their ships."

    lead_navy = LinkSerializer()
    start = fuzzy()
    end = fuzzy()
    origin_port = link()
    assignments = AssignmentSerializer(many=True)

    class Meta:
        model = Deployment
        fields = (
            *FIRST,
            "name",
            "lead_navy",
            "start",
            "end",
            "days",
            "duration",
            "duration_words",
            "match",
            "origin_port",
            "summary",
            "assignments",
            *LAST,
        )


PARTICIPANT = (
    "key",
    "country",
    "countries",
    "country_said",
    "navy",
    "vessel",
    "vessel_then",
    "count",
    "type",
    "said",
    "identified_as",
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


def superseding() -> LinkSerializer:
    """The field for what happened instead of what was planned or cancelled."""
    return link(help_text="What happened instead, where this was planned or cancelled.")


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
        return SpanSerializer(found[0]).data if found and found[0] else None

    @extend_schema_field(CountrySerializer(allow_null=True))
    def get_country(self, participant: Participant) -> Any:
        codes = participant.country_codes
        return CountrySerializer(codes[0]).data if len(codes) == 1 else None


class VisitParticipantSerializer(ParticipantSerializer):
    """Who made the call, as exactly as the sources say and no more."""

    arrival = fuzzy(help_text="Its own arrival, where it differs.")
    departure = fuzzy(help_text="Its own departure, where it differs.")
    deployment = link()

    class Meta:
        model = VisitParticipant
        fields = (*PARTICIPANT, "arrival", "departure", "berth", "deployment")


@SERIALIZERS.register(Visit)
class VisitSerializer(OccurrenceSerializer):
    """One port call."""

    listed = "Port calls, with who made them as each source says."

    deployment = link()
    port = LinkSerializer()
    place = place()
    country = serializers.SerializerMethodField(
        help_text="Country that the port lay in then; null where the day is too vague to tell."
    )
    countries = CountrySerializer(
        many=True, help_text="All countries that the port may have lain in then."
    )
    arrival = fuzzy()
    departure = fuzzy()
    purpose_code = serializers.IntegerField(
        allow_null=True, help_text="Code of UN/EDIFACT 8025, where the list has the purpose."
    )
    host = link()
    host_organisation = link()
    superseded_by = superseding()
    supersedes = LinkSerializer(many=True)
    participants = VisitParticipantSerializer(many=True)

    @extend_schema_field(CountrySerializer(allow_null=True))
    def get_country(self, visit: Visit) -> Any:
        codes = visit.countries
        return CountrySerializer(codes[0]).data if len(codes) == 1 else None

    class Meta:
        model = Visit
        fields = (
            *FIRST,
            "deployment",
            "port",
            "place",
            "country",
            "countries",
            "arrival",
            "departure",
            "days",
            "match",
            "certainty",
            "outcome",
            "outcome_said",
            "purpose",
            "purpose_said",
            "purpose_code",
            "host",
            "host_organisation",
            "superseded_by",
            "supersedes",
            "summary",
            "participants",
            *LAST,
        )


class ExerciseParticipantSerializer(ParticipantSerializer):
    """Who took part, as exactly as the sources say and no more."""

    class Meta:
        model = ExerciseParticipant
        fields = PARTICIPANT


@SERIALIZERS.register(Exercise)
class ExerciseSerializer(OccurrenceSerializer):
    """An exercise, joint training or passing exercise."""

    listed = "Exercises, with who took part as each source says."

    host_organisation = link()
    start = fuzzy()
    end = fuzzy()
    superseded_by = superseding()
    supersedes = LinkSerializer(many=True)
    participants = ExerciseParticipantSerializer(many=True)

    class Meta:
        model = Exercise
        fields = (
            *FIRST,
            "name",
            "kind",
            "kind_said",
            "domain",
            "series",
            "area",
            "host_organisation",
            "lat",
            "lon",
            "radius_km",
            "start",
            "end",
            "days",
            "match",
            "certainty",
            "outcome",
            "outcome_said",
            "superseded_by",
            "supersedes",
            "summary",
            "participants",
            *LAST,
        )


@SERIALIZERS.register(Engagement)
class EngagementSerializer(OccurrenceSerializer):
    """A diplomatic occasion."""

    listed = "Diplomatic occasions."

    host_organisation = link()
    start = fuzzy()
    end = fuzzy()
    port = link()
    place = place()
    visit = link()
    people = links("person", source="engagement_people")
    countries = serializers.SerializerMethodField()

    @extend_schema_field(CountrySerializer(many=True))
    def get_countries(self, engagement: Engagement) -> Any:
        codes = [row.country for row in engagement.engagement_countries.all()]
        return CountrySerializer(codes, many=True).data

    class Meta:
        model = Engagement
        fields = (
            *FIRST,
            "name",
            "kind",
            "kind_said",
            "start",
            "end",
            "days",
            "match",
            "port",
            "place",
            "visit",
            "host_organisation",
            "people",
            "countries",
            "summary",
            *LAST,
        )


class AffiliationThenSerializer(RowSerializer):
    """What the person was when it was said."""

    key = serializers.CharField(source="affiliation.key")
    organisation = serializers.CharField(source="affiliation.organisation")
    role = serializers.CharField(source="affiliation.role")

    class Meta:
        model = CommentaryAffiliation
        fields = ("key", "organisation", "role")


class ThemePositionSerializer(RowSerializer):
    """A position taken on a theme."""

    theme = LinkSerializer()

    class Meta:
        model = ThemePosition
        fields = ("theme", "position")


class SubjectSerializer(RowSerializer):
    """What it is about: a record or a country."""

    record = serializers.SerializerMethodField()
    country = country()

    @extend_schema_field(LinkSerializer(allow_null=True))
    def get_record(self, subject: Subject) -> Any:
        if subject.country:
            return None
        if then := spoken_of(subject):
            return ThenLinkSerializer(then, context=self.context).data
        return LinkSerializer(subject.target, context=self.context).data

    class Meta:
        model = Subject
        fields = ("record", "country")


@SERIALIZERS.register(Commentary)
class CommentarySerializer(OccurrenceSerializer):
    """What one person said."""

    listed = "What people said: answers to questions and positions on themes."

    person = LinkSerializer()
    speaker = serializers.CharField(
        help_text="What the person was called when it was said, and is called now."
    )
    affiliations = AffiliationThenSerializer(source="commentary_affiliations", many=True)
    language = serializers.CharField(
        help_text="In which it was said; `quote` is in it. Empty where it is not known."
    )
    date = fuzzy()
    quote = serializers.CharField(
        help_text="As it was said, word by word. `translations` of the text `quote` give it in "
        "other languages, each with its translator; where only they are known it is empty."
    )
    via = link()
    questions = links("question", source="answers")
    themes = ThemePositionSerializer(source="theme_positions", many=True)
    subjects = SubjectSerializer(many=True)

    class Meta:
        model = Commentary
        fields = (
            *FIRST,
            "person",
            "speaker",
            "affiliations",
            "date",
            "days",
            "match",
            "medium",
            "medium_said",
            "language",
            "summary",
            "quote",
            "quote_locator",
            "second_hand",
            "via",
            "questions",
            "themes",
            "subjects",
            *LAST,
        )

"""What all records are made of: dates, countries, links and citations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .. import countries
from ..addresses import address
from ..choices import Credibility, Match
from ..models import Citation, Exercise, Record, Translation, Visit
from ..models.times import Then
from ..registry import Registry
from ..shapes import Participant
from .recorded import facing
from .serializing import DocumentSerializer, of


def api_address(record: Record) -> str:
    """Where the API has a record, from the root of the site on."""
    return address(f"api:{record.plural}-detail", record.key)


class FuzzyDateSerializer(DocumentSerializer):
    """A date as it is known, never more exact than its source."""

    edtf = serializers.CharField(help_text="The date in EDTF (ISO 8601-2).")
    earliest = serializers.DateField(
        allow_null=True, help_text="Strict first possible day; null where it is open."
    )
    latest = serializers.DateField(
        allow_null=True, help_text="Strict last possible day; null where it is open."
    )
    words = serializers.CharField(source="__str__", help_text="The date as it is shown.")
    said = serializers.CharField(
        source="words", help_text="The source's own words, where they are kept."
    )
    qualified = serializers.BooleanField(help_text="Marked as approximate or uncertain in EDTF.")
    conventional = serializers.BooleanField(
        help_text="Bounds by convention only, such as “end of August”; nothing is certain then."
    )


class HoleSerializer(DocumentSerializer):
    """Days, both included, on which something was not, between days on which it may have been."""

    first = serializers.DateField()
    last = serializers.DateField()


class SpanSerializer(DocumentSerializer):
    """The days on which something possibly and certainly was: what “from”, “to” and “on” ask for.

    Open ends are closed by rule: nothing lasts for ever.
    """

    possible_from = serializers.DateField(allow_null=True, help_text="First possible day.")
    possible_to = serializers.DateField(allow_null=True, help_text="Last possible day.")
    certain_from = serializers.DateField(allow_null=True, help_text="First certain day.")
    certain_to = serializers.DateField(allow_null=True, help_text="Last certain day.")
    holes = HoleSerializer(
        many=True,
        help_text="Days between on which it was not: each ship certainly was elsewhere.",
    )


def match() -> serializers.ChoiceField:
    """The field for how sure it is that something was there in the days asked for."""
    return serializers.ChoiceField(
        choices=Match.choices,
        allow_null=True,
        help_text="How sure it is that it was there on the days asked for by `on`, `from` or `to`: "
        "`certain` (on one of them at least) or `possible`; null where no days are asked for. "
        "`certainty` is about the whole and says nothing of a day.",
    )


class CountrySerializer(DocumentSerializer):
    """A country or territory; null where there is none, as for a multinational group."""

    code = serializers.CharField(
        source="*", help_text="ISO 3166-1 alpha-2; of what ended the former code."
    )
    name = serializers.SerializerMethodField()

    def get_name(self, code: str) -> str:
        return countries.name(code)

    def to_representation(self, instance: str) -> Any:
        return super().to_representation(instance) if instance else None


def country(**kwargs: Any) -> CountrySerializer:
    """A field for a country that may be missing."""
    return CountrySerializer(allow_null=True, **kwargs)


def fuzzy(**kwargs: Any) -> FuzzyDateSerializer:
    """A field for a date that may be missing."""
    return FuzzyDateSerializer(allow_null=True, **kwargs)


class LinkSerializer(DocumentSerializer):
    """Another record, by its key, name and addresses."""

    record_type = serializers.CharField(help_text="Kind of the record.")
    key = serializers.CharField()
    name = serializers.SerializerMethodField(help_text="What the record is called in passing.")
    api_url = serializers.SerializerMethodField(help_text="The record in this API.")
    html_url = serializers.SerializerMethodField(help_text="Its page for readers.")

    def __init__(self, *args: Any, through: str = "", **kwargs: Any) -> None:
        self.through = through
        super().__init__(*args, **kwargs)

    def to_representation(self, instance: Model) -> dict[str, Any]:
        """A document links to some records many times, and so do those of a piece."""
        linked = getattr(instance, self.through) if self.through else instance
        shown: dict[str, Any] | None = linked.__dict__.get("_link")
        if shown is None:
            shown = linked.__dict__["_link"] = super().to_representation(linked)
        return shown

    def get_name(self, record: Record) -> str:
        return record.called

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_api_url(self, record: Record) -> str:
        return api_address(record)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_html_url(self, record: Record) -> str:
        return record.get_absolute_url()


def link(**kwargs: Any) -> LinkSerializer:
    """A field for a related record, null where there is none that is public."""
    return LinkSerializer(allow_null=True, **kwargs)


class ThenLinkSerializer(LinkSerializer):
    """A vessel by the name she bore then, “Northmoor (now Orion Star)”, from a :class:`Then`."""

    def to_representation(self, instance: Then) -> dict[str, Any]:  # type: ignore[override]
        return {**super().to_representation(instance.vessel), "name": instance.named}


class ThenSerializer(DocumentSerializer):
    """What a vessel was on the days of a record: several of a kind where they leave open which."""

    called = serializers.CharField(
        help_text="What she is called with the prefix of her navy then: “HMS Northmoor (now Orion "
        "Star)”."
    )
    names = serializers.ListField(child=serializers.CharField(), help_text="Her names then.")
    pennants = serializers.ListField(
        child=serializers.CharField(), help_text="Her pennant numbers then, as far as known."
    )
    navies = LinkSerializer(many=True, help_text="The navies she was of then.")
    countries = CountrySerializer(many=True, help_text="The countries of these navies.")


def links(through: str, **kwargs: Any) -> Any:
    """A field for several related records, by the rows that lead to them."""
    return LinkSerializer(through=through, many=True, **kwargs)


class RowSerializer(DocumentSerializer, serializers.ModelSerializer):
    """A row as it is shown: only the fields listed, and none of them can be written."""

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        for field in fields.values():
            field.read_only = True
            field.required = False
        return fields


class PassageSerializer(DocumentSerializer):
    """Where in a source a passage stands, by its first and last words."""

    paragraph = serializers.IntegerField(
        allow_null=True, help_text="Number in the article text; headings are not counted."
    )
    start = serializers.CharField(help_text="Its first words, as printed.")
    end = serializers.CharField(help_text="Its last words, as printed.")
    url = serializers.CharField(
        help_text="A link to it in the source, or in the source given in `via`; empty where there "
        "is none."
    )


class CitationSerializer(RowSerializer):
    """What one source says about a record or a part of it."""

    source = LinkSerializer()  # type: ignore[assignment]
    reliability = serializers.CharField(
        source="source.reliability",
        help_text="Admiralty grade A–F of the source; empty means not graded.",
    )
    # Named here with its words: what a column can hold differs from engine to engine.
    credibility = serializers.ChoiceField(
        choices=Credibility.choices,
        allow_null=True,
        help_text="Admiralty grade 1–6 of what it says; null means not graded.",
    )
    retracted = serializers.BooleanField(
        help_text="Whether the source, or the one it is known through, was retracted: it then "
        "bears nothing out."
    )
    via = link(help_text="The source through which it is known, when it was not seen itself.")
    recorded = serializers.SerializerMethodField(
        help_text="What is recorded in place of what the source says, in words, where it differs "
        "or denies; else empty."
    )
    passage = PassageSerializer(allow_null=True, help_text="Where it says so.")

    class Meta:
        model = Citation
        fields = (
            "source",
            "reliability",
            "retracted",
            "aspect",
            "stance",
            "supports",
            "value",
            "recorded",
            "locator",
            "passage",
            "credibility",
            "via",
        )

    def get_recorded(self, citation: Citation) -> str:
        return facing(citation, _participants)


class TranslationSerializer(RowSerializer):
    """One text of a record in another language."""

    class Meta:
        model = Translation
        fields = ("text_of", "language", "text", "translator")


SERIALIZERS: Registry[type[RecordSerializer]] = Registry("serializer")
"""The serializer of each kind of record."""


def _participants(record: Visit | Exercise) -> list[Participant]:
    """Who took part, as the document of the record shows it."""
    field = of(SERIALIZERS[record.record_type]).fields["participants"]
    shown: list[Participant] = field.to_representation(record.participants)
    return shown


class RecordSerializer(RowSerializer):
    """What every record has."""

    listed: ClassVar[str] = ""
    """What a list of such records holds, for the description of the API."""

    FIRST = ("record_type", "key", "called", "api_url", "html_url")
    LAST = ("notes", "translations", "citations", "updated_at")

    record_type = serializers.CharField(help_text="Kind of the record.")
    called = serializers.CharField(
        help_text="What it is called in passing, told from others of its name."
    )
    api_url = serializers.SerializerMethodField(help_text="The record in this API.")
    html_url = serializers.SerializerMethodField(help_text="Its page for readers.")
    translations = TranslationSerializer(
        many=True, help_text="Texts of the record in other languages."
    )
    citations = CitationSerializer(many=True, help_text="How we know.")
    updated_at = serializers.DateTimeField(
        allow_null=True, help_text="When its public content last changed."
    )

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_api_url(self, record: Record) -> str:
        return api_address(record)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_html_url(self, record: Record) -> str:
        return record.get_absolute_url()

"""Who said what: people, their affiliations in time, their commentary, questions and themes."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import countries
from ..choices import Medium, PersonKind, Position
from ..fields import Arc, FuzzyDateField, KeyField, OpenWord
from .base import DESCRIPTIONS, Occurrence, Record
from .names import named_then
from .owned import OwnedRow
from .reference import country_field

TITLE_WORDS = 8
"""Words of a statement in its title."""


class Person(Record):
    """An expert, official, officer, journalist or account that is quoted."""

    record_type: ClassVar[str] = "person"
    owned: ClassVar[tuple[str, ...]] = ("names", "affiliations", *Record.owned)
    detail_paths: ClassVar[tuple[str, ...]] = (
        "names__source",
        "affiliations__organisation_record",
        "affiliations__citations__source",
        "affiliations__citations__via",
        *Record.detail_paths,
    )
    list_paths: ClassVar[tuple[str, ...]] = ("affiliations",)
    search_fields: ClassVar[tuple[str, ...]] = ("name", "native_name")
    search_paths: ClassVar[tuple[str, ...]] = ("affiliations__organisation_record",)
    apart_paths: ClassVar[tuple[str, ...]] = ("affiliations", "commentary__citations__source")

    name = models.CharField(max_length=200)
    native_name = models.CharField(max_length=200, blank=True)
    kind = OpenWord(PersonKind, _("kind"), said=_("kind in the source's word"), max_length=30)
    country = country_field()

    class Meta(Record.Meta):
        ordering = ("name", "key")
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            *Record.Meta.constraints,
        ]

    def __str__(self) -> str:
        return self.name

    def telling_apart(self) -> tuple[str, ...]:
        """The institution last known; for somebody unnamed, where and when they are quoted."""
        if self.is_unnamed:
            return self._quoted_in()
        held = sorted(self.affiliations.all(), key=_since)
        institution = held[-1].organisation if held else ""
        kind = self.in_words("kind") if self.says("kind") else ""
        return institution, self.country_name, kind

    def _quoted_in(self) -> tuple[str, ...]:
        statements = sorted(self.commentary.all(), key=lambda row: (row.sort_day, row.key))
        sources = [cited.source for row in statements for cited in row.citations.all()]
        publishers = dict.fromkeys(source.publisher or source.title for source in sources)
        when = next((row.dates_in_words for row in statements if row.dates_in_words), "")
        return ", ".join(list(publishers)[:1]), when, self.country_name

    @property
    def is_unnamed(self) -> bool:
        """Whether no source names the person: a description in brackets stands instead."""
        return self.name.casefold().startswith(DESCRIPTIONS)

    @property
    def country_name(self) -> str:
        """The name of the person's country, or nothing."""
        return countries.name(self.country) if self.country else ""


def _since(affiliation: Affiliation) -> date:
    """Sorts affiliations by the day for which they are known; those without one come first."""
    as_of = affiliation.as_of
    return as_of.sort_day if as_of else date.min


class Affiliation(OwnedRow):
    """What a person was, where, as of a date."""

    parent: ClassVar[str] = "person"
    gate: ClassVar[tuple[str, ...]] = ("person",)
    named_by: ClassVar[tuple[str, ...]] = ("role", "organisation")

    key = KeyField(blank=True, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.CharField(
        max_length=250, help_text=_("As the source names it, or in short.")
    )
    organisation_record = models.ForeignKey(
        "deployments.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="affiliations",
        verbose_name=_("organisation's record"),
        help_text=_("The organisation that the text means. The text stays as it is."),
    )
    role = models.CharField(max_length=250, blank=True)
    as_of = FuzzyDateField("as_of", _("as of"))

    class Meta(OwnedRow.Meta):
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.UniqueConstraint(
                "person", "organisation", "role", "as_of_edtf", name="affiliation_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}" if self.role else self.organisation

    def base_key(self) -> str:
        """What its key is made of when none is given."""
        return f"{self.person.key}--{self.organisation}"


class Question(Record):
    """What readers ask; its page lays the answers side by side."""

    record_type: ClassVar[str] = "question"
    name_column: ClassVar[str] = "text"
    search_fields: ClassVar[tuple[str, ...]] = ("text", "introduction")

    text = models.CharField(max_length=300)
    introduction = models.TextField(blank=True)

    class Meta(Record.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text


class Theme(Record):
    """A line of argument that experts assert, doubt or see as mixed."""

    record_type: ClassVar[str] = "theme"
    search_fields: ClassVar[tuple[str, ...]] = ("name", "introduction")

    name = models.CharField(max_length=200)
    introduction = models.TextField(blank=True)

    class Meta(Record.Meta):
        ordering = ("name", "key")
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name


class Commentary(Occurrence):
    """What one person said, in our words, with at most a few of theirs."""

    record_type: ClassVar[str] = "commentary"
    name_paths: ClassVar[tuple[str, ...]] = ("person__names",)
    owned: ClassVar[tuple[str, ...]] = (
        "answers",
        "theme_positions",
        "commentary_affiliations",
        "subjects",
        *Record.owned,
    )
    required: ClassVar[tuple[str, ...]] = ("person",)
    list_paths: ClassVar[tuple[str, ...]] = (
        "person__names",
        "commentary_affiliations__affiliation",
        "answers__question",
        "theme_positions__theme",
        "via",
        "citations__source",
    )
    detail_paths: ClassVar[tuple[str, ...]] = (
        "subjects__deployment",
        "subjects__visit__port__names",
        "subjects__exercise",
        "subjects__engagement",
        "subjects__navy",
        "subjects__vessel__navy",
        "subjects__vessel__identities__navy",
        "subjects__port",
        "subjects__person",
        *Occurrence.detail_paths,
        *list_paths,
    )
    entry_paths: ClassVar[tuple[str, ...]] = (
        "person",
        "answers__question",
        "theme_positions__theme",
        "subjects__deployment",
        "subjects__visit__deployment",
        "subjects__visit__port__names",
        "subjects__exercise",
        "subjects__engagement",
        "subjects__navy",
        "subjects__vessel__navy",
        "subjects__vessel__identities__navy",
        "subjects__port__names",
        "subjects__person",
    )
    search_fields: ClassVar[tuple[str, ...]] = ("summary", "quote")
    verbatim: ClassVar[tuple[str, ...]] = ("quote",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="commentary")
    date = FuzzyDateField("date", _("date"))
    medium = OpenWord(Medium, max_length=30)
    language = models.CharField(max_length=10, blank=True)
    quote = models.TextField(
        blank=True,
        help_text=_(
            "As it was said, verbatim and without quotation marks, in the language of the "
            "statement. What is known only in translation stands under the translations, with its "
            "translator."
        ),
    )
    quote_locator = models.CharField(
        max_length=100, blank=True, help_text=_("Where the quote stands in its source.")
    )
    second_hand = models.BooleanField(default=False)
    via = models.ForeignKey(
        "deployments.Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="relayed_commentary",
        help_text=_("The source through which it is known."),
    )

    class Meta(Occurrence.Meta):
        verbose_name = _("commentary")
        verbose_name_plural = _("commentary")
        constraints = [
            *Occurrence.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_locator_only_with_a_quote",
                condition=Q(quote_locator="") | ~Q(quote=""),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def called(self) -> str:
        """Who said it, how and when."""
        return ", ".join(part for part in (self.title, self.dates_in_words) if part)

    @property
    def title(self) -> str:
        """Who said it, how, and the first words of what: several may be of one interview."""
        medium = self.in_words("medium") if self.medium != Medium.UNKNOWN else ""
        said = ", ".join(part for part in (self.speaker, medium) if part)
        words = (self.summary or self.quote).split()
        begins = " ".join(words[:TITLE_WORDS]).rstrip(".,;:")
        begins += "…" if len(words) > TITLE_WORDS else ""
        return f"{said}: {begins}" if begins else said

    @property
    def speaker(self) -> str:
        """Who said it, by the name of then; the person's names must be at hand."""
        return named_then(self.person, self.date)

    def clean(self) -> None:
        super().clean()
        if self.quote_locator and not self.quote:
            raise ValidationError({"quote_locator": _("There is no quote that it could locate.")})


class Answer(OwnedRow):
    """A question that a commentary answers."""

    parent: ClassVar[str] = "commentary"
    gate: ClassVar[tuple[str, ...]] = ("commentary", "question")
    needed: ClassVar[tuple[str, ...]] = ("question",)
    named_by: ClassVar[tuple[str, ...]] = ("question",)

    commentary = models.ForeignKey(Commentary, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")

    class Meta(OwnedRow.Meta):
        verbose_name = _("question answered")
        verbose_name_plural = _("questions answered")
        constraints = [models.UniqueConstraint("commentary", "question", name="answer_unique")]

    def __str__(self) -> str:
        return str(self.question)


class ThemePosition(OwnedRow):
    """The position that a commentary takes on a theme."""

    parent: ClassVar[str] = "commentary"
    gate: ClassVar[tuple[str, ...]] = ("commentary", "theme")
    needed: ClassVar[tuple[str, ...]] = ("theme",)
    named_by: ClassVar[tuple[str, ...]] = ("theme", "position")

    commentary = models.ForeignKey(
        Commentary, on_delete=models.CASCADE, related_name="theme_positions"
    )
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="theme_positions")
    position = models.CharField(max_length=10, choices=Position)

    class Meta(OwnedRow.Meta):
        verbose_name = _("position on a theme")
        verbose_name_plural = _("positions on themes")
        constraints = [
            models.UniqueConstraint("commentary", "theme", name="themeposition_unique"),
            models.CheckConstraint(
                name="%(class)s_position_known", condition=Q(position__in=Position.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.position}"


class CommentaryAffiliation(OwnedRow):
    """An affiliation the person held when it was said."""

    parent: ClassVar[str] = "commentary"
    gate: ClassVar[tuple[str, ...]] = ("commentary", "affiliation")
    named_by: ClassVar[tuple[str, ...]] = ("affiliation",)

    commentary = models.ForeignKey(
        Commentary, on_delete=models.CASCADE, related_name="commentary_affiliations"
    )
    affiliation = models.ForeignKey(
        Affiliation, on_delete=models.PROTECT, related_name="commentary_affiliations"
    )

    class Meta(OwnedRow.Meta):
        verbose_name = _("affiliation when said")
        verbose_name_plural = _("affiliations when said")
        constraints = [
            models.UniqueConstraint(
                "commentary", "affiliation", name="commentaryaffiliation_unique"
            )
        ]

    def __str__(self) -> str:
        return str(self.affiliation)

    def clean(self) -> None:
        super().clean()
        if (
            self.affiliation_id
            and self.commentary_id
            and self.affiliation.person_id != self.commentary.person_id
        ):
            raise ValidationError({"affiliation": _("This affiliation is another person's.")})


class Subject(OwnedRow):
    """A record or country that a commentary is about: exactly one of them."""

    target = Arc(
        ("deployment", "visit", "exercise", "engagement", "navy", "vessel", "port", "person"),
        related_name="commentary_subjects",
        on_delete=models.PROTECT,
        or_text="country",
        message=_("Choose exactly one record or country."),
    )
    parent: ClassVar[str] = "commentary"
    gate: ClassVar[tuple[str, ...]] = ("commentary", *target.columns)
    named_by: ClassVar[tuple[str, ...]] = (*target.columns, "country")

    commentary = models.ForeignKey(Commentary, on_delete=models.CASCADE, related_name="subjects")
    country = country_field()

    class Meta(OwnedRow.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")

    def __str__(self) -> str:
        return str(self.target or countries.name(self.country))

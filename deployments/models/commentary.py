"""Who said what: people, their affiliations in time, their commentary, questions and themes."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import countries, dates
from ..choices import Medium, PersonKind, Position
from ..fields import EDTFField, Fuzzy, KeyField, bound_field, words_field
from .arcs import exactly_one
from .base import Occurrence, OwnedRow, Record
from .reference import country_field


class Person(Record):
    """An expert, official, officer, journalist or account that is quoted."""

    record_type: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    owned: ClassVar[tuple[str, ...]] = ("affiliations", "citations")
    detail_paths: ClassVar[tuple[str, ...]] = (
        "affiliations__citations__source",
        "affiliations__citations__via",
        *Record.detail_paths,
    )
    list_paths: ClassVar[tuple[str, ...]] = ("affiliations",)
    search_fields: ClassVar[tuple[str, ...]] = ("name", "native_name")

    name = models.CharField(max_length=200)
    native_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(
        _("kind"), max_length=30, choices=PersonKind, default=PersonKind.UNKNOWN
    )
    kind_said = models.CharField(_("kind in the source's word"), max_length=100, blank=True)
    country = country_field()

    class Meta(Record.Meta):
        ordering = ("name", "key")
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_kind_other_has_a_word",
                condition=~Q(kind=PersonKind.OTHER) | ~Q(kind_said=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.kind == PersonKind.OTHER and not self.kind_said:
            raise ValidationError({"kind_said": _("Give the source's own word for “other”.")})

    @property
    def kind_in_words(self) -> str:
        """The kind in the source's word where it has one."""
        return self.kind_said or self.get_kind_display()

    @property
    def country_name(self) -> str:
        """The name of the person's country, or nothing."""
        return countries.name(self.country) if self.country else ""


class Affiliation(OwnedRow):
    """What a person was, where, as of a date."""

    parent: ClassVar[str] = "person"
    gate: ClassVar[tuple[str, ...]] = ("person",)

    key = KeyField(blank=True, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.CharField(max_length=250)
    role = models.CharField(max_length=250, blank=True)
    as_of_edtf = EDTFField(verbose_name=_("as of"))
    as_of_words = words_field()
    as_of_earliest = bound_field()
    as_of_latest = bound_field()

    as_of = Fuzzy("as_of")

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
    plural: ClassVar[str] = "questions"
    owned: ClassVar[tuple[str, ...]] = ("citations",)
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
    plural: ClassVar[str] = "themes"
    owned: ClassVar[tuple[str, ...]] = ("citations",)
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
    plural: ClassVar[str] = "commentary"
    owned: ClassVar[tuple[str, ...]] = (
        "answers",
        "theme_positions",
        "commentary_affiliations",
        "subjects",
        "citations",
    )
    required: ClassVar[tuple[str, ...]] = ("person",)
    list_paths: ClassVar[tuple[str, ...]] = (
        "person",
        "commentary_affiliations__affiliation",
        "answers__question",
        "theme_positions__theme",
        "via",
        "citations__source",
    )
    detail_paths: ClassVar[tuple[str, ...]] = (
        "subjects__deployment",
        "subjects__visit__port",
        "subjects__exercise",
        "subjects__engagement",
        "subjects__navy",
        "subjects__vessel",
        "subjects__port",
        "subjects__person",
        "citations__via",
        *list_paths,
    )
    search_fields: ClassVar[tuple[str, ...]] = ("summary", "quote")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="commentary")
    date_edtf = EDTFField(verbose_name=_("date"))
    date_words = words_field()
    date_earliest = bound_field()
    date_latest = bound_field()
    medium = models.CharField(max_length=30, choices=Medium, default=Medium.UNKNOWN)
    medium_said = models.CharField(
        max_length=100, blank=True, help_text=_("The source's own word, where it differs.")
    )
    language = models.CharField(max_length=10, blank=True)
    quote = models.CharField(
        max_length=400,
        blank=True,
        help_text=_("A few words, verbatim and without quotation marks."),
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

    date = Fuzzy("date")

    class Meta(Occurrence.Meta):
        verbose_name = _("commentary")
        verbose_name_plural = _("commentary")
        constraints = [
            *Occurrence.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_medium_other_has_a_word",
                condition=~Q(medium=Medium.OTHER) | ~Q(medium_said=""),
            ),
            models.CheckConstraint(
                name="%(class)s_locator_only_with_a_quote",
                condition=Q(quote_locator="") | ~Q(quote=""),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def clean(self) -> None:
        super().clean()
        if self.medium == Medium.OTHER and not self.medium_said:
            raise ValidationError({"medium_said": _("Give the source's own word for “other”.")})
        if self.quote_locator and not self.quote:
            raise ValidationError({"quote_locator": _("There is no quote that it could locate.")})

    @property
    def medium_in_words(self) -> str:
        """The medium in the source's word where it has one."""
        return self.medium_said or self.get_medium_display()

    @property
    def dates_in_words(self) -> str:
        """The date as it is known."""
        return dates.display_range(self.date, self.date) if self.date else ""


class Answer(OwnedRow):
    """A question that a commentary answers."""

    parent: ClassVar[str] = "commentary"
    gate: ClassVar[tuple[str, ...]] = ("commentary", "question")
    needed: ClassVar[tuple[str, ...]] = ("question",)

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

    targets: ClassVar[tuple[str, ...]] = (
        "deployment",
        "visit",
        "exercise",
        "engagement",
        "navy",
        "vessel",
        "port",
        "person",
    )
    parent: ClassVar[str] = "commentary"
    gate: ClassVar[tuple[str, ...]] = ("commentary", *targets)

    commentary = models.ForeignKey(Commentary, on_delete=models.CASCADE, related_name="subjects")
    deployment = models.ForeignKey(
        "deployments.Deployment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commentary_subjects",
    )
    visit = models.ForeignKey(
        "deployments.Visit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commentary_subjects",
    )
    exercise = models.ForeignKey(
        "deployments.Exercise",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commentary_subjects",
    )
    engagement = models.ForeignKey(
        "deployments.Engagement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commentary_subjects",
    )
    navy = models.ForeignKey(
        "deployments.Navy",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commentary_subjects",
    )
    vessel = models.ForeignKey(
        "deployments.Vessel",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commentary_subjects",
    )
    port = models.ForeignKey(
        "deployments.Port",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commentary_subjects",
    )
    person = models.ForeignKey(
        "deployments.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commentary_subjects",
    )
    country = country_field()

    class Meta(OwnedRow.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        constraints = [
            exactly_one(
                "subject_exactly_one_target",
                targets=(
                    "deployment",
                    "visit",
                    "exercise",
                    "engagement",
                    "navy",
                    "vessel",
                    "port",
                    "person",
                ),
                text="country",
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)

    @property
    def target(self) -> Record | str:
        """The record it is about, or the country's name."""
        for name in self.targets:
            if getattr(self, f"{name}_id"):
                record = getattr(self, name)
                assert isinstance(record, Record)
                return record
        return countries.name(self.country)

    def clean(self) -> None:
        super().clean()
        given = [name for name in self.targets if getattr(self, f"{name}_id")]
        if len(given) + bool(self.country) != 1:
            raise ValidationError(_("Choose exactly one record or country."))

"""How we know: sources, and the citations that tie them to records."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import passages
from ..choices import Aspect, Credibility, Reliability, SourceKind, Stance
from ..fields import Arc, FuzzyDateField, OpenWord
from ..passages import MOST_CHARACTERS, Passage
from .base import Record
from .owned import ArcOwnedRow, OwnedRow

RETRACTION = (
    "retraction_edtf",
    "retraction_words",
    "retracted_by",
    "retraction_reason",
    "retraction_url",
)
"""The columns that tell of a retraction."""


class Source(Record):
    """An article, official statement, paper, post or photo."""

    record_type: ClassVar[str] = "source"
    name_column: ClassVar[str] = "title"
    detail_paths: ClassVar[tuple[str, ...]] = ("publisher_record", *Record.detail_paths)
    search_fields: ClassVar[tuple[str, ...]] = ("title", "publisher", "author", "url")
    search_paths: ClassVar[tuple[str, ...]] = ("publisher_record",)

    title = models.CharField(
        max_length=400, help_text=_("In brackets when the title itself was not seen.")
    )
    publisher = models.CharField(max_length=200, blank=True)
    publisher_record = models.ForeignKey(
        "deployments.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="published_sources",
        verbose_name=_("publisher's record"),
        help_text=_("The organisation that “publisher” means. The text stays as it is."),
    )
    author = models.CharField(max_length=300, blank=True, help_text=_("Separate several by “;”."))
    url = models.URLField("URL", max_length=800, blank=True)
    archived_url = models.URLField(_("archived URL"), max_length=800, blank=True)
    accessed_on = models.DateField(null=True, blank=True)
    published_date = FuzzyDateField("published", _("published on"))
    language = models.CharField(max_length=10, blank=True)
    kind = OpenWord(SourceKind, _("kind"), said=_("kind in its own word"), max_length=20)
    reliability = models.CharField(
        max_length=1, choices=Reliability, blank=True, help_text=_("Empty means not graded.")
    )
    retracted = models.BooleanField(
        default=False, help_text=_("Its author or publisher took it back. It stays citable.")
    )
    retraction_date = FuzzyDateField("retraction", _("retracted on"), not_before="published")
    retracted_by = models.CharField(
        max_length=200, blank=True, help_text=_("Who took it back, such as its publisher.")
    )
    retraction_reason = models.CharField(
        max_length=300, blank=True, help_text=_("Why, in our words. Shown to the public.")
    )
    retraction_url = models.URLField(
        _("URL of the retraction"), max_length=800, blank=True, help_text=_("Where it is told.")
    )

    class Meta(Record.Meta):
        ordering = ("title", "key")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_reliability_known",
                condition=Q(reliability__in=["", *Reliability.values]),
            ),
            models.CheckConstraint(
                name="%(class)s_retraction_only_if_retracted",
                condition=Q(retracted=True) | Q(**dict.fromkeys(RETRACTION, "")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    def telling_apart(self) -> tuple[str, ...]:
        return self.publisher, str(self.published_date or ""), self.author

    @property
    def dates_in_words(self) -> str:
        """When it was published, as it is known."""
        return str(self.published_date or "")

    def clean(self) -> None:
        super().clean()
        if not self.retracted and any(getattr(self, name) for name in RETRACTION):
            raise ValidationError(
                {"retracted": _("Mark it as retracted, or clear what is said of the retraction.")}
            )


CITED = Arc(
    (
        "navy",
        "vessel",
        "port",
        "organisation",
        "person",
        "question",
        "theme",
        "source",
        "deployment",
        "assignment",
        "visit",
        "visit_participant",
        "exercise",
        "exercise_participant",
        "engagement",
        "coverage",
        "affiliation",
        "commentary",
        "dossier",
    ),
    prefix="target_",
    related_name="citations",
    on_delete=models.CASCADE,
    message=_("A citation bears on exactly one record."),
)
"""What a citation can bear on, in the words of the CSV files."""


PASSAGE = frozenset({"paragraph", "passage_start", "passage_end"})
"""The columns that say where in a source a passage stands."""


class Citation(ArcOwnedRow):
    """Ties a source to one record or row and to what it says about it there."""

    gate: ClassVar[tuple[str, ...]] = ("source", *CITED.columns)
    named_by: ClassVar[tuple[str, ...]] = ("source", "aspect")
    verbatim: ClassVar[tuple[str, ...]] = ("value",)

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citings")
    target = CITED
    aspect = models.CharField(max_length=20, choices=Aspect, default=Aspect.WHOLE)
    stance = models.CharField(max_length=12, choices=Stance, default=Stance.SUPPORTS)
    supports = models.CharField(
        max_length=500, blank=True, help_text=_("What the source says, in our words.")
    )
    value = models.CharField(
        max_length=200, blank=True, help_text=_("The value as stated there, such as a date.")
    )
    locator = models.CharField(
        max_length=100, blank=True, help_text=_("Page, paragraph or minute.")
    )
    paragraph = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Its number in the article text; headings are not counted."),
    )
    passage_start = models.CharField(
        _("passage from"),
        max_length=MOST_CHARACTERS,
        blank=True,
        help_text=_("The first two to four words of the passage, exactly as printed."),
    )
    passage_end = models.CharField(
        _("to"),
        max_length=MOST_CHARACTERS,
        blank=True,
        help_text=_("Its last words, exactly as printed."),
    )
    credibility = models.PositiveSmallIntegerField(
        choices=Credibility, null=True, blank=True, help_text=_("Empty means not graded.")
    )
    via = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="relayed_citations",
        help_text=_("The source through which it is known, when it was not seen itself."),
    )

    class Meta(OwnedRow.Meta):
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.CheckConstraint(
                name="citation_credibility_known",
                condition=Q(credibility__isnull=True) | Q(credibility__in=Credibility.values),
            ),
            models.CheckConstraint(
                name="citation_stance_known", condition=Q(stance__in=Stance.values)
            ),
            models.CheckConstraint(
                name="citation_aspect_known", condition=Q(aspect__in=Aspect.values)
            ),
            models.CheckConstraint(
                name="citation_paragraph_from_one",
                condition=Q(paragraph__isnull=True) | Q(paragraph__gte=1),
            ),
            models.CheckConstraint(
                name="citation_passage_end_has_a_start",
                condition=Q(passage_end="") | ~Q(passage_start=""),
            ),
            models.CheckConstraint(
                name="citation_not_via_itself",
                condition=Q(via__isnull=True) | ~Q(via=models.F("source")),
            ),
            *[
                models.UniqueConstraint(
                    fields=[CITED.column(kind), "source", "aspect", "supports"],
                    condition=Q(**{f"{CITED.column(kind)}__isnull": False}),
                    name=f"citation_{kind}_natural_key_unique",
                )
                for kind in CITED.kinds
            ],
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.supports or self.get_aspect_display()}"

    def clean(self) -> None:
        super().clean()
        if self.via_id and self.via_id == self.source_id:
            raise ValidationError({"via": _("A source is not known through itself.")})
        if self.passage_end and not self.passage_start:
            raise ValidationError({"passage_start": _("Give the first words of the passage, too.")})

    def withheld(self) -> frozenset[str]:
        """The passage, where the source that its words are from is not public."""
        hidden = self.via_id and not (self.via and self.via.is_published)
        return PASSAGE if hidden else super().withheld()

    @property
    def retracted(self) -> bool:
        """Whether its source, or the one it is known through, was retracted."""
        return self.source.retracted or (self.via is not None and self.via.retracted)

    @property
    def is_located(self) -> bool:
        """Whether it says where in its source it stands."""
        return bool(self.paragraph or self.locator or self.passage_start)

    @property
    def passage(self) -> Passage | None:
        """Where it says so, for the public: in its source, or in the one it is known through.

        None where nothing is noted, or where it is withheld.
        """
        if self.withheld() or not (self.paragraph or self.passage_start):
            return None
        said_in = self.via or self.source
        address = said_in.url or said_in.archived_url
        url = passages.link(address, self.passage_start, self.passage_end)
        return Passage(self.paragraph, self.passage_start, self.passage_end, url)

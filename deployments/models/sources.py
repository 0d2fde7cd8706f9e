"""How we know: sources, and the citations that tie them to records."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import Aspect, Credibility, Reliability, SourceKind, Stance
from ..fields import EDTFField, Fuzzy, bound_field, words_field
from .arcs import exactly_one
from .base import OwnedRow, Record, Row


class Source(Record):
    """An article, official statement, paper, post or photo."""

    record_type: ClassVar[str] = "source"
    plural: ClassVar[str] = "sources"
    owned: ClassVar[tuple[str, ...]] = ("citations",)
    search_fields: ClassVar[tuple[str, ...]] = ("title", "publisher", "author", "url")

    title = models.CharField(
        max_length=400, help_text=_("In brackets when the title itself was not seen.")
    )
    publisher = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=300, blank=True, help_text=_("Separate several by “;”."))
    url = models.URLField("URL", max_length=800, blank=True)
    archived_url = models.URLField(_("archived URL"), max_length=800, blank=True)
    accessed_on = models.DateField(null=True, blank=True)
    published_edtf = EDTFField(verbose_name=_("published on"))
    published_words = words_field()
    published_earliest = bound_field()
    published_latest = bound_field()
    language = models.CharField(max_length=10, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=SourceKind, default=SourceKind.UNKNOWN
    )
    kind_said = models.CharField(_("kind in its own word"), max_length=100, blank=True)
    reliability = models.CharField(
        max_length=1, choices=Reliability, blank=True, help_text=_("Empty means not graded.")
    )

    published_date = Fuzzy("published")

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
                name="%(class)s_kind_other_has_a_word",
                condition=~Q(kind=SourceKind.OTHER) | ~Q(kind_said=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    def clean(self) -> None:
        super().clean()
        if self.kind == SourceKind.OTHER and not self.kind_said:
            raise ValidationError({"kind_said": _("Give its own word for “other”.")})

    @property
    def kind_in_words(self) -> str:
        """The kind in its own word where it has one."""
        return self.kind_said or self.get_kind_display()

    @property
    def dates_in_words(self) -> str:
        """The date of publication as it is known."""
        return str(self.published_date) if self.published_date else ""


TARGETS = (
    "navy",
    "vessel",
    "port",
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
    "affiliation",
    "commentary",
)
"""Kinds a citation can bear on, in the words of the CSV files."""

_MODELS = {
    "visit_participant": "VisitParticipant",
    "exercise_participant": "ExerciseParticipant",
}


def _target(kind: str) -> models.ForeignKey[Row | None, Row | None]:
    name = _MODELS.get(kind, kind.capitalize())
    return models.ForeignKey(
        f"deployments.{name}",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )


class Citation(OwnedRow):
    """Ties a source to one record or row and to what it says about it there."""

    targets: ClassVar[tuple[str, ...]] = tuple(f"target_{kind}" for kind in TARGETS)
    gate: ClassVar[tuple[str, ...]] = ("source", *targets)

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citings")
    target_navy = _target("navy")
    target_vessel = _target("vessel")
    target_port = _target("port")
    target_person = _target("person")
    target_question = _target("question")
    target_theme = _target("theme")
    target_source = _target("source")
    target_deployment = _target("deployment")
    target_assignment = _target("assignment")
    target_visit = _target("visit")
    target_visit_participant = _target("visit_participant")
    target_exercise = _target("exercise")
    target_exercise_participant = _target("exercise_participant")
    target_engagement = _target("engagement")
    target_affiliation = _target("affiliation")
    target_commentary = _target("commentary")
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
            exactly_one(
                "citation_exactly_one_target", targets=[f"target_{kind}" for kind in TARGETS]
            ),
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
                name="citation_not_via_itself",
                condition=Q(via__isnull=True) | ~Q(via=models.F("source")),
            ),
            *[
                models.UniqueConstraint(
                    fields=[f"target_{kind}", "source", "aspect", "supports"],
                    condition=Q(**{f"target_{kind}__isnull": False}),
                    name=f"citation_{kind}_natural_key_unique",
                )
                for kind in TARGETS
            ],
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.supports or self.get_aspect_display()}"

    def owner_ids(self) -> dict[str, Any]:
        return {f"{name}_id": self.__dict__.get(f"{name}_id") for name in self.targets}

    @property
    def target_field(self) -> str:
        """Which of the target columns is set, or nothing."""
        for name in self.targets:
            if getattr(self, f"{name}_id"):
                return name
        return ""

    @property
    def target(self) -> Row | None:
        """The record or row it bears on."""
        return getattr(self, self.target_field) if self.target_field else None

    @property
    def parent(self) -> str:  # type: ignore[override]
        """The relation to its owner, which is its target."""
        return self.target_field

    def clean(self) -> None:
        super().clean()
        # A record that is about to be stored together with its citations has no id yet.
        stored_or_new = self._state.fields_cache
        given = [n for n in self.targets if getattr(self, f"{n}_id") or stored_or_new.get(n)]
        if len(given) != 1:
            raise ValidationError(_("A citation bears on exactly one record."))
        if self.via_id and self.via_id == self.source_id:
            raise ValidationError({"via": _("A source is not known through itself.")})

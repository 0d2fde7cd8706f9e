"""Dossiers: records of any kind laid out in an order, with the reason why each stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..fields import Arc
from .base import Record
from .commentary import Commentary, Person, Question, Theme
from .coverage import Coverage
from .exercises import Engagement, Exercise
from .movements import Deployment, Visit
from .organisations import Organisation
from .owned import OwnedRow
from .reference import Navy, Port
from .sources import Source
from .vessels import Vessel

NAMED: tuple[type[Record], ...] = (
    *(Visit, Exercise, Engagement, Deployment, Commentary, Question, Theme, Person),
    *(Vessel, Navy, Port, Organisation, Source, Coverage),
)
"""The kinds of records that a dossier can name: all but dossiers."""


def _paths() -> tuple[str, ...]:
    """The named records, and what their names need."""
    return tuple(
        "__".join(filter(None, ("items", model.record_type, path)))
        for model in NAMED
        for path in ("", *model.name_paths)
    )


NUMBERED = [MinValueValidator(1), MaxValueValidator(999)]
"""What a number by which sections and records stand may be: alike on every database."""


class LaidOut(NamedTuple):
    """A section of a dossier with the records that it names, in their order."""

    number: int
    heading: str
    text: str
    unknown: bool
    items: list[DossierItem]


class Dossier(Record):
    """What the records say on one matter: an introduction, and sections that name records.

    It claims nothing by itself: what it tells rests on the records that it names. Of these the
    public sees those that are published; without one it is not public.
    """

    record_type: ClassVar[str] = "dossier"
    owned: ClassVar[tuple[str, ...]] = ("sections", "items", *Record.owned)
    one_of: ClassVar[str] = "items"
    detail_paths: ClassVar[tuple[str, ...]] = ("sections", *_paths(), *Record.detail_paths)
    search_fields: ClassVar[tuple[str, ...]] = ("title", "introduction")
    shown_words: ClassVar[Mapping[str, tuple[str, ...]]] = {"sections": ("heading", "text", "why")}
    name_column: ClassVar[str] = "title"

    title = models.CharField(max_length=200)
    introduction = models.TextField(
        blank=True, help_text=_("What it is about, in a few sentences. Needed before the public.")
    )

    class Meta(Record.Meta):
        ordering = ("title", "key")
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def __str__(self) -> str:
        return self.title

    @property
    def laid_out(self) -> list[LaidOut]:
        """The sections of which anything is left to show, each with the records that it names.

        Its rows must be at hand: of what did not pass the gate nothing is here.
        """
        named: dict[int, list[DossierItem]] = defaultdict(list)
        for item in self.items.all():
            named[item.section].append(item)
        return [
            LaidOut(row.number, row.heading, row.text, row.unknown, named[row.number])
            for row in self.sections.all()
            if row.text or named[row.number]
        ]


class DossierSection(OwnedRow):
    """A section of a dossier: its number, its heading, and what it says before its records."""

    parent: ClassVar[str] = "dossier"
    gate: ClassVar[tuple[str, ...]] = ("dossier",)
    named_by: ClassVar[tuple[str, ...]] = ("number", "heading")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField(
        validators=NUMBERED,
        help_text=_("Its place, such as 1, 2, 3. Its records name this number."),
    )
    heading = models.CharField(max_length=150)
    text = models.TextField(blank=True, help_text=_("What it says before its records."))
    unknown = models.BooleanField(
        _("says what is not known"),
        default=False,
        help_text=_("It is shown as a gap in the records is."),
    )

    class Meta(OwnedRow.Meta):
        ordering: ClassVar[Sequence[str]] = ("number", "pk")
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="dossiersection_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.heading}"


class DossierItem(OwnedRow):
    """A record that a dossier names in one of its sections, and why it stands there.

    It names its section by number: both can be typed at once, on a form and in a file.
    """

    target = Arc(
        tuple(model.record_type for model in NAMED),
        related_name="dossier_items",
        on_delete=models.PROTECT,
        message=_("Choose exactly one record."),
    )
    parent: ClassVar[str] = "dossier"
    gate: ClassVar[tuple[str, ...]] = ("dossier", *target.columns)
    named_by: ClassVar[tuple[str, ...]] = ("section", *target.columns)

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="items")
    section = models.PositiveSmallIntegerField(
        validators=NUMBERED, help_text=_("The number of its section.")
    )
    number = models.PositiveSmallIntegerField(
        default=1,
        validators=NUMBERED,
        help_text=_("Its place in the section; equal ones stand as they were added."),
    )
    why = models.CharField(
        max_length=400,
        help_text=_("Why it stands here, in a sentence that says no more than the record does."),
    )

    class Meta(OwnedRow.Meta):
        ordering: ClassVar[Sequence[str]] = ("section", "number", "pk")
        verbose_name = _("record named")
        verbose_name_plural = _("records named")
        constraints = [
            models.UniqueConstraint(
                fields=[model.record_type, "dossier", "section"],
                condition=Q(**{f"{model.record_type}__isnull": False}),
                name=f"dossieritem_{model.record_type}_unique",
                violation_error_message=_("This section names the record already."),
            )
            for model in NAMED
        ]

    def __str__(self) -> str:
        return f"{self.section}.{self.number} {self.target}"

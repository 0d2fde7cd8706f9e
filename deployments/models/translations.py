"""Texts of a record in other languages."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import TranslatedText
from ..fields import Arc
from .owned import ArcOwnedRow

validate_language = RegexValidator(
    r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$",
    _("A language is a code such as “it”, “ja” or “pt-BR”."),
    code="language",
)

TRANSLATED = Arc(
    (
        "navy",
        "port",
        "organisation",
        "person",
        "question",
        "theme",
        "vessel",
        "source",
        "coverage",
        "deployment",
        "visit",
        "exercise",
        "engagement",
        "commentary",
        "dossier",
    ),
    prefix="record_",
    related_name="translations",
    on_delete=models.CASCADE,
    message=_("A translation is of exactly one record."),
)
"""What can have a text in another language."""


class Translation(ArcOwnedRow):
    """One text of a record in another language, by whom it was translated."""

    gate: ClassVar[tuple[str, ...]] = TRANSLATED.columns
    named_by: ClassVar[tuple[str, ...]] = ("text_of", "language")

    record = TRANSLATED
    text_of = models.CharField(
        max_length=20, choices=TranslatedText, help_text=_("Which text of the record it is.")
    )
    language = models.CharField(
        max_length=20, validators=[validate_language], help_text=_("Such as “it” or “ja”.")
    )
    text = models.TextField()
    translator = models.CharField(
        max_length=200, blank=True, help_text=_("Who translated it; say so if a machine did.")
    )

    class Meta(ArcOwnedRow.Meta):
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.CheckConstraint(
                name="translation_text_of_known", condition=Q(text_of__in=TranslatedText.values)
            ),
            models.CheckConstraint(name="translation_text_given", condition=~Q(text="")),
            *[
                models.UniqueConstraint(
                    fields=[TRANSLATED.column(kind), "text_of", "language"],
                    condition=Q(**{f"{TRANSLATED.column(kind)}__isnull": False}),
                    name=f"translation_{kind}_text_and_language_unique",
                )
                for kind in TRANSLATED.kinds
            ],
        ]

    def __str__(self) -> str:
        return f"{self.get_text_of_display()} ({self.language})"

    def clean(self) -> None:
        super().clean()
        record = self.record
        if record is not None and not hasattr(record, self.text_of):
            raise ValidationError(
                {
                    "text_of": _("A %(kind)s has no %(text)s.")
                    % {
                        "kind": record._meta.verbose_name,
                        "text": self.get_text_of_display(),
                    }
                }
            )

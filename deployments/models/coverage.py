"""Coverage: what was followed, so that an absence is not read as a fact."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import countries
from ..choices import Completeness, Followed
from ..fields import Arc, FuzzyDateField
from .base import Record
from .reference import country_field


class Coverage(Record):
    """Which navy, port or country was followed, for what, from when to when, how completely.

    Its citations name the sources by which it was followed; its notes say the rest.
    """

    record_type: ClassVar[str] = "coverage"
    required: ClassVar[tuple[str, ...]] = ("navy", "port")
    name_paths: ClassVar[tuple[str, ...]] = ("navy", "port")
    list_paths: ClassVar[tuple[str, ...]] = ("navy", "port")
    detail_paths: ClassVar[tuple[str, ...]] = (*list_paths, *Record.detail_paths)
    search_fields: ClassVar[tuple[str, ...]] = ("notes",)
    search_paths: ClassVar[tuple[str, ...]] = list_paths
    name_column: ClassVar[str] = "key"

    whom = Arc(
        ("navy", "port"),
        related_name="coverage",
        on_delete=models.PROTECT,
        or_text="country",
        message=_("Choose exactly one navy, port or country that was followed."),
    )
    country = country_field()
    followed = models.CharField(
        max_length=20,
        choices=Followed,
        default=Followed.VISITS,
        help_text=_("Which records were looked for."),
    )
    since = FuzzyDateField("since", _("from"))
    until = FuzzyDateField("until", _("to"), not_before="since")
    completeness = models.CharField(
        max_length=12,
        choices=Completeness,
        default=Completeness.UNKNOWN,
        help_text=_("How much of what happened the records hold."),
    )

    class Meta(Record.Meta):
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_followed_known", condition=Q(followed__in=Followed.values)
            ),
            models.CheckConstraint(
                name="%(class)s_completeness_known",
                condition=Q(completeness__in=Completeness.values),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def called(self) -> str:
        """Who was followed, for what and when."""
        parts = (f"{self.of}: {self.get_followed_display()}", self.dates_in_words)
        return ", ".join(part for part in parts if part)

    @property
    def of(self) -> str:
        """The navy, port or country that was followed."""
        whom = self.whom
        return whom.called if isinstance(whom, Record) else countries.name(self.country)

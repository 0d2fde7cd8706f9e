"""What may be announced before it happens: how sure it is, and what became of the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .. import dates
from ..choices import NOT_OF_THE_CANCELLED, NOT_PRESENT, Certainty, Outcome
from ..fields import OpenWord
from .base import Occurrence


class Plannable(Occurrence):
    """An occurrence that may be planned or cancelled; what happened instead is another of its kind.

    Each kind declares ``certainty = certainty_field()`` and ``outcome = outcome_word()`` where they
    stand among its columns.
    """

    if TYPE_CHECKING:
        certainty: models.CharField[str, str]
        get_certainty_display: Callable[[], str]
        outcome: str
        outcome_said: str
        superseded_by_id: int | None

    superseded_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
        help_text=_("What happened instead, where this was planned or cancelled."),
    )

    class Meta(Occurrence.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Occurrence.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_certainty_known", condition=Q(certainty__in=Certainty.values)
            ),
            models.CheckConstraint(
                name="%(class)s_not_superseded_by_itself",
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
            ),
            models.CheckConstraint(
                name="%(class)s_superseded_only_if_planned_or_cancelled",
                condition=Q(superseded_by__isnull=True) | Q(certainty__in=NOT_PRESENT),
            ),
            models.CheckConstraint(
                name="%(class)s_outcome_only_if_planned_or_cancelled",
                condition=Q(outcome="") | Q(certainty__in=NOT_PRESENT),
            ),
            models.CheckConstraint(
                name="%(class)s_cancelled_was_not_made",
                condition=~Q(certainty=Certainty.CANCELLED) | ~Q(outcome__in=NOT_OF_THE_CANCELLED),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.superseded_by_id and self.is_presence:
            raise ValidationError(
                {"superseded_by": _("Only what was planned or cancelled can be superseded.")}
            )
        if self.superseded_by_id and self.superseded_by_id == self.pk:
            raise ValidationError({"superseded_by": _("It cannot supersede itself.")})
        if self.outcome and self.is_presence:
            raise ValidationError(
                {
                    "outcome": _(
                        "Only what was planned or cancelled has an outcome; this is "
                        "%(certainty)s. Leave it empty, or correct the certainty."
                    )
                    % {"certainty": self.get_certainty_display()}
                }
            )
        if self.certainty == Certainty.CANCELLED and self.outcome in NOT_OF_THE_CANCELLED:
            raise ValidationError(
                {
                    "outcome": _(
                        "What was cancelled did not take place. Say who called it off, or leave "
                        "this empty; or make it planned."
                    )
                }
            )

    @property
    def is_presence(self) -> bool:
        """Whether it counts as presence: what was planned or cancelled does not."""
        return self.certainty not in NOT_PRESENT

    @property
    def announced_until(self) -> date | None:
        """The last day for which it was announced, an open end closed by rule; None undated."""
        start, end = self.stretch
        last = end or start
        if last is None or last.latest is not None:
            return last.latest if last else None
        span = dates.span(start, end)
        return span.possible_to if span else None


def certainty_field() -> models.CharField[str, str]:
    """How sure it is that it took place."""
    return models.CharField(
        max_length=12, choices=Certainty, default=Certainty.REPORTED, db_index=True
    )


def outcome_word() -> OpenWord:
    """The columns for what became of a plan."""
    return OpenWord(
        Outcome,
        _("outcome"),
        said=_("outcome in the source's word"),
        blank=True,
        help_text=_("What became of it, where it was planned or cancelled."),
    )

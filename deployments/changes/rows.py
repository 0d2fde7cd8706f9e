"""The tables of change sets: one row for each, and the link that every history row has to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import Origin


class ChangeSet(models.Model):
    """All rows that changed together: who changed them, when, why and from where."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField(max_length=150, blank=True)
    origin = models.CharField(max_length=20, choices=Origin)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("change set")
        verbose_name_plural = _("change sets")
        permissions = [("publish", "Can publish, withdraw, rename and change what is public")]

    def __str__(self) -> str:
        who = self.actor_name or self.get_origin_display()
        return f"{self.at:%Y-%m-%d %H:%M} · {who}"


class HistoryRow(models.Model):
    """What every history table has besides the row itself: its change set."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")

    if TYPE_CHECKING:
        id: int
        """That of the row, whose other columns are here too."""
        history_type: str

    class Meta:
        abstract = True

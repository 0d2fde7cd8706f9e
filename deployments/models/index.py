"""What staff search by, when ships were seen, and how far building all of it anew has come."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import compiling


class RecordIndexQuerySet(compiling.QuerySet["RecordIndex"]):
    """Rows for all records, drafts too; see ``services.indexing``."""

    def published(self) -> Self:
        """The rows of published records: no other has a signature."""
        return self.exclude(signature="")


class RecordIndex(models.Model):
    """One row for each record: words to search by, and its namesakes."""

    record_type = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    search_text = models.TextField(blank=True)
    signature = models.CharField(max_length=60, blank=True)
    called = models.CharField(max_length=400, blank=True)
    """Its name, folded, where several may bear it."""
    apart = models.CharField(max_length=400, blank=True)
    """What tells a published record from other published ones of its name."""

    objects = RecordIndexQuerySet.as_manager()

    class Meta:
        verbose_name = _("index row")
        constraints = [
            models.UniqueConstraint("record_type", "record_id", name="recordindex_record_unique")
        ]
        indexes = [models.Index(fields=["record_type", "called"], name="recordindex_called")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"


class SightingIndex(models.Model):
    """In which quarters of a year a ship may have been at a visit or an exercise.

    A row for each, of whatever was ever public: it leads to what can bound the days of another
    stay of hers, without reading all that is known of her. What of it counts, the gate says.
    """

    record_type = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    """Of the visit or exercise."""
    row_id = models.PositiveBigIntegerField()
    """Of the participant that is the ship."""
    place = models.PositiveBigIntegerField()
    """The ship and the quarter; see ``rules.sightings.places``."""

    objects = compiling.Manager()

    class Meta:
        verbose_name = _("when a ship was seen")
        verbose_name_plural = _("when ships were seen")
        indexes = [
            models.Index(fields=["place"], name="sightingindex_place"),
            models.Index(fields=["record_type", "record_id"], name="sightingindex_record"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id} at {self.place}"


class RebuildProgress(models.Model):
    """How far a rebuild has come that is under way, or was stopped: one row, none when it is done.

    ``release`` is the software that began it: another one begins from the start.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    release = models.CharField(max_length=64)
    step = models.CharField(max_length=60)
    after = models.JSONField(null=True)
    """The last key of the step that was looked at, as the step gives keys."""
    put_right = models.PositiveIntegerField(default=0)
    """Lines that were told until then."""
    started_at = models.DateTimeField()

    class Meta:
        verbose_name = _("progress of a rebuild")
        verbose_name_plural = _("progress of a rebuild")
        constraints = [models.CheckConstraint(name="rebuildprogress_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.step} after {self.after}"

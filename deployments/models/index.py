"""What is worked out from the published records, and can be built anew from them at any time.

These tables are not curated and have no history. They hold nothing of a record that is not
public, apart from the names and words that staff search by.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ..choices import NOT_PRESENT, EntryKind
from ..fields import Arc
from .base import UNDATED


class RecordIndexQuerySet(models.QuerySet["RecordIndex"]):
    """Rows for all records, drafts too; see ``services.indexing``."""

    def published(self) -> Self:
        """The rows of published records: no other has a signature."""
        return self.exclude(signature="")


class RecordIndex(models.Model):
    """One row for each record: words to search by, its last public change, and its namesakes."""

    record_type = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    search_text = models.TextField(blank=True)
    signature = models.CharField(max_length=60, blank=True)
    public_digest = models.CharField(max_length=64, blank=True)
    public_changed_at = models.DateTimeField(null=True, db_index=True)
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


class TimelineEntryQuerySet(models.QuerySet["TimelineEntry"]):
    """Entries exist for published records only; see ``services.indexing``."""

    def stream(self) -> Self:
        """The entries that stand on the timeline, newest first."""
        return self.filter(in_stream=True).order_by("-sort_day", "-slug")

    def possibly_between(self, start: date | None, end: date | None) -> Self:
        """What may overlap the days from ``start`` to ``end``, both inclusive; None is open."""
        found = self.filter(possible_from__isnull=False)
        if end is not None:
            found = found.filter(possible_from__lte=end)
        if start is not None:
            found = found.filter(possible_to__gte=start)
        return found

    def certainly_between(self, start: date | None, end: date | None) -> Self:
        """What certainly overlaps the days from ``start`` to ``end``, both inclusive."""
        found = self.filter(certain_from__isnull=False)
        if end is not None:
            found = found.filter(certain_from__lte=end)
        if start is not None:
            found = found.filter(certain_to__gte=start)
        return found

    def present(self) -> Self:
        """Without what was only planned, or was cancelled."""
        return self.exclude(certainty__in=NOT_PRESENT)

    def with_facet(self, facet: str, values: Iterable[int | str]) -> Self:
        """Entries that involve any of ``values`` (record ids, or country codes) of ``facet``."""
        facets = TimelineFacet.objects.filter(
            entry=OuterRef("pk"), facet=facet, value__in=[str(value) for value in values]
        )
        return self.filter(Exists(facets))


class TimelineEntry(models.Model):
    """When a published record happened, in the bounds that rule 1 gives it.

    A deployment has up to three rows: its departure and its return stand in the stream, unless a
    visit tells them already, and one row outside the stream holds its whole span.
    """

    arc: ClassVar[Arc]

    slug = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=12, choices=EntryKind, blank=True)
    in_stream = models.BooleanField(default=True)
    record = Arc(
        ("deployment", "visit", "exercise", "engagement", "commentary"),
        related_name="entries",
        on_delete=models.CASCADE,
        message=_("An entry tells of exactly one record."),
    )
    certainty = models.CharField(max_length=12, blank=True)
    period = models.PositiveIntegerField(default=0)
    """The month or year it stands under, as ``FuzzyDate.period`` says; 0 without a date."""
    sort_day = models.DateField(default=UNDATED)
    possible_from = models.DateField(null=True)
    possible_to = models.DateField(null=True)
    certain_from = models.DateField(null=True)
    certain_to = models.DateField(null=True)

    objects = TimelineEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline entries")
        ordering = ("-sort_day", "-slug")
        indexes = [
            models.Index(
                F("in_stream"), F("sort_day").desc(), F("slug").desc(), name="entry_stream"
            ),
            models.Index(
                F("in_stream"),
                F("period").desc(),
                F("sort_day").desc(),
                F("slug").desc(),
                name="entry_by_period",
            ),
            models.Index(fields=["possible_from", "possible_to"], name="entry_possible"),
            models.Index(fields=["certain_from", "certain_to"], name="entry_certain"),
        ]
        constraints = [
            models.CheckConstraint(
                name="timelineentry_bounds_in_order",
                condition=Q(possible_from__isnull=True, possible_to__isnull=True)
                | Q(possible_from__lte=F("possible_to")),
            ),
            models.CheckConstraint(
                name="timelineentry_certain_within_possible",
                condition=Q(certain_from__isnull=True, certain_to__isnull=True)
                | Q(
                    certain_from__lte=F("certain_to"),
                    certain_from__gte=F("possible_from"),
                    certain_to__lte=F("possible_to"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def record_type(self) -> str:
        """Which record the entry tells of."""
        return TimelineEntry.record.kind_of(self)

    @property
    def record_id(self) -> int:
        """The id of the record the entry tells of."""
        found = TimelineEntry.record.id_of(self)
        assert found is not None
        return found


STANDS_FOR = "stands_for"
"""The facet of the countries that participants stand for: by code, or in words where the country
has none; empty for unnamed ships of a group."""

PLACE = "place"
"""The facet of the country in which the place of an entry lay then, by code or in words; one with
a code is among those that it involves, too."""

OF_ITS_OWN = (STANDS_FOR, PLACE)
"""The facets that say in which way a country is involved."""


class TimelineFacet(models.Model):
    """What an entry involves: a country (by code) or a published record (by id).

    The countries that somebody takes part for are a facet of their own: ``STANDS_FOR``.
    """

    entry = models.ForeignKey(TimelineEntry, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("timeline facet")
        constraints = [
            models.UniqueConstraint("entry", "facet", "value", name="timelinefacet_unique")
        ]
        indexes = [models.Index(fields=["facet", "value", "entry"], name="facet_value_entry")]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"
